import Testing
import TradeModel

@Suite("Share sent on")
struct ShareSentOnTests {
  private let code = "flow.share_sent_on"

  @Test("is the part that onward movements draw on", arguments: [(8.0, 0.8), (10, 1), (25, 1)])
  func share(pieces: Double, share: Double) throws {
    try Fixture.chain(sentOn: pieces).expect(
      code, share, "\(Int(share * 100)) % of the lot was sent on by Merlion", cites: ["E1", "O1"])
  }

  @Test("is nothing where the consignee sent before it received")
  func sentBefore() throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.sendOn("O1", day: -5)
    try trade.expect(code, 0, "0 % of the lot")
  }

  @Test("cannot be checked without onward records or a quantity")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "most onward movements never are")
    trade.declarations[0].quantity = nil
    (trade.declarations[0].netWeightKilograms, trade.declarations[0].valueUSD) = (nil, nil)
    try trade.expect(code, nil, "quantity of the lot is unknown")
  }
}
