import Testing

@Suite("Pair age")
struct PairAgeTests {
  private let code = "party.pair_age"

  @Test("counts days since the two first traded such goods", arguments: [0, 5, 200])
  func days(before: Int) throws {
    var trade = Fixture.chain()
    trade.ship("E0", day: -before)
    trade.ship("R0", "Rival", day: -700)
    try trade.expect(
      code, Double(before), "Hanul and Merlion have traded such goods for \(before) days")
  }

  @Test("cannot be checked for ordinary goods")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1", price: 100)
    try trade.expect(code, nil, "The two trade no goods that may be controlled")
  }
}
