import Testing
import TradeModel

@Suite("Country sends on")
struct CountrySendsOnTests {
  private let code = "geometry.country_sends_on"

  /// Ten pieces each to so many consignees in Singapore, the first of which sends some on.
  private func trade(consignees: Int, sentOn pieces: Double?) -> Fixture {
    var trade = Fixture()
    trade.ship("E1")
    for number in 1..<consignees { trade.ship("E\(number + 1)", "Hanul", "Buyer \(number)") }
    if let pieces { trade.sendOn("O1", pieces: pieces) }
    return trade
  }

  @Test("is what left over what came in, of all consignees", arguments: [3.0, 9, 150])
  func share(pieces: Double) throws {
    let percent = Int((pieces / 3).rounded())
    try trade(consignees: 30, sentOn: pieces).expect(
      code, pieces / 300,
      "What left SG of such goods is \(percent) % of what came in, for 30 consignees")
  }

  @Test("cannot be checked of a small country, nor where nothing is seen leaving")
  func unknown() throws {
    try trade(consignees: 29, sentOn: 9).expect(code, nil, "Too little is recorded")
    try trade(consignees: 30, sentOn: nil).expect(code, nil, "Too little is recorded")
  }

  @Test("counts goods that may be controlled only")
  func ordinary() throws {
    var trade = trade(consignees: 30, sentOn: 9)
    trade.ship("C1", "Card shop", "Cards", pieces: 5_000, price: 100)
    try trade.expect(code, 9.0 / 300, "for 30 consignees")
  }
}
