import Testing
import TradeModel

@Suite("Confirmed before")
struct ConfirmedBeforeTests {
  private let code = "history.confirmed_before"

  @Test("weighs the consignee's lines, the buyer's and the exporter's, never the one judged")
  func found() throws {
    var trade = Fixture.chain()
    trade.inspect("E1", .diverted)
    try trade.expect(code, 0, "on 0 other lines of the consignee, 0 of the exporter, 0 that fed")
    trade.ship("E0", "Rival", day: -200)
    trade.inspect("E0", .diverted)
    try trade.expect(
      code, 3, "on 1 other line of the consignee, 0 of the exporter", cites: ["E1", "E0"])
    trade.ship("D0", "Hanul", "Kita", to: "JP", day: -200)
    trade.inspect("D0", .diverted)
    try trade.expect(
      code, 4, "on 1 other line of the consignee, 1 of the exporter", cites: ["E1", "E0", "D0"])
  }

  @Test("knows who fed the same buyer")
  func buyer() throws {
    var trade = Fixture.chain()
    trade.ship("E2", "Rival", "Lotus", to: "VN")
    trade.sendOn("O2", "Lotus", from: "VN")
    trade.inspect("E2", .diverted)
    try trade.expect(code, 2, "1 that fed the same buyer", cites: ["E1", "E2"])
  }

  @Test("cannot be checked without outcomes")
  func missing() throws { try Fixture.chain().expect(code, nil, "No outcomes of inspections") }
}
