import Testing
import TradeModel

@Suite("Flow quantities")
struct FlowQuantityTests {
  @Test(
    "take the nearest thousandth",
    arguments: [
      (0.0, 0), (1, 1000), (0.001, 1), (0.0004, 0), (0.0005, 1), (12.3456, 12_346),
      (2.675, 2675), (9e12, 9_000_000_000_000_000),
    ] as [(Double, Int64)])
  func nearest(units: Double, thousandths: Int64) {
    #expect(FlowQuantity(units: units)?.thousandths == thousandths)
  }

  @Test(
    "are never negative, never infinite, never too large to add up",
    arguments: [-1, -0.0001, .nan, .infinity, -.infinity, 9.1e12, .greatestFiniteMagnitude])
  func refused(units: Double) {
    #expect(FlowQuantity(units: units) == nil)
  }

  @Test("read back as they are written")
  func description() throws {
    for (thousandths, text) in [
      (0, "0"), (12_000, "12"), (12_500, "12.5"), (12_050, "12.05"), (12_005, "12.005"),
      (1, "0.001"), (990, "0.99"), (9_000_000_000_000_000, "9000000000000"),
    ] as [(Int64, String)] {
      let quantity = FlowQuantity(thousandths: thousandths)
      #expect(quantity.description == text)
      let units = try #require(Double(text))
      #expect(FlowQuantity(units: units) == quantity)
      #expect(quantity.units == units)
    }
  }

  @Test("compare as amounts")
  func order() {
    #expect(FlowQuantity(thousandths: 999) < FlowQuantity(thousandths: 1000))
    #expect(!(FlowQuantity(thousandths: 1) < FlowQuantity(thousandths: 1)))
  }
}
