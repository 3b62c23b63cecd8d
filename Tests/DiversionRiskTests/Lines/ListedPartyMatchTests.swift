import Foundation
import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Listed party match")
struct ListedPartyMatchTests {
  private let code = "links.listed_party"

  @Test("is a name in its country, anywhere on the route")
  func hit() throws {
    var trade = Fixture.chain()
    trade.list("GOLDEN Co., Ltd.", in: "HK")
    try trade.expect(
      code, 1, "Golden has the name of entry 7 of list EL (GOLDEN Co., Ltd.)", cites: ["E1", "O1"])
    trade.listed = []
    trade.list("Merlion")
    try trade.expect(code, 1, "Merlion has the name of entry 7")
  }

  private func found(_ trade: Fixture) throws -> Observation {
    let world = FixtureWorld(trade)
    return ListedPartyMatch().observe(try world.subject("E1"), in: world.context)
  }

  @Test("is anybody named on a movement, in whatever role")
  func roles() throws {
    var trade = Fixture.chain()
    trade.list("Hanul", in: "KR")
    try trade.expect(code, 1, "Hanul, the shipper, has the name of entry 7")
    trade = Fixture.chain()
    trade.resolvesEverybody = true
    trade.list("Pearl Compute Ltd", in: "AE")
    trade.declarations[0].endUser = WrittenParty(
      name: "Pearl Compute", country: Fixture.country("AE"))
    try trade.expect(code, 1, "Pearl Compute, the stated end user, has the name of entry 7")
    trade.declarations[0].endUser = WrittenParty()
    // A notify party has no country: how sure that is, the comparison says.
    trade.declarations[1].forwarder = WrittenParty(name: "Pearl Compute")
    let notified = try found(trade)
    #expect(notified.measure == 1)
    #expect(notified.certainty > 0.9 && notified.certainty < 1)
    #expect(notified.text?.english.contains("forwarder or notify party") == true)
    trade.declarations[1].forwarder = WrittenParty()
    #expect(try found(trade).measure == 0)
  }

  @Test("is an alias in another script too")
  func scripts() throws {
    var trade = Fixture.chain()
    trade.list("Daesung Precision Co., Ltd.", in: "KR") { $0.aliases = ["DSP"] }
    for place in trade.declarations.indices
    where trade.declarations[place].shipper.name == "Hanul" {
      trade.declarations[place].shipper.name = "주식회사 대성정밀"
    }
    let observation = try found(trade)
    #expect(observation.measure == 1 && observation.certainty > 0.9)
  }

  @Test("is only as sure as the identity, and weighs p · LR + (1 − p)")
  func uncertain() throws {
    var trade = Fixture.chain()
    trade.list("华胜半导体", in: "HK")
    for place in trade.declarations.indices
    where trade.declarations[place].consignee.name == "Golden" {
      trade.declarations[place].consignee.name = "Huaqiang Semiconductor"
    }
    let observation = try found(trade)
    let certainty = observation.certainty
    #expect(observation.measure == 1)
    #expect(certainty > 0.09 && certainty < 0.91)
    let scored = try #require(Sighting(observation))
    let weights = WeightSet.LineWeights(
      group: "links", base: 0, steps: [.init(from: 1, decibans: 8)])
    let expected = 10 * log10(certainty * pow(10, 0.8) + 1 - certainty)
    #expect(abs(weights.decibans(of: scored) - expected) < 0.0006)
    #expect(weights.decibans(of: Sighting(measure: 1)) == 8)
    // The line of the score is that weight.
    var set = WeightSet.random(seed: 1)
    let group = try #require(set.lines[code]).group
    set.lines[code] = WeightSet.LineWeights(
      group: group, base: 0, steps: [.init(from: 1, decibans: 8)])
    let world = FixtureWorld(trade)
    let assessment = Scorer(weights: set, prior: 0.01).assess(
      try world.subject("E1"), in: world.context)
    let line = try #require(assessment.lines.first { $0.code == code })
    #expect(line.uncappedDecibans == weights.decibans(of: scored))
    #expect(line.text.english.contains("is with probability"))
  }

  @Test("is none in another country, before the listing or after it was lifted")
  func clear() throws {
    let none = "No party of the route has the name"
    for change: (inout ListedParty) -> Void in [
      { $0.country = Fixture.country("JP") }, { $0.designatedOn = Fixture.day(11) },
      { $0.delistedOn = Fixture.day(10) }, { $0.name = "Somebody else" },
    ] {
      var trade = Fixture.chain()
      trade.list("Golden", in: "HK", change)
      try trade.expect(code, 0, none)
    }
  }

  @Test("cannot be checked without a list")
  func missing() throws { try Fixture.chain().expect(code, nil, "no list to screen against") }
}
