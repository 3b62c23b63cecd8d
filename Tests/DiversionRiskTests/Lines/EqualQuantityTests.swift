import Testing

@Suite("Equal quantity")
struct EqualQuantityTests {
  private let code = "flow.equal_quantity"

  @Test("is the smaller over the larger", arguments: [(8.0, 0.8), (10, 1), (40, 0.25)])
  func ratio(pieces: Double, ratio: Double) throws {
    try Fixture.chain(sentOn: pieces).expect(
      code, ratio, "Received 10, sent on \(Int(pieces)): the smaller is \(Int(ratio * 100)) %",
      cites: ["E1", "O1"])
  }

  @Test("takes what was sent on one day as one lot")
  func oneDay() throws {
    var trade = Fixture.chain(sentOn: 6)
    trade.sendOn("O2", pieces: 4)
    trade.sendOn("O3", day: 12, pieces: 5)
    #expect(try trade.finding(code).measure == 1)
  }

  @Test("cannot be checked without an onward movement")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "whose quantity could be compared")
  }
}
