/// Memory that grows at its end and is kept when it is emptied.
///
/// Rows are encoded value by value; an array asks at each one whether somebody else holds it, which
/// takes as long as the value itself.
struct GrowingBytes: ~Copyable {
  private(set) var start: UnsafeMutableRawPointer
  private(set) var count = 0
  private var capacity: Int

  /// Nothing yet, with room for some bytes.
  init(capacity: Int = 1 << 12) {
    start = .allocate(byteCount: capacity, alignment: 16)
    self.capacity = capacity
  }

  deinit { start.deallocate() }

  /// Forgets the bytes and keeps the room.
  mutating func removeAll() { count = 0 }

  /// Makes the bytes longer.
  ///
  /// - Returns: where the new ones begin; what stands there is for the caller to write.
  mutating func extend(by more: Int) -> UnsafeMutableRawPointer {
    if count + more > capacity { grow(to: count + more) }
    count += more
    return start + (count - more)
  }

  mutating func append(_ byte: UInt8) {
    extend(by: 1).storeBytes(of: byte, as: UInt8.self)
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.baseAddress else { return }
    extend(by: bytes.count).copyMemory(from: first, byteCount: bytes.count)
  }

  /// Appends the highest bytes of some bits, the highest first.
  mutating func append(highest count: Int, of bits: UInt64) {
    // Eight are written and those not meant written over next: one store instead of a copy.
    extend(by: 8).storeBytes(of: bits.bigEndian, as: UInt64.self)
    self.count -= 8 - count
  }

  /// Appends a number as SQLite writes lengths and row numbers: seven bits a byte, highest first.
  mutating func append(varint number: UInt64) {
    let count = Self.length(ofVarint: number)
    Self.write(varint: number, count, to: extend(by: count))
  }

  /// How many bytes a number takes.
  static func length(ofVarint number: UInt64) -> Int {
    // From 2^56 on the ninth byte has eight bits; no store has so many rows.
    precondition(number >> 56 == 0, "more rows than a store can have")
    return max(1, (64 - number.leadingZeroBitCount + 6) / 7)
  }

  /// Writes a number of known length.
  static func write(varint number: UInt64, _ count: Int, to place: UnsafeMutableRawPointer) {
    var rest = number
    var more: UInt8 = 0
    for position in (0..<count).reversed() {
      place.storeBytes(of: UInt8(rest & 0x7F) | more, toByteOffset: position, as: UInt8.self)
      rest >>= 7
      more = 0x80
    }
  }

  private mutating func grow(to wanted: Int) {
    let roomier = max(wanted, capacity * 2)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: roomier, alignment: 16)
    moved.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = moved
    capacity = roomier
  }
}
