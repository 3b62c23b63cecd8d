import Foundation
import Testing

@testable import EntrepotKit

@Suite("Tables")
struct CSVTextTests {
  @Test("cells with commas, quotes and line ends are quoted, others are not")
  func quoting() {
    var table = CSVText(header: ["a", "b"])
    table.add(["plain text", nil])
    table.add(["one,two", "say \"no\""])
    table.add(["line\nbreak", "cr\rhere"])
    #expect(
      table.text
        == "a,b\nplain text,\n\"one,two\",\"say \"\"no\"\"\"\n\"line\nbreak\",\"cr\rhere\"\n")
  }

  @Test("what a spreadsheet would run gets an apostrophe, plain numbers do not")
  func guarding() {
    for cell in [
      "=1+1", "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx", "-", "+", "-inf", "-nan", "+0x1F", "-1,5",
      "--1", "-1 000", "'=1", "''+1", "-1\n",
    ] {
      #expect(CSVText.guarded(cell) == "'" + cell, "\(cell)")
    }
    for cell in [
      "", "1", "-1", "+1", "-1.5", "-1e5", "+1.5E-7", "-.5", "a=b", " =1", "'", "''", "'a", "가",
      "\u{FF1D}1", "0x1F",
    ] {
      #expect(CSVText.guarded(cell) == cell, "\(cell)")
    }
  }

  @Test("what is written comes back, whatever it is", arguments: 0..<UInt64(100))
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet: [Unicode.Scalar] = [
      "a", ",", "\"", "\n", "\r", "'", "=", "+", "-", "@", "\t", " ", "1", "한", "\u{1112}",
      "\u{301}", "\u{1F680}", "\u{202E}", ";",
    ]
    let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      (0..<3).map { _ in
        String(
          String.UnicodeScalarView(
            (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in
              alphabet.randomElement(using: &random)
            }))
      }
    }
    var table = CSVText(header: ["a", "b", "c"])
    for row in rows { table.add(row) }
    let scratch = try Scratch()
    var read: [[String]] = []
    try CSVRows.visit(try scratch.write(table.text, to: "t.csv")) { read.append($0) }
    #expect(read.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
  }

  @Test("a row may end with CR LF; a carriage return in quotes stays")
  func carriageReturns() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a,b\r\n1,2\r\n\"3\r\n4\",\"5\r\"\r\n", to: "t.csv")
    var read: [[String]] = []
    try CSVRows.visitAll(path) { read.append($0) }
    #expect(read == [["a", "b"], ["1", "2"], ["3\r\n4", "5\r"]])
  }

  @Test("texts for XML and DOT have nothing of markup in them")
  func markup() {
    #expect(
      MarkupText.escaped("</a>&\"'\u{0}\u{1B}\u{85}\u{FFFF}한\t\n")
        == "&lt;/a&gt;&amp;&quot;&#39;\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}한\t\n")
    #expect(MarkupText.dotString("\"]; x\\N\n&amp;\u{7}") == "\"\\\"]; x\\\\N &amp;amp;\u{FFFD}\"")
    let long = MarkupText.dotString(String(repeating: "\"", count: 100_000))
    #expect(long.utf8.count < 16_384)
    #expect(long.hasSuffix("\\\"…\""))
  }
}
