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
}
