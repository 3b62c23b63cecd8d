import Testing
import TradeModel

@Suite("Withdrawn, then refiled")
struct WithdrawnThenRefiledTests {
  private let code = "conduct.withdrawn_refiled"

  @Test("tells another exporter from the same", arguments: [("Rival", 2.0), ("Hanul", 1)])
  func refiled(exporter: String, measure: Double) throws {
    var trade = Fixture.chain()
    trade.ship("W1", exporter, day: -30) { $0.status = .withdrawn }
    try trade.expect(
      code, measure, "\(exporter) had declared such goods to the same consignee 30 days before",
      cites: ["E1", "W1"])
  }

  @Test("forgets what is older than 90 days or not yet filed", arguments: [-91, 1])
  func out(day: Int) throws {
    var trade = Fixture.chain()
    trade.ship("W1", "Rival", day: day) { $0.status = .withdrawn }
    try trade.expect(code, 0, "was withdrawn in the 90 days before")
  }

  @Test("looks at withdrawals only", arguments: [DeclarationStatus.cancelled, .amended])
  func others(status: DeclarationStatus) throws {
    var trade = Fixture.chain()
    trade.ship("W1", "Rival", day: -30) { $0.status = status }
    #expect(try trade.finding(code).measure == 0)
  }
}
