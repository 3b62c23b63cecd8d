import Testing

@testable import DiversionRisk

@Suite("Poisson lanes")
struct PoissonLanesTests {
  @Test("have the margins that were observed", arguments: 0..<UInt64(20))
  func margins(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var observed: [[Double]] = []
    var keys: [(origin: Int, hub: Int, item: Int)] = []
    for origin in 0..<2 {
      for hub in 0..<3 {
        for item in 0..<3 where generator.chance(0.8) {
          keys.append((origin, hub, item))
          observed.append((0..<6).map { _ in Double.random(in: 1...100, using: &generator) })
        }
      }
    }
    let fit = PoissonLanes(
      observed, origins: keys.map(\.origin), hubs: keys.map(\.hub), items: keys.map(\.item),
      rounds: 2_000)
    func sums(_ table: [[Double]], _ key: (Int, Int) -> Int) -> [Int: Double] {
      var sums: [Int: Double] = [:]
      for stage in table.indices {
        for month in table[stage].indices {
          sums[key(stage, month), default: 0] += table[stage][month]
        }
      }
      return sums
    }
    let margins: [(Int, Int) -> Int] = [
      { stage, _ in keys[stage].origin * 10 + keys[stage].item },
      { stage, month in keys[stage].hub * 10 + month },
      { stage, month in keys[stage].item * 10 + month },
    ]
    for margin in margins {
      let (one, other) = (sums(observed, margin), sums(fit.expected, margin))
      for (key, sum) in one { #expect(abs((other[key] ?? 0) / sum - 1) < 1e-3) }
    }
  }

  @Test("are exact where trade is the product of its effects")
  func exact() {
    let (hubs, items) = ([1.0, 3], [2.0, 5])
    var observed: [[Double]] = []
    for hub in hubs { for item in items { observed.append([1, 2, 4].map { $0 * hub * item }) } }
    let fit = PoissonLanes(
      observed, origins: [0, 0, 0, 0], hubs: [0, 0, 1, 1], items: [0, 1, 0, 1])
    for (one, other) in zip(observed.joined(), fit.expected.joined()) {
      #expect(abs(one - other) < 1e-6 * one)
    }
  }
}
