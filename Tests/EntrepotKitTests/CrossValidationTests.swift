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
  @Test("a scale alone ranks nothing otherwise, so it is never refused", arguments: 0..<UInt64(4))
  func scale(seed: UInt64) throws {
    let drawn = try DrawnExports(seed: seed, count: 500) { truth in
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
    let drawn = try DrawnExports(seed: 7, count: 1_500) { truth in
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
    // Thirty outcomes drawn from the weights as they are say nothing against them.
    let drawn = try DrawnExports(seed: 3, count: 150)
    let few = CrossValidation(drawn.start.model, drawn.exports, folders: 1)
    let best = try #require(few.best)
    #expect((best.strength?.levelSpread ?? 0) <= 0.5, "\(best.name)")
  }

  @Test("a fit is scaled to where found exports stand, and ranks as before")
  func scaled() throws {
    let drawn = try DrawnExports(seed: 5, count: 1_200)
    let exports = drawn.exports.enumerated().map { number, export in
      FitMaterial.Export(
        identity: export.identity, folder: 0, day: export.day, parties: export.parties,
        levels: export.levels, isDiverted: number % 4 == 0 ? export.isDiverted : nil)
    }
    let known = exports.filter { $0.isDiverted != nil }
    let open = exports.filter { $0.isDiverted == nil }
    let strength = StepFit.Strength(factorSpread: 0, levelSpread: 0)
    func outcome(_ tails: [Double]) -> FitOutcome {
      FitOutcome(
        start: drawn.start, strength: strength, known: known,
        material: FitMaterial(exports: exports, asOf: Samples.day("2025-09-30"), prior: -30),
        baseRate: .given(0.05), tails: tails, version: nil)
    }
    let flat = outcome([])
    let top = outcome([Double](repeating: 0.001, count: 9))
    let low = outcome([0.3, 0.4, 0.5, 0.6, 0.7])
    // The higher found exports stand, the steeper probabilities must be.
    #expect(top.scale > flat.scale && flat.scale > low.scale)
    for outcome in [flat, top, low] {
      let scores = open.map { export in
        -30 + (outcome.set.shift ?? 0) + outcome.set.model.decibans(of: export.levels)
      }
      let mean = scores.reduce(0) { $0 + probability(ofDecibans: $1) } / Double(scores.count)
      #expect(abs(mean - 0.05) < 0.005, "\(mean)")
      let before = open.map { drawn.start.model.decibans(of: $0.levels) }
      // Weights are kept to a tenth of a deciban: what was clearly higher stays so.
      for (one, other) in zip(open.indices, open.indices.dropFirst())
      where before[one] > before[other] + 6 {
        #expect(scores[one] > scores[other])
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
        baseRate: rate.map(FitOutcome.Rate.given), version: nil)
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
