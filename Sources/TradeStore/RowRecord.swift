/// One row in SQLite's record format: what kind each value is, then the values.
///
/// - SeeAlso: *Database File Format*, section 2.1, <https://www.sqlite.org/fileformat2.html>.
struct RowRecord: ~Copyable {
  private var kinds = GrowingBytes()
  private var values = GrowingBytes()

  /// How many bytes the whole takes.
  var count: Int { headerCount + values.count }

  /// The kinds and the length of both, which counts itself.
  private var headerCount: Int { kinds.count + (kinds.count < 127 ? 1 : 2) }

  /// Begins another row.
  mutating func removeAll() {
    kinds.removeAll()
    values.removeAll()
  }

  mutating func addNull() { kinds.append(0) }

  mutating func add(_ number: Int64) {
    switch number {
    case 0: kinds.append(8)
    case 1: kinds.append(9)
    case -0x80..<0x80: add(number, kind: 1, count: 1)
    case -0x8000..<0x8000: add(number, kind: 2, count: 2)
    case -0x80_0000..<0x80_0000: add(number, kind: 3, count: 3)
    case -0x8000_0000..<0x8000_0000: add(number, kind: 4, count: 4)
    default: add(number, kind: 6, count: 8)
    }
  }

  /// Adds a value of a column of type REAL.
  mutating func add(_ amount: Double?) {
    guard let amount else { return addNull() }
    // SQLite reads a whole number in such a column as a real one; pieces take a byte instead of nine.
    if amount > 0, amount < 0x8000_0000, let whole = Int64(exactly: amount) { return add(whole) }
    kinds.append(7)
    values.append(highest: 8, of: amount.bitPattern)
  }

  /// Adds a text; nothing was filed where it is empty.
  mutating func add(text: UnsafeRawBufferPointer) {
    guard text.count > 0 else { return addNull() }
    kinds.append(varint: UInt64(13 + 2 * text.count))
    values.append(text)
  }

  /// Writes the whole where there is room for it.
  func write(to place: UnsafeMutableRawPointer) {
    let header = headerCount
    let lengthCount = header - kinds.count
    GrowingBytes.write(varint: UInt64(header), lengthCount, to: place)
    (place + lengthCount).copyMemory(from: kinds.start, byteCount: kinds.count)
    (place + header).copyMemory(from: values.start, byteCount: values.count)
  }

  private mutating func add(_ number: Int64, kind: UInt8, count: Int) {
    kinds.append(kind)
    values.append(highest: count, of: UInt64(bitPattern: number) << UInt64(64 - 8 * count))
  }
}
