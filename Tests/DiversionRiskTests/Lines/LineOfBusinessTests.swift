import Testing
import TradeModel

@Suite("Line of business")
struct LineOfBusinessTests {
  private let code = "party.line_of_business"

  @Test(
    "fits or not",
    arguments: [("4651", 0.0, "has use"), ("0111", 1, "has no use"), ("56", 1, "has no use")])
  func fits(industry: String, measure: Double, words: String) throws {
    var trade = Fixture.chain()
    trade.register("Merlion") { $0.industry = industry }
    try trade.expect(code, measure, "Merlion works in ISIC class \(industry), which \(words)")
  }

  @Test("cannot be checked where none is registered")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "line of business of Merlion is not known")
  }
}
