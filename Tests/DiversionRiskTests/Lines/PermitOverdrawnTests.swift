import Testing
import TradeModel

@Suite("Permit overdrawn")
struct PermitOverdrawnTests {
  private let code = "permit.overdrawn"

  private func trade(_ quantity: Double?, _ unit: String? = "C62") -> Fixture {
    var trade = Fixture()
    trade.ship("E0", day: -5, pieces: 5) { $0.permitNumber = "P1" }
    trade.ship("E1") { $0.permitNumber = "P1" }
    trade.ship("E2", day: 5) { $0.permitNumber = "P1" }
    trade.permit { ($0.quantity, $0.quantityUnit) = (quantity, unit) }
    return trade
  }

  @Test("is all drawn so far over what is allowed")
  func drawn() throws {
    try trade(10).expect(
      code, 1.5, "15 pieces drawn on permit P1, which allows 10.", cites: ["E1", "E0"])
    try trade(1, "MIL").expect(code, 0.015, "which allows 1,000.", cites: ["E1", "E0"])
  }

  @Test("takes the lots of one day together")
  func oneDay() throws {
    var trade = trade(20)
    trade.ship("E1b", pieces: 5) { $0.permitNumber = "P1" }
    #expect(try trade.finding(code).measure == 1)
    #expect(try trade.finding(code, of: "E1b").measure == 1)
  }

  @Test("cannot be checked without a quantity in pieces, or a permit")
  func missing() throws {
    try trade(nil).expect(code, nil, "Permit P1 names no quantity in pieces")
    try trade(10, "KGM").expect(code, nil, "Permit P1 names no quantity in pieces")
    try Fixture.chain().expect(code, nil, "No permit is cited")
  }
}
