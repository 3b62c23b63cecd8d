import Foundation
import Testing

@Suite("Unusable input")
struct UnusableInputTests {
  /// A folder that makes a run fail, and what must be said.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let says: [String]
    let prepare: @Sendable (Scratch) throws -> Void

    var testDescription: String { name }

    init(
      _ name: String, says: String..., prepare: @escaping @Sendable (Scratch) throws -> Void
    ) {
      self.name = name
      self.says = says
      self.prepare = prepare
    }
  }

  /// Damages one file of an otherwise good folder.
  private static func damaging(
    in file: String = "trade/declarations.csv", _ change: @escaping @Sendable (Data) -> Data
  ) -> @Sendable (Scratch) throws -> Void {
    { scratch in
      try TradeText().write(to: "trade", in: scratch)
      let bytes = try scratch.bytes(of: file)
      try scratch.write(change(bytes), to: file)
    }
  }

  private static func replacing(_ text: String, by other: String) -> @Sendable (Data) -> Data {
    { Data(String(decoding: $0, as: UTF8.self).replacing(text, with: other).utf8) }
  }

  static let cases: [Case] = [
    Case("a folder that is not there", says: "trade: not a folder") { _ in },
    Case("a file where a folder should be", says: "trade: not a folder") {
      try $0.write("x", to: "trade")
    },
    Case("an empty folder", says: "trade: no declarations.csv", "empty") {
      try $0.makeFolder("trade")
    },
    Case("a folder without declarations", says: "no declarations.csv", "notes.txt") {
      try $0.write("x", to: "trade/notes.txt")
    },
    Case(
      "declarations in capitals", says: "no declarations.csv",
      "If DECLARATIONS.CSV holds them, save it as declarations.csv"
    ) {
      try $0.write("x", to: "trade/DECLARATIONS.CSV")
    },
    Case("an empty file", says: "declarations.csv:1: no header") {
      try $0.write("", to: "trade/declarations.csv")
    },
    Case(
      "a missing required column", says: "declarations.csv:1: missing required column hs_code",
      prepare: damaging(replacing("hs_code", by: "hs"))),
    Case(
      "a missing required column in a register",
      says: "families.csv:1: missing required column hs_prefixes",
      prepare: damaging(in: "trade/families.csv", replacing("hs_prefixes", by: "codes"))),
    Case(
      "a duplicate header",
      says: "declarations.csv:1:value_usd: the header names this column twice", "Rename or remove",
      prepare: damaging(replacing("net_weight_kg", by: "value_usd"))),
    Case(
      "Latin-1", says: "declarations.csv:2:", "not UTF-8 at byte", "Convert it",
      prepare: damaging { bytes in
        bytes.replacing(Data("Gaon".utf8), with: Data([0x47, 0xE9, 0x20, 0x6E]))
      }),
    Case(
      "CP949", says: "declarations.csv:4:", "not UTF-8 at byte", "iconv -f CP949",
      prepare: damaging { bytes in
        bytes.replacing(Data("한빛".utf8), with: Data([0xC7, 0xD1, 0xBA, 0xFB]))
      }),
    Case(
      "UTF-16", says: "declarations.csv:1:", "iconv -f UTF-16",
      prepare: damaging { bytes in
        String(decoding: bytes, as: UTF8.self).data(using: .utf16) ?? Data()
      }),
    Case(
      "NUL bytes in the header", says: "declarations.csv:1: the header cannot be read", "NUL",
      prepare: damaging(replacing("hs_code", by: "hs_code\0"))),
    Case(
      "a quote that never closes", says: "declarations.csv:4: the quote that opens in this row",
      prepare: damaging(replacing("한빛", by: "\"한빛"))),
    Case("truncated gzip", says: "declarations-2.csv.gz:", "cannot be unpacked", "gzip -t") {
      try TradeText().write(to: "trade", in: $0)
      let packed = try Data(
        contentsOf: URL(fileURLWithPath: Sample.folder + "/declarations-2023.csv.gz"))
      try $0.write(packed.dropLast(1000), to: "trade/declarations-2.csv.gz")
    },
    Case("a file that is not gzip", says: "declarations.csv.gz:", "cannot be unpacked") {
      try $0.write(TradeText.csv(TradeText().declarations), to: "trade/declarations.csv.gz")
    },
    Case("a file and its compressed twin", says: "are the same file twice") {
      try TradeText().write(to: "trade", in: $0)
      try $0.write("x", to: "trade/declarations.csv.gz")
    },
    Case(
      "only rows that cannot be used", says: "not one usable declaration",
      "declarations.csv:2:date: impossible date",
      prepare: damaging(replacing("2025-03-", by: "2025-13-"))),
    Case(
      "a header and no rows", says: "not one usable declaration", "no rows",
      prepare: damaging { $0.prefix(through: $0.firstIndex(of: 0x0A) ?? 0) }),
  ]

  @Test("ends with status 2, says where and how to mend it, leaves nothing", arguments: cases)
  func refused(unusable: Case) throws {
    let scratch = try Scratch()
    try unusable.prepare(scratch)
    let before = try scratch.names()
    let run = try Program.run(["run", "trade", "--out", "run"], in: scratch)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    for words in unusable.says { #expect(run.errors.contains(words), "\(run.errors)") }
    #expect(!run.errors.contains("internal error"))
    #expect(try scratch.names() == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.hidden)
        .filter { $0.contains("sqlite") } == [])
  }

  @Test(
    "leaves an earlier run and the database as they were",
    arguments: cases.filter { !$0.says[0].contains("not one usable") })
  func untouched(unusable: Case) throws {
    let scratch = try Scratch()
    try TradeText().write(to: "good", in: scratch)
    let arguments = ["--out", "run", "--database", "trade.sqlite", "-q"]
    #expect(try Program.run(["run", "good"] + arguments, in: scratch).status == 0)
    let database = try Database(scratch.path + "/trade.sqlite")
    let rows = "SELECT file || ':' || row || ':' || declaration_id FROM v_declaration"
    let before = (run: try scratch.files(below: "run"), rows: try database.strings(rows))
    try unusable.prepare(scratch)
    #expect(try Program.run(["run", "trade"] + arguments, in: scratch).status == 2)
    #expect(try scratch.files(below: "run") == before.run)
    #expect(try database.strings(rows) == before.rows)
    #expect(try database.strings("PRAGMA integrity_check") == ["ok"])
  }
}
