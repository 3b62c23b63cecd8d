import Testing

@Suite("Control in force")
struct ControlInForceTests {
  private let code = "item.control_in_force"

  @Test("tells the own control from a foreign one and from one not yet in force")
  func controls() throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.controls = [Fixture.control("EC1", family: "chips", from: -100)]
    try trade.expect(
      code, 3, "KR control EC1 in force since 2024-09-23 covers the goods: USD 20,000 / EA")
    trade.controls = [Fixture.control("3A090", family: "chips", jurisdiction: "US")]
    try trade.expect(code, 2, "US control 3A090 in force covers")
    trade.controls = [Fixture.control("EC1", family: "chips", from: 1)]
    try trade.expect(code, 1, "no control was in force on 2025-01-01")
  }

  @Test("tells ordinary goods by their value", arguments: [100.0, 4_999])
  func ordinary(price: Double) throws {
    var trade = Fixture()
    trade.ship("E1", price: price)
    try trade.expect(code, 0, "look ordinary: USD")
  }

  @Test("cannot be checked where nothing tells controlled goods from ordinary ones")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1", price: nil)
    try trade.expect(code, nil, "Neither value, description nor control number")
  }
}
