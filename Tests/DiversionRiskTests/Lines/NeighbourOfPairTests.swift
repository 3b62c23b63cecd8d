import Testing

@testable import DiversionRisk

@Suite("Neighbour of the pair")
struct NeighbourOfPairTests {
  private let code = "propagated.same_pair"

  private func world(_ scores: [String: Double]) throws -> FixtureWorld {
    var trade = Fixture()
    trade.ship("E1")
    trade.ship("E1b")
    trade.ship("E2", day: 20)
    trade.ship("E3", day: 30)
    trade.ship("D1", "Hanul", "Lotus", to: "VN", day: 40)
    trade.ship("R1", "Rival", day: 50)
    return try FixtureWorld(trade).spreading(scores)
  }

  @Test("is the strongest, and never the lot itself or an unrelated one")
  func strongest() throws {
    let scores = ["E1": 50.0, "E1b": 40, "E2": 7, "E3": 2, "D1": 9, "R1": 60]
    let found = try world(scores).finding(code)
    #expect(found.measure == 7)
    #expect(found.text.contains("from Hanul to Merlion scores 7 dB by itself; next KR/E3/1 2 dB."))
    #expect(found.cited == ["E1", "E2", "E3"])
  }

  @Test("names the next ones, and rests on those that score nearly as high alone")
  func next() throws {
    let found = try world(["E1": 50, "E2": 7, "E3": -4]).finding(code)
    #expect(found.text.contains("scores 7 dB by itself; next KR/E3/1 -4 dB."))
    #expect(found.cited == ["E1", "E2"])
  }

  @Test("weighs nothing where there is no other")
  func alone() throws {
    let found = try world(["E1": 50, "E1b": 40, "R1": 60]).finding(code)
    #expect(found.measure == -.greatestFiniteMagnitude)
    #expect(found.text == "There is no other such export.")
  }

  @Test("cannot be checked before others were scored")
  func missing() throws { try Fixture.chain().expect(code, nil, "were not scored yet") }
}
