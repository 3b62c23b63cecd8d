import Foundation
import Testing

@Suite("Looking at a run")
struct LookingTests {
  private let scratch: Scratch
  private let route: String

  init() throws {
    scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    let run = try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let routes = try objects(of: scratch.bytes(of: "run/routes.jsonl"))
    route = try #require(routes.first?["route_id"] as? String)
  }

  private func look(_ arguments: String...) throws -> Finished {
    let looked = try Program.run(arguments, in: scratch)
    #expect(looked.status == 0, "\(looked.errors)")
    return looked
  }

  @Test("routes prints a table of data, and what it left out on standard error")
  func routes() throws {
    let table = try look("routes", "run")
    let lines = table.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[1].contains("KR Gaon → SG Harbour Nine → CN Northern"))
    #expect(lines[1].hasSuffix(route))
    #expect(table.errors.contains("1 of 1 routes shown"))
    #expect(try look("routes", "run", "--lang", "ko").text.contains("순위"))
    #expect(try look("routes", "run", "--jsonl").output == scratch.bytes(of: "run/routes.jsonl"))
    #expect(try look("routes", "run", "--jsonl").errors.isEmpty)
  }

  @Test("exports prints what to look at first, by score or by stake, and JSON on demand")
  func exports() throws {
    let table = try look("exports", "run")
    let lines = table.text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].contains("KR Gaon → SG Harbour Nine"))
    #expect(lines.dropFirst().contains { $0.hasSuffix("KR/K1/1") })
    #expect(table.errors.contains("2 of 2 exports shown"))
    #expect(try look("exports", "run", "--top", "1").text.split(separator: "\n").count == 2)
    let critical = lines.count { $0.contains(" critical ") }
    let banded = try look("exports", "run", "--band", "critical").text.split(separator: "\n")
    #expect(critical > 0 && banded.count == 1 + critical)
    #expect(try look("exports", "run", "--lang", "ko").text.contains("수하인"))
    let json = try objects(of: look("exports", "run", "--by", "stake", "--json").output)
    let stakes = json.map { object in
      10 * log10(object["value_usd"] as? Double ?? .nan) + (object["decibans"] as? Double ?? .nan)
    }
    #expect(stakes.count == 2 && stakes[0] >= stakes[1])
    #expect((json[0]["shipper"] as? [String: Any])?["name"] as? String == "Gaon")
    let bad = try Program.run(["exports", "run", "--by", "size"], in: scratch)
    #expect(bad.status == 2 && bad.errors.contains("score"))
    let text = try scratch.text(of: "run/declarations.csv")
    try scratch.write(text.replacing(",value_usd", with: ",value"), to: "run/declarations.csv")
    let old = try Program.run(["exports", "run"], in: scratch)
    #expect(old.status == 2)
    #expect(old.errors.contains("has no column value_usd; an earlier version wrote it; run again"))
  }

  @Test("explain prints a waterfall that adds up, of routes and of exports, in both languages")
  func explain() throws {
    for subject in [route, "KR/K1/1", "KR/K2/1"] {
      let explained = try look("explain", subject, "--run", "run")
      #expect(explained.errors.isEmpty)
      let lines = explained.text.split(separator: "\n")
      #expect(lines.contains { $0.hasPrefix("prior ") })
      #expect(lines.contains { $0.hasPrefix("sum ") && $0.contains("interval") })
      #expect(lines.last == "A score is a risk indicator, not proof of an offence.")
      let json = try look("explain", subject, "--run", "run", "--json")
      let object = try #require(objects(of: json.output).first)
      let evidence = try #require(object["evidence"] as? [[String: Any]])
      let prior = try #require(object["prior"] as? Double)
      let sum = evidence.reduce(prior) { $0 + ($1["decibans"] as? Double ?? .nan) }
      let decibans = try #require(object["decibans"] as? Double)
      #expect(abs(sum - decibans) < 1e-9)
      for line in evidence {
        let code = try #require(line["code"] as? String)
        #expect(explained.text.contains(code))
      }
    }
    let korean = try look("explain", route, "--run", "run", "--lang", "ko")
    #expect(korean.text.contains("점수는 위험 지표이며 위법의 증거가 아님."))
  }

  @Test("draw writes a file whole, or to standard output, and the same drawing each time")
  func draw() throws {
    let toFile = try look(
      "draw", "route", route, "--run", "run", "-o", "route.svg", "--handling", "OFFICIAL")
    #expect(toFile.output.isEmpty)
    let drawing = try look("draw", "route", route, "--run", "run", "--handling", "OFFICIAL")
    #expect(try drawing.output == scratch.bytes(of: "route.svg"))
    #expect(drawing.errors.isEmpty)
    let read = ReadMarkup(drawing.output)
    #expect(read.isWellFormed)
    #expect(read.texts.contains { $0.contains("OFFICIAL") })
    #expect(read.texts.contains { $0.contains("Harbour Nine") })
    #expect(
      try look("draw", "route", route, "--run", "run").output
        == scratch.bytes(of: "run/diagrams/\(route).svg"))
    #expect(
      try look("draw", "route", route, "--run", "run", "--format", "dot").text
        .hasPrefix("digraph"))
    let failed = try Program.run(
      ["draw", "route", route, "--run", "run", "-o", "none/route.svg"], in: scratch)
    #expect(failed.status == 2)
    #expect(failed.errors.hasPrefix("entrepot: none/route.svg: "))
    #expect(failed.errors.contains("cannot be "))
    #expect(try scratch.names() == ["route.svg", "run", "trade"])
  }

  @Test("graph writes the whole graph or what lies around a party, by key or name")
  func graph() throws {
    let whole = try look("graph", "--run", "run", "--format", "csv")
    #expect(try whole.output == scratch.bytes(of: "run/graph-edges.csv"))
    #expect(whole.errors.contains("nodes"))
    let around = try look(
      "graph", "--run", "run", "--around", "Northern", "--depth", "1", "--format", "csv")
    #expect(
      try around.output
        == look(
          "graph", "--run", "run", "--around", "CN1", "--depth", "1", "--format", "csv"
        ).output)
    #expect(around.text.contains("party:SG1,party:CN1,ships"))
    #expect(!around.text.contains("party:KR1"))
    #expect(ReadMarkup(try look("graph", "--run", "run").output).isWellFormed)
  }

  @Test("doctor names what it found on standard output; its status says whether all is well")
  func doctor() throws {
    let found = try Program.run(["doctor"], in: scratch)
    for what in ["entrepot", "SQLite", "Graphviz", "Hangul font", "locale", "temporary folder"] {
      #expect(found.text.contains(what))
    }
    #expect(found.status == (found.text.contains("\n!! ") ? 2 : 0))
    #expect(found.errors.isEmpty)
  }

  @Test("a reader that stops early is no failure")
  func brokenPipe() throws {
    let stopped = try Program.shell(
      "\"$@\" | head -c 10 >/dev/null; exit ${PIPESTATUS:-0}", ["graph", "--run", "run"],
      in: scratch)
    #expect(stopped.status == 0)
    #expect(!stopped.errors.contains("error"))
  }
}

@Suite("As known on a day")
struct AsOfTests {
  @Test("later rows, listings and outcomes are not seen")
  func hidden() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    try trade.write(to: "before", in: scratch)
    trade.declarations.append(
      TradeText.movement(
        "S9", "SG", "reexport", "2025-04-01", from: TradeText.harbour,
        to: ("CN9", "Later", "CN")))
    var amended = trade.declarations[1]
    amended["date"] = "2025-04-02"
    amended["status"] = "withdrawn"
    trade.declarations.append(amended)
    trade.others["lists"] = [
      [
        "list_id": "L", "entry_id": "1", "name": "Northern", "country": "CN",
        "designated_on": "2025-04-03",
      ]
    ]
    trade.others["outcomes"] = [
      [
        "source": "KR", "declaration_id": "K1", "line": "1", "outcome": "diverted",
        "decided_on": "2025-04-04",
      ]
    ]
    try trade.write(to: "after", in: scratch)
    // Empty registers of the same kind: what cannot be seen must read like what is not there.
    try scratch.write(
      "list_id,entry_id,name,country,designated_on\n", to: "before/lists.csv")
    try scratch.write(
      "source,declaration_id,line,outcome,decided_on\n", to: "before/outcomes.csv")
    for folder in ["before", "after"] {
      let run = try Program.run(
        ["run", folder, "--out", "run-\(folder)", "--as-of", "2025-03-31", "-q"], in: scratch)
      #expect(run.status == 0, "\(run.errors)")
    }
    // What was read from files is told of whole files; nothing of it reaches a score.
    for name in RunTests.outputs where !["run.json", "quality.json", "diagrams"].contains(name) {
      #expect(
        try scratch.bytes(of: "run-before/\(name)") == scratch.bytes(of: "run-after/\(name)"),
        "\(name)")
    }
    let later = try Program.run(["run", "after", "--out", "later", "-q"], in: scratch)
    #expect(later.status == 0, "\(later.errors)")
    let routes = try scratch.text(of: "later/routes.jsonl")
    #expect(routes.contains("\"S9\""))
    #expect(!routes.contains("\"declaration_id\":\"S1\""))
  }

  @Test("a day before everything gives empty tables, not an error")
  func nothingYet() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    let run = try Program.run(
      ["run", "trade", "--out", "run", "--as-of", "1990-01-01"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try scratch.bytes(of: "run/routes.jsonl").isEmpty)
    #expect(cells(of: try scratch.bytes(of: "run/declarations.csv")).count == 1)
  }

  @Test("the watchlist is compared with the last one of an earlier day in the same database")
  func delta() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    trade.declarations += [
      TradeText.movement(
        "K9", "KR", "export", "2025-04-01", from: ("KR1", "Gaon", "KR"), to: TradeText.harbour),
      TradeText.movement(
        "S9", "SG", "reexport", "2025-04-05", from: TradeText.harbour, to: ("CN9", "Later", "CN")),
    ]
    try trade.write(to: "trade", in: scratch)
    try scratch.write("alert_band: low\n", to: "a.yml")
    func changes(_ day: String) throws -> Set<String> {
      let run = try Program.run(
        [
          "run", "trade", "--out", "run", "--database", "t.sqlite", "--config", "a.yml",
          "--as-of", day, "-q",
        ], in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      return Set(
        cells(of: try scratch.bytes(of: "run/watchlist-delta.csv")).dropFirst().map { $0[1] })
    }
    #expect(try changes("2025-03-31") == ["new"])
    // The same day again compares with the day before it, of which there is none.
    #expect(try changes("2025-03-31") == ["new"])
    let later = try changes("2025-04-05")
    #expect(later.contains("unchanged") && later.contains("new"))
  }
}
