/// Numbers in a row, in memory of our own or in a mapped file.
struct Column<Element: BitwiseCopyable & Sendable>: Sendable {
  private let bytes: ColumnBytes
  private let offset: Int
  /// The number of elements.
  let count: Int
  /// Where the column lies in a file, if it does; its blocks are checked before they are read.
  private let file: SnapshotFile?

  /// A column of a file, which has checked that it lies inside.
  init(in bytes: ColumnBytes, offset: Int, count: Int, file: SnapshotFile) {
    self.bytes = bytes
    self.offset = offset
    self.count = count
    self.file = file
  }

  /// A column in memory that a ``NewColumn`` has filled.
  fileprivate init(filled bytes: ColumnBytes, count: Int) {
    self.bytes = bytes
    offset = 0
    self.count = count
    file = nil
  }

  /// Copies an array, on all cores.
  init(_ elements: [Element]) {
    let column = NewColumn<Element>(count: elements.count)
    let pieces = Parallel.pieceCount(rows: elements.count)
    _ = Parallel.map(count: pieces) { piece in
      let rows = Parallel.rows(of: piece, in: pieces, count: elements.count)
      column.slices.withSlice(rows) { slice in
        let elements = elements.span
        for index in slice.indices { slice[index] = elements[rows.lowerBound + index] }
      }
    }
    self = column.filled
  }

  /// The elements; of a file, only those whose blocks ``confirm(_:)`` has checked may be read.
  var span: Span<Element> {
    @_lifetime(borrow self) get {
      let span: Span<Element> = bytes.span(at: offset, count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The bytes as they lie in a file.
  var raw: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe span.bytes
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The elements, copied on all cores.
  var elements: [Element] {
    let pieces = Parallel.pieceCount(rows: count)
    return SlicedColumn<Element>.build(count: count) { copy in
      _ = Parallel.map(count: pieces) { piece in
        let rows = Parallel.rows(of: piece, in: pieces, count: count)
        let elements = span
        copy.withSlice(rows) { slice in
          for index in slice.indices { slice[index] = elements[rows.lowerBound + index] }
        }
      }
    }
  }

  /// Checks that the bytes of some elements are those that were written, each block once.
  func confirm(_ range: Range<Int>) throws(SnapshotError) {
    guard let file, !range.isEmpty else { return }
    let stride = MemoryLayout<Element>.stride
    try file.confirm((offset + range.lowerBound * stride)..<(offset + range.upperBound * stride))
  }

  /// Checks all elements.
  func confirm() throws(SnapshotError) { try confirm(0..<count) }
}

/// A column in memory that workers fill, each its own slices.
struct NewColumn<Element: BitwiseCopyable & Sendable>: Sendable {
  private let bytes: ColumnBytes
  private let count: Int
  /// Where workers write; not to be used longer than this column is kept.
  let slices: SlicedColumn<Element>

  init(count: Int) {
    bytes = ColumnBytes(uninitialized: count * MemoryLayout<Element>.stride)
    self.count = count
    slices = bytes.unfilled(count: count)
  }

  /// The column, when every element is written.
  var filled: Column<Element> { filled(count: count) }

  /// The first elements as a column, when these are written.
  func filled(count: Int) -> Column<Element> {
    precondition(count <= self.count, "the column has no \(count) elements")
    return Column(filled: bytes, count: count)
  }
}
