import Testing
import TradeModel

@Suite("Compensating trade")
struct CompensatingTradeTests {
  private let code = "conduct.compensating_trade"

  /// Ten pieces 18,000 under the usual 20,000, and so many connectors at 98 above the usual 2.
  private func trade(connectors: Double, day: Int = 30, to: String = "SG") -> Fixture {
    var trade = Fixture()
    trade.learn("module")
    for number in 1...20 {
      trade.ship("C\(number)", "Bulk", "Depot", from: "US", to: "MX", day: -number, price: 2) {
        $0.hsCode = "853669"
        $0.goodsDescription = "connector"
      }
    }
    trade.ship("E1", price: 2_000) { $0.goodsDescription = "module" }
    trade.ship("J1", "Hanul", "Parts", to: to, day: day, pieces: connectors, price: 100) {
      $0.hsCode = "853669"
      $0.goodsDescription = "connector"
    }
    return trade
  }

  @Test("is how nearly the two sums agree")
  func agrees() throws {
    try trade(connectors: 1_800).expect(
      code, 176_400.0 / 180_000, "to SG by USD 180,000 and over-priced others by USD 176,400",
      cites: ["E1", "J1"])
  }

  @Test("is nothing for another year, another country, or a lot at its usual price")
  func apart() throws {
    try trade(connectors: 1_800, day: 366).expect(code, 0, "made good by over-priced")
    try trade(connectors: 1_800, to: "MY").expect(code, 0, "made good by over-priced")
    var usual = trade(connectors: 1_800)
    usual.ship("E2", day: 5) { $0.goodsDescription = "module" }
    try usual.expect(code, 0, "made good by over-priced", of: "E2")
  }

  @Test("cannot be checked where the usual price is not known")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "the usual price is not known")
  }
}
