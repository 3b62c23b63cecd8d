import Foundation

/// Re-fits a step model to outcomes, pulled towards what it was.
///
/// The penalised log-loss of a logistic regression whose intercept is free (positives are
/// over-represented among outcomes, which moves the intercept and nothing else), and in which some
/// findings may be mistaken (``OutcomeLink``):
///
///     Σ log-loss + (log c)² / 2 (log 2)² + Σ (a − 1)² / 2s² + Σ (w − w₀)² / 2t²
///
/// First one scale c for all weights: weights that are all too large or too small rank as well as
/// before, and their order is not to be bought with it. Then a factor a ≥ 0 for each group by coordinate
/// descent, then the levels w of each line by Newton steps whose targets are made monotone by pooling
/// adjacent violators, weighted by curvature. A step that does not lower the objective is halved and then
/// dropped, so the fit never gets worse.
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
  /// The intercept of the sample, and how many findings are mistaken.
  public let link: OutcomeLink

  /// Natural log-odds in a deciban.
  public static let natural = log(10.0) / 10

  /// Fits; deterministic.
  ///
  /// - Parameters:
  ///   - model: what to start from and to stay near to.
  ///   - sample: outcomes, at least one of each kind.
  ///   - strength: how strongly the start counts.
  public init(_ model: StepModel, to sample: StepSample, strength: Strength) {
    precondition(
      (1..<max(1, sample.count)).contains(sample.positives), "outcomes of both kinds are needed")
    let (scale, link) = Self.scale(of: model, on: sample)
    self.scale = scale
    let scaled = model.scaled(by: model.limits.map { _ in scale })
    let start = FactorDescent(scaled, sample: sample, from: link, spread: strength.factorSpread)
    var levels = LevelDescent(
      scaled.scaled(by: start.factors), sample: sample, from: start.link,
      spread: strength.levelSpread)
    if strength.levelSpread > 0 { levels.descend() }
    self.model = levels.model
    factors = start.factors
    self.link = levels.link
  }

  /// How outcomes follow from a model as it is.
  public static func link(of model: StepModel, on sample: StepSample) -> OutcomeLink {
    OutcomeLink(sample.scores(of: model), labels: sample.labels)
  }

  /// Mean log-loss of scores in decibans, the intercept the one with the least of it: that is the
  /// sampling's business, not the model's.
  public static func logLoss(
    decibans: [Double], labels: [Bool], mistakenShare: Double = 0
  ) -> Double {
    let scores = decibans.map { $0 * natural }
    return OutcomeLink(scores, labels: labels, mistakenShare: mistakenShare)
      .loss(scores, labels: labels)
  }

  /// Standard deviation of the scale's logarithm: half or twice is no surprise.
  static let scaleSpread = log(2.0)

  /// The one factor for all weights with the least penalised log-loss, and the link at it; between
  /// 0.05 and 3.
  ///
  /// With mistaken findings the loss need not be convex in the factor, so a grid comes first; around its
  /// best point the range is narrowed by golden sections.
  static func scale(of model: StepModel, on sample: StepSample) -> (Double, OutcomeLink) {
    let scores = sample.scores(of: model)
    var link = OutcomeLink(scores, labels: sample.labels)
    func objective(_ exponent: Double) -> Double {
      let scaled = scores.map { $0 * exp(exponent) }
      link = OutcomeLink(scaled, labels: sample.labels, from: link)
      let pull = exponent * exponent / (2 * scaleSpread * scaleSpread)
      return link.loss(scaled, labels: sample.labels) * Double(sample.count) + pull
    }
    // From the weights as they are outwards, so that each point starts from the link of its neighbour.
    let (least, most, width) = (log(0.05), log(3.0), 0.4)
    let down = stride(from: 0, through: least, by: -width)
    let up = stride(from: width, through: most, by: width)
    let grid = (Array(down) + Array(up)).map { (exponent: $0, value: objective($0)) }
    let best = grid.min { $0.value < $1.value }?.exponent ?? 0
    let golden = (5.0.squareRoot() - 1) / 2
    var (low, high) = (max(least, best - width), min(most, best + width))
    var (left, right) = (high - golden * (high - low), low + golden * (high - low))
    var values = (objective(left), objective(right))
    for _ in 0..<9 {
      if values.0 < values.1 {
        (high, right, values.1) = (right, left, values.0)
        left = high - golden * (high - low)
        values.0 = objective(left)
      } else {
        (low, left, values.0) = (left, right, values.1)
        right = low + golden * (high - low)
        values.1 = objective(right)
      }
    }
    let exponent = (low + high) / 2
    _ = objective(exponent)
    return (exp(exponent), link)
  }
}

extension StepSample {
  /// What a model makes of each row, in natural log-odds without an intercept.
  func scores(of model: StepModel) -> [Double] {
    (0..<count).map { model.decibans(of: row($0)) * StepFit.natural }
  }
}

/// Coordinate descent over the factors of groups, none below zero.
private struct FactorDescent {
  var factors: [Double]
  var link: OutcomeLink

  init(_ model: StepModel, sample: StepSample, from link: OutcomeLink, spread: Double) {
    let columns = Self.columns(model, sample)
    factors = [Double](repeating: 1, count: columns.count)
    self.link = link
    guard spread > 0 else { return }
    // Without the intercept.
    var scores = (0..<sample.count).map { row in columns.reduce(0) { $0 + $1[row] } }
    for _ in 0..<200 {
      var moved = 0.0
      for group in columns.indices {
        let (slope, bend) = Self.derivatives(columns[group], scores, sample.labels, self.link)
        let pull = (factors[group] - 1) / (spread * spread)
        let step = (slope + pull) / (bend + 1 / (spread * spread))
        let next = max(0, factors[group] - step)
        let change = next - factors[group]
        factors[group] = next
        for row in scores.indices { scores[row] += change * columns[group][row] }
        moved = max(moved, abs(change))
      }
      let before = self.link
      self.link = OutcomeLink(scores, labels: sample.labels, from: before)
      if max(moved, abs(self.link.intercept - before.intercept)) < 1e-6 { break }
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
    _ column: [Double], _ scores: [Double], _ labels: [Bool], _ link: OutcomeLink
  ) -> (slope: Double, bend: Double) {
    var (slope, bend) = (0.0, 0.0)
    for row in column.indices where column[row] != 0 {
      let odds = scores[row] + link.intercept
      let chance = BaseRate.sigmoid(odds)
      slope += (chance - (labels[row] ? link.rightness(logOdds: odds) : 0)) * column[row]
      bend += max(chance * (1 - chance), labels[row] ? 0.05 : 0) * column[row] * column[row]
    }
    return (slope, bend)
  }
}

/// Newton steps over the levels of one line after the other, kept monotone.
private struct LevelDescent {
  var model: StepModel
  private(set) var link: OutcomeLink
  private let start: [StepModel.Line]
  private let sample: StepSample
  private let spread: Double
  /// What the lines of each group add to each row before the limits: group after group.
  private var sums: [[Double]]
  /// Natural log-odds of each row, without the intercept.
  private var scores: [Double] = []

  init(_ model: StepModel, sample: StepSample, from link: OutcomeLink, spread: Double) {
    self.model = model
    start = model.lines
    self.sample = sample
    self.link = link
    self.spread = spread
    sums = model.limits.map { _ in [Double](repeating: 0, count: sample.count) }
    for row in 0..<sample.count {
      for (group, sum) in model.groupSums(of: sample.row(row)).enumerated() {
        sums[group][row] = sum
      }
    }
    scores = (0..<sample.count).map { row in
      StepFit.natural
        * model.limits.indices.reduce(0) { $0 + model.limits[$1].clamp(sums[$1][row]) }
    }
  }

  /// The loss of the rows as they stand, and the pull of all levels.
  func objective(of lines: [StepModel.Line]) -> Double {
    link.loss(scores, labels: sample.labels) * Double(sample.count) + pull(of: lines)
  }

  private func pull(of lines: [StepModel.Line]) -> Double {
    zip(lines, start).reduce(0) { sum, pair in
      sum
        + zip(pair.0.levels, pair.1.levels).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        / (2 * spread * spread)
    }
  }

  mutating func descend() {
    var before = objective(of: model.lines)
    for _ in 0..<25 {
      for line in model.lines.indices { improve(line) }
      link = OutcomeLink(scores, labels: sample.labels, from: link)
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
      let odds = scores[row] + link.intercept
      let chance = BaseRate.sigmoid(odds)
      let found = sample.labels[row] ? link.rightness(logOdds: odds) : 0
      slope[level] += (chance - found) * StepFit.natural
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
      let label = sample.labels[row]
      gain +=
        link.loss(logOdds: scores[row] + link.intercept, label: label)
        - link.loss(logOdds: score + link.intercept, label: label)
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
