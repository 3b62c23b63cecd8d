import Testing

@testable import TradeIntake

@Suite("Cutting bytes into rows and cells")
struct RowScannerTests {
  /// Every row with its cells as written between the commas, white space and all.
  private func rows(
    _ bytes: [UInt8], pieceSize: Int = 1 << 12, columns: Int? = nil
  ) throws -> [[String]] {
    var scanner = RowScanner(MemoryStream(bytes), file: "t.csv", pieceSize: pieceSize)
    var rows: [[String]] = []
    while try scanner.next() {
      rows.append(
        scanner.row.cells.map { cell in
          let start = scanner.row.start
          let range = start + Int(cell.start)..<start + Int(cell.end)
          return String(
            decoding: cell.hasDoubledQuotes
              ? scanner.row.undoubled(range) : Array(scanner.row.bytes[range]), as: UTF8.self)
        })
    }
    return rows
  }

  private func rows(_ text: String) throws -> [[String]] { try rows(Array(text.utf8)) }

  @Test("line feeds end rows, with or without carriage returns, and the last needs none")
  func lineEnds() throws {
    let expected = [["a", "b"], ["1", "2"]]
    for text in ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "a,b\r\n1,2", "a,b\n1,2\r"] {
      #expect(try rows(text) == expected)
    }
  }

  @Test("a byte order mark is no part of the first cell")
  func byteOrderMark() throws {
    #expect(try rows([0xEF, 0xBB, 0xBF] + Array("a\n".utf8), pieceSize: 1) == [["a"]])
    #expect(try rows([0xEF, 0xBB, 0xBF]) == [])
  }

  @Test("quotes protect commas, line breaks and quotes")
  func quotes() throws {
    #expect(
      try rows("\"a,b\",\"c\r\nd\",\"e\"\"f\"\"\"\n") == [["a,b", "c\r\nd", "e\"f\""]])
  }

  @Test("a quote inside a cell that does not begin with one is text")
  func bareQuotes() throws {
    #expect(try rows("5\" disk,a\"\"b, \"x\"\n") == [["5\" disk", "a\"\"b", " \"x\""]])
  }

  @Test("empty cells are cells")
  func emptyCells() throws {
    #expect(try rows(",\n\"\",\n,") == [["", ""], ["", ""], ["", ""]])
  }

  @Test("blank lines are no rows, but lines")
  func blankLines() throws {
    let text = "\n \t\r\na,b\n\n1,\"x\ny\"\n\r\n3,4\n\n"
    var scanner = RowScanner(MemoryStream(Array(text.utf8)), file: "t.csv", pieceSize: 4)
    var places: [[Int]] = []
    while try scanner.next() { places.append([scanner.rowNumber, scanner.lineNumber]) }
    #expect(places == [[1, 3], [2, 5], [3, 8]])
  }

  @Test("cells beyond the header are counted and not kept")
  func superfluousCells() throws {
    let text = "a,b\n" + String(repeating: ",", count: 100_000) + "\n"
    var scanner = RowScanner(MemoryStream(Array(text.utf8)), file: "t.csv", pieceSize: 512)
    _ = try scanner.readHeader()
    #expect(try scanner.next())
    #expect(scanner.row.cellCount == 100_001)
    #expect(scanner.row.cells.count == 2)
  }

  @Test("whatever is written with quotes is read back", arguments: 0..<UInt64(300))
  func writtenIsReadBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let table = RandomTable(using: &random)
    let bytes = table.bytes(using: &random)
    let pieceSize = Int.random(in: 1...40, using: &random)
    #expect(try rows(bytes, pieceSize: pieceSize) == table.rows, "pieces of \(pieceSize)")
  }

  @Test("the size of the pieces changes nothing", arguments: 1...64)
  func piecesDoNotMatter(pieceSize: Int) throws {
    var random = SeededGenerator(seed: 7)
    let table = RandomTable(using: &random)
    let bytes = table.bytes(using: &random)
    #expect(try rows(bytes, pieceSize: pieceSize) == table.rows)
    #expect(try unzipped(gzipped(bytes), pieceSize: pieceSize) == table.rows)
    #expect(try unzipped(gzipped(bytes) + gzipped([]), pieceSize: pieceSize) == table.rows)
  }

  private func unzipped(_ packed: [UInt8], pieceSize: Int) throws -> [[String]] {
    let stream = Gunzip(MemoryStream(packed), pieceSize: pieceSize)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 50)
    while case let count = try stream.read(into: &piece, at: 5, atMost: 45), count > 0 {
      bytes += piece[5..<5 + count]
    }
    return try rows(bytes, pieceSize: pieceSize)
  }

  @Test(
    "plain cells end eight bytes at a time where they end one by one", arguments: 0..<UInt64(300))
  func plainCells(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [
      0x00, 0x0A, 0x0D, 0x20, 0x22, 0x2B, 0x2C, 0x2C, 0x2D, 0x2E, 0x41, 0x41, 0x7F, 0x80, 0xAC,
      0xFF,
    ]
    let bytes = (0..<Int.random(in: 0...70, using: &random)).map { _ in
      // Half of the rows have long cells.
      seed % 2 == 0 && Int.random(in: 0..<4, using: &random) > 0
        ? 0x61 : alphabet.randomElement(using: &random) ?? 0
    }
    // Whole words are looked at, up to the one with the first byte that may be no plain text.
    let words = bytes.prefix(bytes.count & ~7)
    let stop = words.firstIndex { $0 < 0x10 || $0 == .quote } ?? words.count
    let ends = words[..<stop].indices.filter { bytes[$0] == .comma }
    let bits = words.prefix(stop & ~7 + 8).reduce(UInt8(0)) { $0 | $1 }
    var taken = PlainCells(cells: [], count: 0, bits: 0, next: 0)
    taken.take(bytes.span, row: 0, upTo: bytes.count, keeping: 1_000)
    #expect(taken.cells.map { Int($0.end) } == ends)
    #expect(taken.cells.map { Int($0.start) } == ([0] + ends.map { $0 + 1 }).dropLast())
    #expect((taken.count, taken.next, taken.bits) == (ends.count, (ends.last ?? -1) + 1, bits))
  }

  @Test("arbitrary bytes never crash the scanner", arguments: 0..<UInt64(300))
  func arbitraryBytes(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [0, 0x0A, 0x0D, 0x20, 0x22, 0x22, 0x2C, 0x2C, 0x41, 0xC3, 0xA9, 0xEF]
    let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0
    }
    func outcome(_ pieceSize: Int) -> Result<[[String]], IntakeError> {
      do {
        return .success(try rows(bytes, pieceSize: pieceSize))
      } catch let error as IntakeError {
        return .failure(error)
      } catch {
        Issue.record("\(error)")
        return .success([])
      }
    }
    #expect(outcome(1) == outcome(4096))
  }
}

/// A table of texts that a reader may stumble over.
struct RandomTable {
  let rows: [[String]]

  init(using random: inout SeededGenerator) {
    let alphabet = [
      "a", "b", ",", "\"", "\n", "\r\n", "\r", " ", ";", "한", "ㄱ", "\u{200F}", "😀", "=", "é",
    ]
    let width = Int.random(in: 2...5, using: &random)
    let height = Int.random(in: 1...12, using: &random)
    rows = (0..<height).map { _ in
      (0..<width).map { _ in
        (0..<Int.random(in: 0...8, using: &random)).map { _ in
          alphabet.randomElement(using: &random) ?? ""
        }.joined()
      }
    }
  }

  /// The table as CSV; quotes where they are needed, and now and then where they are not.
  func bytes(using random: inout SeededGenerator) -> [UInt8] {
    let lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
    var text = ""
    for row in rows {
      let cells = row.map { cell in
        let mustQuote = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        return mustQuote || Bool.random(using: &random) ? quoted(cell) : cell
      }
      text += cells.joined(separator: ",") + lineEnd
    }
    return Array(text.utf8)
  }
}
