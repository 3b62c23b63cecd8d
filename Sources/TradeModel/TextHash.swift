/// A 64-bit hash of texts and numbers, eight bytes at a step.
///
/// Each step multiplies two words to 128 bits and folds the halves, as wyhash does. With the same
/// seed the value is the same on every machine. It finds what may be equal; whoever must know
/// compares the bytes, since equal hashes can be made on purpose.
///
/// - SeeAlso: Wang Yi, *wyhash*, public domain, 2019.
public struct TextHash: Sendable {
  /// The hash of everything added so far.
  public private(set) var value: UInt64

  /// A hash of nothing.
  public init(seed: UInt64 = 0) {
    value = seed ^ 0xA076_1D64_78BD_642F
  }

  /// Adds a number.
  public mutating func add(_ number: UInt64) {
    let product = (value ^ 0xE703_7ED1_A0B4_28DB).multipliedFullWidth(
      by: number ^ 0x8EBC_6AF0_9C88_C6E3)
    value = product.high ^ product.low
  }

  /// Adds a text, and its length, so that texts cannot run into one another.
  public mutating func add(_ text: Span<UInt8>) {
    let bytes = text.bytes
    var position = 0
    while position + 8 <= bytes.byteCount {
      add(bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian)
      position += 8
    }
    var rest = UInt64(bytes.byteCount) << 56
    var shift: UInt64 = 0
    while position < bytes.byteCount {
      rest |= UInt64(text[position]) << shift
      shift += 8
      position += 1
    }
    add(rest)
  }
}
