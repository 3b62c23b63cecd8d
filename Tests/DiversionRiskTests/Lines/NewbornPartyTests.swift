import Testing
import TradeModel

@Suite("Newborn party")
struct NewbornPartyTests {
  private let code = "party.newborn"

  @Test("counts years since the consignee's incorporation")
  func age() throws {
    var trade = Fixture.chain()
    trade.register("Merlion") { $0.incorporatedOn = Fixture.day(-1461) }
    try trade.expect(code, 4, "incorporated on 2021-01-01, 1461 days before")
  }

  @Test("is negative for who did not exist yet")
  func unborn() throws {
    var trade = Fixture.chain()
    trade.register("Merlion") { $0.incorporatedOn = Fixture.day(10) }
    try trade.expect(
      code, -10 / 365.25, "incorporated on 2025-01-11, 10 days after the declaration")
  }

  @Test("cannot be checked without a day of incorporation")
  func missing() throws {
    var trade = Fixture.chain()
    try trade.expect(code, nil, "The day of incorporation of Merlion is not known")
    trade.register("Merlion")
    try trade.expect(code, nil, "The day of incorporation of Merlion is not known")
  }
}
