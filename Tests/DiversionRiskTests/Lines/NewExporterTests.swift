import Testing

@testable import DiversionRisk

@Suite("New exporter")
struct NewExporterTests {
  private let code = "exporter.new_exporter"

  @Test("counts days since the exporter's first trade of such goods", arguments: [0, 1, 90])
  func days(before: Int) throws {
    var trade = Fixture.chain()
    trade.ship("E0", "Hanul", "Lotus", to: "VN", day: -before)
    trade.ship("C0", day: -500, price: 100)
    try trade.expect(
      code, Double(before), "Hanul first traded such goods \(Phrase.count(before, "day")) before")
  }

  @Test("cannot be checked for ordinary goods")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1", price: 100)
    try trade.expect(code, nil, "The exporter trades no goods that may be controlled")
  }
}
