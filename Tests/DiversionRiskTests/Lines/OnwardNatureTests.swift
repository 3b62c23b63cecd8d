import Testing
import TradeModel

@Suite("Onward nature")
struct OnwardNatureTests {
  private let code = "enduse.onward_nature"

  @Test(
    "is the share that leaves no buyer behind",
    arguments: [
      (TransactionNature.repair, 100), (.intraGroup, 100), (.lease, 100), (.sample, 100),
      (.replacement, 100), (.sale, 0), (.other, 0),
    ])
  func share(nature: TransactionNature, percent: Int) throws {
    var trade = Fixture.chain()
    trade.declarations[1].nature = nature
    try trade.expect(
      code, Double(percent) / 100, "\(percent) % of what was sent on", cites: ["E1", "O1"])
  }

  @Test("is weighed by quantity")
  func mixed() throws {
    var trade = Fixture.chain(sentOn: 2)
    trade.declarations[1].nature = .sale
    trade.sendOn("O2", day: 11, pieces: 6) { $0.nature = .lease }
    try trade.expect(code, 0.75, "75 % of what was sent on", cites: ["E1", "O1", "O2"])
  }

  @Test("cannot be checked where no nature is stated")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "No onward movement with its nature")
  }
}
