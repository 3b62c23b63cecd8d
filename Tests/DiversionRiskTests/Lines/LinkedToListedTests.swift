import Testing
import TradeModel

@Suite("Linked to a listed party")
struct LinkedToListedTests {
  private let code = "links.linked_to_listed"

  private func trade(_ officer: String) -> Fixture {
    var trade = Fixture.chain()
    trade.ship("X1", "Rival", "Dragon", from: "TW", to: "MY")
    trade.register("Merlion") { $0.officers = ["Tan Wei"] }
    trade.register("Dragon") { $0.officers = [officer] }
    trade.list("Dragon", in: "MY") { $0.address = "1 Orchard Road" }
    return trade
  }

  @Test("is a shared officer, an address of the list, or nothing")
  func links() throws {
    try trade("Tan Wei").expect(
      code, 2, "Merlion shares its officer with Dragon, entry 7 of list EL")
    var there = trade("Lim Hock")
    try there.expect(code, 0, "Nothing is shared")
    there.registry[0].address = "1, Orchard Road"
    try there.expect(code, 1, "Merlion is at the address of entry 7 of list EL")
  }

  @Test("cannot be checked without a list, or for who is not described")
  func missing() throws {
    var trade = trade("Tan Wei")
    trade.listed = []
    try trade.expect(code, nil, "No address, officer, telephone or owner is known")
    trade = Fixture.chain()
    trade.list("Dragon")
    try trade.expect(code, nil, "No address, officer, telephone or owner is known")
  }
}
