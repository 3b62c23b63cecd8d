import Testing
import TradeModel

@Suite("Mirror value")
struct MirrorValueTests {
  private let code = "item.mirror_value"

  @Test(
    "is the larger over the smaller", arguments: [(400_000.0, 2.0), (100_000, 2), (200_000, 1)])
  func apart(recorded: Double, times: Double) throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.arrive("I1", of: "E1") { $0.valueUSD = recorded }
    try trade.expect(
      code, times,
      "Declared at USD 200,000 on export, recorded at USD \(Int(recorded / 1000)),000 on import in "
        + "SG: \(Int(times)) times apart", cites: ["E1", "I1"])
  }

  @Test("cannot be checked without a value on both sides")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "No import record with a value")
    var trade = Fixture()
    trade.ship("E1")
    trade.arrive("I1", of: "E1") { $0.valueUSD = nil }
    try trade.expect(code, nil, "No import record with a value")
  }
}
