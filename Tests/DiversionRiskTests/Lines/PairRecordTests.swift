import Testing

@Suite("Pair record")
struct PairRecordTests {
  private let code = "flow.pair_record"

  @Test("is the share of the pair's lots that went on", arguments: [(5.0, 50), (10, 100)])
  func share(pieces: Double, percent: Int) throws {
    try Fixture.chain(sentOn: pieces).expect(
      code, Double(percent) / 100, "\(percent) % of what Hanul sent Merlion on 1 day")
  }

  @Test("leaves other exporters out")
  func others() throws {
    var trade = Fixture.chain()
    trade.ship("E0", "Rival", day: -5)
    try trade.expect(code, 0, "0 % of what Hanul sent")
  }

  @Test("cannot be checked where nothing is known of onward trade")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "Nothing is recorded of where Merlion sends")
  }
}
