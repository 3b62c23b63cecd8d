import Testing
import TradeModel

@Suite("Round trip")
struct RoundTripTests {
  private let code = "conduct.round_trip"

  private func trade(_ nature: TransactionNature?, to buyer: String = "Hanul") -> Fixture {
    var trade = Fixture()
    trade.ship("E1")
    trade.sendOn("O1", "Merlion", buyer, to: "KR", pieces: 5) { $0.nature = nature }
    return trade
  }

  @Test("is the share that came back to the exporter by sale")
  func back() throws {
    try trade(.sale).expect(
      code, 0.5, "50 % of the lot came back to Hanul by sale", cites: ["E1", "O1"])
  }

  @Test("is nothing for what comes back without a sale, or to another firm")
  func honest() throws {
    for nature in [TransactionNature.return, .repair, .replacement, .lease, .sample, .intraGroup] {
      try trade(nature).expect(code, 0, "0 % of the lot came back")
    }
    try trade(.sale, to: "Daehan").expect(code, 0, "0 % of the lot came back")
  }

  @Test("cannot be checked without an onward movement, nor where no record says what came back")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "that could lead back")
    try self.trade(nil).expect(code, nil, "no record says as what")
    var arrived = self.trade(nil)
    arrived.arrive("M1", of: "O1") { $0.nature = .sale }
    try arrived.expect(code, 0.5, "50 % of the lot came back", cites: ["E1", "O1"])
  }
}
