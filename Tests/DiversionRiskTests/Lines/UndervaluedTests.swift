import Testing
import TradeModel

@Suite("Undervalued")
struct UndervaluedTests {
  private let code = "item.undervalued"

  @Test("compares with what goods of that description cost", arguments: [10_000.0, 20_000, 50_000])
  func price(price: Double) throws {
    var trade = Fixture()
    trade.learn("h100 module")
    trade.ship("E1", price: price) { $0.goodsDescription = "H100 module" }
    let found = try trade.finding(code)
    #expect(found.measure == 20_000 / price)
    #expect(found.text.contains("USD \(Int(price / 1000)),000 a piece"))
    #expect(found.text.contains("the usual USD 20,000 (median of 21 lines)"))
    #expect(found.cited == ["E1"])
  }

  @Test(
    "cannot be checked of goods that are not sold, nor can their being dear",
    arguments: ["item.undervalued", "item.overvalued"],
    [TransactionNature.return, .repair, .replacement])
  func unpriced(code: String, nature: TransactionNature) throws {
    var trade = Fixture()
    trade.learn("h100 module")
    trade.ship("E1", price: 5_000) {
      $0.goodsDescription = "H100 module"
      $0.nature = nature
    }
    try trade.expect(code, nil, "not declared at a price")
    trade.declarations[trade.declarations.count - 1].nature = .sale
    #expect(try trade.finding(code).measure != nil)
  }

  @Test("says that the pieces were worked out where they are not those declared")
  func workedOut() throws {
    var trade = Fixture()
    trade.learn("h100 module")
    trade.ship("E1", price: 10_000) {
      $0.goodsDescription = "H100 module"
      $0.quantity = nil
    }
    let found = try trade.finding(code)
    #expect(found.measure == 2)
    #expect(found.text.contains("By its weight about "))
    #expect(found.text.contains(", at USD 10,000 each, 0.5 times the usual USD 20,000 (median of"))
    #expect(!found.text.contains("Declared at"))
  }

  @Test("cannot be checked for goods that are not known, or without a value")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "Too few goods of this description")
    var trade = Fixture()
    trade.learn("h100 module")
    trade.ship("E1", price: nil) { $0.goodsDescription = "H100 module" }
    try trade.expect(code, nil, "no unit value to compare")
  }
}
