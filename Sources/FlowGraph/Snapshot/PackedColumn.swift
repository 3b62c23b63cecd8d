/// Where in records of whole bytes a number lies, and in how many bytes.
struct PackedField: Sendable, Equatable {
  /// The bytes of a record.
  let stride: Int
  /// Where in a record the number begins.
  let offset: Int
  /// The bytes of the number, 1 to 8.
  let width: Int
  private let mask: UInt64

  init(stride: Int, offset: Int = 0, width: Int) {
    precondition(width >= 1 && width <= 8, "a number has 1 to 8 bytes, not \(width)")
    self.stride = stride
    self.offset = offset
    self.width = width
    mask = .max &>> UInt64(64 - 8 * width)
  }

  /// A record that is one number of so many bits.
  init(bits: Int) {
    let width = Self.width(bits: bits)
    self.init(stride: width, width: width)
  }

  /// The bytes that a number of so many bits needs.
  static func width(bits: Int) -> Int { max(1, (bits + 7) / 8) }

  /// The number of one record.
  func number(at row: Int, of bytes: RawSpan) -> UInt64 {
    // Any bits are a number, and the span checks its bounds.
    let word = unsafe bytes.unsafeLoadUnaligned(
      fromByteOffset: row &* stride &+ offset, as: UInt64.self)
    return UInt64(littleEndian: word) & mask
  }

  /// The same for a record that the caller knows to lie inside, with the spare bytes behind it.
  func number(unchecked row: Int, of bytes: RawSpan) -> UInt64 {
    let word = unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: row &* stride &+ offset, as: UInt64.self)
    return UInt64(littleEndian: word) & mask
  }

  /// The bytes of a column of `count` records: those of the records and the spare ones.
  func length(of count: Int) -> Int { count * stride + PackedColumn.spareBytes }
}

/// Numbers in as few whole bytes as the largest needs, in memory of our own or in a mapped file.
///
/// A number is read as eight bytes and cut to its own, so spare bytes follow the last one. Columns that
/// are asked for together can share records: one line of the cache then holds both numbers.
struct PackedColumn: Sendable {
  /// The bytes behind the last record.
  static let spareBytes = 8

  let bytes: Column<UInt8>
  let field: PackedField
  /// The number of records.
  let count: Int

  init(_ bytes: Column<UInt8>, field: PackedField) {
    self.bytes = bytes
    self.field = field
    count = (bytes.count - Self.spareBytes) / field.stride
  }

  subscript(row: Int) -> Int { Int(truncatingIfNeeded: field.number(at: row, of: bytes.raw)) }

  /// Checks, of a mapped file, the bytes of some records.
  func confirm(_ rows: Range<Int>) throws(SnapshotError) {
    guard !rows.isEmpty else { return }
    let end = min(bytes.count, rows.upperBound * field.stride + Self.spareBytes)
    try bytes.confirm(rows.lowerBound * field.stride..<end)
  }
}

extension NewColumn<UInt8> {
  /// Makes room for records.
  init(_ field: PackedField, count: Int) { self.init(count: field.length(of: count)) }

  /// The first records as a column, when these are written; the spare bytes are written here.
  func packed(_ field: PackedField, count: Int) -> PackedColumn {
    let length = field.length(of: count)
    for place in (length - PackedColumn.spareBytes)..<length { slices.write(0, at: place) }
    return PackedColumn(filled(count: length), field: field)
  }

  /// Writes the number of one record; no other worker may write or read it.
  @inline(__always)
  func write(_ number: UInt64, at row: Int, in field: PackedField) {
    slices.write(number, at: row, in: field)
  }
}

extension FixedWidthInteger {
  /// How many bits a number from zero up needs.
  var bitLength: Int { Self.bitWidth - leadingZeroBitCount }
}
