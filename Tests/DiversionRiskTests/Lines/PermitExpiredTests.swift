import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Permit expired")
struct PermitExpiredTests {
  private let code = "permit.expired"

  private func trade(from: Int?, until: Int?) -> Fixture {
    var trade = Fixture()
    trade.ship("E1") { $0.permitNumber = "P1" }
    trade.permit {
      $0.validFrom = from.map(Fixture.day)
      $0.validUntil = until.map(Fixture.day)
    }
    return trade
  }

  @Test("counts days outside", arguments: [(-30, -7, 7), (3, 90, 3), (-30, -1, 1)])
  func outside(from: Int, until: Int, days: Int) throws {
    try trade(from: from, until: until).expect(
      code, Double(days), "Permit P1 was not valid on 2025-01-01, by \(Phrase.count(days, "day"))")
  }

  @Test("is nothing on the first and the last day", arguments: [(0, 90), (-90, 0), (-1, 1)])
  func inside(from: Int, until: Int) throws {
    try trade(from: from, until: until).expect(code, 0, "Permit P1 was valid on 2025-01-01")
  }

  @Test("cannot be checked without dates, or a permit")
  func missing() throws {
    try trade(from: nil, until: nil).expect(code, nil, "Permit P1 names no dates")
    try Fixture.chain().expect(code, nil, "No permit is cited")
  }
}
