import Foundation
import Testing

@Suite("entrepot run")
struct RunTests {
  /// Every output of a run but the drawings.
  static let outputs = [
    "amendments.csv", "declarations.csv", "diagrams", "explanations.jsonl.gz", "graph-edges.csv",
    "graph-nodes.csv", "lanes.csv", "mirrors.csv", "movements.csv.gz", "parties.csv",
    "party-attributes.csv", "party-identities.csv", "party-listings.csv", "party-moves.csv",
    "party-names.csv", "quality.json", "rejects.csv", "resolution.csv", "routes.jsonl", "run.json",
    "watchlist-delta.csv", "watchlist.csv",
  ]

  @Test("finds the route that was planted, and says nothing on standard output")
  func planted() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    let run = try Program.run(["run", "trade", "--out", "run"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(try Set(Self.outputs).isSubset(of: scratch.names(in: "run")))
    #expect(try scratch.names() == ["run", "trade"])
    let routes = try objects(of: scratch.bytes(of: "run/routes.jsonl"))
    #expect(routes.count == 1)
    let route = try #require(routes.first)
    #expect(route["parties"] as? [String] == ["KR1", "SG1", "CN1"])
    let quantity = try #require(route["quantity"] as? [String: Any])
    #expect(quantity["attributed"] as? Double == 8)
    #expect(quantity["unit"] as? String == "accelerator")
    let exports = cells(of: try scratch.bytes(of: "run/declarations.csv"))
    #expect(exports.dropFirst().map { $0[1] }.sorted() == ["K1", "K2"])
    let id = try #require(route["route_id"] as? String)
    #expect(try scratch.names(in: "run/diagrams").contains("\(id).svg"))
  }

  @Test(
    "follows goods without a count in kilograms, else in dollars, and says so everywhere",
    arguments: [("kg", 12.0), ("USD", 240_000)])
  func withoutPieces(unit: String, amount: Double) throws {
    let scratch = try Scratch()
    var trade = TradeText()
    for row in trade.declarations.indices {
      trade.declarations[row]["quantity"] = nil
      trade.declarations[row]["quantity_unit"] = nil
      if unit == "USD" { trade.declarations[row]["net_weight_kg"] = nil }
    }
    try trade.write(to: "trade", in: scratch)
    let run = try Program.run(["run", "trade", "--out", "run"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("warning: ACC: accounted for in \(unit) of "), "\(run.errors)")
    let route = try #require(try objects(of: scratch.bytes(of: "run/routes.jsonl")).first)
    let quantity = try #require(route["quantity"] as? [String: Any])
    #expect(quantity["attributed"] as? Double == amount)
    #expect(quantity["unit"] as? String == unit)
    let id = try #require(route["route_id"] as? String)
    let drawing = String(decoding: try scratch.bytes(of: "run/diagrams/\(id).svg"), as: UTF8.self)
    #expect(drawing.contains(unit) && !drawing.contains("accelerator"))
    for language in ["en", "ko"] {
      let words = try Program.run(["explain", id, "--run", "run", "--lang", language], in: scratch)
      #expect(words.text.contains(" \(unit)") && !words.text.contains("accelerator"))
      #expect(words.text.contains(language == "en" ? "quantity, \(unit)" : "수량, \(unit)"))
    }
    let flow = try Program.run(
      ["ask", "flow", "--run", "run", "--from", "KR1", "--via", "SG1"], in: scratch)
    #expect(flow.text.contains(unit), "\(flow.text)\(flow.errors)")
    #expect(try Program.run(["verify", "run"], in: scratch).status == 0)
  }

  @Test("gives the same bytes again in every file but run.json, the sample folder too")
  func sameBytes() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    for folder in [scratch.path + "/trade", Sample.folder] {
      for out in ["one", "two"] {
        let run = try Program.run(
          ["run", folder, "--out", out, "--as-of", "2025-09-30", "--quiet"], in: scratch)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.isEmpty)
      }
      var (one, two) = (try scratch.files(below: "one"), try scratch.files(below: "two"))
      #expect(one.removeValue(forKey: "run.json") != nil)
      two.removeValue(forKey: "run.json")
      #expect(one.keys.sorted() == two.keys.sorted())
      for (name, bytes) in one { #expect(two[name] == bytes, "\(name)") }
    }
  }

  @Test("reading a folder again into the same database changes nothing")
  func readAgain() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    let arguments = ["run", "trade", "--database", "trade.sqlite", "--out"]
    #expect(try Program.run(arguments + ["one"], in: scratch).status == 0)
    let before = try Database(scratch.path + "/trade.sqlite").dump()
    let again = try Program.run(arguments + ["two"], in: scratch)
    #expect(again.status == 0, "\(again.errors)")
    #expect(!again.errors.contains("reading declarations.csv"))
    #expect(try Database(scratch.path + "/trade.sqlite").dump() == before)
    for name in Self.outputs where name != "run.json" && name != "diagrams" {
      #expect(
        try scratch.bytes(of: "one/\(name)") == scratch.bytes(of: "two/\(name)"), "\(name)")
    }
  }

  @Test("the database keeps what was filed, and gains what is new")
  func newPart() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    try trade.write(to: "trade", in: scratch)
    let arguments = ["run", "trade", "--database", "trade.sqlite", "--out", "run", "--quiet"]
    #expect(try Program.run(arguments, in: scratch).status == 0)
    trade.declarations = [
      TradeText.movement(
        "S2", "SG", "reexport", "2025-03-16", from: TradeText.harbour, to: ("HK1", "Pearl", "HK"))
    ]
    try scratch.write(TradeText.csv(trade.declarations), to: "trade/declarations-2.csv")
    #expect(try Program.run(arguments, in: scratch).status == 0)
    let database = try Database(scratch.path + "/trade.sqlite")
    #expect(
      try database.strings("SELECT declaration_id FROM v_declaration ORDER BY 1")
        == ["K1", "K2", "S1", "S2"])
    #expect(try database.strings("PRAGMA integrity_check") == ["ok"])
  }

  @Test(
    "shuffled rows, shuffled columns and renamed parts give the same routes",
    arguments: 0..<UInt64(3))
  func shuffled(seed: UInt64) throws {
    let scratch = try Scratch()
    var trade = TradeText()
    for number in 1...6 {
      trade.declarations.append(
        TradeText.movement(
          "K1\(number)", "KR", "export", "2025-03-1\(number)",
          from: ("KR1", "Gaon", "KR"), to: TradeText.harbour))
      trade.declarations.append(
        TradeText.movement(
          "S1\(number)", "SG", "reexport", "2025-03-2\(number)", from: TradeText.harbour,
          to: ("CN\(number % 2 + 1)", "Northern \(number % 2)", "CN")))
    }
    try trade.write(to: "plain", in: scratch)
    try trade.write(to: "other", in: scratch)
    var random = SeededGenerator(seed: seed)
    let rows = trade.declarations.shuffled(using: &random)
    let columns = Set(rows.flatMap(\.keys)).sorted().shuffled(using: &random)
    try FileManager.default.removeItem(atPath: scratch.path + "/other/declarations.csv")
    let cut = Int.random(in: 1..<rows.count, using: &random)
    try scratch.write(
      TradeText.csv(Array(rows[..<cut]), columns: columns), to: "other/declarations-9.csv")
    try scratch.write(TradeText.csv(Array(rows[cut...])), to: "other/declarations-a.csv")
    for folder in ["plain", "other"] {
      let run = try Program.run(["run", folder, "--out", "run-\(folder)", "-q"], in: scratch)
      #expect(run.status == 0, "\(run.errors)")
    }
    for name in ["routes.jsonl", "declarations.csv", "parties.csv", "watchlist.csv", "lanes.csv"] {
      #expect(
        try scratch.text(of: "run-plain/\(name)") == scratch.text(of: "run-other/\(name)"),
        "\(name)")
    }
    #expect(try !objects(of: scratch.bytes(of: "run-plain/routes.jsonl")).isEmpty)
  }

  @Test("an earlier run is replaced whole; what it had and this one has not is gone")
  func replaced() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    try trade.write(to: "trade", in: scratch)
    #expect(try Program.run(["run", "trade", "--out", "run"], in: scratch).status == 0)
    let first = try scratch.names(in: "run/diagrams")
    trade.declarations[1]["quantity"] = "4"
    trade.declarations[0]["declaration_id"] = "K9"
    try trade.write(to: "trade", in: scratch)
    let run = try Program.run(["run", "trade", "--out", "run/"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try scratch.names() == ["run", "trade"])
    let second = try scratch.names(in: "run/diagrams")
    #expect(Set(first).isDisjoint(with: second))
    #expect(try scratch.text(of: "run/declarations.csv").contains("K9"))
  }

  @Test("a folder that is no run is refused and not touched")
  func foreignFolder() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    try scratch.write("mine", to: "notes/diary.txt")
    try scratch.write("{\"scripts\": {}}", to: "other/run.json")
    try scratch.write("mine", to: "other/diary.txt")
    for folder in ["notes", "other", "trade", "notes/../notes/", "."] {
      let before = try scratch.files(below: ".")
      let run = try Program.run(["run", "trade", "--out", folder], in: scratch)
      #expect(run.status == 2, "\(folder)")
      #expect(run.errors.contains("is a folder with other things in it"), "\(run.errors)")
      #expect(try scratch.files(below: ".") == before)
    }
    try scratch.makeFolder("empty")
    #expect(try Program.run(["run", "trade", "--out", "empty", "-q"], in: scratch).status == 0)
    #expect(scratch.has("empty/run.json"))
  }

  @Test("status 1 is for alerts, and only where asked for")
  func alerts() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    try scratch.write("alert_band: low\n", to: "low.yml")
    try scratch.write("alert_band: critical\nprior: 1e-9\n", to: "critical.yml")
    func status(_ more: String...) throws -> Int32? {
      try Program.run(["run", "trade", "--out", "run", "-q"] + more, in: scratch).status
    }
    #expect(try status("--config", "low.yml") == 0)
    #expect(try status("--config", "low.yml", "--fail-on-alert") == 1)
    #expect(scratch.has("run/routes.jsonl"))
    #expect(try status("--config", "critical.yml", "--fail-on-alert") == 0)
  }
}

/// The sample that lies in the repository.
enum Sample {
  /// Where it lies.
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("notebooks-data/sample").path
}
