import Testing

@Suite("Former direct buyer")
struct FormerDirectBuyerTests {
  private let code = "lane.former_direct_buyer"

  @Test("says on how many days there were direct sales")
  func direct() throws {
    var trade = Fixture.chain()
    try trade.expect(code, 0, "Hanul sold no such goods directly")
    trade.ship("D1", "Hanul", "Golden", to: "HK", day: -30)
    trade.ship("D2", "Hanul", "Golden", to: "HK", day: -30)
    trade.ship("D3", "Hanul", "Golden", to: "HK", day: 40)
    let found = try trade.finding(code)
    #expect(found.measure == 1)
    #expect(found.text.contains("directly to Golden on 2 days, first on 2024-12-02"))
    #expect(!found.text.contains("of other exporters"))
    #expect(Set(found.cited) == ["E1", "D1", "D2", "D3"])
  }

  @Test("means less where strangers feed customers of the exporter too", arguments: [1, 2, 4, 12])
  func chance(strangers: Int) throws {
    var trade = Fixture.chain()
    trade.ship("D1", "Hanul", "Golden", to: "HK", day: -30)
    // All sell to others, the first to the same buyer.
    for number in 1...strangers {
      trade.ship("E1\(number)", "Rival", "Lotus \(number)", to: "VN")
      trade.sendOn(
        "O1\(number)", "Lotus \(number)", number == 1 ? "Golden" : "Jade", from: "VN")
    }
    let found = try trade.finding(code)
    #expect(found.measure == max(0, 1 - 3 / Double(strangers)))
    #expect(
      found.text.hasSuffix(
        "Of \(strangers) that feed such buyers with goods of other exporters, 1 feeds one of its "
          + "customers."))
  }

  @Test("cannot be checked without a final buyer")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "No final buyer is recorded")
  }
}
