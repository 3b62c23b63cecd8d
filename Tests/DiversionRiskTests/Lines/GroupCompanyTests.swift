import Testing
import TradeModel

@Suite("Group company")
struct GroupCompanyTests {
  private let code = "party.group_company"

  @Test("is known by declaration, owner or parent")
  func group() throws {
    var trade = Fixture.chain()
    trade.declarations[0].nature = .intraGroup
    try trade.expect(code, 1, "Declared as a movement within a group")
    trade = Fixture.chain()
    trade.register("Merlion") { $0.owners = [Ownership(owner: "Hanul", share: 1)] }
    try trade.expect(code, 1, "one owns the other")
    trade = Fixture.chain()
    trade.register("Merlion") { $0.parentID = "Hanul" }
    try trade.expect(code, 1, "one owns the other")
  }

  @Test("is denied where the registry knows of none")
  func none() throws {
    var trade = Fixture.chain()
    trade.register("Merlion") { $0.owners = [Ownership(owner: "Golden", share: 1)] }
    try trade.expect(code, 0, "not of one group")
  }

  @Test("cannot be checked where neither party is registered")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "Neither party is in the registry")
  }
}
