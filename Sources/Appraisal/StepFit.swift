import Foundation

/// Re-fits a step model to outcomes, pulled towards what it was.
///
/// The penalised log-loss of a logistic regression whose intercept is free (positives are
/// over-represented among outcomes, which moves the intercept and nothing else):
///
///     Σ log-loss + Σ (a − 1)² / 2s² + Σ (w − w₀)² / 2t²
///
/// First one scale for all weights, free: weights that are all too large or too small rank as well as
/// before, and their order is not to be bought with it. Then a factor a ≥ 0 for each group by coordinate descent, then the levels w of each line by Newton
/// steps whose targets are made monotone by pooling adjacent violators, weighted by curvature. A step
/// that does not lower the objective is halved and then dropped, so the fit never gets worse.
///
/// - SeeAlso: King and Zeng, *Logistic regression in rare events data*, 2001; de Leeuw, Hornik and
///   Mair, *Isotone optimization in R*, 2009.
public struct StepFit: Sendable {
  /// How far the fit may go from what it starts with.
  public struct Strength: Sendable, Equatable {
    /// Standard deviation of a group's factor around 1; 0 keeps it there.
    public var factorSpread: Double
    /// Standard deviation of a level around its weight before, in decibans; 0 keeps it there.
    public var levelSpread: Double

    /// A prior strength; smaller spreads are stronger.
    public init(factorSpread: Double, levelSpread: Double) {
      precondition(factorSpread >= 0 && levelSpread >= 0, "a spread is not below zero")
      self.factorSpread = factorSpread
      self.levelSpread = levelSpread
    }
  }

  /// The model fitted.
  public let model: StepModel
  /// What all weights were multiplied by before anything else.
  public let scale: Double
  /// The factor that each group got after that, before its levels moved.
  public let factors: [Double]
  /// The intercept of the sample, in natural log-odds.
  public let intercept: Double

  /// Natural log-odds in a deciban.
  static let natural = log(10.0) / 10

  /// Fits; deterministic.
  ///
  /// - Parameters:
  ///   - model: what to start from and to stay near to.
  ///   - sample: outcomes, at least one of each kind.
  ///   - strength: how strongly the start counts.
  public init(_ model: StepModel, to sample: StepSample, strength: Strength) {
    precondition(
      (1..<max(1, sample.count)).contains(sample.positives), "outcomes of both kinds are needed")
    let scale = Self.scale(of: model, on: sample)
    self.scale = scale
    let scaled = model.scaled(by: model.limits.map { _ in scale })
    let start = FactorDescent(scaled, sample: sample, spread: strength.factorSpread)
    var levels = LevelDescent(
      scaled.scaled(by: start.factors), sample: sample, intercept: start.intercept,
      spread: strength.levelSpread)
    if strength.levelSpread > 0 { levels.descend() }
    self.model = levels.model
    factors = start.factors
    intercept = levels.intercept
  }

  /// The one factor for all weights with the least log-loss, the intercept free; between 0.05 and 3.
  ///
  /// The loss is convex in the factor, so that thirds of the range can be cut off one by one.
  static func scale(of model: StepModel, on sample: StepSample) -> Double {
    let scores = (0..<sample.count).map { model.decibans(of: sample.row($0)) }
    var (low, high) = (0.05, 3.0)
    for _ in 0..<30 {
      let (one, other) = (low + (high - low) / 3, high - (high - low) / 3)
      let left = logLoss(decibans: scores.map { $0 * one }, labels: sample.labels)
      let right = logLoss(decibans: scores.map { $0 * other }, labels: sample.labels)
      if left < right { high = other } else { low = one }
    }
    return (low + high) / 2
  }

  /// Mean log-loss of a model on rows, the intercept set so that their mean probability is right.
  ///
  /// The intercept is the sampling's business, not the model's.
  public static func logLoss(_ model: StepModel, on sample: StepSample) -> Double {
    logLoss(
      decibans: (0..<sample.count).map { model.decibans(of: sample.row($0)) },
      labels: sample.labels)
  }

  /// Mean log-loss of scores in decibans, the intercept set so that their mean probability is right.
  public static func logLoss(decibans: [Double], labels: [Bool]) -> Double {
    let scores = decibans.map { $0 * natural }
    let rate = min(1 - 1e-9, max(1e-9, Double(labels.count { $0 }) / Double(max(1, labels.count))))
    let shift = BaseRate.shift(logOdds: scores, toMean: rate)
    let loss = zip(scores, labels).reduce(0) { $0 + Self.loss($1.0 + shift, $1.1) }
    return loss / Double(max(1, labels.count))
  }

  /// −log p of what was found, without overflow.
  static func loss(_ logOdds: Double, _ label: Bool) -> Double {
    let toward = label ? -logOdds : logOdds
    return toward > 0 ? toward + log1p(exp(-toward)) : log1p(exp(toward))
  }
}

/// Coordinate descent over the factors of groups, none below zero.
private struct FactorDescent {
  var factors: [Double]
  var intercept = 0.0

  init(_ model: StepModel, sample: StepSample, spread: Double) {
    let count = sample.count
    let columns = Self.columns(model, sample)
    factors = [Double](repeating: 1, count: columns.count)
    var scores = (0..<count).map { row in columns.reduce(0) { $0 + $1[row] } }
    let rate = Double(sample.positives) / Double(count)
    intercept = BaseRate.shift(logOdds: scores, toMean: rate)
    guard spread > 0 else { return }
    for row in scores.indices { scores[row] += intercept }
    for _ in 0..<200 {
      var moved = 0.0
      for group in columns.indices {
        let (slope, bend) = Self.derivatives(columns[group], scores, sample.labels)
        let pull = (factors[group] - 1) / (spread * spread)
        let step = (slope + pull) / (bend + 1 / (spread * spread))
        let next = max(0, factors[group] - step)
        let change = next - factors[group]
        factors[group] = next
        for row in scores.indices { scores[row] += change * columns[group][row] }
        moved = max(moved, abs(change))
      }
      let shift = BaseRate.shift(logOdds: scores, toMean: rate)
      intercept += shift
      for row in scores.indices { scores[row] += shift }
      if max(moved, abs(shift)) < 1e-6 { break }
    }
  }

  /// What each group adds to each row, in natural log-odds.
  private static func columns(_ model: StepModel, _ sample: StepSample) -> [[Double]] {
    var columns = model.limits.map { _ in [Double](repeating: 0, count: sample.count) }
    for row in 0..<sample.count {
      for (group, sum) in model.groupSums(of: sample.row(row)).enumerated() {
        columns[group][row] = model.limits[group].clamp(sum) * StepFit.natural
      }
    }
    return columns
  }

  /// First and second derivative of the log-loss.
  ///
  /// A positive that is scored far too low has next to no curvature but a full slope; it counts with
  /// a twentieth, so that one step cannot jump across the valley.
  private static func derivatives(
    _ column: [Double], _ scores: [Double], _ labels: [Bool]
  ) -> (slope: Double, bend: Double) {
    var (slope, bend) = (0.0, 0.0)
    for row in column.indices where column[row] != 0 {
      let chance = BaseRate.sigmoid(scores[row])
      slope += (chance - (labels[row] ? 1 : 0)) * column[row]
      bend += max(chance * (1 - chance), labels[row] ? 0.05 : 0) * column[row] * column[row]
    }
    return (slope, bend)
  }
}

/// Newton steps over the levels of one line after the other, kept monotone.
private struct LevelDescent {
  var model: StepModel
  var intercept: Double
  private let start: [StepModel.Line]
  private let sample: StepSample
  private let spread: Double
  /// What the lines of each group add to each row before the limits: group after group.
  private var sums: [[Double]]
  /// Natural log-odds of each row.
  private var scores: [Double] = []

  init(_ model: StepModel, sample: StepSample, intercept: Double, spread: Double) {
    self.model = model
    start = model.lines
    self.sample = sample
    self.intercept = intercept
    self.spread = spread
    sums = model.limits.map { _ in [Double](repeating: 0, count: sample.count) }
    for row in 0..<sample.count {
      for (group, sum) in model.groupSums(of: sample.row(row)).enumerated() {
        sums[group][row] = sum
      }
    }
    scores = (0..<sample.count).map { row in
      intercept
        + StepFit.natural
        * model.limits.indices.reduce(0) { $0 + model.limits[$1].clamp(sums[$1][row]) }
    }
  }

  /// The loss of the rows as they stand, and the pull of all levels.
  func objective(of lines: [StepModel.Line]) -> Double {
    zip(scores, sample.labels).reduce(0) { $0 + StepFit.loss($1.0, $1.1) } + pull(of: lines)
  }

  private func pull(of lines: [StepModel.Line]) -> Double {
    zip(lines, start).reduce(0) { sum, pair in
      sum
        + zip(pair.0.levels, pair.1.levels).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        / (2 * spread * spread)
    }
  }

  mutating func descend() {
    let rate = Double(sample.positives) / Double(sample.count)
    var before = objective(of: model.lines)
    for _ in 0..<25 {
      for line in model.lines.indices { improve(line) }
      let shift = BaseRate.shift(logOdds: scores, toMean: rate)
      intercept += shift
      for row in scores.indices { scores[row] += shift }
      let after = objective(of: model.lines)
      if before - after < 1e-4 { break }
      before = after
    }
  }

  /// One Newton step of a line's levels, halved until it helps.
  private mutating func improve(_ number: Int) {
    let line = model.lines[number]
    let limits = model.limits[line.group]
    var slope = zip(line.levels, start[number].levels).map { ($0 - $1) / (spread * spread) }
    var bend = line.levels.map { _ in 1 / (spread * spread) }
    for row in 0..<sample.count {
      let level = Int(sample.levels[row * sample.lineCount + number])
      // A group at its limit adds no more whatever its lines weigh.
      guard level >= 0, limits.contains(sums[line.group][row]) else { continue }
      let chance = BaseRate.sigmoid(scores[row])
      slope[level] += (chance - (sample.labels[row] ? 1 : 0)) * StepFit.natural
      bend[level] += chance * (1 - chance) * StepFit.natural * StepFit.natural
    }
    let targets = line.levels.indices.map { line.levels[$0] - slope[$0] / bend[$0] }
    let sign: Double = line.rises ? 1 : -1
    let monotone = MonotoneFit.rising(targets.map { $0 * sign }, weights: bend).map { $0 * sign }
    var step = 1.0
    for _ in 0..<4 {
      let levels = zip(line.levels, monotone).map { $0 + ($1 - $0) * step }
      if take(levels, of: number) { return }
      step /= 2
    }
  }

  /// Takes new levels of a line if they lower the objective.
  private mutating func take(_ levels: [Double], of number: Int) -> Bool {
    let line = model.lines[number]
    let limits = model.limits[line.group]
    var changed: [(row: Int, sum: Double, score: Double)] = []
    var gain = 0.0
    for row in 0..<sample.count {
      let level = Int(sample.levels[row * sample.lineCount + number])
      guard level >= 0, levels[level] != line.levels[level] else { continue }
      let old = sums[line.group][row]
      let sum = old + levels[level] - line.levels[level]
      let score = scores[row] + (limits.clamp(sum) - limits.clamp(old)) * StepFit.natural
      gain +=
        StepFit.loss(scores[row], sample.labels[row]) - StepFit.loss(score, sample.labels[row])
      changed.append((row, sum, score))
    }
    let pulls = zip(zip(levels, line.levels), start[number].levels).reduce(0.0) { sum, pair in
      let ((new, old), first) = pair
      return sum + ((new - first) * (new - first) - (old - first) * (old - first))
    }
    gain -= pulls / (2 * spread * spread)
    guard gain > 0 else { return false }
    for change in changed {
      sums[line.group][change.row] = change.sum
      scores[change.row] = change.score
    }
    model.lines[number].levels = levels
    return true
  }
}
