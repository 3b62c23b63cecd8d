import Testing
import TradeModel

@Suite("Permit mismatch")
struct PermitMismatchTests {
  private let code = "permit.mismatch"

  private func trade(_ change: (inout Permit) -> Void) -> Fixture {
    var trade = Fixture.chain()
    for name in ["Hanul", "Merlion", "Golden"] { trade.register(name) }
    trade.declarations[0].permitNumber = "P1"
    trade.declarations[0].endUser = WrittenParty(id: "Golden")
    trade.permit("P1") {
      ($0.exporterID, $0.consigneeID, $0.endUserID) = ("Hanul", "Merlion", "Golden")
      ($0.destinationCountry, $0.controlCode) = (Fixture.country("SG"), "EC1")
      change(&$0)
    }
    return trade
  }

  @Test("names what differs")
  func differences() throws {
    try trade { _ in }.expect(code, 0, "Permit P1 agrees with the declaration")
    let one = "Permit P1 was issued for another"
    try trade { $0.exporterID = "Rival" }.expect(code, 1, "\(one) exporter.")
    try trade { $0.consigneeID = "Rival" }.expect(code, 1, "\(one) consignee.")
    try trade { $0.endUserID = "Rival" }.expect(code, 1, "\(one) end user.")
    try trade { $0.destinationCountry = Fixture.country("JP") }
      .expect(code, 1, "\(one) destination (JP).")
    try trade { $0.controlCode = "EC9" }.expect(code, 1, "\(one) item (EC9).")
    try trade { ($0.exporterID, $0.controlCode) = ("Rival", "EC9") }
      .expect(code, 2, "\(one) exporter, item (EC9).")
  }

  @Test("takes the permit of a number that differs least")
  func several() throws {
    var trade = trade { $0.controlCode = "EC9" }
    trade.permit("P1") { $0.controlCode = "EC1" }
    try trade.expect(code, 0, "agrees")
  }

  @Test("cannot be checked where nothing known is cited")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "No permit is cited")
    var trade = trade { _ in }
    trade.permits = []
    try trade.expect(code, nil, "Permit P1 is not in the register")
  }
}
