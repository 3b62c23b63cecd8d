import Appraisal

/// Which prior strength does best on outcomes that were not learnt from.
///
/// Two ways of holding out, because each alone flatters: by network (parties that trade with one
/// another stay together; folders, where there are three or more) and by time (the last third).
/// Outcomes held out together are judged by one fit and are compared with one another only: scores of
/// two fits have two scales, and mixed they would rank worse than either.
struct CrossValidation {
  /// How one fit judged outcomes that it did not see.
  struct HeldOut {
    /// Mean log-loss.
    let loss: Double
    /// Area under precision–recall; nil without a positive.
    let area: Double?
    let rows: Int
    let positives: Int
  }

  /// A strength that was tried, and how it did on outcomes held out.
  struct Trial {
    let name: String
    let strength: StepFit.Strength?
    /// One for each part of the network.
    let byNetwork: [HeldOut]
    let byTime: HeldOut

    /// The mean loss of outcomes held out by network.
    var networkLoss: Double {
      let rows = max(1, byNetwork.reduce(0) { $0 + $1.rows })
      return byNetwork.reduce(0) { $0 + $1.loss * Double($1.rows) } / Double(rows)
    }
    var loss: Double { (networkLoss + byTime.loss) / 2 }
    /// The area within parts, weighted by positives.
    var networkArea: Double {
      let positives = max(1, byNetwork.reduce(0) { $0 + $1.positives })
      return byNetwork.reduce(0) { $0 + ($1.area ?? 0) * Double($1.positives) }
        / Double(positives)
    }

    /// Whether held-out outcomes are ranked clearly worse than by another trial: the mean difference
    /// within parts, and that by time with them, is below zero by more than its standard error.
    func ranksWorse(than other: Trial) -> Bool {
      let differences = zip(byNetwork + [byTime], other.byNetwork + [other.byTime])
        .compactMap { one, before in
          one.area.flatMap { area in before.area.map { area - $0 } }
        }
      guard let error = Self.standardError(differences) else { return false }
      return differences.reduce(0, +) / Double(differences.count) < -error - 1e-9
    }

    /// Whether held-out outcomes are judged clearly worse than by another trial: the mean difference of
    /// losses, over the parts and by time, is above zero by more than its standard error.
    func losesMore(than other: Trial) -> Bool {
      let differences = zip(byNetwork + [byTime], other.byNetwork + [other.byTime])
        .filter { $0.0.rows > 0 }.map { $0.0.loss - $0.1.loss }
      guard let error = Self.standardError(differences) else { return false }
      return differences.reduce(0, +) / Double(differences.count) > error + 1e-9
    }

    /// Of the mean; nil for fewer than two numbers.
    private static func standardError(_ numbers: [Double]) -> Double? {
      guard numbers.count > 1 else { return nil }
      let count = Double(numbers.count)
      let mean = numbers.reduce(0, +) / count
      let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / (count - 1) / count).squareRoot()
    }
  }

  let trials: [Trial]
  /// The part of each outcome.
  private let part: [Int]
  private let model: StepModel
  private let sample: StepSample
  /// How many parts outcomes were split into by network.
  let parts: Int
  /// What the parts are.
  let splitBy: String

  static let strengths: [(String, StepFit.Strength?)] = [
    ("as before", nil),
    ("scale only", StepFit.Strength(factorSpread: 0, levelSpread: 0)),
    ("very strong", StepFit.Strength(factorSpread: 0.1, levelSpread: 0.5)),
    ("strong", StepFit.Strength(factorSpread: 0.2, levelSpread: 1)),
    ("medium", StepFit.Strength(factorSpread: 0.4, levelSpread: 2)),
    ("weak", StepFit.Strength(factorSpread: 0.6, levelSpread: 4)),
    ("very weak", StepFit.Strength(factorSpread: 1, levelSpread: 6)),
  ]

  init(_ model: StepModel, _ exports: [FitMaterial.Export], folders: Int) {
    let sample = Self.sample(exports, lines: model.lines.count)
    self.sample = sample
    self.model = model
    let byFolder = folders >= 3
    splitBy = byFolder ? "folder" : "network of parties"
    let parts = byFolder ? folders : 5
    self.parts = parts
    part =
      byFolder
      ? exports.map(\.folder)
      : NetworkFolds.parts(
        nodes: exports.map(\.parties), count: parts, hub: max(5, exports.count / 40))
    let days = exports.map(\.day).sorted()
    let cut = days[days.count * 2 / 3]
    let late = exports.map { $0.day >= cut }
    let parting = Self.parting(part, parts)
    trials = Self.strengths.map { name, strength in
      Trial(
        name: name, strength: strength,
        byNetwork: parting.map { Self.heldOut(model, sample, strength, $0) },
        byTime: Self.heldOut(model, sample, strength, late))
    }
  }

  /// Of those that do not rank held-out outcomes clearly worse than the weights as they are, the one with
  /// the least loss among the strongest prior whose loss is not clearly above the least of all and those
  /// that are stronger still.
  ///
  /// A few dozen outcomes cannot tell strengths apart; the less they say, the less is to be moved. A weak
  /// prior whose loss differs much from part to part is never clearly worse, but no reason to take it
  /// before a stronger one that did better. The scale is fitted all the same: it moves no rank, and probabilities stand or fall with it.
  ///
  /// - SeeAlso: Breiman, Friedman, Olshen and Stone, *Classification and Regression Trees*, 1984 (the rule
  ///   of one standard error).
  var best: Trial? {
    guard let before = trials.first else { return nil }
    let sound = trials.filter { !$0.ranksWorse(than: before) }
    guard let least = sound.min(by: { $0.loss < $1.loss }) else { return nil }
    let fitted = sound.filter { $0.strength != nil }
    guard let weakest = fitted.firstIndex(where: { !$0.losesMore(than: least) }) else {
      return before
    }
    return fitted[...weakest].min { $0.loss < $1.loss }
  }

  /// For each outcome found diverted that is more likely right than mistaken, the share of a population
  /// that scores as high, judged by a fit to the other parts of the network.
  func tails(_ strength: StepFit.Strength?, in population: [FitMaterial.Export]) -> [Double] {
    Self.parting(part, parts).flatMap { isTested -> [Double] in
      let (fitted, link) = Self.fitted(model, sample, strength, without: isTested)
      let heights = population.map { fitted.decibans(of: $0.levels) }.sorted()
      return (0..<sample.count).compactMap { row in
        guard isTested[row], sample.labels[row] else { return nil }
        let found = fitted.decibans(of: sample.row(row))
        guard link.rightness(logOdds: found * StepFit.natural + link.intercept) > 0.5 else {
          return nil
        }
        let height = found - 1e-6
        var (low, high) = (0, heights.count)
        while low < high {
          let middle = (low + high) / 2
          if heights[middle] < height { low = middle + 1 } else { high = middle }
        }
        // The outcome itself is one of the population.
        return Double(heights.count - low + 1) / Double(heights.count + 1)
      }
    }
  }

  private static func parting(_ part: [Int], _ count: Int) -> [[Bool]] {
    (0..<count).map { number in part.map { $0 == number } }
  }

  static func sample(_ exports: [FitMaterial.Export], lines: Int) -> StepSample {
    var sample = StepSample(lineCount: lines)
    for export in exports { sample.append(export.levels, label: export.isDiverted ?? false) }
    return sample
  }

  /// The rows held out, judged by a fit to the others.
  private static func heldOut(
    _ model: StepModel, _ sample: StepSample, _ strength: StepFit.Strength?, _ isTested: [Bool]
  ) -> HeldOut {
    let tested = sample.rows((0..<sample.count).filter { isTested[$0] })
    let (fitted, link) = Self.fitted(model, sample, strength, without: isTested)
    // What adds up to the same in two ways must rank the same, whatever the last bits say.
    let scores = (0..<tested.count).map { row in
      (fitted.decibans(of: tested.row(row)) * 1e6).rounded() / 1e6
    }
    return HeldOut(
      loss: StepFit.logLoss(
        decibans: scores, labels: tested.labels, mistakenShare: link.mistakenShare),
      area: RankedOutcomes(scores: scores, labels: tested.labels).averagePrecision,
      rows: tested.count, positives: tested.positives)
  }

  /// A fit that did not see some rows, and how outcomes follow from it; the model as it is where the others
  /// cannot be fitted to.
  private static func fitted(
    _ model: StepModel, _ sample: StepSample, _ strength: StepFit.Strength?,
    without isTested: [Bool]
  ) -> (StepModel, OutcomeLink) {
    let training = sample.rows((0..<sample.count).filter { !isTested[$0] })
    guard (1..<max(1, training.count)).contains(training.positives) else {
      return (model, OutcomeLink(intercept: 0, mistakenShare: 0))
    }
    guard let strength else { return (model, StepFit.link(of: model, on: training)) }
    let fit = StepFit(model, to: training, strength: strength)
    return (fit.model, fit.link)
  }
}
