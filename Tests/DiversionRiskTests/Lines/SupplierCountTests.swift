import Testing

@testable import DiversionRisk

@Suite("Supplier count")
struct SupplierCountTests {
  @Test("counts whoever sends such goods, each once", arguments: 1...5)
  func count(suppliers: Int) throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.ship("E2")
    for number in 1..<suppliers { trade.ship("S\(number)", "Rival \(number)", from: "TW") }
    trade.ship("C1", "Card shop", price: 100)
    try trade.expect(
      "geometry.supplier_count", Double(suppliers),
      "Merlion has had such goods from \(Phrase.count(suppliers, "supplier"))")
  }
}
