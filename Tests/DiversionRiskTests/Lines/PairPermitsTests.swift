import Testing
import TradeModel

@Suite("Pair permits")
struct PairPermitsTests {
  private let code = "permit.pair_record"

  @Test("is the share of other days without a permit that fits")
  func share() throws {
    var trade = Fixture.chain()
    trade.permit()
    trade.ship("E2", day: -20)
    trade.ship("E3", day: -20) { $0.permitNumber = "P1" }
    try trade.expect(code, 1, "On 1 of 1 other day", cites: ["E1", "E2"])
    trade.ship("E4", day: -40) { $0.permitNumber = "P1" }
    try trade.expect(code, 0.5, "On 1 of 2 other days", cites: ["E1", "E2"])
  }

  @Test("is nothing where each other lot has its permit")
  func none() throws {
    var trade = Fixture.chain()
    trade.permit()
    trade.ship("E2", day: -20) { $0.permitNumber = "P1" }
    try trade.expect(code, 0, "On 0 of 1 other day")
  }

  @Test("cannot be checked where no other lot needed one")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "No other lot between the two needed a permit")
    var trade = Fixture.chain()
    trade.ship("E1b")
    try trade.expect(code, nil, "No other lot between the two needed a permit")
  }
}
