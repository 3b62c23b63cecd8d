import Testing
import TradeModel

@Suite("Same forwarder")
struct SameForwarderTests {
  private let code = "flow.same_forwarder"

  private func trade(_ first: String?, _ second: String?) -> Fixture {
    var trade = Fixture.chain(sentOn: 5)
    trade.declarations[0].forwarder.name = first
    trade.declarations[1].forwarder.name = second
    return trade
  }

  @Test("is the share that the export's forwarder took on, however spelt")
  func same() throws {
    for name in ["Swift Cargo", "SWIFT CARGO LTD."] {
      try trade("Swift Cargo", name).expect(
        code, 0.5, "50 % of the lot went on by the forwarder", cites: ["E1", "O1"])
    }
  }

  @Test("is nothing for another forwarder")
  func other() throws { try trade("Swift Cargo", "Slow Boats").expect(code, 0, "0 % of the lot") }

  @Test("cannot be checked where either is not named")
  func missing() throws {
    try trade(nil, "Swift Cargo").expect(code, nil, "No forwarder is named on the export")
    try trade("Swift Cargo", nil).expect(code, nil, "No forwarder of an onward movement")
  }
}
