/// Cuts a stream of bytes into rows and cells as RFC 4180 says, keeping one row at a time.
///
/// A cell that does not begin with a quote may hold quotes; they are part of its text. Line ends
/// are LF or CRLF. Memory is one piece of the file, or the longest row if that is longer.
///
/// - Complexity: O(bytes) time.
struct RowScanner {
  /// The longest row that is read, in bytes.
  static let longestRow = 64 << 20
  /// The longest cell that is accepted, in bytes.
  static let longestCell = 1 << 20
  /// The most columns that a header can have.
  static let mostColumns = 1 << 14

  /// The row that was read last.
  private(set) var row: Row
  /// Its number; the header is row 1, blank lines do not count.
  private(set) var rowNumber = 0
  /// The line on which it starts, from 1.
  private(set) var lineNumber = 1
  /// What is wrong with its shape, if anything.
  private(set) var shapeFault: RowFault.Reason?
  /// The columns by name, for messages; empty until the header is known.
  private(set) var columnNames: [String] = []

  private let file: String
  private let stream: any ByteStream
  private let pieceSize: Int
  private var filled = 0
  private var position = 0
  private var fileOffset = 0
  private var isAtEnd = false
  private var state = State.cellStart
  private var cellStart: Int32 = 0
  private var cellEnd: Int32 = 0
  private var hasDoubledQuotes = false
  private var hasNul = false
  private var allBits: UInt8 = 0
  private var lineFeeds = 0
  private var cellLimit = mostColumns
  private var headerLength = 0

  private enum State {
    case cellStart
    case bare
    case quoted
    case afterQuote
    case afterReturn
  }

  /// A scanner at the start of a stream; `file` is named in errors.
  init(_ stream: any ByteStream, file: String, pieceSize: Int) {
    self.stream = stream
    self.file = file
    self.pieceSize = pieceSize
    row = Row(bytes: [UInt8](repeating: 0, count: max(pieceSize, 16)))
  }

  /// Reads the first row and takes it for the header.
  mutating func readHeader() throws(IntakeError) -> Header {
    guard try next() else { throw .emptyFile(file: file) }
    if shapeFault == .loneReturn {
      throw .unusableHeader(
        file: file, reason: "lines end with carriage returns alone; end them with line feeds")
    }
    if let shapeFault { throw .unusableHeader(file: file, reason: shapeFault.rawValue) }
    guard !hasNul else {
      throw .unusableHeader(
        file: file, reason: "it holds NUL bytes; if the file is UTF-16, convert it to UTF-8")
    }
    guard row.cellCount <= Self.mostColumns, row.length <= Self.longestCell else {
      throw .unusableHeader(file: file, reason: "it is longer than any header")
    }
    let header = try Header(row, file: file)
    columnNames = header.filed
    headerLength = row.length
    cellLimit = columnNames.count
    return header
  }

  /// Reads the next row that is not blank into `row`; false at the end of the file.
  mutating func next() throws(IntakeError) -> Bool {
    if rowNumber == 0 { try skipByteOrderMark() }
    repeat {
      guard try nextLine() else { return false }
    } while row.isBlank
    rowNumber += 1
    if allBits >= 0x80 { try checkUTF8() }
    return true
  }

  /// Throws what is wrong with the shape of the row, if anything.
  func checkShape() throws(RowFault) {
    if let shapeFault { throw RowFault(shapeFault) }
    if hasNul { throw RowFault(.nulByte, cell: firstCell { row, cell in row[cell].contains(0) }) }
    guard row.cellCount == columnNames.count else {
      throw RowFault(row.cellCount < columnNames.count ? .tooFewCells : .tooManyCells)
    }
    if isHeader { throw RowFault(.repeatedHeader) }
    if row.length > Self.longestCell,
      let cell = firstCell({ $1.end - $1.start > Self.longestCell })
    {
      throw RowFault(.cellTooLong, cell: cell)
    }
  }

  /// Whether the row is the header once more, as in files that were joined.
  private var isHeader: Bool {
    // Nearly every row differs in length, so this costs one comparison.
    guard row.length == headerLength else { return false }
    return columnNames.indices.allSatisfy { row.text(ofCell: $0) == columnNames[$0] }
  }

  private func firstCell(_ isAtFault: (Row, Cell) -> Bool) -> Int? {
    row.cells.firstIndex { isAtFault(row, $0) }
  }

  private mutating func nextLine() throws(IntakeError) -> Bool {
    beginRow()
    while !scan() {
      guard !isAtEnd else { return try finishLastRow() }
      try fill()
    }
    return true
  }

  private mutating func beginRow() {
    row.start = position
    row.length = 0
    row.cells.removeAll(keepingCapacity: true)
    row.cellCount = 0
    lineNumber += lineFeeds
    lineFeeds = 0
    state = .cellStart
    cellStart = 0
    hasDoubledQuotes = false
    shapeFault = nil
    hasNul = false
    allBits = 0
  }
}

// MARK: - Scanning

extension RowScanner {
  /// Goes on until the row is complete (true) or the bytes are used up (false).
  private mutating func scan() -> Bool {
    while position < filled {
      switch state {
      case .cellStart:
        hasDoubledQuotes = false
        skipPlainCells()
        guard position < filled else { return false }
        let isQuoted = row.bytes[position] == .quote
        if isQuoted { position += 1 }
        cellStart = Int32(position - row.start)
        state = isQuoted ? .quoted : .bare
      case .bare:
        skipBareText()
        guard position < filled else { return false }
        if endBareText() { return true }
      case .quoted:
        skipQuotedText()
        guard position < filled else { return false }
        cellEnd = Int32(position - row.start)
        position += 1
        state = .afterQuote
      case .afterQuote:
        if endQuotedText() { return true }
      case .afterReturn:
        if row.bytes[position] == .lineFeed {
          endRow(lineEnd: 2)
          return true
        }
        shapeFault = shapeFault ?? .loneReturn
        state = .bare
      }
    }
    return false
  }

  /// Takes whole cells without quotes that are followed by a comma: nearly all there are.
  ///
  /// Stops at the start of the first cell that is not of that kind or not complete.
  private mutating func skipPlainCells() {
    // Bits of the next row at worst let an ASCII row be checked for nothing.
    var plain = PlainCells(cells: [], count: row.cellCount, bits: allBits, next: position)
    swap(&plain.cells, &row.cells)
    plain.take(row.bytes.span, row: row.start, upTo: filled, keeping: cellLimit)
    (row.cells, row.cellCount) = (plain.cells, plain.count)
    (allBits, position) = (plain.bits, plain.next)
  }

  /// Moves to the next comma, line feed or carriage return.
  private mutating func skipBareText() {
    take(Passage(ofBareText: row.bytes.span.extracting(position..<filled)))
  }

  /// Handles the comma, line feed or carriage return after unquoted text; true ends the row.
  private mutating func endBareText() -> Bool {
    cellEnd = Int32(position - row.start)
    let byte = row.bytes[position]
    if byte == .lineFeed {
      endRow(lineEnd: 1)
      return true
    }
    position += 1
    if byte == .comma {
      endCell()
    } else {
      state = .afterReturn
    }
    return false
  }

  /// Moves to the next quote.
  private mutating func skipQuotedText() {
    take(Passage(ofQuotedText: row.bytes.span.extracting(position..<filled)))
  }

  private mutating func take(_ passage: Passage) {
    position += passage.length
    allBits |= passage.allBits
    lineFeeds += passage.lineFeeds
    if passage.hasNul { hasNul = true }
  }

  /// Handles what follows a quote inside a quoted cell; true ends the row.
  private mutating func endQuotedText() -> Bool {
    switch row.bytes[position] {
    case .quote:
      hasDoubledQuotes = true
      state = .quoted
      position += 1
    case .comma:
      endCell()
      position += 1
    case .lineFeed:
      endRow(lineEnd: 1)
      return true
    case .carriageReturn:
      state = .afterReturn
      position += 1
    default:
      shapeFault = shapeFault ?? .textAfterQuote
      state = .bare
    }
    return false
  }

  private mutating func endCell() {
    // Cells beyond the header are counted but not kept: a row of commas must not fill the memory.
    if row.cellCount < cellLimit {
      row.cells.append(
        Cell(start: cellStart, end: cellEnd, hasDoubledQuotes: hasDoubledQuotes))
    }
    row.cellCount += 1
    state = .cellStart
  }

  /// Closes the row at `position`, where the last byte of its line end stands.
  private mutating func endRow(lineEnd: Int) {
    endCell()
    position += 1
    row.length = position - lineEnd - row.start
    lineFeeds += 1
  }

  /// Closes a last row that has no line end; false where there is none.
  private mutating func finishLastRow() throws(IntakeError) -> Bool {
    guard position > row.start else { return false }
    row.length = position - row.start
    switch state {
    case .quoted:
      throw .unclosedQuote(file: file, row: rowNumber + 1, line: lineNumber)
    case .cellStart:
      cellStart = Int32(row.length)
      hasDoubledQuotes = false
      cellEnd = cellStart
    case .bare: cellEnd = Int32(row.length)
    case .afterReturn: row.length -= 1
    case .afterQuote: break
    }
    endCell()
    return true
  }
}

// MARK: - Filling

extension RowScanner {
  private mutating func fill() throws(IntakeError) {
    if row.start > 0 {
      let kept = row.start..<filled
      row.bytes.withUnsafeMutableBytes { bytes in
        bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[kept]))
      }
      fileOffset += row.start
      position -= row.start
      filled = kept.count
      row.start = 0
    }
    guard filled <= Self.longestRow else {
      throw .rowTooLong(file: file, row: rowNumber + 1, line: lineNumber)
    }
    if filled == row.bytes.count {
      row.bytes.append(contentsOf: repeatElement(0, count: row.bytes.count))
    }
    do throws(StreamFault) {
      let room = min(pieceSize, row.bytes.count - filled)
      let count = try stream.read(into: &row.bytes, at: filled, atMost: room)
      filled += count
      isAtEnd = count == 0
    } catch {
      switch error.kind {
      case .unreadable: throw .unreadable(path: file, reason: error.reason)
      case .damagedGzip: throw .damagedGzip(file: file, row: rowNumber, reason: error.reason)
      }
    }
  }

  private mutating func skipByteOrderMark() throws(IntakeError) {
    while filled < 3, !isAtEnd { try fill() }
    let first = Array(row.bytes.prefix(min(filled, 3)))
    if first == [0xEF, 0xBB, 0xBF] {
      position = 3
    } else if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
      throw notUTF8(at: 0, suspecting: .utf16)
    } else if first.starts(with: [0x1F, 0x8B]) {
      throw notUTF8(at: 0, suspecting: .gzip)
    }
  }

  private func checkUTF8() throws(IntakeError) {
    let bytes = row.bytes.span.extracting(row.start..<row.start + row.length)
    guard let fault = firstInvalidUTF8(in: bytes) else { return }
    throw notUTF8(at: fault, suspecting: looksKorean(bytes) ? .korean : .unknown)
  }

  // `offset` is counted from the start of the row.
  private func notUTF8(
    at offset: Int, suspecting encoding: IntakeError.SuspectedEncoding
  ) -> IntakeError {
    let cell = row.cells.lastIndex { $0.start <= offset } ?? 0
    let name = cell < columnNames.count ? columnNames[cell] : "column \(cell + 1)"
    return .notUTF8(
      file: file, row: max(rowNumber, 1), column: name,
      byteOffset: fileOffset + row.start + offset, encoding: encoding)
  }
}

extension Row {
  fileprivate subscript(cell: Cell) -> ArraySlice<UInt8> {
    bytes[start + Int(cell.start)..<start + Int(cell.end)]
  }
}
