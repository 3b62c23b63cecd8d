import Testing

@Suite("Peer consignees")
struct PeerConsigneesTests {
  private let code = "lane.peer_consignees"

  @Test(
    "is the share of the others that sent most of it on", arguments: [(4.0, 0), (5, 1), (10, 1)])
  func peers(pieces: Double, reaching: Int) throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.ship("E2", "Hanul", "Lotus", to: "VN")
    trade.ship("E3", "Hanul", "Kita", to: "JP")
    trade.sendOn("O2", "Lotus", from: "VN", pieces: pieces)
    try trade.expect(
      code, Double(reaching) / 2, "\(reaching) of the 2 other consignees of Hanul",
      cites: reaching == 1 ? ["E1", "E2"] : ["E1"])
  }

  @Test("cannot be checked where there is no other consignee")
  func missing() throws { try Fixture.chain().expect(code, nil, "Hanul has no other consignee") }
}
