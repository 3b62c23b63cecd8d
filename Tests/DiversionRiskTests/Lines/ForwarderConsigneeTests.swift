import Testing
import TradeModel

@Suite("Forwarder as consignee")
struct ForwarderConsigneeTests {
  private let code = "party.forwarder_consignee"

  @Test("is known by kind or line of business")
  func registered() throws {
    var trade = Fixture.chain()
    trade.register("Merlion") { $0.kind = .forwarder }
    try trade.expect(code, 1, "Merlion is a forwarder by its registered kind")
    trade.registry[0].kind = .trader
    try trade.expect(code, 0, "Merlion is not a forwarder")
    trade.registry[0].industry = "5229"
    try trade.expect(code, 1, "by its line of business (ISIC 5229)")
  }

  @Test("is known by name", arguments: ["Merlion Cargo", "Merlion Logistics Pte Ltd", "멀라이언 물류"])
  func named(name: String) throws {
    var trade = Fixture()
    trade.ship("E1", "Hanul", name)
    try trade.expect(code, 1, "is a forwarder by its name")
  }

  @Test("cannot be checked for who is in no registry")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "does not say what Merlion does")
  }
}
