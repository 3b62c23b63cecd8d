import Testing

@Suite("Converging consignees")
struct ConvergingConsigneesTests {
  private let code = "lane.converging_consignees"

  @Test("counts small importers that feed the buyer, whoever supplies them")
  func feeders() throws {
    var trade = Fixture.chain()
    trade.ship("E2", "Rival", "Lotus", to: "VN")
    trade.sendOn("O2", "Lotus", from: "VN")
    try trade.expect(
      code, 2, "2 importers with at most 8 lots of such goods feed Golden",
      cites: ["E1", "O2", "O1"])
  }

  @Test("leaves distributors out")
  func distributor() throws {
    var trade = Fixture.chain()
    for number in 1...7 { trade.ship("E0\(number)", "Rival", day: 100 + number) }
    try trade.expect(code, 0, "0 importers")
  }

  @Test("cannot be checked without a buyer")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "No final buyer is recorded")
  }
}
