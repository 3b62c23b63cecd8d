import Foundation
import Testing

@Suite("entrepot party search and show")
struct PartyLookingTests {
  /// 한빛 in three scripts and three sources, and a list that has one of its names.
  private static let trade: TradeText = {
    var trade = TradeText()
    trade.declarations[2]["shipper_id"] = "KR2"
    trade.declarations.append(
      TradeText.movement(
        "J1", "JP", "import", "2025-03-22", from: ("", "Hanbit Nano Co., Ltd.", "KR"),
        to: ("JP1", "Asahi", "JP")))
    trade.declarations.append(
      TradeText.movement(
        "C1", "CN", "import", "2025-03-25", from: ("", "韓光纳米有限公司", "KR"),
        to: ("CN1", "Northern", "CN")))
    trade.others["parties"] = [
      [
        "party_id": "KR2", "name": "Hanbit Nano", "aliases": "한빛나노 주식회사;韓光纳米", "country": "KR",
        "address": "1 Teheran-ro, Seoul",
      ]
    ]
    trade.others["lists"] = [
      [
        "list_id": "L", "entry_id": "7", "name": "HANBIT NANO LTD", "country": "KR",
        "designated_on": "2025-01-02",
      ]
    ]
    return trade
  }()

  private func prepared() throws -> Scratch {
    let scratch = try Scratch()
    try Self.trade.write(to: "trade", in: scratch)
    let run = try Program.run(
      ["run", "trade", "--out", "run", "-q", "--database", "trade.sqlite"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    return scratch
  }

  @Test(
    "search finds a party by what is typed, in a run and in a database, and says why",
    arguments: [
      ("ㅎㅂㄴㄴ", "initial consonants"), ("한빛ㄴ", "begins so"), ("hanbti", "but for one letter"),
      ("纳米", "words that begin so"), ("kr2", "identifier is what was typed"),
    ])
  func search(text: String, reason: String) throws {
    let scratch = try prepared()
    for place in [["--run", "run"], ["--database", "trade.sqlite"]] {
      let search = try Program.run(["party", "search", text] + place, in: scratch)
      #expect(search.status == 0, "\(search.errors)")
      let line = search.text.split(separator: "\n").first { $0.hasPrefix("KR2 ") }
      #expect(line?.contains(reason) == true, "\(search.text)")
      let json = try objects(
        of: Program.run(["party", "search", text, "--json"] + place, in: scratch).output)
      #expect(json.first?["party"] as? String == "KR2")
      #expect((json.first?["reason"] as? String)?.contains(reason) == true)
    }
  }

  @Test("the index is made again when the data have changed, and searched where it cannot be kept")
  func staleIndex() throws {
    let scratch = try prepared()
    let search = ["party", "search", "dune", "--database", "trade.sqlite"]
    #expect(try !Program.run(search, in: scratch).text.contains("AE1"))
    #expect(scratch.has("trade.sqlite.search"))
    try scratch.write(
      TradeText.csv([
        TradeText.movement(
          "K9", "KR", "export", "2025-03-21", from: ("KR1", "Gaon", "KR"),
          to: ("AE1", "Dune Star FZE", "AE"))
      ]), to: "trade/declarations-2.csv")
    #expect(
      try Program.run(
        ["run", "trade", "--out", "run", "-q", "--database", "trade.sqlite"], in: scratch
      ).status == 0)
    #expect(try Program.run(search, in: scratch).text.contains("AE1"))
    let inRun = ["party", "search", "dune", "--run", "run"]
    #expect(try Program.run(inRun, in: scratch).text.contains("AE1"))
    let first = try scratch.bytes(of: "run/.party-names.search")
    try FileManager.default.removeItem(atPath: scratch.path + "/run/.party-names.search")
    try scratch.makeFolder("run/.party-names.search")
    #expect(try Program.run(inRun, in: scratch).text.contains("AE1"))
    try FileManager.default.removeItem(atPath: scratch.path + "/run/.party-names.search")
    #expect(try Program.run(inRun, in: scratch).status == 0)
    #expect(try scratch.bytes(of: "run/.party-names.search") == first)
    // A run in the same place replaces all of it.
    #expect(try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch).status == 0)
    #expect(!scratch.has("run/.party-names.search"))
  }

  @Test("show says who a party is in every script, why, what it trades, its score and its listings")
  func show() throws {
    let scratch = try prepared()
    for text in ["KR2", "한빛나노 주식회사"] {
      let show = try Program.run(["party", "show", text, "--run", "run"], in: scratch)
      #expect(show.status == 0, "\(show.errors)")
      for words in [
        "Hanbit Nano (KR) is known by ", "1 list entries have its name", "identifiers: KR2",
        "韓光纳米有限公司", "same: registry name", "same: identifier", "registered alias",
        "1 Teheran-ro, Seoul", "Northern", "Asahi", "listed: L 7 HANBIT NANO LTD, from 2025-01-02",
        "score: ",
      ] {
        #expect(show.text.contains(words), "\(words): \(show.text)")
      }
    }
    let json = try #require(
      objects(
        of: Program.run(["party", "show", "KR2", "--run", "run", "--json"], in: scratch).output
      )
      .first)
    #expect((json["names"] as? [Any])?.count == 6)
    #expect((json["trades"] as? [Any])?.count == 2)
    let nobody = try Program.run(["party", "show", "Nobody", "--run", "run"], in: scratch)
    #expect(nobody.status == 2)
    #expect(nobody.errors.contains("entrepot party search"))
  }

  @Test("a party that was made out by its name has no identifier")
  func noIdentifier() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    trade.declarations[1]["consignee_id"] = ""
    try trade.write(to: "trade", in: scratch)
    #expect(try Program.run(["run", "trade", "--out", "run"], in: scratch).status == 0)
    let show = try Program.run(["party", "show", "Northern", "--run", "run"], in: scratch)
    #expect(show.text.contains("identifiers: none"), "\(show.text)\(show.errors)")
    let harbour = try Program.run(["party", "show", "SG1", "--run", "run"], in: scratch)
    #expect(harbour.text.contains("identifiers: SG1"), "\(harbour.text)\(harbour.errors)")
  }

  @Test("hostile names can neither move the cursor nor break a line of JSON")
  func hostileNames() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    let name = "Evil\u{1B}[2J\u{202E}\"<script>'; DROP TABLE party;--"
    trade.declarations[1]["consignee_name"] = name
    try trade.write(to: "trade", in: scratch)
    #expect(try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch).status == 0)
    for command in [["search", "evil"], ["show", "CN1"]] {
      for more in [[], ["--json"]] {
        let run = try Program.run(["party"] + command + ["--run", "run"] + more, in: scratch)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.contains("Evil"))
        #expect(!run.text.contains("\u{1B}") && !run.text.contains("\u{202E}"))
        if !more.isEmpty {
          let line = try #require(objects(of: run.output).first)
          #expect("\(line)".contains("DROP TABLE"))
        }
      }
    }
  }

  /// An invented company of Korea that three sources write in three scripts, in no registry, and one
  /// whose name is only near another's.
  private static let threeSources: TradeText = {
    var trade = TradeText()
    let buyer = ("JP1", "Asahi", "JP")
    for (id, source, kind, name) in [
      ("T1", "KR", "export", "주식회사 대성정밀"), ("T2", "JP", "import", "Daesung Precision Co., Ltd."),
      ("T3", "CN", "import", "大成精密有限公司"),
    ] {
      trade.declarations.append(
        TradeText.movement(
          id, source, kind, "2025-03-2\(id.last ?? "1")", from: ("", name, "KR"), to: buyer))
    }
    for (id, name) in [("H1", "华胜半导体"), ("H2", "Huaqiang Semiconductor")] {
      trade.declarations.append(
        TradeText.movement(id, "CN", "export", "2025-03-26", from: ("", name, "CN"), to: buyer))
    }
    return trade
  }()

  @Test("a Korean, a Chinese and an English spelling in three sources are one party, with reasons")
  func threeScripts() throws {
    let scratch = try Scratch()
    try Self.threeSources.write(to: "trade", in: scratch)
    let run = try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let rows = try cells(of: scratch.bytes(of: "run/resolution.csv")).filter {
      $0[1].hasPrefix("T") && $0[3] == "shipper"
    }
    #expect(rows.count == 3)
    #expect(Set(rows.map { $0[4] }).count == 1)
    let key = try #require(rows.first?[4])
    let show = try Program.run(["party", "show", key, "--run", "run"], in: scratch)
    #expect(show.status == 0, "\(show.errors)")
    for name in ["주식회사 대성정밀", "Daesung Precision Co., Ltd.", "大成精密有限公司"] {
      #expect(show.text.contains(name))
    }
    #expect(show.text.contains("\nsame as "))
    #expect(show.text.contains("name.reading +"))
    #expect(show.text.contains("precision on both sides"))
    let json = try objects(
      of: Program.run(["party", "show", key, "--run", "run", "--json"], in: scratch).output)
    let identities = try #require(json.first?["identities"] as? [[String: Any]])
    #expect(identities.allSatisfy { $0["answer"] as? String == "same" })
    #expect(identities.count >= 2)
  }

  @Test("what may be one party is an edge with a probability, drawn dashed, and merged with nobody")
  func possibly() throws {
    let scratch = try Scratch()
    try Self.threeSources.write(to: "trade", in: scratch)
    #expect(try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch).status == 0)
    let show = try Program.run(["party", "show", "华胜半导体", "--run", "run"], in: scratch)
    #expect(show.text.contains("possibly same as Huaqiang Semiconductor"), "\(show.text)")
    let rows = try cells(of: scratch.bytes(of: "run/party-identities.csv"))
    let edge = try #require(rows.first { $0[2] == "possible" })
    let probability = try #require(Double(edge[3]))
    #expect(probability > 0.09 && probability < 0.91)
    let edges = try cells(of: scratch.bytes(of: "run/graph-edges.csv"))
    let drawn = try #require(edges.first { $0[2] == "possibly_same" })
    #expect(drawn.last == edge[3])
    #expect(Set(drawn.prefix(2)) == ["party:" + edge[0], "party:" + edge[1]])
    let graph = try Program.run(
      ["graph", "--run", "run", "--format", "dot"], in: scratch)
    let line = graph.text.split(separator: "\n").first { $0.contains("possibly same, p 0.") }
    #expect(line?.contains("style=dashed") == true, "\(graph.errors)")
  }

  @Test("screen finds listed names in every role, in other scripts, as of a day, and says why")
  func screen() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    trade.declarations[0]["end_user_name"] = "주식회사 대성정밀"
    trade.declarations[0]["end_user_country"] = "KR"
    trade.declarations[0]["forwarder_name"] = "Quickline Freight"
    try trade.write(to: "trade", in: scratch)
    try scratch.write(
      TradeText.csv([
        [
          "list_id": "L", "entry_id": "1", "name": "DSP", "aliases": "Daesung Precision Co., Ltd.",
          "country": "KR", "designated_on": "2025-02-01",
        ],
        [
          "list_id": "L", "entry_id": "2", "name": "Quickline Freight Ltd", "country": "SG",
          "designated_on": "2024-01-01", "delisted_on": "2025-03-12",
        ],
      ]), to: "lists.csv")
    let screen = ["party", "screen", "trade", "--lists", "lists.csv"]
    let late = try cells(of: Program.run(screen, in: scratch).output)
    #expect(late.count == 2)
    let row = try #require(late.last)
    #expect(Array(row[0...3]) == ["주식회사 대성정밀", "KR", "", "end_user"])
    #expect(row[6] == "same" && row[8] == "1")
    #expect(Array(row[9...11]) == ["DSP", "Daesung Precision Co., Ltd.", "true"])
    #expect(row[16].contains("daesung and 대성"))
    let early = try cells(
      of: Program.run(screen + ["--as-of", "2025-03-11"], in: scratch).output)
    #expect(Set(early.dropFirst().map { $0[8] }) == ["1", "2"])
    let before = try Program.run(screen + ["--as-of", "2025-01-31"], in: scratch)
    #expect(try cells(of: before.output).count == 1, "\(before.errors)")

    try scratch.write("name,country\n대성정밀,KR\nNobody At All,K0R\n", to: "names.csv")
    let names = try Program.run(
      ["party", "screen", "names.csv", "--lists", "lists.csv", "--json"], in: scratch)
    #expect(names.status == 0)
    #expect(names.errors.contains("names.csv:3: \"K0R\" is no country code"))
    let found = try objects(of: names.output)
    #expect(found.map { $0["name"] as? String } == ["대성정밀"])
    let hits = try #require(found.first?["hits"] as? [[String: Any]])
    #expect(hits.first?["matched_name"] as? String == "Daesung Precision Co., Ltd.")
    let alone = try Program.run(["party", "screen", "names.csv"], in: scratch)
    #expect(alone.status == 2 && alone.errors.contains("--lists"))
  }

  @Test("links shows who shares what, by steps, who is listed, and what links nobody")
  func links() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    trade.others["parties"] = [
      ["party_id": "SG1", "name": "Harbour Nine", "country": "SG", "officers": "Tan Wei"],
      [
        "party_id": "JP1", "name": "Asahi", "country": "JP", "officers": "Tan Wei",
        "phone": "+81 3 1234 5678",
      ],
      ["party_id": "CN1", "name": "Northern", "country": "CN", "phone": "0312345678"],
    ]
    trade.others["lists"] = [
      [
        "list_id": "L", "entry_id": "7", "name": "Northern", "country": "CN",
        "designated_on": "2025-01-02",
      ]
    ]
    for number in 0..<14 {
      var row = TradeText.movement(
        "M\(number)", "HK", "export", "2025-03-28",
        from: ("HK\(number)", "Box \(["Ada", "Ben", "Cy"][number % 3]) \(number)", "HK"),
        to: ("JP1", "Asahi", "JP"))
      row["shipper_address"] = "Room 1, 1 Registry Road, Hong Kong"
      trade.declarations.append(row)
    }
    try trade.write(to: "trade", in: scratch)
    #expect(try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch).status == 0)
    let links = try Program.run(["party", "links", "SG1", "--run", "run"], in: scratch)
    #expect(links.status == 0, "\(links.errors)")
    #expect(
      links.text.hasPrefix(
        "Harbour Nine hangs together with 2 other parties, 1 of them listed or possibly, "
          + "the nearest 2 steps away."), "\(links.text)")
    let rows = try objects(
      of: Program.run(["party", "links", "SG1", "--run", "run", "--json"], in: scratch).output)
    #expect(rows.map { $0["party"] as? String } == ["SG1", "JP1", "CN1"])
    #expect(rows.map { $0["kind"] as? String } == [nil, "officer", "phone"])
    #expect(rows.last?["lists"] as? [String] == ["L 7"])
    let near = try Program.run(
      ["party", "links", "SG1", "--run", "run", "--depth", "1"], in: scratch)
    #expect(near.text.contains("none of them listed"))
    let box = try Program.run(["party", "links", "HK3", "--run", "run"], in: scratch)
    #expect(box.text.contains("links nobody: address Room 1, 1 Registry Road, Hong Kong, of 14"))
  }
}
