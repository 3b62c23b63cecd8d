/// A database as SQLite would write it to a file, in memory: tables of rows, without indexes.
///
/// Rows of a table come in ascending order of their numbers, and one table after the other.
///
/// - SeeAlso: *Database File Format*, <https://www.sqlite.org/fileformat2.html>.
struct DatabaseImage: ~Copyable {
  /// The largest that there is: fewer pages for the same rows.
  static let pageSize = 65_536

  private var bytes = GrowingBytes(capacity: 16 * pageSize)
  /// Where a row is put together that is too long for its page.
  private var longRow = GrowingBytes()

  init() {}

  /// How many pages there are.
  var pageCount: Int { bytes.count / Self.pageSize }
  /// Where they lie.
  var start: UnsafeMutableRawPointer { bytes.start }
  /// How many bytes they take.
  var count: Int { bytes.count }

  /// Forgets all pages but the first, which `finish` writes.
  mutating func removeAll() {
    bytes.removeAll()
    _ = addPage()
  }

  /// Adds a page; what stands in it is for the caller to write.
  ///
  /// - Returns: its number, from 1.
  mutating func addPage() -> Int {
    _ = bytes.extend(by: Self.pageSize)
    return pageCount
  }

  /// Where a page begins, until another is added.
  func page(_ number: Int) -> UnsafeMutableRawPointer {
    bytes.start + (number - 1) * Self.pageSize
  }

  /// Writes the first page: what the database is and which tables it has.
  mutating func finish(_ tables: [(name: String, definition: String, root: Int)]) {
    var schema = LeafPage(1, headerAt: 100)
    for (position, table) in tables.enumerated() {
      var record = RowRecord()
      for text in ["table", table.name, table.name] { record.add(text) }
      record.add(Int64(table.root))
      record.add(table.definition)
      let isWritten = schema.add(record, row: Int64(position + 1), to: &self)
      precondition(isWritten, "definitions of tables fill a page")
    }
    schema.close(in: self)
    let header = page(1)
    header.initializeMemory(as: UInt8.self, repeating: 0, count: 100)
    header.copyMemory(from: Self.magic, byteCount: Self.magic.count)
    // Page size (1 is 65,536), versions of the format, and the fractions that never change.
    for (place, byte) in [(17, 1), (18, 1), (19, 1), (21, 64), (22, 32), (23, 32)] {
      header.storeBytes(of: UInt8(byte), toByteOffset: place, as: UInt8.self)
    }
    // Counter of changes, pages, schema's version, its format, UTF-8, and the counter once more.
    for (place, number) in [(24, 1), (28, pageCount), (40, 1), (44, 4), (56, 1), (92, 1)] {
      header.storeBytes(of: UInt32(number).bigEndian, toByteOffset: place, as: UInt32.self)
    }
  }

  private static let magic = Array("SQLite format 3\0".utf8)

  /// Puts the rest of a row that is too long for its page on pages of its own.
  ///
  /// - Returns: the first of them; the record's first `local` bytes are in `beginning`.
  mutating func spill(
    _ record: borrowing RowRecord, after local: Int
  ) -> (first: Int, beginning: UnsafeRawBufferPointer) {
    longRow.removeAll()
    record.write(to: longRow.extend(by: record.count))
    let first = pageCount + 1
    let room = Self.pageSize - 4
    for begin in stride(from: local, to: record.count, by: room) {
      let end = min(begin + room, record.count)
      let place = page(addPage())
      let next = end < record.count ? pageCount + 1 : 0
      place.storeBytes(of: UInt32(next).bigEndian, as: UInt32.self)
      (place + 4).copyMemory(from: longRow.start + begin, byteCount: end - begin)
    }
    return (first, UnsafeRawBufferPointer(start: longRow.start, count: local))
  }
}

extension RowRecord {
  fileprivate mutating func add(_ text: String) {
    Array(text.utf8).withUnsafeBytes { add(text: $0) }
  }
}
