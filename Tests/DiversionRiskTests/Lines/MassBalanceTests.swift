import Testing
import TradeModel

@Suite("Mass balance")
struct MassBalanceTests {
  private let code = "enduse.mass_balance"

  private func trade(_ kind: PartyKind?, sold: Double, as nature: TransactionNature? = nil)
    -> Fixture
  {
    var trade = Fixture()
    trade.register("Merlion") { $0.kind = kind }
    trade.ship("E1")
    if sold > 0 { trade.sendOn("O1", pieces: sold) { $0.nature = nature } }
    return trade
  }

  @Test(
    "is the share that a place of use sold on",
    arguments: [
      PartyKind.dataCentre, .university, .government,
    ])
  func sold(kind: PartyKind) throws {
    try trade(kind, sold: 6).expect(code, 0.6, "but sold on 6 of 10", cites: ["E1", "O1"])
    try trade(kind, sold: 6, as: .repair).expect(code, 0, "but sold on 0 of 10")
  }

  @Test("cannot be checked for a trader, or where nothing is recorded to leave")
  func missing() throws {
    try trade(.trader, sold: 6).expect(code, nil, "not registered as a place")
    try trade(nil, sold: 6).expect(code, nil, "not registered as a place")
    try trade(.university, sold: 0).expect(code, nil, "most onward movements never are")
  }
}
