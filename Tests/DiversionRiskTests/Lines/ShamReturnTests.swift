import Testing
import TradeModel

@Suite("Sham return")
struct ShamReturnTests {
  private let code = "conduct.sham_return"
  private static let claims: [TransactionNature] = [.return, .repair, .replacement]

  @Test("is a claim that no earlier movement bears out", arguments: claims)
  func claim(nature: TransactionNature) throws {
    var trade = Fixture.chain()
    trade.declarations[0].nature = nature
    try trade.expect(
      code, 1, "Declared as \(nature.rawValue), but no such goods ever came from Merlion")
    trade.ship("B1", "Merlion", "Hanul", from: "SG", to: "KR", day: -10)
    try trade.expect(code, 0, "1 movements from the consignee bear it out", cites: ["E1", "B1"])
  }

  @Test("is none for an ordinary sale")
  func sale() throws {
    var trade = Fixture.chain()
    trade.declarations[0].nature = .intraGroup
    try trade.expect(code, 0, "Declared as intra group.")
  }

  @Test("cannot be checked where the nature is not declared")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "nature of the transaction is not")
  }
}
