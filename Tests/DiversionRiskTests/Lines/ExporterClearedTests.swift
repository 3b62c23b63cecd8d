import Testing
import TradeModel

@Suite("Exporter cleared")
struct ExporterClearedTests {
  private let code = "history.exporter_cleared"

  @Test("counts other lines, and nothing where one was diverted")
  func cleared() throws {
    var trade = Fixture.chain()
    trade.inspect("E1", .cleared)
    for number in 2...4 {
      trade.ship("E\(number)", day: number)
      trade.inspect("E\(number)", .cleared)
    }
    try trade.expect(
      code, 3, "Inspections cleared 3 other lines of Hanul", cites: ["E1", "E2", "E3", "E4"])
    trade.ship("E5", day: 5)
    trade.inspect("E5", .diverted)
    try trade.expect(
      code, 0, "Inspections cleared 3 other lines of Hanul", cites: ["E1", "E2", "E3", "E4"])
  }

  @Test("cannot be checked where no other line was inspected")
  func missing() throws {
    var trade = Fixture.chain()
    try trade.expect(code, nil, "No inspection of Hanul is known")
    trade.inspect("E1", .cleared)
    try trade.expect(code, nil, "No inspection of Hanul is known")
  }
}
