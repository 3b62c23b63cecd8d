/// The layout of a snapshot file, byte by byte; all numbers are little-endian.
///
/// - SeeAlso: <doc:SnapshotLayout>
enum SnapshotLayout {
  static let magic = UInt64(littleEndian: 0x5347_454C_574F_4C46)  // "FLOWLEGS"
  static let version: UInt32 = 4
  static let headerLength = 128
  static let entryLength = 64
  static let nameLength = 32
  static let alignment = 64
  /// How many bytes one checksum covers.
  static let blockLength = 1 << 18
  /// Where in the header its own checksum stands.
  static let checksumOffset = 120

  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }

  static func blockCount(of byteCount: Int) -> Int {
    (byteCount + blockLength - 1) / blockLength
  }

  /// Where the columns begin: after the header, their table and the checksums of the blocks.
  ///
  /// The number of blocks depends on the length of the columns alone.
  static func dataStart(columnCount: Int, dataLength: Int) -> Int {
    aligned(headerLength + columnCount * entryLength + blockCount(of: dataLength) * 8)
  }
}

/// One line of the table of columns.
struct SnapshotEntry: Sendable, Equatable {
  let name: String
  /// From the start of the file.
  var offset: Int
  let count: Int
  /// Bytes of one element.
  let width: Int

  /// The bytes that the column takes.
  var length: Int { count * width }

  init(name: String, offset: Int, count: Int, width: Int) {
    precondition(
      name.utf8.count <= SnapshotLayout.nameLength && !name.isEmpty,
      "the name of a column has 1 to \(SnapshotLayout.nameLength) bytes: \(name)")
    self.name = name
    self.offset = offset
    self.count = count
    self.width = width
  }

  /// Reads an entry; nil when its numbers are impossible.
  init?(_ bytes: RawSpan) {
    var letters: [UInt8] = []
    for place in 0..<SnapshotLayout.nameLength {
      let letter = unsafe bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
      guard letter != 0 else { break }
      letters.append(letter)
    }
    let offset = bytes.number(at: 32)
    let count = bytes.number(at: 40)
    let width = bytes.number(at: 48)
    guard !letters.isEmpty, let offset = Int(exactly: offset), let count = Int(exactly: count),
      [1, 2, 4, 8].contains(width), !count.multipliedReportingOverflow(by: Int(width)).overflow,
      let name = String(validating: letters, as: UTF8.self)
    else { return nil }
    self.init(name: name, offset: offset, count: count, width: Int(width))
  }

  /// The entry as it lies in the file.
  var bytes: [UInt8] {
    var bytes = Array(name.utf8)
    bytes += [UInt8](repeating: 0, count: SnapshotLayout.nameLength - bytes.count)
    for number in [UInt64(offset), UInt64(count), UInt64(width), 0] { bytes.append(number: number) }
    return bytes
  }
}

extension RawSpan {
  /// The little-endian number of 64 bits at an offset.
  func number(at offset: Int) -> UInt64 {
    // Any bits are a number, and the span checks its bounds.
    unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

extension [UInt8] {
  /// Appends a number of 64 bits, little-endian.
  mutating func append(number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
