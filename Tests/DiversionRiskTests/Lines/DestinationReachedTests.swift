import Testing

@Suite("Destination reached")
struct DestinationReachedTests {
  private let code = "geometry.destination_reached"

  @Test("is the share that reached a destination of concern", arguments: [(8.0, 80), (10, 100)])
  func reached(pieces: Double, percent: Int) throws {
    try Fixture.chain(sentOn: pieces).expect(
      code, Double(percent) / 100, "\(percent) % of the lot reached HK, to Golden",
      cites: ["E1", "O1"])
  }

  @Test("is nothing where the declaration names it, or the goods went elsewhere")
  func nothing() throws {
    var trade = Fixture()
    trade.ship("E1", to: "CN")
    try trade.expect(code, 0, "itself names CN")
    trade = Fixture()
    trade.ship("E1")
    trade.sendOn("O1", to: "JP")
    try trade.expect(code, 0, "did not reach")
  }

  @Test("cannot be checked where no onward movement is recorded")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "No onward movement of such goods by Merlion")
  }
}
