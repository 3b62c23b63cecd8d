import Testing

@testable import DiversionRisk

@Suite("New buyer")
struct NewBuyerTests {
  private let code = "party.new_buyer"

  @Test("counts days since the consignee's first trade of such goods", arguments: [0, 1, 40, 365])
  func days(before: Int) throws {
    var trade = Fixture.chain()
    trade.ship("E0", "Rival", day: -before)
    trade.ship("C0", day: -500, price: 100)
    try trade.expect(
      code, Double(before), "Merlion first traded such goods \(Phrase.count(before, "day")) before")
  }

  @Test("cannot be checked for ordinary goods")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1", price: 100)
    try trade.expect(code, nil, "The consignee trades no goods that may be controlled")
  }
}
