import Testing

@testable import DiversionRisk

@Suite("Exporter volume")
struct ExporterVolumeTests {
  @Test("counts lots had or sent, those of one day with one partner once", arguments: 1...6)
  func lots(count: Int) throws {
    var trade = Fixture()
    for number in 1...count { trade.ship("E\(number)", day: number) }
    trade.ship("E1b", day: 1)
    trade.ship("C1", day: 50, price: 100)
    try trade.expect(
      "exporter.trade_volume", Double(count),
      "Hanul has had or sent \(Phrase.count(count, "lot")) of such goods")
  }

  @Test("is nothing for who trades ordinary goods only")
  func ordinary() throws {
    var trade = Fixture()
    trade.ship("E1", price: 100)
    try trade.expect("exporter.trade_volume", 0, "Hanul has had or sent 0 lots")
  }
}
