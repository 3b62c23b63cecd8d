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

  @Test("is the share that came back to the exporter", arguments: [nil, TransactionNature.sale])
  func back(nature: TransactionNature?) throws {
    try trade(nature).expect(code, 0.5, "50 % of the lot came back to Hanul", cites: ["E1", "O1"])
  }

  @Test("is nothing for a return, repair or replacement, or for another firm")
  func honest() throws {
    for nature in [TransactionNature.return, .repair, .replacement] {
      try trade(nature).expect(code, 0, "0 % of the lot came back")
    }
    try trade(.sale, to: "Daehan").expect(code, 0, "0 % of the lot came back")
  }

  @Test("cannot be checked without an onward movement")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "that could lead back")
  }
}
