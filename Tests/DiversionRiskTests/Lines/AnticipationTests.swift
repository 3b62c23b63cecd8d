import Testing
import TradeModel

@Suite("Anticipation")
struct AnticipationTests {
  private let code = "party.anticipation"

  /// Four pieces every sixty days until the control of day 400, then a last order.
  private func trade(last pieces: Double, orders: Int = 6) -> Fixture {
    var trade = Fixture()
    trade.controls = [Fixture.control("EC1", family: "chips", from: 400)]
    trade.asOf = Fixture.day(500)
    for number in 1...orders { trade.ship("H\(number)", day: 370 - 60 * number, pieces: 4) }
    trade.ship("E1", day: 370, pieces: pieces)
    return trade
  }

  @Test("is the quantity before the control over the usual one", arguments: [4.0, 24])
  func times(pieces: Double) throws {
    try trade(last: pieces).expect(
      code, pieces / 4, "\(Int(pieces / 4)) times the usual 4", cites: ["E1"])
  }

  @Test("is nothing where no control follows within sixty days, or none is known on the day")
  func quiet() throws {
    try trade(last: 24).expect(code, 0, "No control came into force within 60 days", of: "H2")
    var early = trade(last: 24)
    early.asOf = Fixture.day(399)
    try early.expect(code, 0, "No control came into force within 60 days")
  }

  @Test("cannot be checked for a buyer without half a year of orders")
  func young() throws {
    try trade(last: 24, orders: 2).expect(code, nil, "long enough before 2026-02-05")
  }
}
