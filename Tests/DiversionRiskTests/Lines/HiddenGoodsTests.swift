import Testing
import TradeModel

@Suite("Hidden goods")
struct HiddenGoodsTests {
  private let code = "item.hidden_goods"

  private func trade(_ description: String?, price: Double = 20_000) -> Fixture {
    var trade = Fixture()
    trade.learn("h100 module")
    trade.ship("E1", price: price) {
      $0.goodsDescription = description
      $0.hsCode = "850440"
    }
    return trade
  }

  @Test("are goods that weigh and cost what controlled ones do")
  func hidden() throws {
    for (description, measure) in [(nil, 1.0), ("power supply", 2)] {
      try trade(description).expect(
        code, measure,
        "Filed under 8504.40, but 2 kg and USD 20,000 a piece are those of goods of 8473.30 "
          + "(2 kg, USD 20,000)")
    }
  }

  @Test("are not goods filed under their own heading, nor others that cost something else")
  func open() throws {
    try Fixture.chain().expect(code, 0, "not filed as something")
    #expect(!FixtureWorld(trade("power supply", price: 30_000)).isMovement("E1"))
  }

  @Test("cannot be checked without weight or value")
  func missing() throws {
    var trade = Fixture.chain()
    trade.declarations[0].netWeightKilograms = nil
    try trade.expect(code, nil, "Weight or value is missing")
    trade = Fixture.chain()
    trade.declarations[0].valueUSD = nil
    try trade.expect(code, nil, "Weight or value is missing")
  }
}
