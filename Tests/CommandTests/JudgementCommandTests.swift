import Foundation
import Testing

@Suite("entrepot party judge and judgements")
struct JudgementCommandTests {
  /// Harbour Nine sends on under a name that nothing connects with it.
  private static let trade: TradeText = {
    var trade = TradeText()
    trade.declarations[1]["shipper_id"] = ""
    trade.declarations[1]["shipper_name"] = "Oakfield Supplies"
    return trade
  }()

  private static let judge = [
    "party", "judge", "SG1", "Oakfield Supplies Pte Ltd", "--as", "same", "--by", "Kim", "--why",
    "one address", "--database", "trade.sqlite",
  ]

  private func run(_ out: String, in scratch: Scratch, _ more: [String] = []) throws {
    let arguments = ["run", "trade", "--out", out, "--quiet"] + more
    let run = try Program.run(arguments, in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
  }

  private func outputs(_ out: String, in scratch: Scratch) throws -> [String: Data] {
    try scratch.files(below: out).filter { $0.key != "run.json" }
  }

  private func routes(_ out: String, in scratch: Scratch) throws -> [[String: Any]] {
    try objects(of: scratch.bytes(of: out + "/routes.jsonl"))
  }

  @Test(
    "a judgement and its revocation restore the bytes; before it is recorded it says what changes")
  func restores() throws {
    let scratch = try Scratch()
    try Self.trade.write(to: "trade", in: scratch)
    let kept = ["--database", "trade.sqlite"]
    try run("one", in: scratch, kept)
    #expect(try routes("one", in: scratch).isEmpty)
    let before = try Database(scratch.path + "/trade.sqlite").dump()

    let preview = try Program.run(Self.judge, in: scratch)
    #expect(preview.status == 0, "\(preview.errors)")
    #expect(preview.errors.contains("nothing was recorded"))
    #expect(preview.text.contains("KR/K1/1"))
    #expect(preview.text.contains("Gaon → Harbour Nine → Northern"))
    let lines = try objects(of: Program.run(Self.judge + ["--json"], in: scratch).output)
    #expect(Set(lines.compactMap { $0["kind"] as? String }) == ["declaration", "route", "party"])
    let early = try Program.run(Self.judge + ["--as-of", "2025-01-01"], in: scratch)
    #expect(early.errors.contains("0 scores would change as known on 2025-01-01"))
    #expect(early.errors.contains("which is later: --on says another day"))
    #expect(!preview.errors.contains("which is later"))
    #expect(try Database(scratch.path + "/trade.sqlite").dump() == before)

    let recorded = try Program.run(Self.judge + ["--yes"], in: scratch)
    #expect(recorded.status == 0, "\(recorded.errors)")
    let id = recorded.text.trimmingCharacters(in: .newlines)
    try run("two", in: scratch, kept)
    #expect(try routes("two", in: scratch).first?["parties"] as? [String] == ["KR1", "SG1", "CN1"])
    #expect(try scratch.text(of: "two/run.json").contains(id))
    // What was announced is what came.
    let announced = try #require(lines.first { $0["kind"] as? String == "route" })
    let route = try #require(try routes("two", in: scratch).first)
    #expect(announced["key"] as? String == route["route_id"] as? String)
    #expect(announced["decibans"] as? Double == route["decibans"] as? Double)

    let revoke = [
      "party", "judgements", "--database", "trade.sqlite", "--revoke", id, "--by", "Lee", "--why",
      "two addresses",
    ]
    #expect(try Program.run(revoke, in: scratch).errors.contains("nothing was recorded"))
    #expect(try Program.run(revoke + ["--yes"], in: scratch).status == 0)
    try run("three", in: scratch, kept)
    #expect(try outputs("three", in: scratch) == outputs("one", in: scratch))
    let list = try Program.run(
      ["party", "judgements", "--database", "trade.sqlite"], in: scratch)
    for word in [id, "SG1", "SG:Oakfield Supplies", "same", "Kim", "Lee: two addresses"] {
      #expect(list.text.contains(word), "\(list.text)")
    }
  }

  @Test("a merger and its reversal are moves of a party, and the watchlist follows them")
  func moves() throws {
    let scratch = try Scratch()
    var trade = Self.trade
    // Sender and buyer of the export are on the list by the score of the route.
    try trade.write(to: "trade", in: scratch)
    try run("one", in: scratch)
    #expect(try cells(of: scratch.bytes(of: "one/party-moves.csv")).count == 1)
    trade.others["judgements"] = [
      [
        "judgement_id": "J7", "one_id": "SG1", "other_name": "Oakfield Supplies",
        "other_country": "SG", "verdict": "same", "judged_by": "Kim", "judged_on": "2025-03-01",
        "reason": "one address",
      ]
    ]
    try trade.write(to: "trade", in: scratch)
    try run("two", in: scratch, ["--previous", "one"])
    let merged = try cells(of: scratch.bytes(of: "two/party-moves.csv")).dropFirst()
    let move = try #require(merged.first)
    #expect(merged.count == 1)
    #expect(Array(move[1...4]) == ["SG1", "merged", "1", "1"])
    #expect(move[6] == "J7")
    let single = move[0]
    #expect(single.hasPrefix("N-SG-"))

    trade.others["judgements"] = nil
    try FileManager.default.removeItem(atPath: scratch.path + "/trade/judgements.csv")
    try run("three", in: scratch, ["--previous", "two"])
    let split = try cells(of: scratch.bytes(of: "three/party-moves.csv")).dropFirst()
    #expect(split.map { Array($0[0...4]) } == [["SG1", single, "split", "1", "2"]])
    // Against the run before the merger nothing has moved.
    try run("four", in: scratch, ["--previous", "one"])
    #expect(try cells(of: scratch.bytes(of: "four/party-moves.csv")).count == 1)
    let list = try cells(of: scratch.bytes(of: "four/watchlist-delta.csv")).dropFirst()
    #expect(!list.isEmpty && list.allSatisfy { $0[1] == "unchanged" && $0[9].isEmpty })
    let missing = try Program.run(
      ["run", "trade", "--out", "five", "-q", "--previous", "nowhere"], in: scratch)
    #expect(missing.status == 2)
    #expect(missing.errors.contains("nowhere/run.json"))
    #expect(!scratch.has("five"))
  }

  @Test("an alert on a party that goes by another key is the same alert")
  func watchlistFollows() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    trade.declarations[0]["consignee_id"] = ""
    trade.declarations[0]["consignee_name"] = "Oakfield Supplies"
    trade.declarations[1]["shipper_id"] = ""
    trade.declarations[1]["shipper_name"] = "Oakfield Supplies"
    try trade.write(to: "trade", in: scratch)
    try run("one", in: scratch)
    let before = try cells(of: scratch.bytes(of: "one/watchlist.csv")).dropFirst()
    let alert = try #require(before.first { $0[3].hasPrefix("N-SG-") })
    // The registry now knows the company: it is the same party under the registry's number.
    trade.others["parties"] = [["party_id": "SG7", "name": "Oakfield Supplies", "country": "SG"]]
    try trade.write(to: "trade", in: scratch)
    try run("two", in: scratch, ["--previous", "one"])
    #expect(
      try cells(of: scratch.bytes(of: "two/party-moves.csv")).last.map { Array($0[0...2]) }
        == [alert[3], "SG7", "renamed"])
    let delta = try cells(of: scratch.bytes(of: "two/watchlist-delta.csv")).dropFirst()
    let row = try #require(delta.first { $0[3] == "SG7" })
    #expect(row[0] == alert[1])
    #expect(row[1] != "new" && row[9] == alert[3])
    #expect(!delta.contains { $0[1] == "expired" && $0[2] == "party" && $0[3] == alert[3] })
  }

  @Test("judgements.csv in the trade folder decides like one in the database")
  func ofFolder() throws {
    let scratch = try Scratch()
    try Self.trade.write(to: "trade", in: scratch)
    try run("one", in: scratch, ["--database", "trade.sqlite"])
    #expect(try Program.run(Self.judge + ["--yes"], in: scratch).status == 0)
    try run("two", in: scratch, ["--database", "trade.sqlite"])
    try scratch.write(
      """
      judgement_id,one_id,other_name,other_country,verdict,judged_by,judged_on,reason
      J7,SG1,OAKFIELD SUPPLIES,SG,same,Kim,2025-03-01,one address
      """, to: "trade/judgements.csv")
    try run("three", in: scratch)
    var (two, three) = try (outputs("two", in: scratch), outputs("three", in: scratch))
    // Drawings name the run, and the run its judgements by their numbers; so do the names judged.
    // How good the data is tells of every file, and the third run has one more.
    let named = ["party-identities.csv", "party-names.csv", "quality.json"]
    for name in two.keys where name.hasPrefix("diagrams") || named.contains(name) {
      #expect(three.removeValue(forKey: name) != nil)
      two[name] = nil
    }
    #expect(two == three)
  }

  @Test("a judgement counts from its day on, and not before")
  func asOf() throws {
    let scratch = try Scratch()
    try Self.trade.write(to: "trade", in: scratch)
    try scratch.write(
      """
      one_id,other_name,other_country,verdict,judged_by,judged_on,reason
      SG1,Oakfield Supplies,SG,same,Kim,2025-03-18,one address
      """, to: "trade/judgements.csv")
    try run("before", in: scratch, ["--as-of", "2025-03-17"])
    try run("after", in: scratch, ["--as-of", "2025-03-18"])
    #expect(try routes("before", in: scratch).isEmpty)
    #expect(try routes("after", in: scratch).count == 1)
  }

  @Test("what cannot be judged is said, with status 2, and nothing is recorded")
  func refusals() throws {
    let scratch = try Scratch()
    try Self.trade.write(to: "trade", in: scratch)
    try run("run", in: scratch, ["--database", "trade.sqlite"])
    for (one, other, words) in [
      ("SG1", "Nobody", "knows nobody called"), ("SG1", "SG1", "nothing tells them apart"),
      ("SG1", "Harbour Nine", "nothing tells them apart"),
    ] {
      var arguments = Self.judge + ["--yes"]
      arguments[2] = one
      arguments[3] = other
      let refused = try Program.run(arguments, in: scratch)
      #expect(refused.status == 2)
      #expect(refused.errors.contains(words), "\(refused.errors)")
    }
    let judgements = ["party", "judgements", "--database"]
    let missing = try Program.run(judgements + ["none.sqlite"], in: scratch)
    #expect(missing.status == 2)
    #expect(!scratch.has("none.sqlite"))
    let unknown = try Program.run(
      judgements + ["trade.sqlite", "--revoke", "J-0", "--by", "K", "--why", "w", "--yes"],
      in: scratch)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("there is none"))
    #expect(
      try Program.run(judgements + ["trade.sqlite", "--json"], in: scratch).output.isEmpty)
  }
}
