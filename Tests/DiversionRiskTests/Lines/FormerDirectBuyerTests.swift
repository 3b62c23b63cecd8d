import Testing

@Suite("Former direct buyer")
struct FormerDirectBuyerTests {
  private let code = "lane.former_direct_buyer"

  @Test("counts days with direct sales")
  func direct() throws {
    var trade = Fixture.chain()
    try trade.expect(code, 0, "Hanul sold no such goods directly")
    trade.ship("D1", "Hanul", "Golden", to: "HK", day: -30)
    trade.ship("D2", "Hanul", "Golden", to: "HK", day: -30)
    trade.ship("D3", "Hanul", "Golden", to: "HK", day: 40)
    let found = try trade.finding(code)
    #expect(found.measure == 2)
    #expect(found.text.contains("directly to Golden on 2 days, first on 2024-12-02"))
    #expect(Set(found.cited) == ["E1", "D1", "D2", "D3"])
  }

  @Test("cannot be checked without a final buyer")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "No final buyer is recorded")
  }
}
