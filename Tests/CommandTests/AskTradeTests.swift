import Foundation
import Testing

@Suite("Questions about routes and parties", .serialized)
struct AskTradeTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try Self.trade.write(to: "trade", in: scratch)
  }

  /// Two exporters, two hubs, three buyers: 12 movements of eight pieces.
  private static let trade: TradeText = {
    var trade = TradeText()
    trade.declarations = []
    let makers = [("KR1", "Gaon", "KR"), ("KR2", "한빛", "KR")]
    let hubs = [("SG1", "Harbour Nine", "SG"), ("MY1", "Kuala Mesra", "MY")]
    let buyers = [
      ("CN1", "Northern", "CN"), ("CN2", "Meridian, Ltd", "CN"), ("JP1", "Asahi", "JP"),
    ]
    for (place, hub) in hubs.enumerated() {
      for (number, maker) in makers.enumerated() {
        trade.declarations.append(
          TradeText.movement(
            "K\(place)\(number)", "KR", "export", "2025-03-1\(number)", from: maker, to: hub))
      }
      for (number, buyer) in buyers.enumerated() {
        var sale = TradeText.movement(
          "S\(place)\(number)", hub.2, "reexport", "2025-03-2\(number)", from: hub, to: buyer)
        sale["value_usd"] = "\(100_000 * (place + 1) + 10_000 * number)"
        trade.declarations.append(sale)
      }
    }
    return trade
  }()

  private func ask(_ arguments: String..., more: [String] = []) throws -> Finished {
    let asked = try Program.run(["ask"] + arguments + more, in: scratch)
    #expect(asked.status == 0, "\(arguments): \(asked.errors)")
    return asked
  }

  private func json(_ finished: Finished) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: finished.output) as? [String: Any])
  }

  private func count(_ arguments: String...) throws -> Int {
    let asked = try Program.run(["ask", "routes", "trade", "--json"] + arguments, in: scratch)
    #expect(asked.status == 0, "\(arguments): \(asked.errors)")
    let count = try #require(try json(asked)["count"] as? [String: Any])
    #expect(count["is_exact"] as? Bool == true)
    return try #require(count["total"] as? Int)
  }

  @Test("routes are counted exactly, by place, party, length, dwell, ratio and day")
  func counts() throws {
    // Each hub: 2 lots in, 3 lots out, all within 90 days.
    #expect(try count() == 12)
    #expect(try count("--from", "KR", "--to", "CN") == 8)
    #expect(try count("--from", "KR", "--via", "SG,MY", "--to", "CN") == 8)
    #expect(try count("--via", "SG", "--to", "CN") == 4)
    #expect(try count("--from", "한빛", "--to", "Meridian, Ltd") == 2)
    #expect(try count("--from", "KR1", "--to", "CN1,JP1") == 4)
    #expect(try count("--to", "CN", "--to", "JP") == 12)
    // Lots of the 10th and 11th, sent on from the 20th to the 22nd: 10, 11, 12 and 9, 10, 11 days.
    #expect(try count("--dwell", "0-9") == 2)
    #expect(try count("--dwell", "10-11") == 8)
    #expect(try count("--ratio", "1-1") == 12)
    #expect(try count("--ratio", "1.1-2") == 0)
    #expect(try count("--since", "2025-03-11") == 6)
    #expect(try count("--legs", "3") == 0)
    #expect(try count("--family", "ACC", "--hs", "8473.30") == 12)
    #expect(try count("--hs", "8542") == 0)
  }

  @Test("a run is asked as its trade folder or its database is, as of its day and configuration")
  func ofRun() throws {
    try scratch.write("dwell_days: {max: 11}\n", to: "analysis.yml")
    let made = ["run", "trade", "--config", "analysis.yml", "--as-of", "2025-03-21", "-q", "--out"]
    for more in [["run"], ["kept", "--database", "trade.sqlite"]] {
      let run = try Program.run(made + more, in: scratch)
      #expect(run.status == 0, "\(run.errors)")
    }
    let config = ["--config", "analysis.yml", "--as-of", "2025-03-21", "--json"]
    let expected = try Program.run(["ask", "routes", "trade"] + config, in: scratch)
    #expect(expected.status == 0, "\(expected.errors)")
    #expect(try ask("routes", "run", "--json").output == expected.output)
    #expect(try ask("routes", "kept", "--json").output == expected.output)
    #expect(
      try ask("neighbours", "run", "SG1", "--json").output
        == Program.run(["ask", "neighbours", "trade", "SG1"] + config, in: scratch).output)
    // The run's own scores are those that the trade folder is scored with.
    #expect(
      try ask("influence", "run", "--json").output
        == Program.run(["ask", "influence", "trade"] + config, in: scratch).output)
    // Moved together, they stay together.
    try scratch.makeFolder("archive")
    for name in ["run", "trade"] {
      try FileManager.default.moveItem(
        atPath: scratch.path + "/" + name, toPath: scratch.path + "/archive/" + name)
    }
    #expect(try ask("routes", "archive/run", "--json").output == expected.output)
    // Changed or gone, nothing is answered from what the run did not see.
    var later = Self.trade
    later.declarations.removeLast()
    try later.write(to: "archive/trade", in: scratch)
    let changed = try Program.run(["ask", "routes", "archive/run"], in: scratch)
    #expect(changed.status == 2)
    #expect(changed.errors.contains("declarations.csv is not as the run read it; run again"))
    try FileManager.default.removeItem(atPath: scratch.path + "/archive/trade")
    let gone = try Program.run(["ask", "routes", "archive/run"], in: scratch)
    #expect(gone.status == 2)
    #expect(gone.errors.contains("which is not there any more; name the trade folder"))
  }

  @Test("the best routes are the best, a cap is said, and all can be had")
  func best() throws {
    let capped = try ask("routes", "trade", "--top", "3", "--json")
    let object = try json(capped)
    #expect(object["is_capped"] as? Bool == true && object["shown"] as? Int == 3)
    let routes = try #require(object["routes"] as? [[String: Any]])
    // The least of 240,000 in and 220,000 out; of lots of two exporters.
    #expect(routes.map { $0["worth"] as? Double } == [220_000, 220_000, 210_000])
    let legs = try #require(routes[0]["legs"] as? [[String: Any]])
    #expect(legs.map { $0["declaration_id"] as? String } == ["K10", "S12"])
    let table = try ask("routes", "trade", "--top", "3")
    #expect(table.text.contains("12 compatible routes"))
    #expect(table.text.contains("Capped: the 3 best by value of 12 are shown"))
    #expect(table.text.contains("KR Gaon → MY Kuala Mesra → JP Asahi"))
    let whole = try ask("routes", "trade", "--top", "all", "--csv")
    #expect(cells(of: whole.output).count == 1 + 12 * 2)
    #expect(whole.errors.isEmpty)
    #expect(try ask("routes", "trade", "--lang", "ko").text.contains("경로 12건"))
    let scored = try json(ask("routes", "trade", "--by", "score", "--top", "1", "--json"))
    #expect(scored["ranked_by"] as? String == "score")
    let best = try #require((scored["routes"] as? [[String: Any]])?.first)
    let scoredLegs = try #require(best["legs"] as? [[String: Any]])
    let scores = scoredLegs.compactMap { $0["score"] as? Double }
    #expect(scores.count == 2)
    #expect(abs(scores.reduce(0, +) - (best["worth"] as? Double ?? 0)) < 1e-9)
    // The first leg is an export of its own score, which the run wrote down.
    let run = try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let rows = try cells(of: scratch.bytes(of: "run/declarations.csv"))
    let decibans = try #require(rows[0].firstIndex(of: "decibans"))
    let first = try #require(scoredLegs[0]["declaration_id"] as? String)
    let row = try #require(rows.first { $0[1] == first })
    let prior = 10 * log10(0.001 / 0.999)
    #expect(abs((Double(row[decibans]) ?? 0) - prior - scores[0]) < 0.001)
  }

  /// The trade, and memory beside it that is counted in pieces: one lot in, two out.
  private static let tradeInTwoUnits: TradeText = {
    var trade = AskTradeTests.trade
    trade.families.append([
      "family": "MEM", "hs_prefixes": "854232", "unit_of_account": "piece", "units_per_piece": "1",
    ])
    for (id, kind, from, to, pieces) in [
      ("M1", "export", ("KR1", "Gaon", "KR"), TradeText.harbour, "500"),
      ("M2", "reexport", TradeText.harbour, ("CN1", "Northern", "CN"), "300"),
      ("M3", "reexport", TradeText.harbour, ("JP1", "Asahi", "JP"), "100"),
    ] {
      let day = "2025-04-0" + id.suffix(1)
      var row = TradeText.movement(id, from.2, kind, day, from: from, to: to)
      (row["hs_code"], row["quantity"]) = ("8542320000", pieces)
      trade.declarations.append(row)
    }
    return trade
  }()

  private static let bestByQuantity = ["--by", "quantity", "--top", "1"]

  @Test("quantities of different units are never ranked side by side, and each says its unit")
  func byQuantityInEachUnit() throws {
    try Self.tradeInTwoUnits.write(to: "trade", in: scratch)
    let answer = try json(ask("routes", "trade", "--json", more: Self.bestByQuantity))
    let count = try #require(answer["count"] as? [String: Any])
    let units = try #require(count["by_unit"] as? [[String: Any]])
    #expect(units.map { $0["unit"] as? String } == ["accelerator", "piece"])
    #expect(units.map { $0["routes"] as? Int } == [12, 2])
    #expect(units.map { $0["families"] as? [String] } == [["ACC"], ["MEM"]])
    #expect(count["total"] as? Int == 14)
    #expect(answer["shown"] as? Int == 2 && answer["is_capped"] as? Bool == true)
    let routes = try #require(answer["routes"] as? [[String: Any]])
    #expect(routes.map { $0["rank"] as? Int } == [1, 1])
    #expect(routes.map { $0["worth"] as? Double } == [8, 300])
    #expect(routes.map { $0["unit"] as? String } == ["accelerator", "piece"])
    let legs = try #require(routes[1]["legs"] as? [[String: Any]])
    #expect(legs.map { $0["quantity"] as? Double } == [500, 300])
    #expect(legs.map { $0["unit"] as? String } == ["piece", "piece"])
    // By value, dollars compare whatever the family.
    let values = try json(ask("routes", "trade", "--json", "--top", "all"))
    #expect((values["count"] as? [String: Any])?["by_unit"] is NSNull)
    let valued = try #require(values["routes"] as? [[String: Any]])
    #expect(valued.map { $0["rank"] as? Int } == Array(1...14))
    #expect(Set(valued.map { $0["unit"] as? String }) == ["USD"])
  }

  @Test("a table of quantities has the best of each unit, and one ranking where there is one unit")
  func tableByQuantity() throws {
    try Self.tradeInTwoUnits.write(to: "trade", in: scratch)
    let few = Self.bestByQuantity
    let table = try ask("routes", "trade", more: few).text
    #expect(
      table.contains("By unit of account: 12 in accelerator (ACC), 2 in piece (MEM). Quantities"))
    #expect(table.contains("1        300  piece        KR Gaon → SG Harbour Nine → CN Northern"))
    #expect(
      table.contains("Capped: 2 of 14 are shown, the best by quantity of each unit (--top 1)"))
    #expect(
      try ask("routes", "trade", "--lang", "ko", more: few).text.contains("accelerator 12건(ACC)"))
    // Numbers of routes go on from unit to unit, so that they tell routes apart.
    let rows = try cells(of: ask("routes", "trade", "--csv", more: few).output)
    let unit = try #require(rows[0].firstIndex(of: "unit"))
    #expect(rows.dropFirst().map { $0[0] } == ["1", "1", "2", "2"])
    #expect(
      rows.dropFirst().map { $0[unit] } == ["accelerator", "accelerator", "piece", "piece"])
    let family = try ask("routes", "trade", "--family", "MEM", more: few).text
    #expect(!family.contains("By unit of account") && family.contains("  piece  "))
    #expect(family.contains("Capped: the 1 best by quantity of 2 are shown"))
    // The columns beside a database know the units too.
    _ = try Program.run(
      ["run", "trade", "--out", "run", "--database", "t.sqlite", "-q"], in: scratch)
    #expect(try ask("routes", "t.sqlite", more: few).text == table)
  }

  @Test("numbers of legs are those that were asked for")
  func byLegs() throws {
    var trade = Self.trade
    let northern = ("CN1", "Northern", "CN")
    trade.declarations.append(
      TradeText.movement(
        "C1", "CN", "export", "2025-04-20", from: northern, to: ("HK1", "Tsing", "HK")))
    try trade.write(to: "trade", in: scratch)
    let answer = try json(ask("routes", "trade", "--legs", "3-4", "--json"))
    let byLegs = try #require((answer["count"] as? [String: Any])?["by_legs"] as? [[String: Int]])
    #expect(byLegs == [["legs": 3, "routes": 4], ["legs": 4, "routes": 0]])
    let table = try ask("routes", "trade", "--legs", "2-3")
    #expect(table.text.contains("18 compatible routes (14 of 2 legs, 4 of 3 legs)"))
  }

  @Test("where nothing fits, the nearest misses are named; where nothing is known, that is said")
  func misses() throws {
    let none = try ask("routes", "trade", "--from", "KR", "--to", "CN", "--dwell", "0-5")
    #expect(none.text.contains("0 compatible routes"))
    #expect(none.text.contains("Nearest miss: with a dwell of up to 35 days there would be 8."))
    for wrong in [
      ["--from", "Nobody"], ["--family", "XXX"], ["--legs", "1"], ["--dwell", "9-3"],
      ["--ratio", "x"], ["--top", "-1"], ["--since", "yesterday"], ["--json", "--csv"],
      ["--since", "2025-03-11", "--until", "2025-03-10"],
    ] {
      let refused = try Program.run(["ask", "routes", "trade"] + wrong, in: scratch)
      #expect(refused.status == 2, "\(wrong)")
      #expect(!refused.errors.isEmpty && refused.output.isEmpty)
    }
    let country = try Program.run(["ask", "neighbours", "trade", "KR"], in: scratch)
    #expect(country.status == 2)
    #expect(country.errors.contains("\"KR\" is neither a party's key nor a party's exact name"))
    _ = try Program.run(
      ["run", "trade", "--out", "run", "--database", "t.sqlite", "-q"], in: scratch)
    let fromDatabase = try ask("routes", "t.sqlite", "--json")
    #expect(try fromDatabase.output == ask("routes", "trade", "--json").output)
  }

  private static let routeQuestions: [[String]] = [
    [], ["--json"], ["--from", "KR", "--via", "SG,MY", "--to", "CN", "--json"],
    ["--from", "한빛", "--to", "Meridian, Ltd", "--csv"],
    ["--by", "quantity", "--top", "3", "--json"],
    ["--hs", "8473", "--since", "2025-03-11", "--json"], ["--hs", "8542"],
    ["--goods", "controlled", "--family", "ACC", "--legs", "2-4", "--top", "all", "--csv"],
    ["--dwell", "0-5", "--ratio", "0.5-1.1"], ["--lang", "ko"], ["--by", "score", "--json"],
    ["--as-of", "2025-03-21", "--json"],
  ]

  @Test("folder, database and columns answer with the same bytes")
  func sameBytes() throws {
    _ = try Program.run(
      ["run", "trade", "--out", "run", "--database", "t.sqlite", "-q"], in: scratch)
    for question in Self.routeQuestions {
      let fromColumns = try ask("routes", "t.sqlite", more: question)
      try FileManager.default.removeItem(atPath: scratch.path + "/t.sqlite.columns")
      let fromDatabase = try ask("routes", "t.sqlite", more: question)
      let fromFolder = try ask("routes", "trade", more: question)
      #expect(fromColumns.output == fromFolder.output, "\(question)")
      #expect(fromDatabase.output == fromFolder.output, "\(question)")
      // Scores are never in the columns, so such a question makes none.
      _ = try ask("routes", "t.sqlite", "--json")
    }
  }

  @Test("columns are used when they are fresh; what is missing, stale or damaged is made anew")
  func columns() throws {
    let file = scratch.path + "/t.sqlite.columns"
    _ = try Program.run(
      ["run", "trade", "--out", "run", "--database", "t.sqlite", "-q"], in: scratch)
    let written = try Data(contentsOf: URL(fileURLWithPath: file))
    let fresh = try ask("routes", "t.sqlite", "--json")
    #expect(fresh.errors.isEmpty)

    func expectRenewal(_ reason: String) throws {
      let renewed = try ask("routes", "t.sqlite", "--json")
      #expect(renewed.errors.contains(reason) && renewed.errors.contains("were made anew"))
      #expect(!renewed.errors.contains("delete it"))
      let again = try ask("routes", "t.sqlite", "--json")
      #expect(again.errors.isEmpty && again.output == renewed.output)
    }
    try FileManager.default.removeItem(atPath: file)
    try expectRenewal("t.sqlite.columns: cannot be read")
    var damaged = written
    damaged[damaged.count - 70] ^= 1
    try damaged.write(to: URL(fileURLWithPath: file))
    try expectRenewal("are not those that were written")
    // The number of the layout follows the eight bytes that tell a snapshot.
    var older = written
    older[8] = 1
    try older.write(to: URL(fileURLWithPath: file))
    try expectRenewal("layout 1, this program knows layout")
    // Of another day than the last.
    #expect(try ask("routes", "t.sqlite", "--as-of", "2025-03-21").errors.contains("another day"))
    try expectRenewal("another day")

    var more = Self.trade
    var added = TradeText.movement(
      "K99", "KR", "export", "2025-03-12", from: ("KR1", "Gaon", "KR"),
      to: ("SG1", "Harbour Nine", "SG"))
    // Of the amounts of another filing it would be that one again.
    (added["quantity"], added["net_weight_kg"], added["value_usd"]) = ("20", "30", "600000")
    more.declarations.append(added)
    try more.write(to: "more", in: scratch)
    let ingested = try Program.run(["ingest", "more", "--database", "t.sqlite"], in: scratch)
    #expect(ingested.status == 0, "\(ingested.errors)")
    try expectRenewal("made from something else")
    #expect(try ask("routes", "t.sqlite").text.contains("15 compatible routes"))
    // What the columns hold is what is shown, not what was put into the database behind their back.
    try Database(scratch.path + "/t.sqlite").execute("UPDATE declaration SET value_usd = 1")
    #expect(try !ask("routes", "t.sqlite", "--json").text.contains("\"worth\": 1,"))
  }

  @Test("neighbours are summed over two hops, both ways, and fetched with a bound")
  func neighbours() throws {
    let onward = try json(ask("neighbours", "trade", "Gaon", "--json"))
    let first = try #require(onward["first_hop"] as? [String: Any])
    let second = try #require(onward["second_hop"] as? [String: Any])
    #expect(first["parties"] as? Int == 2 && first["value_usd"] as? Double == 480_000)
    #expect(second["parties"] as? Int == 3)
    #expect(second["value_usd"] as? Double == 960_000)
    let back = try json(
      ask("neighbours", "trade", "CN2", "--direction", "back", "--quantity", "--json"))
    #expect((back["first_hop"] as? [String: Any])?["quantity"] as? Double == 16)
    #expect((back["second_hop"] as? [String: Any])?["quantity"] as? Double == 32)
    #expect(try ask("neighbours", "trade", "KR1").text.contains("Gaon sent to 2 parties"))
    let near = try json(ask("neighbours", "trade", "KR1", "--nearest", "1e-7", "--json"))
    let top = try #require(near["top"] as? [[String: Any]])
    let bound = try #require(near["error_bound"] as? Double)
    let shares = top.compactMap { $0["share"] as? Double }
    #expect(top.first?["party"] as? String == "KR1" && top.count == 6)
    #expect(abs(shares.reduce(0, +) + bound - 1) < 1e-9 && bound < 1e-3)
  }

  @Test("influence has its bound and its three strongest walks")
  func influence() throws {
    var trade = Self.trade
    trade.others["lists"] = [
      ["list_id": "L", "entry_id": "1", "name": "Northern", "country": "CN"]
    ]
    try trade.write(to: "listed", in: scratch)
    let arguments = ["ask", "influence", "listed", "--seed", "listed", "--strength", "0.1"]
    let all = try json(Program.run(arguments + ["--json"], in: scratch))
    #expect(all["converges"] as? Bool == true)
    #expect(try #require(all["convergence_bound"] as? Double) < 0.01)
    let one = try json(
      Program.run(
        ["ask", "influence", "listed", "Gaon"] + arguments.dropFirst(3) + ["--json"], in: scratch))
    let gaon = try #require((one["top"] as? [[String: Any]])?.first)
    #expect(gaon["before"] as? Double == 0)
    // Two hubs stand between Gaon and Northern: 2 × 0.1² and what longer walks add.
    let after = try #require(gaon["after"] as? Double)
    #expect(after > 0.02 && after < 0.03)
    let walks = try #require(gaon["walks"] as? [[String: Any]])
    #expect(walks.count == 3)
    let strongest = walks.first?["parties"] as? [String]
    #expect(strongest?.first == "CN1" && strongest?.last == "KR1" && strongest?.count == 3)
    #expect(abs((walks.first?["adds"] as? Double ?? 0) - 0.01) < 1e-12)
    // A walk of no link is no walk: what the listed party itself had is in `before`.
    let listed = try json(
      Program.run(
        ["ask", "influence", "listed", "CN1"] + arguments.dropFirst(3) + ["--json"], in: scratch))
    let northern = try #require((listed["top"] as? [[String: Any]])?.first)
    #expect(northern["before"] as? Double == 1)
    let fromOthers = try #require(northern["walks"] as? [[String: Any]])
    #expect(fromOthers.allSatisfy { ($0["parties"] as? [String])?.count ?? 0 > 1 })
    let words = try Program.run(arguments, in: scratch)
    #expect(words.text.contains("Passed on for ever, no party's risk would rise by more than 0."))
    let explained = try Program.run(
      ["ask", "influence", "listed", "Gaon"] + arguments.dropFirst(3), in: scratch)
    #expect(explained.text.contains("Northern by way of"))
    #expect(explained.text.contains("+1.0 %"))
    let scores = try ask("influence", "trade", "--json")
    #expect(try json(scores)["seed"] as? String == "score")
  }

  @Test("chokepoints say what they cover, and the middle is found")
  func watching() throws {
    let one = try json(ask("chokepoints", "trade", "--top", "1", "--json"))
    let quantity = try #require(one["quantity"] as? Double)
    let watch = try #require(one["watch"] as? [[String: Any]])
    #expect(quantity > 0 && watch.count == 1)
    #expect(one["full_cut"] as? [String] == ["MY1", "SG1"])
    let words = try ask("chokepoints", "trade", "--top", "2").text
    #expect(words.contains("Watching these 2 consignees covers 100.0 % of the quantity"))
    #expect(words.contains("these routes or their parts make passes one of 2 parties"))
    #expect(try ask("chokepoints", "trade", "--lang", "ko").text.contains("수하인 2곳"))
    let central = try json(ask("central", "trade", "--json"))
    #expect(central["components"] as? Int == 1 && central["parties"] as? Int == 7)
    let top = try #require(central["top"] as? [[String: Any]])
    // Of 2 × 3 pairs half the shortest chains pass each hub.
    #expect(top[0]["betweenness"] as? Double == 3 && top[1]["betweenness"] as? Double == 3)
    #expect(top[0]["suppliers"] as? Int == 2 && top[0]["customers"] as? Int == 3)
    #expect(cells(of: try ask("central", "trade", "--csv").output).count == 8)
    for question in ["central", "chokepoints"] {
      let words = try ask(question, "trade", "--as-of", "2001-01-01").text
      #expect(words.contains("Nothing is known on 2001-01-01"), "\(words)")
    }
  }
}
