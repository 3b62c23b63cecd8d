import Testing
import TradeModel

@Suite("Repriced")
struct RepricedTests {
  private let code = "item.repriced"

  /// Twenty kilograms at USD 10,000 each come in; other goods leave.
  private func trade(kilograms: Double, price: Double, day: Int = 10) -> Fixture {
    var trade = Fixture()
    trade.ship("E1")
    trade.sendOn("O1", day: day, pieces: kilograms, price: price) {
      $0.hsCode = "850440"
      $0.netWeightKilograms = kilograms
    }
    return trade
  }

  @Test("is how far apart the prices of lots of one weight are", arguments: [19.7, 20, 20.3])
  func same(kilograms: Double) throws {
    try trade(kilograms: kilograms, price: 500).expect(
      code, 20, "under 8504.40, its price by the kilogram 20 times apart", cites: ["E1", "O1"])
  }

  @Test("is one where no lot weighs the same")
  func other() throws {
    try trade(kilograms: 21, price: 500).expect(code, 1, "No lot that Merlion sent on weighs")
  }

  @Test("sees a lot that was filed in two parts")
  func parts() throws {
    var trade = trade(kilograms: 20, price: 500)
    trade.declarations[0].quantity = 5
    trade.declarations[0].netWeightKilograms = 10
    trade.declarations[0].valueUSD = 100_000
    trade.ship("E2", pieces: 5)
    try trade.expect(code, 20, "20 times apart", cites: ["E1", "O1"])
  }

  @Test("cannot be checked without weight, without lots in the window, or with too many")
  func missing() throws {
    try trade(kilograms: 20, price: 500, day: 95).expect(code, nil, "Nothing is recorded of what")
    var heavy = trade(kilograms: 20, price: 500)
    heavy.declarations[0].netWeightKilograms = nil
    try heavy.expect(code, nil, "Weight or value is missing")
    var busy = trade(kilograms: 20, price: 500)
    for number in 1...20 {
      busy.sendOn("B\(number)", "Merlion", "Buyer \(number)", pieces: 1) { $0.hsCode = "850440" }
    }
    try busy.expect(code, nil, "sent 21 lots within the dwell window")
  }
}
