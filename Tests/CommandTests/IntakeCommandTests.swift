import Foundation
import Testing

@Suite("What came in")
struct IntakeCommandTests {
  /// Exports of Korea with what Singapore and a carrier recorded of them.
  private var trade: TradeText {
    var trade = TradeText()
    var arrival = TradeText.movement(
      "I1", "SG-partner", "import", "2025-03-12", from: ("KR1", "Gaon", "KR"),
      to: TradeText.harbour)
    arrival["net_weight_kg"] = "12.1"
    var again = TradeText.movement(
      "K2b", "KR", "export", "2025-03-20", from: ("KR2", "한빛", "KR"), to: ("JP1", "Asahi", "JP"))
    again["description"] = "board"
    trade.declarations += [arrival, again, trade.declarations[0]]
    var unusable = trade.declarations[0]
    unusable["declaration_id"] = "K9"
    unusable["quantity"] = "many"
    trade.declarations.append(unusable)
    return trade
  }

  @Test("ingest says what came of each file, and knows a file again")
  func ingest() throws {
    let scratch = try Scratch()
    try trade.write(to: "trade", in: scratch)
    let first = try Program.run(["ingest", "trade", "--database", "t.sqlite"], in: scratch)
    #expect(first.status == 0, "\(first.errors)")
    let row = try #require(
      String(decoding: first.output, as: UTF8.self).split(separator: "\n")
        .first { $0.hasPrefix("declarations.csv") })
    #expect(row.split(separator: " ").map(String.init) == ["declarations.csv", "7", "6", "1", "1"])
    #expect(first.errors.contains("reading declarations.csv"))
    #expect(
      first.errors.contains(
        "declarations.csv: rejected: quantity: not a number: row 8"))
    let again = try Program.run(["ingest", "trade", "--database", "t.sqlite"], in: scratch)
    #expect(again.output == first.output)
    #expect(!again.errors.contains("reading"))
    // A file of the same length but another content is another file.
    try trade.write(to: "trade", in: scratch)
    let path = scratch.path + "/trade/declarations.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("240000", with: "240001").write(
      toFile: path, atomically: true, encoding: .utf8)
    let changed = try Program.run(["ingest", "trade", "--database", "t.sqlite"], in: scratch)
    #expect(changed.errors.contains("reading declarations.csv"))
    let tried = try Program.run(["ingest", "trade"], in: scratch)
    #expect(tried.status == 0)
    #expect(try scratch.names().filter { !$0.hasPrefix("t.sqlite") } == ["trade"])
  }

  @Test("two records of one movement count once, two filings that may be one do not")
  func movements() throws {
    let scratch = try Scratch()
    try trade.write(to: "trade", in: scratch)
    let run = try Program.run(["run", "trade", "--out", "run"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let rows = cells(of: try scratch.bytes(of: "run/mirrors.csv"))
    #expect(
      rows.dropFirst().map { [$0[0], $0[1], $0[3], $0[4], $0[6], $0[9]] } == [
        ["KR", "K1", "SG-partner", "I1", "both_parties", "true"],
        ["KR", "K2", "KR", "K2b", "filed_twice", "false"],
      ])
    for row in rows.dropFirst() {
      let probability = try #require(Double(row[7]))
      #expect((0...1).contains(probability))
    }
  }

  @Test("a line that is filed again under its number is told with what changed")
  func amendments() throws {
    let scratch = try Scratch()
    var trade = trade
    var amended = trade.declarations[0]
    (amended["status"], amended["quantity"], amended["date"]) = ("amended", "9", "2025-03-11")
    trade.declarations.append(amended)
    (amended["status"], amended["date"]) = ("withdrawn", "2025-03-12")
    trade.declarations.append(amended)
    let changes = [
      [
        "KR", "K1", "1", "1", "2025-03-10", "accepted", "2025-03-11", "amended",
        "status;date;quantity",
      ],
      ["KR", "K1", "1", "2", "2025-03-11", "amended", "2025-03-12", "withdrawn", "status;date"],
    ]
    try trade.write(to: "trade", in: scratch)
    for (day, count) in [("2025-03-10", 0), ("2025-03-11", 1), ("2025-04-01", 2)] {
      let run = try Program.run(
        ["run", "trade", "--out", "run-\(day)", "--as-of", day], in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      let rows = cells(of: try scratch.bytes(of: "run-\(day)/amendments.csv"))
      #expect(Array(rows.dropFirst()) == Array(changes.prefix(count)))
    }
  }

  @Test("repairs and rejects are counted for whoever recorded the row, or for nobody")
  func counts() throws {
    let scratch = try Scratch()
    var trade = trade
    trade.declarations[1]["hs_code"] = "105990000"
    var stray = trade.declarations[0]
    (stray["source"], stray["declaration_id"]) = ("", "X")
    trade.declarations.append(stray)
    try trade.write(to: "trade", in: scratch)
    _ = try Program.run(["run", "trade", "--out", "run", "--as-of", "2025-04-01"], in: scratch)
    let report = try #require(
      JSONSerialization.jsonObject(with: scratch.bytes(of: "run/quality.json")) as? [String: Any])
    let sources = try #require(report["sources"] as? [[String: Any]])
    #expect(
      sources.map { $0["repairs"] as? [String: Int] } == [
        [:], ["hs_code: lost leading zero": 1], [:],
      ])
    let strays = try #require(report["unknown_source"] as? [String: Any])
    #expect(strays["reject_reasons"] as? [String: Int] == ["required value missing": 1])
    let shown = try Program.run(["quality", "run"], in: scratch)
    #expect(
      shown.text.contains("rows that do not say who recorded them: required value missing: 1"))
    #expect(shown.text.contains("SG: hs_code: lost leading zero: 1"))
  }

  @Test("quality counts rows, rejects, gaps and how old the data is")
  func quality() throws {
    let scratch = try Scratch()
    try trade.write(to: "trade", in: scratch)
    _ = try Program.run(["run", "trade", "--out", "run", "--as-of", "2025-04-01"], in: scratch)
    let report = try #require(
      JSONSerialization.jsonObject(with: scratch.bytes(of: "run/quality.json")) as? [String: Any])
    let files = try #require(report["files"] as? [[String: Any]])
    let declarations = try #require(files.first { $0["table"] as? String == "declarations" })
    #expect(declarations["rows"] as? Int == 7 && declarations["repeated"] as? Int == 1)
    #expect(declarations["reject_reasons"] as? [String: Int] == ["not a number": 1])
    let sources = try #require(report["sources"] as? [[String: Any]])
    #expect(sources.map { $0["source"] as? String } == ["KR", "SG", "SG-partner"])
    let korea = sources[0]
    #expect(korea["rows"] as? Int == 3 && korea["days_behind"] as? Int == 12)
    #expect(korea["rejected"] as? Int == 1 && korea["repeated"] as? Int == 1)
    #expect(korea["reject_reasons"] as? [String: Int] == ["not a number": 1])
    #expect(sources[1]["rejected"] as? Int == 0)
    #expect(report["codes_checked_by"] as? String == "chapter")
    let missing = try #require(korea["missing"] as? [String: Int])
    #expect(missing["description"] == 2 && missing["mode"] == 3 && missing["value_usd"] == 0)
    #expect(missing["shipper_address"] == 3 && missing["shipper_id"] == 0)
    let shown = try Program.run(["quality", "run"], in: scratch)
    #expect(shown.status == 0)
    let tables = String(decoding: shown.output, as: UTF8.self)
    #expect(tables.contains("66.7 %") && tables.contains("not a number: 1"))
    let none = try Program.run(["quality", "trade"], in: scratch)
    #expect(none.status == 2 && none.errors.contains("quality.json"))
  }
}
