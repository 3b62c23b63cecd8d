import Appraisal
import DiversionRisk
import Foundation
import Testing
import TradeModel

@testable import EntrepotKit

/// Outcomes drawn from the default weights, or from weights like them.
struct DrawnExports {
  let start: WeightSet
  let exports: [FitMaterial.Export]

  init(seed: UInt64, count: Int, truth: (inout StepModel) -> Void = { _ in }) throws {
    start = try WeightSet.named("default")
    var random = SeededRandom(seed: seed)
    let levels = start.model.lines.map(\.levels)
    let rows = (0..<count).map { _ in
      levels.map { Int8(random.below(4) == 0 ? random.below($0.count) : -1) }
    }
    var drawnFrom = start.model
    truth(&drawnFrom)
    let scores = rows.map { drawnFrom.decibans(of: $0) }
    // A fifth of them diverted, on average.
    let shift = BaseRate.shift(logOdds: scores.map { $0 * log(10) / 10 }, toMean: 0.2)
    exports = rows.indices.map { row in
      let chance = BaseRate.sigmoid(scores[row] * log(10) / 10 + shift)
      return FitMaterial.Export(
        identity: DeclarationIdentity(source: "KR", declarationID: "E\(row)", line: 1), folder: 0,
        day: TradeDay(raw: 20_000 + Int32(row)), parties: [row / 3, 10_000 + row / 3],
        levels: rows[row], isDiverted: Double(random.below(1_000_000)) / 1e6 < chance)
    }
  }
}

@Suite("Cross-validation of a fit")
struct CrossValidationTests {
  @Test("a scale alone ranks nothing otherwise, so it is never refused", arguments: 0..<UInt64(2))
  func scale(seed: UInt64) throws {
    let drawn = try DrawnExports(seed: seed, count: 400) { truth in
      truth = truth.scaled(by: truth.limits.map { _ in 0.4 })
    }
    let validation = CrossValidation(drawn.start.model, drawn.exports, folders: 1)
    let before = try #require(validation.trials.first)
    let scaled = try #require(validation.trials.first { $0.name == "scale only" })
    #expect(!scaled.ranksWorse(than: before))
    for (one, other) in zip(scaled.byNetwork, before.byNetwork) {
      #expect(abs((one.area ?? 0) - (other.area ?? 0)) < 1e-9)
    }
    #expect(scaled.loss < before.loss)
    #expect(try #require(validation.best).strength != nil)
  }

  @Test("weights that outcomes contradict move; those that rank clearly worse are refused")
  func moves() throws {
    let drawn = try DrawnExports(seed: 7, count: 700) { truth in
      // What the default weights hold to be the strongest says nothing here.
      for line in truth.lines.indices where line % 2 == 0 {
        truth.lines[line].levels = truth.lines[line].levels.map { _ in 0 }
      }
    }
    let validation = CrossValidation(drawn.start.model, drawn.exports, folders: 1)
    let best = try #require(validation.best)
    let before = validation.trials[0]
    #expect((best.strength?.levelSpread ?? 0) > 0)
    #expect(best.networkArea > before.networkArea)
    func trial(_ areas: [Double]) -> CrossValidation.Trial {
      CrossValidation.Trial(
        name: "", strength: nil,
        byNetwork: areas.dropLast().map { .init(loss: 1, area: $0, rows: 9, positives: 3) },
        byTime: .init(loss: 1, area: areas.last ?? nil, rows: 9, positives: 3))
    }
    #expect(trial([0.4, 0.5, 0.41]).ranksWorse(than: trial([0.5, 0.6, 0.5])))
    // Worse in one part, better in the others: that is chance.
    #expect(!trial([0.4, 0.6, 0.62]).ranksWorse(than: trial([0.6, 0.55, 0.5])))
  }

  @Test("of strengths that held-out outcomes do not tell apart the strongest prior is taken")
  func strongest() throws {
    func trial(_ losses: [Double]) -> CrossValidation.Trial {
      CrossValidation.Trial(
        name: "", strength: nil,
        byNetwork: losses.dropLast().map { .init(loss: $0, area: 0.5, rows: 9, positives: 3) },
        byTime: .init(loss: losses.last ?? 0, area: 0.5, rows: 9, positives: 3))
    }
    #expect(trial([0.5, 0.6, 0.52]).losesMore(than: trial([0.4, 0.5, 0.4])))
    #expect(!trial([0.5, 0.4, 0.42]).losesMore(than: trial([0.4, 0.5, 0.4])))
    // A few outcomes drawn from the weights as they are say nothing against them, but one draw
    // in five may by chance.
    let spreads = try (1...5 as ClosedRange<UInt64>).map { seed in
      let drawn = try DrawnExports(seed: seed, count: 150)
      let few = CrossValidation(drawn.start.model, drawn.exports, folders: 1)
      return try #require(few.best).strength?.levelSpread ?? 0
    }
    #expect(spreads.filter { $0 <= 0.5 }.count >= 4, "\(spreads)")
  }

  @Test("probabilities keep the mean that the weights before expected, within what outcomes allow")
  func rate() throws {
    let drawn = try DrawnExports(seed: 5, count: 1_200)
    let exports = drawn.exports.enumerated().map { number, export in
      FitMaterial.Export(
        identity: export.identity, folder: 0, day: export.day, parties: export.parties,
        levels: export.levels, isDiverted: number % 4 == 0 ? export.isDiverted : nil)
    }
    let known = exports.filter { $0.isDiverted != nil }
    let open = exports.filter { $0.isDiverted == nil }
    func mean(_ set: WeightSet) -> Double {
      open.reduce(0) {
        $0
          + probability(ofDecibans: -30 + (set.shift ?? 0) + set.model.decibans(of: $1.levels))
      } / Double(open.count)
    }
    func outcome(_ interval: ClosedRange<Double>?) -> FitOutcome {
      let estimate = interval.map {
        BaseRate.Estimate(rate: $0.lowerBound, interval: $0, positives: 9)
      }
      return FitOutcome(
        start: drawn.start, strength: .init(factorSpread: 0.2, levelSpread: 1), known: known,
        material: FitMaterial(exports: exports, asOf: Samples.day("2025-09-30"), prior: -30),
        baseRate: .asBefore(unless: estimate), version: nil)
    }
    let before = mean(drawn.start)
    for (interval, rate, words) in [
      (nil, before, "as the weights before expect"),
      (before / 2...before * 2, before, "as the weights before expect"),
      (before / 9...before / 3, before / 3, "the most that outcomes allow"),
      (before * 2...before * 3, before * 2, "the least that outcomes allow"),
    ] as [(ClosedRange<Double>?, Double, String)] {
      let outcome = outcome(interval)
      #expect(abs(mean(outcome.set) / rate - 1) < 0.02, "\(words)")
      #expect(outcome.priorInWords.contains(words), "\(outcome.priorInWords)")
    }
  }

  @Test("steps of lines that measure scores move with the scale: the same exports reach them")
  func steps() throws {
    let drawn = try DrawnExports(seed: 6, count: 600) { truth in
      truth = truth.scaled(by: truth.limits.map { _ in 0.5 })
    }
    let outcome = FitOutcome(
      start: drawn.start, strength: .init(factorSpread: 0, levelSpread: 0), known: drawn.exports,
      material: FitMaterial(exports: drawn.exports, asOf: Samples.day("2025-09-30"), prior: -30),
      baseRate: .given(0.1), version: nil)
    #expect(outcome.scale < 0.8)
    for code in ["propagated.same_pair", "propagated.same_exporter"] {
      let before = try #require(drawn.start.lines[code]).steps.map(\.from)
      let after = try #require(outcome.set.lines[code]).steps.map(\.from)
      let prior = -30 + (outcome.set.shift ?? 0)
      for (one, other) in zip(before, after) {
        #expect(abs(other - (prior + outcome.scale * (one + 30))) < 0.051)
      }
    }
  }

  @Test("without a strength nothing moves, not even the prior, unless the base rate is given")
  func stays() throws {
    let drawn = try DrawnExports(seed: 1, count: 60)
    func outcome(_ rate: Double?) throws -> FitOutcome {
      FitOutcome(
        start: drawn.start, strength: nil, known: drawn.exports,
        material: FitMaterial(exports: drawn.exports, asOf: Samples.day("2025-09-30"), prior: -30),
        baseRate: rate.map(FitOutcome.BaseRateSource.given) ?? .asBefore(unless: nil), version: nil)
    }
    #expect(try outcome(nil).changesNothing)
    #expect(try outcome(nil).set.shift ?? 0 == 0)
    let given = try outcome(0.02)
    #expect(!given.changesNothing)
    // The mean probability of the exports is then the rate that was given.
    let chances = drawn.exports.map { export in
      probability(
        ofDecibans: -30 + (given.set.shift ?? 0) + drawn.start.model.decibans(of: export.levels))
    }
    #expect(abs(chances.reduce(0, +) / Double(chances.count) - 0.02) < 0.001)
  }
}
