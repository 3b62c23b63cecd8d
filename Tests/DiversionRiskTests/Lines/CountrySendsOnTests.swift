import Testing
import TradeModel

@Suite("Country sends on")
struct CountrySendsOnTests {
  private let code = "geometry.country_sends_on"

  /// Ten pieces each to so many consignees in Singapore, the first of which sends some on.
  private func trade(
    consignees: Int, sentOn pieces: Double?, to destination: String = "HK"
  ) -> Fixture {
    var trade = Fixture()
    trade.ship("E1")
    for number in 1..<consignees { trade.ship("E\(number + 1)", "Hanul", "Buyer \(number)") }
    if let pieces { trade.sendOn("O1", to: destination, pieces: pieces) }
    return trade
  }

  @Test("is what left over what came in, of all consignees", arguments: [3.0, 9, 150])
  func share(pieces: Double) throws {
    let percent = Int((pieces / 3).rounded())
    try trade(consignees: 30, sentOn: pieces, to: "MY").expect(
      code, pieces / 300,
      "What left SG of such goods is \(percent) % of what came in, for 30 consignees")
  }

  @Test("is what the lot itself is seen to do where that is more")
  func reaching() throws {
    var trade = trade(consignees: 30, sentOn: 8)
    try trade.expect(
      code, 0.8, "is 3 % of what came in, for 30 consignees; of this lot 80 % is seen to reach",
      cites: ["E1", "O1"])
    // Others of that country are judged by what it keeps.
    try trade.expect(code, 8.0 / 300, "for 30 consignees.", cites: ["E2"], of: "E2")
    trade.declarations.removeAll { $0.identity.declarationID == "O1" }
    trade.sendOn("O1", "Merlion", "Bulan", to: "MY", pieces: 8)
    try trade.expect(code, 8.0 / 300, "for 30 consignees.")
  }

  @Test("cannot be checked of a small country, nor where nothing is seen leaving")
  func unknown() throws {
    try trade(consignees: 29, sentOn: 9).expect(code, nil, "Too little is recorded")
    try trade(consignees: 30, sentOn: nil).expect(code, nil, "Too little is recorded")
  }

  @Test("counts goods that may be controlled only")
  func ordinary() throws {
    var trade = trade(consignees: 30, sentOn: 9, to: "MY")
    trade.ship("C1", "Card shop", "Cards", pieces: 5_000, price: 100)
    try trade.expect(code, 9.0 / 300, "for 30 consignees")
  }
}
