import Appraisal
import Foundation
import Testing

/// A model and outcomes drawn from it.
struct DrawnOutcomes {
  var model: StepModel
  var sample: StepSample

  init(
    seed: UInt64, rows: Int, intercept: Double = -1.5, truth: (inout StepModel) -> Void = { _ in }
  ) {
    var random = SeededRandom(seed: seed)
    let lines = (0..<6).map { number in
      StepModel.Line(group: number / 2, levels: number == 3 ? [2, 0, -5] : [-1, 2, 6])
    }
    model = StepModel(lines: lines, limits: [-4...9, -8...8, -3...30])
    var drawnFrom = model
    truth(&drawnFrom)
    sample = StepSample(lineCount: lines.count)
    for _ in 0..<rows {
      let row = lines.indices.map { _ in Int8(random.below(4)) - 1 }
      let chance = BaseRate.sigmoid(intercept + drawnFrom.decibans(of: row) * log(10.0) / 10)
      sample.append(row, label: Double(random.below(1_000_000)) / 1e6 < chance)
    }
  }

  /// The penalised log-loss by its definition, for any levels.
  func objective(of fitted: StepModel, from start: StepModel, at link: OutcomeLink, spread: Double)
    -> Double
  {
    var sum = 0.0
    for row in 0..<sample.count {
      let odds = link.intercept + fitted.decibans(of: sample.row(row)) * log(10.0) / 10
      let chance = BaseRate.sigmoid(odds)
      let found = chance + link.mistakenShare * (1 - chance)
      sum -= log(sample.labels[row] ? found : 1 - found)
    }
    for (line, before) in zip(fitted.lines, start.lines) {
      for (new, old) in zip(line.levels, before.levels) {
        sum += (new - old) * (new - old) / (2 * spread * spread)
      }
    }
    return sum
  }

  /// Mean log-loss with the best intercept, no finding mistaken.
  func loss(of fitted: StepModel) -> Double {
    StepFit.logLoss(
      decibans: (0..<sample.count).map { fitted.decibans(of: sample.row($0)) },
      labels: sample.labels)
  }
}

@Suite("Step fit")
struct StepFitTests {
  private let strength = StepFit.Strength(factorSpread: 0.3, levelSpread: 2)

  @Test("keeps levels monotone, factors above zero, limits around zero", arguments: 0..<UInt64(20))
  func shape(seed: UInt64) {
    let drawn = DrawnOutcomes(seed: seed, rows: 150)
    let fit = StepFit(drawn.model, to: drawn.sample, strength: strength)
    for line in fit.model.lines {
      #expect(line.levels == line.levels.sorted { line.rises ? $0 < $1 : $0 > $1 })
    }
    #expect(fit.factors.allSatisfy { $0 >= 0 })
    #expect(fit.model.limits.allSatisfy { $0.lowerBound <= 0 && $0.upperBound >= 0 })
    let again = StepFit(drawn.model, to: drawn.sample, strength: strength)
    #expect(again.model == fit.model)
  }

  @Test("is where no small monotone move of a level is better", arguments: 0..<UInt64(10))
  func optimum(seed: UInt64) {
    let drawn = DrawnOutcomes(seed: seed, rows: 200)
    let fit = StepFit(drawn.model, to: drawn.sample, strength: strength)
    let start = drawn.model.scaled(by: fit.factors.map { $0 * fit.scale })
    func value(_ model: StepModel) -> Double {
      drawn.objective(of: model, from: start, at: fit.link, spread: strength.levelSpread)
    }
    let best = value(fit.model)
    for line in fit.model.lines.indices {
      for level in fit.model.lines[line].levels.indices {
        for move in [-0.3, 0.3] {
          var other = fit.model
          other.lines[line].levels[level] += move
          let levels = other.lines[line].levels
          let isMonotone =
            levels == levels.sorted { other.lines[line].rises ? $0 < $1 : $0 > $1 }
          // The limit of a group is a kink, at which a coordinate cannot see past the corner.
          if isMonotone { #expect(value(other) > best - 0.02, "\(line) \(level) \(move)") }
        }
      }
    }
  }

  @Test("finds what the outcomes were drawn from when there are many")
  func recovery() {
    let drawn = DrawnOutcomes(seed: 5, rows: 6_000) { truth in
      truth.lines[0].levels = [-1, 2, 9]
      truth.lines[4].levels = [-1, -1, 0]
    }
    let fit = StepFit(
      drawn.model, to: drawn.sample, strength: .init(factorSpread: 0.05, levelSpread: 6))
    let first = fit.model.lines[0].levels
    let fifth = fit.model.lines[4].levels
    #expect(fifth[2] - fifth[0] < 2.5, "\(fifth)")
    #expect(first[2] - first[0] > 5, "\(first)")
    #expect(drawn.loss(of: fit.model) < drawn.loss(of: drawn.model))
  }

  @Test("stays where it was when the prior is strong")
  func strong() {
    let drawn = DrawnOutcomes(seed: 9, rows: 100)
    let fit = StepFit(
      drawn.model, to: drawn.sample, strength: .init(factorSpread: 1e-4, levelSpread: 1e-4))
    for (line, before) in zip(fit.model.lines, drawn.model.lines) {
      for (new, old) in zip(line.levels, before.levels) {
        #expect(abs(new - old * fit.scale) < 0.01)
      }
    }
    let fixed = StepFit(
      drawn.model, to: drawn.sample, strength: .init(factorSpread: 0, levelSpread: 0))
    #expect(fixed.model == drawn.model.scaled(by: drawn.model.limits.map { _ in fixed.scale }))
  }

  @Test("finds the scale of weights that are all twice too large, and ranks as before")
  func scale() {
    let drawn = DrawnOutcomes(seed: 12, rows: 8_000) { truth in
      truth = truth.scaled(by: truth.limits.map { _ in 0.5 })
    }
    let fit = StepFit(
      drawn.model, to: drawn.sample, strength: .init(factorSpread: 0, levelSpread: 0))
    #expect(abs(fit.scale - 0.5) < 0.08, "\(fit.scale)")
    // The factor that plain search over a grid finds.
    let grid = (1...60).map { Double($0) / 20 }
    let best = grid.min { one, other in
      let models = [one, other].map { factor in
        drawn.model.scaled(by: drawn.model.limits.map { _ in factor })
      }
      return drawn.loss(of: models[0]) < drawn.loss(of: models[1])
    }
    #expect(abs(fit.scale - (best ?? 0)) <= 0.05)
  }

  @Test("mistaken findings among the harmless do not flatten the weights", arguments: 0..<UInt64(3))
  func mistaken(seed: UInt64) {
    // Diversion is rare, and a good part of what is called so is not: by its score nobody would expect it.
    let drawn = DrawnOutcomes(seed: 40 + seed, rows: 5_000, intercept: -6.5)
    var random = SeededRandom(seed: seed)
    var sample = StepSample(lineCount: drawn.model.lines.count)
    for row in 0..<drawn.sample.count {
      sample.append(
        Array(drawn.sample.row(row)), label: drawn.sample.labels[row] || random.below(100) == 0)
    }
    let nothing = StepFit.Strength(factorSpread: 0, levelSpread: 0)
    let clean = StepFit(drawn.model, to: drawn.sample, strength: nothing)
    let fit = StepFit(drawn.model, to: sample, strength: nothing)
    #expect(abs(fit.link.mistakenShare - 0.01) < 0.008, "\(fit.link)")
    #expect(abs(fit.scale / clean.scale - 1) < 0.2, "\(fit.scale) for \(clean.scale)")
    // With every finding taken as right the best scale is clearly flatter.
    func plain(_ scale: Double) -> Double {
      StepFit.logLoss(
        decibans: (0..<sample.count).map { scale * drawn.model.decibans(of: sample.row($0)) },
        labels: sample.labels)
    }
    let flat = (1...12).map { Double($0) / 10 }.min { plain($0) < plain($1) } ?? 0
    #expect(flat < fit.scale * 0.9, "\(flat)")
  }

  @Test("the link has the least loss of all near it", arguments: 0..<UInt64(20))
  func link(seed: UInt64) {
    let drawn = DrawnOutcomes(seed: seed, rows: 400)
    let scores = (0..<drawn.sample.count).map {
      drawn.model.decibans(of: drawn.sample.row($0)) * log(10) / 10
    }
    let link = OutcomeLink(scores, labels: drawn.sample.labels)
    let best = link.loss(scores, labels: drawn.sample.labels)
    let moves = [(0.05, 0.0), (-0.05, 0), (0, 0.01), (0, -0.01), (0.1, 0.01), (-0.1, 0.01)]
    for (move, share) in moves {
      let other = OutcomeLink(
        intercept: link.intercept + move, mistakenShare: max(0, link.mistakenShare + share))
      #expect(other.loss(scores, labels: drawn.sample.labels) > best - 1e-4, "\(move) \(share)")
    }
  }

  @Test("does not depend on how many positives were looked for")
  func sampling() {
    let drawn = DrawnOutcomes(seed: 3, rows: 3_000)
    // Every positive kept, one in four of the others: inspections look where they expect something.
    let kept = (0..<drawn.sample.count).filter { drawn.sample.labels[$0] || $0 % 4 == 0 }
    let all = StepFit(drawn.model, to: drawn.sample, strength: strength)
    let biased = StepFit(drawn.model, to: drawn.sample.rows(kept), strength: strength)
    #expect(biased.link.intercept - all.link.intercept > 0.7)
    for (one, other) in zip(all.factors, biased.factors) { #expect(abs(one - other) < 0.25) }
  }
}

@Suite("Monotone fit, folds, base rate, bounds")
struct NumericsTests {
  /// Every way of cutting the sequence into blocks, the best rising one.
  private func slowRising(_ values: [Double], _ weights: [Double]) -> [Double] {
    var best: [Double] = []
    var least = Double.infinity
    for cuts in 0..<(1 << (values.count - 1)) {
      var blocks: [[Int]] = [[0]]
      for place in 1..<values.count {
        if cuts >> (place - 1) & 1 == 1 { blocks.append([]) }
        blocks[blocks.count - 1].append(place)
      }
      let means = blocks.map { block in
        block.reduce(0) { $0 + values[$1] * weights[$1] } / block.reduce(0) { $0 + weights[$1] }
      }
      guard means == means.sorted() else { continue }
      let fit = zip(blocks, means).flatMap { block, mean in block.map { _ in mean } }
      let loss = values.indices.reduce(0.0) {
        $0 + weights[$1] * (values[$1] - fit[$1]) * (values[$1] - fit[$1])
      }
      if loss < least - 1e-12 { (least, best) = (loss, fit) }
    }
    return best
  }

  @Test("pooling is the best of all rising sequences", arguments: 0..<UInt64(100))
  func pooling(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let count = 1 + random.below(7)
    let values = (0..<count).map { _ in Double(random.below(20)) - 10 }
    let weights = (0..<count).map { _ in Double(1 + random.below(5)) }
    let fast = MonotoneFit.rising(values, weights: weights)
    for (one, other) in zip(fast, slowRising(values, weights)) { #expect(abs(one - other) < 1e-9) }
  }

  @Test("rows that share a party are in one fold, hubs aside", arguments: 0..<UInt64(50))
  func folds(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let nodes = (0..<40).map { _ in [random.below(30), 100 + random.below(30)] }
    let parts = NetworkFolds.parts(nodes: nodes, count: 4, hub: 5)
    let rowsOf = { (node: Int) in nodes.indices.filter { nodes[$0].contains(node) } }
    for node in Set(nodes.flatMap { $0 }) where rowsOf(node).count <= 5 {
      #expect(Set(rowsOf(node).map { parts[$0] }).count == 1)
    }
    #expect(parts.allSatisfy { (0..<4).contains($0) })
  }

  @Test("moves log-odds so that probabilities have the mean asked for", arguments: [0.02, 0.3])
  func shift(rate: Double) {
    var random = SeededRandom(seed: 2)
    let population = (0..<4_000).map { _ in Double(random.below(1_000)) / 100 - 8 }
    let shift = BaseRate.shift(logOdds: population, toMean: rate)
    let mean = population.reduce(0) { $0 + BaseRate.sigmoid($1 + shift) } / 4_000
    #expect(abs(mean - rate) < 1e-9)
  }

  @Test("finds the base rate from where known positives stand, however negatives were chosen")
  func positives() {
    var random = SeededRandom(seed: 4)
    func normal() -> Double {
      (0..<12).reduce(-6.0) { sum, _ in sum + Double(random.below(1_000_000)) / 1e6 }
    }
    let population = (0..<30_000).map { _ in (random.below(100) == 0 ? 3.5 : 0) + normal() }
    let sorted = population.sorted()
    let tails = (0..<120).map { _ -> Double in
      let height = 3.5 + normal()
      return Double(sorted.count { $0 >= height } + 1) / 30_001
    }
    let estimate = BaseRate.ofPositives(tails: tails)
    #expect((0.008...0.0125).contains(estimate?.rate ?? 0), "\(String(describing: estimate))")
    #expect(estimate.map { $0.interval.contains(0.01) } ?? false)
    #expect(BaseRate.ofPositives(tails: [0.1, 0.1, 0.1, 0.1]) == nil)
    // Ten positives on top of a thousand, nobody else up there: a hundredth.
    let exact = BaseRate.ofPositives(tails: (1...10).map { Double($0) / 1_000 })
    #expect(abs((exact?.rate ?? 0) - 0.01) < 1e-12)
  }

  @Test("bounds the false share of a whole by a part of it, wrong no more often than it says")
  func ofAll() {
    #expect(FalseShareBound.ofAll(20, found: 5, inspected: 20, confidence: 0.95) == 0.25)
    #expect(FalseShareBound.ofAll(0, found: 0, inspected: 0, confidence: 0.95) == 0)
    #expect(FalseShareBound.ofAll(9, found: 0, inspected: 0, confidence: 0.95) == 1)
    var random = SeededRandom(seed: 11)
    for percent in [5, 30, 60, 90] {
      var misses = 0
      for _ in 0..<400 {
        let isFalse = (0..<200).map { _ in random.below(100) < percent }
        let found = isFalse.prefix(25).count { $0 }
        let bound = FalseShareBound.ofAll(200, found: found, inspected: 25, confidence: 0.95)
        if Double(isFalse.count { $0 }) / 200 > bound { misses += 1 }
      }
      #expect(misses <= 20, "\(percent) %: \(misses) of 400")
    }
  }

  @Test("bounds the share of honest rows: exact values and ranks")
  func bounds() {
    // 0 of 59: the rule of three's neighbour, 1 − 0.05^(1/59).
    let upper = FalseShareBound.upper(successes: 0, trials: 59, confidence: 0.95)
    #expect(abs(upper - (1 - pow(0.05, 1.0 / 59))) < 1e-9)
    #expect(FalseShareBound.upper(successes: 4, trials: 4, confidence: 0.9) == 1)
    // Of a thousand rows with a chance of 0.004, seven with 95 %: P(X ≤ 7) = 0.949, P(X ≤ 8) = 0.979.
    #expect(FalseShareBound.most(share: 0.004, trials: 1_000, confidence: 0.94) == 7)
    #expect(FalseShareBound.most(share: 0.004, trials: 1_000, confidence: 0.95) == 8)
    #expect(FalseShareBound.most(share: 0, trials: 10, confidence: 0.95) == 0)
    #expect(FalseShareBound.most(share: 1, trials: 10, confidence: 0.95) == 10)
    #expect(FalseShareBound.conformal(3, among: [1, 2, 3, 4]) == 0.6)
    #expect(abs(FalseShareBound.byWeights(decibansAbovePrior: 20) - 0.01) < 1e-12)
    #expect(FalseShareBound.ofList(share: 0.01, candidates: 1_000, listed: 20) == 0.5)
    #expect(FalseShareBound.ofList(share: 0.01, candidates: 1_000, listed: 0) == 0)
  }

  @Test("a conformal p-value is at most p in at least as many honest rows as it says")
  func conformal() {
    var random = SeededRandom(seed: 8)
    var low = 0
    for _ in 0..<2_000 {
      let honest = (0..<19).map { _ in Double(random.below(1_000_000)) }
      if FalseShareBound.conformal(Double(random.below(1_000_000)), among: honest) <= 0.1 {
        low += 1
      }
    }
    #expect((140...250).contains(low), "\(low)")
  }
}
