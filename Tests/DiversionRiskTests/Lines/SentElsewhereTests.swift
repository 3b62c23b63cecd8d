import Testing
import TradeModel

@Suite("Sent elsewhere")
struct SentElsewhereTests {
  private let code = "flow.sent_elsewhere"

  /// Merlion sends Bulan in Thailand so much of the lot.
  private func trade(pieces: Double?) -> Fixture {
    var trade = Fixture()
    trade.ship("E1")
    trade.sendOn("O1", "Merlion", "Bulan", to: "TH", pieces: pieces)
    return trade
  }

  @Test("is the part that buyers elsewhere drew", arguments: [4.0, 10, 25])
  func share(pieces: Double) throws {
    try trade(pieces: pieces).expect(
      code, min(1, pieces / 10), "\(Int(min(10, pieces) * 10)) % of the lot went on to TH",
      cites: ["E1", "O1"])
  }

  @Test("counts nothing that went to a destination of concern, at once or later")
  func reaching() throws {
    try Fixture.chain().expect(code, 0, "None of the lot")
    var trade = trade(pieces: 6)
    trade.sendOn("O2", day: 11, pieces: 4)
    try trade.expect(code, 0.6, "60 % of the lot went on to TH", cites: ["E1", "O1"])
    // What Bulan sends to Hong Kong makes it a second hub, whatever part of it is seen to go there.
    trade.sendOn("O3", "Bulan", from: "TH", day: 20, pieces: 1)
    try trade.expect(code, 0, "None of the lot")
  }

  @Test("counts a buyer's part that reached a destination of concern by others")
  func later() throws {
    var trade = trade(pieces: 10)
    trade.sendOn("O2", "Bulan", "Third", from: "TH", to: "VN", day: 15, pieces: 5)
    trade.sendOn("O3", "Third", from: "VN", day: 20, pieces: 5)
    try trade.expect(code, 0.5, "50 % of the lot went on to TH", cites: ["E1", "O1"])
  }

  @Test("cannot be checked without onward records or a quantity")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "No onward movement of such goods by Merlion")
    trade.declarations[0].quantity = nil
    (trade.declarations[0].netWeightKilograms, trade.declarations[0].valueUSD) = (nil, nil)
    try trade.expect(code, nil, "quantity of the lot is unknown")
  }
}
