import Testing

@Suite("Never arrived")
struct NeverArrivedTests {
  private let code = "conduct.never_arrived"

  private func trade() -> Fixture {
    var trade = Fixture()
    trade.ship("E1")
    trade.ship("E2", "Hanul", "Orchid", day: -100)
    trade.arrive("I2", of: "E2")
    return trade
  }

  @Test("counts the days on which lots were sent of which none arrived")
  func none() throws {
    var trade = trade()
    try trade.expect(
      code, 1, "SG recorded the arrival of 0 of 1 movement to Merlion; it records 50 % in general")
    trade.ship("E3", day: 7)
    trade.ship("E4", day: 7)
    try trade.expect(
      code, 2, "0 of 3 movements to Merlion; it records 25 % in general",
      cites: ["E1"] + (try trade.finding(code).cited.dropFirst()))
    trade.arrive("I3", of: "E3")
    #expect(try trade.finding(code).measure == 0)
    #expect(try trade.finding(code).text.contains("1 of 3 movements to Merlion"))
  }

  @Test("cannot be checked where records do not come in, or not yet")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "The import records of SG do not come in")
    var trade = trade()
    trade.asOf = Fixture.day(19)
    try trade.expect(code, nil, "too early for an import record")
  }
}
