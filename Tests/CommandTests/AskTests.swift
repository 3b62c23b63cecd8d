import Foundation
import Testing

/// Questions about flows, put to the built program.
@Suite("entrepot ask and verify of a run")
struct AskTests {
  private let scratch: Scratch
  private let route: String

  /// Gaon sends Harbour Nine 50, Hanbit sends it 83, and it ships 120 on to China.
  init() throws {
    scratch = try Scratch()
    var trade = TradeText()
    trade.declarations = [
      Self.movement(
        "K1", "KR", "export", "2025-03-10", 50, ("KR1", "Gaon", "KR"), TradeText.harbour),
      Self.movement(
        "K2", "KR", "export", "2025-03-11", 83, ("KR2", "한빛", "KR"), TradeText.harbour),
      Self.movement(
        "S1", "SG", "reexport", "2025-03-20", 120, TradeText.harbour, ("CN1", "Northern", "CN")),
    ]
    try trade.write(to: "trade", in: scratch)
    let run = try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let routes = try objects(of: scratch.bytes(of: "run/routes.jsonl"))
    route = try #require(
      routes.first { ($0["parties"] as? [String])?.first == "KR1" }?["route_id"] as? String)
  }

  private static func movement(
    _ id: String, _ source: String, _ kind: String, _ date: String, _ quantity: Int,
    _ shipper: (id: String, name: String, country: String),
    _ consignee: (id: String, name: String, country: String)
  ) -> [String: String] {
    var row = TradeText.movement(id, source, kind, date, from: shipper, to: consignee)
    row["quantity"] = "\(quantity)"
    row["value_usd"] = "\(quantity * 30_000)"
    row["net_weight_kg"] = "\(Double(quantity) * 1.5)"
    return row
  }

  private func ask(_ arguments: String..., status: Int32 = 0) throws -> Finished {
    let asked = try Program.run(arguments, in: scratch)
    #expect(asked.status == status, "\(asked.errors)")
    return asked
  }

  @Test("flow says how much must have come from one exporter, and what limits the others")
  func flow() throws {
    let asked = try ask(
      "ask", "flow", "--from", "Gaon", "--via", "SG1", "--to", "CN", "--run", "run")
    #expect(
      asked.text.contains(
        "Harbour Nine shipped 120 on to CN and at most 83 can have come from others: at least 37 came "
          + "from Gaon."))
    #expect(asked.text.contains("83 that came in from 한빛 (KR): KR/K2/1"))
    #expect(asked.text.contains("At most 50 can have gone that way."))
    let korean = try ask(
      "ask", "flow", "--from", "KR1", "--via", "SG1", "--to", "Northern", "--run", "run", "--lang",
      "ko")
    #expect(korean.text.contains("최소 37은(는) Gaon에서 온 물량임"))
  }

  @Test("flow as JSON names every movement and adds up")
  func flowJSON() throws {
    let asked = try ask("ask", "flow", "--from", "KR1", "--via", "SG", "--run", "run", "--json")
    let answer = try #require(objects(of: asked.output).first)
    #expect(answer["lower"] as? Int == 37)
    #expect(answer["upper"] as? Int == 50)
    #expect(answer["attributed"] as? Int == 50)
    #expect(answer["proved"] as? Bool == true)
    let cuts = try #require(answer["lower_cuts"] as? [[String: Any]])
    #expect(cuts.count == 1)
    let legs = try ["in", "out"].flatMap { try #require(cuts[0][$0] as? [[String: Any]]) }
    #expect(legs.map { $0["declaration"] as? String } == ["KR/K2/1"])
    let sum = legs.reduce(0) { $0 + ($1["quantity"] as? Int ?? 0) }
    #expect(sum == cuts[0]["capacity"] as? Int)
    #expect(answer["explained"] as? Int == sum + 37)
  }

  @Test("flow of nothing is an answer; a name that nobody has is an error")
  func flowOfNothing() throws {
    let nothing = try ask(
      "ask", "flow", "--from", "JP", "--via", "SG1", "--run", "run", "--json")
    #expect(nothing.output.isEmpty)
    #expect(nothing.errors.contains("nothing went that way"))
    let unknown = try ask(
      "ask", "flow", "--via", "Nobody", "--run", "run", status: 2)
    #expect(unknown.errors.contains("\"Nobody\" is no party of the run and no country"))
    let family = try ask(
      "ask", "flow", "--via", "SG1", "--family", "TEA", "--run", "run", status: 2)
    #expect(family.errors.contains("\"TEA\" is no family of the run"))
  }

  @Test("explain shows the same for each hub of a route, in both languages")
  func explain() throws {
    let english = try ask("explain", route, "--run", "run")
    #expect(
      english.text.contains("at most 83 can have come from others: at least 37 came from Gaon."))
    let korean = try ask("explain", route, "--run", "run", "--lang", "ko")
    #expect(korean.text.contains("최소 37은(는) Gaon에서 온 물량임"))
  }

  @Test("chance says p-values with their resolution, the same for the same seed")
  func chance() throws {
    let asked = try ask(
      "ask", "chance", "--via", "SG1", "--rounds", "99", "--run", "run", "--json")
    let answer = try #require(objects(of: asked.output).first)
    #expect(answer["resolution"] as? Double == 0.01)
    // One shipment in its month has no other day to leave on.
    #expect(answer["p"] as? Double == 1)
    #expect((answer["pairs"] as? [[String: Any]])?.count == 2)
    let again = try ask(
      "ask", "chance", "--via", "SG1", "--rounds", "99", "--run", "run", "--json")
    #expect(asked.output == again.output)
    let table = try ask("ask", "chance", "--via", "SG1", "--rounds", "99", "--run", "run")
    #expect(table.text.contains("p comes in steps of 0.010 (99 rounds)"))
    #expect(table.text.contains("Northern"))
  }

  @Test("gap says what is attributed and what at most can have gone")
  func gap() throws {
    let answers = try objects(of: try ask("ask", "gap", "--run", "run", "--json").output)
    let answer = try #require(answers.first)
    #expect(answers.count == 1)
    for key in ["forward", "backward_forward", "attained", "bound"] {
      #expect(answer[key] as? Int == 120, "\(key)")
    }
    #expect(answer["exact"] as? Bool == true)
    #expect(try ask("ask", "gap", "--run", "run").text.contains("100.0 %"))
    #expect(try ask("ask", "gap", "--run", "run", "--lang", "ko").text.contains("상한"))
  }

  @Test("verify finds out a table of movements that is not the one that was written")
  func verifyDigest() throws {
    var movements = try scratch.bytes(of: "run/movements.csv.gz")
    #expect(
      try ask("verify", "run").text.contains("movements.csv.gz is the file that the run wrote"))
    // A byte of the header, which names the system on which the file was compressed: all rows stay.
    movements[9] ^= 1
    try scratch.write(movements, to: "run/movements.csv.gz")
    let text = try ask("verify", "run", status: 1).text
    #expect(text.contains("movements.csv.gz: is not the file that the run wrote: its SHA-256 is"))
    #expect(text.hasSuffix("differs\n"))
  }

  @Test("flow says what holds within the limits of an estimated quantity")
  func flowWithinLimits() throws {
    let exact = try ask("ask", "flow", "--via", "SG1", "--run", "run", "--json")
    let plain = try #require(objects(of: exact.output).first)
    #expect(plain["lower_within_limits"] is NSNull && plain["upper_within_limits"] is NSNull)
    // As if what Hanbit sent had been estimated: 60 to 100 instead of 83.
    _ = try Program.run("/usr/bin/env", ["gunzip", "run/movements.csv.gz"], in: scratch)
    let rows = String(decoding: try scratch.bytes(of: "run/movements.csv"), as: UTF8.self)
      .split(separator: "\n").map { row in
        guard row.hasPrefix("KR,K2,") else { return String(row) }
        var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        cells[16...17] = ["60", "100"]
        return cells.joined(separator: ",")
      }
    try scratch.write(rows.joined(separator: "\n") + "\n", to: "run/movements.csv")
    _ = try Program.run("/usr/bin/env", ["gzip", "run/movements.csv"], in: scratch)
    let asked = try ask("ask", "flow", "--from", "KR1", "--via", "SG1", "--run", "run", "--json")
    let answer = try #require(objects(of: asked.output).first)
    #expect(answer["lower"] as? Int == 37 && answer["upper"] as? Int == 50)
    // Arrivals explain 110 at least, and others can have sent 100.
    #expect(answer["lower_within_limits"] as? Int == 10)
    #expect(answer["upper_within_limits"] as? Int == 50)
    let words = try ask("ask", "flow", "--from", "KR1", "--via", "SG1", "--run", "run")
    #expect(words.text.contains("within their limits, at least 10 and at most 50 went that way."))
  }

  @Test("a dwell of its own for a family counts in flows, in verify and in questions")
  func dwellByFamily() throws {
    // K1 lies ten days, which the general window allows, and K2 nine.
    try scratch.write("dwell_days_by_family: {ACC: {max: 9}}\n", to: "analysis.yml")
    _ = try ask("run", "trade", "--config", "analysis.yml", "--out", "short", "-q")
    let manifest = try #require(
      try JSONSerialization.jsonObject(with: scratch.bytes(of: "short/run.json")) as? [String: Any])
    let configuration = try #require(manifest["configuration"] as? [String: Any])
    #expect(
      configuration["dwell_days_by_family"] as? [String: [String: Int]]
        == ["ACC": ["min": 0, "max": 9]])
    let routes = try objects(of: scratch.bytes(of: "short/routes.jsonl"))
    #expect(routes.map { $0["parties"] as? [String] } == [["KR2", "SG1", "CN1"]])
    #expect(try ask("verify", "short").text.hasSuffix("right\n"))
    let flow = try ask("ask", "flow", "--from", "KR", "--via", "SG", "--run", "short", "--json")
    #expect(try #require(objects(of: flow.output).first)["upper"] as? Int == 83)
    // The run knows its window, a trade folder is told it, and a question may set another.
    for (arguments, total) in [
      (["short"], 1), (["trade", "--config", "analysis.yml"], 1), (["trade"], 2),
      (["short", "--dwell", "0-10"], 2),
    ] {
      let asked = try Program.run(["ask", "routes", "--json"] + arguments, in: scratch)
      #expect(asked.status == 0, "\(asked.errors)")
      let answer = try #require(
        try JSONSerialization.jsonObject(with: asked.output) as? [String: Any])
      #expect((answer["count"] as? [String: Any])?["total"] as? Int == total, "\(arguments)")
    }
    try scratch.write("dwell_days_by_family: {TEA: {max: 9}}\n", to: "tea.yml")
    let unknown = try ask("run", "trade", "--config", "tea.yml", "--out", "tea", "-q", status: 2)
    #expect(
      unknown.errors.contains("\"TEA\" of the configuration is not in families.csv; there are"))
  }

  @Test("verify finds a run right, and finds out what was changed in it")
  func verify() throws {
    #expect(try ask("verify", "run").text.hasSuffix("right\n"))
    #expect(try ask("verify", "run", "--route", route).text.contains("1 routes: 1 consist of them"))
    let routes = try scratch.bytes(of: "run/routes.jsonl")
    for (part, other, finding) in [
      ("\"lower\":37", "\"lower\":38", "lower is said to be 38, it is 37"),
      ("\"upper\":50", "\"upper\":49", "upper is said to be 49, it is 50"),
      ("\"quantity\":50", "\"quantity\":51", "KR/K1/1 has 51, the movement carried 50"),
      ("\"declaration_id\":\"K1\"", "\"declaration_id\":\"K9\"", "KR/K9/1 is no movement"),
      ("\"declaration_id\":\"K2\"", "\"declaration_id\":\"S1\"", "is no movement of the run"),
      ("\"attributed\":50,\"lower\"", "\"attributed\":90,\"lower\"", "routes draw"),
    ] {
      let changed = routes.replacing(Data(part.utf8), with: Data(other.utf8))
      #expect(changed != routes, "\(part)")
      try scratch.write(changed, to: "run/routes.jsonl")
      let verified = try ask("verify", "run", status: 1)
      #expect(verified.text.contains(finding), "\(part): \(verified.text)")
      #expect(verified.text.contains("routes.jsonl: is not the file that the run wrote"))
      #expect(verified.text.hasSuffix("differs\n"))
    }
    try scratch.write(routes, to: "run/routes.jsonl")
    let manifest = try scratch.bytes(of: "run/run.json")
    try scratch.write(
      manifest.replacing(
        Data("\"file\": \"movements.csv.gz\"".utf8), with: Data("\"file\": \"other\"".utf8)),
      to: "run/run.json")
    #expect(
      try ask("verify", "run", status: 1).text.contains("notes no digest of movements.csv.gz"))
    try scratch.write(manifest, to: "run/run.json")
    try scratch.write(
      scratch.bytes(of: "run/movements.csv.gz").dropLast(30), to: "run/movements.csv.gz")
    #expect(try ask("verify", "run", status: 2).errors.contains("movements.csv.gz"))
  }
}
