import Testing

@Suite("Consignee record")
struct ConsigneeRecordTests {
  private let code = "flow.consignee_record"

  @Test("is the share of all lots that reached a destination of concern")
  func share() throws {
    var trade = Fixture.chain()
    trade.ship("E0", "Rival", day: -5)
    try trade.expect(
      code, 0.5, "50 % of all such goods that Merlion received", cites: ["E1", "E0"])
  }

  @Test("is nothing where all went elsewhere")
  func elsewhere() throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.ship("E0", day: -5)
    trade.sendOn("O1", to: "JP")
    try trade.expect(code, 0, "0 % of all such goods")
  }

  @Test("cannot be checked by the one lot alone, or without onward records")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "No other lots of Merlion")
    var trade = Fixture()
    trade.ship("E1")
    trade.ship("E2", day: 3)
    try trade.expect(code, nil, "No other lots of Merlion")
  }
}
