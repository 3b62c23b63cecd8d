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

  @Test("means less of a buyer that strangers feed too", arguments: [1, 3, 6, 12])
  func chance(strangers: Int) throws {
    var trade = Fixture.chain()
    for number in 2...3 {
      trade.ship("E\(number)", "Hanul", "Lotus \(number)", to: "VN")
      trade.sendOn("O\(number)", "Lotus \(number)", from: "VN")
    }
    #expect(try trade.finding(code).measure == 2)
    for number in 1...strangers {
      trade.ship("E1\(number)", "Rival", "Palm \(number)", to: "MY")
      trade.sendOn(
        "O1\(number)", "Palm \(number)", number == 1 ? "Golden" : "Jade", from: "MY")
    }
    let found = try trade.finding(code)
    #expect(found.measure == max(0, 2 - 3 * 2 / Double(strangers)))
    #expect(
      found.text.contains(
        "Of \(strangers) that feed such buyers with goods of other exporters, 1 feeds it. By chance "
      ))
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
