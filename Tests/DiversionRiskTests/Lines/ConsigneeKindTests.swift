import Testing
import TradeModel

@Suite("Consignee kind")
struct ConsigneeKindTests {
  private let code = "party.consignee_kind"
  private static let users: Set<PartyKind> = [.manufacturer, .university, .government, .dataCentre]

  @Test("tells who uses such goods", arguments: PartyKind.allCases)
  func uses(kind: PartyKind) throws {
    var trade = Fixture.chain()
    trade.register("Merlion") { $0.kind = kind }
    try trade.expect(
      code, Self.users.contains(kind) ? 1 : 0,
      "Merlion is registered as \(kind == .dataCentre ? "data centre" : kind.rawValue).")
  }

  @Test("cannot be checked where no kind is registered")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "does not say what kind of party Merlion is")
  }
}
