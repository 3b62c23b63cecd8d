import Testing

@Suite("Same buyer")
struct SameBuyerTests {
  private let code = "lane.same_buyer"

  @Test("counts other consignees of the exporter that feed the buyer")
  func fronts() throws {
    var trade = Fixture.chain()
    try trade.expect(code, 0, "No other consignee of Hanul feeds Golden")
    trade.ship("E2", "Hanul", "Lotus", to: "VN")
    trade.sendOn("O2", "Lotus", from: "VN")
    try trade.expect(
      code, 1, "1 other consignee of Hanul feeds the same buyer: Lotus.", cites: ["E1", "E2"])
  }

  @Test("leaves consignees of other exporters out")
  func others() throws {
    var trade = Fixture.chain()
    trade.ship("E2", "Rival", "Lotus", to: "VN")
    trade.sendOn("O2", "Lotus", from: "VN")
    try trade.expect(code, 0, "No other consignee")
  }

  @Test("cannot be checked without a buyer")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "No buyer in a destination of concern")
  }
}
