import Appraisal
import Testing

@Suite("Ranked outcomes")
struct RankedOutcomesTests {
  /// Average precision by its definition: for every threshold, count again from the start.
  private func slowArea(_ scores: [Double], _ labels: [Bool]) -> Double {
    let positives = Double(labels.count { $0 })
    var area = 0.0
    var recallBefore = 0.0
    for threshold in Set(scores).sorted(by: >) {
      let taken = scores.indices.filter { scores[$0] >= threshold }
      let found = Double(taken.count { labels[$0] })
      area += (found / positives - recallBefore) * found / Double(taken.count)
      recallBefore = found / positives
    }
    return area
  }

  @Test("have the area that counting again at every threshold gives", arguments: 0..<UInt64(100))
  func area(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let count = 2 + random.below(60)
    // Few different scores, so that ties are common.
    let scores = (0..<count).map { _ in Double(random.below(9)) }
    var labels = (0..<count).map { _ in random.below(4) == 0 }
    labels[random.below(count)] = true
    let ranked = RankedOutcomes(scores: scores, labels: labels)
    #expect(abs((ranked.averagePrecision ?? -1) - slowArea(scores, labels)) < 1e-12)
  }

  @Test("do not depend on the order of rows where scores are equal", arguments: 0..<UInt64(50))
  func order(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let rows = (0..<40).map { _ in (Double(random.below(5)), random.below(3) == 0) }
    let shuffled = rows.shuffled(using: &random)
    let one = RankedOutcomes(scores: rows.map(\.0), labels: rows.map(\.1))
    let other = RankedOutcomes(scores: shuffled.map(\.0), labels: shuffled.map(\.1))
    #expect(one.averagePrecision == other.averagePrecision)
  }

  @Test("of a constant score have an area of the prevalence, and no skill")
  func constant() {
    let ranked = RankedOutcomes(
      scores: Array(repeating: 1, count: 10), labels: (0..<10).map { $0 < 3 })
    #expect(abs((ranked.averagePrecision ?? 0) - 0.3) < 1e-12)
    #expect(abs(ranked.skill ?? 1) < 1e-12)
  }

  @Test("weigh recall by value, and put what has no score last")
  func value() {
    let ranked = RankedOutcomes(
      scores: [.nan, 3, 2], labels: [true, true, false], values: [30, 10, 0])
    #expect(ranked.labels == [true, false, true])
    #expect(ranked.valueRecall(at: 1) == 0.25)
    #expect(ranked.recall(at: 1) == 0.5)
    #expect(ranked.precision(at: 2) == 0.5)
    #expect(RankedOutcomes(scores: [], labels: []).averagePrecision == nil)
  }
}

@Suite("Calibration table and bootstrap")
struct CalibrationTests {
  @Test("counts what was seen and what was expected in equal parts")
  func parts() {
    let table = CalibrationTable(
      probabilities: (0..<20).map { Double($0) / 20 }, labels: (0..<20).map { $0 >= 18 })
    #expect(table.parts.count == 10)
    #expect(table.parts.allSatisfy { $0.count == 2 })
    #expect(table.parts.last?.observed == 2)
    #expect(abs((table.parts.last?.expected ?? 0) - 1.85) < 1e-12)
    #expect(table.parts.first?.ratio == 0)
  }

  @Test("draws clusters whole, the same from the same seed")
  func bootstrap() {
    let clusters = [7, 7, 7, 1, 2]
    let draws = { (seed: UInt64) in
      var sizes: [[Int]] = []
      _ = Bootstrap(clusters: clusters, rounds: 20, seed: seed).intervals { rows in
        #expect(rows.count { clusters[$0] == 7 } % 3 == 0)
        sizes.append(rows)
        return [Double(rows.count)]
      }
      return sizes
    }
    #expect(draws(4) == draws(4))
    #expect(draws(4) != draws(5))
  }

  @Test("covers a true mean about nine times in ten")
  func coverage() {
    var random = SeededRandom(seed: 11)
    var covered = 0
    for seed in 0..<UInt64(200) {
      let values = (0..<60).map { _ in Double(random.below(1_000)) / 1_000 }
      let interval =
        Bootstrap(clusters: Array(0..<60), rounds: 100, seed: seed).intervals { rows in
          [rows.reduce(0) { $0 + values[$1] } / Double(rows.count)]
        }.first ?? nil
      if interval?.contains(0.4995) ?? false { covered += 1 }
    }
    #expect((165...195).contains(covered), "\(covered)")
  }
}
