import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Influence of others")
struct InfluenceOfOthersTests {
  private let code = "propagated.influence"

  /// Hanul sends Merlion and Lotus; Rival sends Merlion as well.
  private var trade: Fixture {
    var trade = Fixture()
    trade.ship("E1", day: 20)
    trade.ship("D1", "Hanul", "Lotus", to: "VN", day: 40)
    trade.ship("R1", "Rival", day: 50)
    return trade
  }

  private func world(_ trade: Fixture, _ scores: [String: Double]) throws -> FixtureWorld {
    try FixtureWorld(trade).spreading(scores)
  }

  @Test("is what other parties pass on, with the walks that it comes by")
  func walks() throws {
    let found = try world(trade, ["D1": 9]).finding(code)
    // Lotus to Hanul, on to Merlion, and two ways back to Hanul.
    #expect(abs((found.measure ?? 0) - 0.888 * (0.02 + 0.0004 + 2 * 0.000_008)) < 1e-12)
    #expect(
      found.text.hasPrefix(
        "Other parties pass a risk of 1.81 % on to Merlion and Hanul over trade and contacts, "
          + "most of it Lotus (party to an export of 9 dB) → Hanul 1.78 %; Lotus "))
    #expect(found.cited == ["E1", "D1"])
  }

  @Test("no score of the same two counts, on whatever day or in however many lots")
  func noFeedback() throws {
    var more = trade
    more.ship("E1b", day: 20)
    more.ship("E2", day: 90)
    let alone = try world(trade, ["E1": -50, "D1": 9, "R1": 0]).finding(code).measure
    let loud = try world(more, ["E1": 50, "E1b": 40, "E2": 60, "D1": 9, "R1": 0]).finding(code)
    #expect(loud.measure == alone)
  }

  @Test("a confirmed diversion of others counts as certain, one of the two's own not at all")
  func confirmed() throws {
    var known = trade
    known.inspect("D1", .diverted)
    let found = try world(known, [:]).finding(code)
    #expect(abs((found.measure ?? 0) - (0.02 + 0.0004 + 2 * 0.000_008)) < 1e-12)
    #expect(found.text.contains("Lotus (diversion confirmed) → Hanul 2 %"))
    var own = trade
    own.inspect("E1", .diverted)
    #expect(try world(own, [:]).finding(code).measure == 0)
  }

  @Test("a listing counts from its day to its end, for exports of that time")
  func listed() throws {
    func measure(from start: Int?, until end: Int?) throws -> Double? {
      var known = trade
      known.list("Lotus") {
        $0.designatedOn = start.map(Fixture.day)
        $0.delistedOn = end.map(Fixture.day)
      }
      return try world(known, [:]).finding(code).measure
    }
    let whole = try #require(try measure(from: nil, until: nil))
    #expect(whole > 0.02)
    #expect(try measure(from: 20, until: 21) == whole)
    #expect(try measure(from: 21, until: nil) == 0)
    #expect(try measure(from: nil, until: 20) == 0)
  }

  @Test("shared contacts link as trade does")
  func contacts() throws {
    var known = trade
    known.ship("F1", "Far", "Away", to: "MX", day: 60)
    for name in ["Away", "Merlion"] { known.register(name) { $0.phone = "6000 1234" } }
    let found = try world(known, ["F1": 9]).finding(code)
    #expect(found.text.contains("Away (party to an export of 9 dB) → Merlion 1.78 %"))
  }

  @Test("an unrelated component changes nothing")
  func unrelated() throws {
    var more = trade
    more.ship("F1", "Far", "Away", to: "MX", day: 60)
    let before = try world(trade, ["D1": 9]).finding(code)
    let after = try world(more, ["D1": 9, "F1": 60]).finding(code)
    #expect(after.measure == before.measure)
    #expect(after.text == before.text)
  }

  @Test("more trade never lowers it, whoever trades", arguments: 0..<UInt64(60))
  func monotone(seed: UInt64) throws {
    var trade = Fixture.random(seed: seed)
    var generator = SeededGenerator(seed: seed &+ 5)
    let ids = trade.declarations.map(\.identity.declarationID).filter { $0.hasPrefix("E") }
    let scores = Dictionary(
      uniqueKeysWithValues: ids.map { ($0, Double.random(in: -20...10, using: &generator)) })
    func measures(_ trade: Fixture) throws -> [String: Double] {
      let world = try FixtureWorld(trade).spreading(
        scores.filter { id, _ in
          FixtureWorld(trade).isMovement(id)
        })
      var measures: [String: Double] = [:]
      for id in ids where world.isMovement(id) {
        measures[id] = try world.finding(code, of: id).measure
      }
      return measures
    }
    let before = try measures(trade)
    let names = ["Hanul", "Seorak", "Merlion", "Lotus", "Golden", "Bulan", "Newcomer"]
    for number in 1...3 {
      guard let one = names.randomElement(using: &generator),
        let other = names.randomElement(using: &generator)
      else { continue }
      trade.ship("N\(number)", one, other, from: "SG", to: "MY", day: 30 + number)
    }
    let after = try measures(trade)
    for (id, risk) in before { #expect((after[id] ?? -1) >= risk, "\(id)") }
  }

  @Test("is nothing where nobody else is risky")
  func nothing() throws {
    let found = try world(trade, ["E1": 50, "D1": -30]).finding(code)
    #expect(found.measure == 0)
    #expect(found.text.hasPrefix("No risk of other parties reaches Merlion or Hanul"))
  }

  @Test("cannot be checked before others were scored")
  func missing() throws { try Fixture.chain().expect(code, nil, "were not scored yet") }
}
