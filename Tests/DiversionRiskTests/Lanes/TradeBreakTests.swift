import Testing

@testable import DiversionRisk

@Suite("Trade breaks")
struct TradeBreakTests {
  /// Seasonal trade with noise that from a month on is so many times larger.
  private func series(seed: UInt64, times: Double, from month: Int, length: Int = 60) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<length).map { position in
      let season = 1 + 0.3 * (Double(position % 12) / 11 - 0.5)
      let noise = Double.random(in: 0.9...1.1, using: &generator)
      return 1_000 * season * noise * (position >= month ? times : 1)
    }
  }

  @Test("are found in their month and with their size", arguments: 0..<UInt64(40))
  func found(seed: UInt64) throws {
    let month = 12 + Int(seed)
    let found = try #require(
      TradeBreak.strongestRise(in: series(seed: seed, times: 3, from: month, length: 72)))
    #expect(found.month == month)
    #expect(abs(found.size / 3 - 1) < 0.1)
    #expect(found.isMarked)
  }

  @Test("are not marked in trade that did not move", arguments: 0..<UInt64(40))
  func quiet(seed: UInt64) throws {
    let found = TradeBreak.strongestRise(in: series(seed: seed, times: 1, from: 0))
    #expect(found.map { !$0.isMarked } ?? true)
  }

  @Test("need two years, and trade in both")
  func short() {
    #expect(TradeBreak.strongestRise(in: [Double](repeating: 1, count: 23)) == nil)
    #expect(TradeBreak.strongestRise(in: [Double](repeating: 0, count: 40)) == nil)
  }
}
