import Testing
import TradeModel

@Suite("Relabelled")
struct RelabelledTests {
  private let code = "flow.relabelled"

  private func trade(_ before: String?, _ after: String?) -> Fixture {
    var trade = Fixture.chain(sentOn: 5)
    trade.declarations[0].originCountry = before.map(Fixture.country)
    trade.declarations[1].originCountry = after.map(Fixture.country)
    return trade
  }

  @Test("is the share that went on as made in the hub")
  func relabelled() throws {
    try trade("TW", "SG").expect(
      code, 0.5, "50 % of the lot, made in TW, went on as made in SG", cites: ["E1", "O1"])
  }

  @Test("is nothing where the origin stays or is a third country", arguments: ["TW", "JP"])
  func kept(after: String) throws { try trade("TW", after).expect(code, 0, "0 % of the lot") }

  @Test("cannot be checked where either side does not say")
  func missing() throws {
    try trade(nil, "SG").expect(code, nil, "not known on both sides")
    try trade("TW", nil).expect(code, nil, "not known on both sides")
  }
}
