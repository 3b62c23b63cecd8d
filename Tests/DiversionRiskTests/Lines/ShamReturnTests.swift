import Testing
import TradeModel

@Suite("Sham return")
struct ShamReturnTests {
  private let code = "conduct.sham_return"
  private static let claims: [TransactionNature] = [.return, .repair, .replacement]

  private func trade(_ nature: TransactionNature) -> Fixture {
    var trade = Fixture.chain()
    trade.declarations[0].nature = nature
    return trade
  }

  @Test("is a claim that no other movement bears out", arguments: claims)
  func claim(nature: TransactionNature) throws {
    var trade = trade(nature)
    try trade.expect(code, 1, "Declared as \(nature.rawValue), but no such goods")
    trade.ship("B1", "Merlion", "Hanul", from: "SG", to: "KR", day: -10)
    try trade.expect(code, 0, "borne out by 1 movement between the two", cites: ["E1", "B1"])
  }

  @Test("is none for a repair that comes back, nor while it may", arguments: claims)
  func comesBack(nature: TransactionNature) throws {
    var trade = trade(nature)
    trade.ship("B1", "Merlion", "Hanul", from: "SG", to: "KR", day: 30)
    let isRepair = nature == .repair
    try trade.expect(
      code, isRepair ? 0 : 1, isRepair ? "1 movement between the two" : "but no such goods",
      cites: isRepair ? ["E1", "B1"] : ["E1"])
    trade.declarations.removeLast()
    trade.asOf = Fixture.day(89)
    try trade.expect(
      code, isRepair ? nil : 1, isRepair ? "may still come back from Merlion" : "but no such goods")
  }

  @Test("is none for a replacement of what was sold before", arguments: claims)
  func replaces(nature: TransactionNature) throws {
    var trade = trade(nature)
    trade.ship("E0", day: -40) { $0.nature = .sale }
    let isReplacement = nature == .replacement
    try trade.expect(
      code, isReplacement ? 0 : 1, isReplacement ? "borne out by" : "but no such goods",
      cites: isReplacement ? ["E1", "E0"] : ["E1"])
    // One claim cannot bear out another.
    trade.declarations[trade.declarations.count - 1].nature = .replacement
    try trade.expect(code, 1, "but no such goods")
  }

  @Test("is none for an ordinary sale")
  func sale() throws {
    try trade(.intraGroup).expect(code, 0, "Declared as intra group.")
  }

  @Test("cannot be checked where the nature is not declared")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "nature of the transaction is not")
  }

  @Test("goes by what another record of the movement declares")
  func mirror() throws {
    var trade = Fixture.chain()
    trade.arrive("M1", of: "E1") { $0.nature = .return }
    try trade.expect(code, 1, "Declared as return")
  }
}
