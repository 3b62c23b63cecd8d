import Testing

@Suite("Sole outlet")
struct SoleOutletTests {
  private let code = "geometry.sole_outlet"

  @Test("is the share sent to destinations of concern, to one buyer or two")
  func few() throws {
    var trade = Fixture.chain()
    try trade.expect(
      code, 1, "to 1 buyer, 100 % of it to destinations", cites: ["E1", "O1"])
    trade.sendOn("O2", "Merlion", "Kita", to: "JP", pieces: 30)
    try trade.expect(
      code, 0.25, "to 2 buyers, 25 % of it",
      cites: ["E1"] + (try trade.finding(code).cited.dropFirst()))
    #expect(Set(try trade.finding(code).cited) == ["E1", "O1", "O2"])
  }

  @Test("is minus the number of three buyers or more")
  func many() throws {
    var trade = Fixture.chain()
    trade.sendOn("O2", "Merlion", "Kita", to: "JP", day: 11)
    trade.sendOn("O3", "Merlion", "Lotus", to: "VN", day: 12)
    try trade.expect(code, -3, "to 3 buyers, 33 % of it", cites: ["E1", "O1", "O2", "O3"])
  }

  @Test("cannot be checked where no buyer is recorded")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "Nothing is recorded of the buyers of Merlion")
  }
}
