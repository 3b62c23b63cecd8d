import Testing
import TradeModel

@Suite("Pair dealings")
struct PairDealingsTests {
  private let code = "party.pair_dealings"

  @Test("counts old days, of whatever goods of the families", arguments: [179, 180, 400])
  func days(before: Int) throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.ship("R0", "Rival", day: -700)
    trade.ship("E0", day: -before)
    trade.ship("C0", day: -before - 1, price: 100)
    let old = before >= 180 ? 2 : 1
    try trade.expect(
      code, Double(old), "Hanul had sent Merlion goods of the families on \(old) day")
  }

  @Test("is the same however a day's goods are split, and knows nothing of later days")
  func split() throws {
    var trade = Fixture()
    trade.ship("E1")
    for part in 1...4 { trade.ship("E0\(part)", day: -300, pieces: Double(part)) }
    for day in 1...6 { trade.ship("F\(day)", day: day) }
    try trade.expect(code, 1, "on 1 day")
  }

  @Test("cannot be checked for ordinary goods")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1", price: 100)
    try trade.expect(code, nil, "The two trade no goods that may be controlled")
  }
}
