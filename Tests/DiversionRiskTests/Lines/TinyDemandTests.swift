import Testing
import TradeModel

@Suite("Tiny demand")
struct TinyDemandTests {
  private let code = "lane.tiny_demand"

  /// Singapore takes in so many US dollars a month in 2024; a lot of 200,000 comes in January 2025.
  private func trade(monthly: Double?, heading: String = "847330") -> Fixture {
    var trade = Fixture()
    trade.ship("E1", day: 3)
    for month in 0..<14 {
      // From January 2024 on; thirty-one days on, it is always the next month.
      guard let monthly else { continue }
      var flow = CountryFlow(
        month: Fixture.day(-363 + 31 * month), reporter: Fixture.country("SG"),
        partner: Fixture.country("JP"), flow: .import, hs6: heading)
      flow.valueUSD = monthly
      trade.countryFlows.append(flow)
    }
    return trade
  }

  @Test(
    "is the lots of a year over the demand of the year before",
    arguments: [
      (5_000.0, 200_000 / 60_000.0), (1_000_000.0, 200_000 / 12_000_000.0), (10.0, 20.0),
    ])
  func ratio(monthly: Double, measure: Double) throws {
    try trade(monthly: monthly).expect(code, measure, "USD 200,000 of such goods within 365 days")
  }

  @Test("knows that a country that reports none takes in none")
  func none() throws {
    try trade(monthly: 5_000, heading: "070190").expect(code, 20, "which took in USD 0")
  }

  @Test("counts as little as what one in a hundred other pairs sends is usual")
  func usual() throws {
    var trade = trade(monthly: 5_000)
    // Another pair sends 40,000 to a country that took in 60,000: less than all of it is nothing usual.
    trade.ship("E2", "Garam", "Orchid", day: 3, pieces: 2)
    try trade.expect(code, 200_000 / 60_000.0, "from everywhere the year before.")
    // A third sends twice as much as is taken in.
    trade.ship("E3", "Narae", "Lion", day: 3, pieces: 6)
    try trade.expect(
      code, 200_000 / 120_000.0,
      "Of 2 other pairs of exporter and consignee, one in 100 sends 2 times as much as is taken in."
    )
  }

  @Test("cannot be checked where the country reports no imports")
  func missing() throws {
    try trade(monthly: nil).expect(code, nil, "how much of such goods SG takes in")
  }
}
