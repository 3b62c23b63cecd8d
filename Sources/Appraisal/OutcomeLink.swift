import Foundation

/// How outcomes follow from scores, where some that were found diverted were not.
///
/// With p the probability of diversion, an inspection finds it with probability
///
///     q = p + γ (1 − p)
///
/// γ is the share of honest exports of which it is said nevertheless. One such outcome, far below
/// all others, costs a logistic regression more than ten that it has right: without γ all weights are made
/// flatter until it fits. What was cleared is taken to have been honest: whether inspections overlook
/// something cannot be told from outcomes alone.
///
/// - SeeAlso: Copas, *Binary regression models for contaminated data*, 1988.
public struct OutcomeLink: Sendable, Equatable {
  /// What is added to scores, in natural log-odds.
  public let intercept: Double
  /// γ, at most half of the share found diverted.
  public let mistakenShare: Double

  /// An intercept and a share of mistaken findings.
  public init(intercept: Double, mistakenShare: Double) {
    precondition((0..<1).contains(mistakenShare), "a share lies between 0 and 1")
    self.intercept = intercept
    self.mistakenShare = mistakenShare
  }

  /// The intercept, and the share of mistaken findings where it is not given, with the least log-loss.
  ///
  /// Fisher scoring; a step that does not lower the loss is halved. At least half of the findings are taken
  /// to be right.
  ///
  /// - Parameters:
  ///   - scores: natural log-odds without an intercept.
  ///   - labels: what was found.
  ///   - mistakenShare: γ where it is known; estimated without it.
  ///   - start: where to begin; from the share found diverted without it.
  /// - Complexity: O(rows) a step, some ten steps.
  public init(
    _ scores: [Double], labels: [Bool], mistakenShare: Double? = nil, from start: OutcomeLink? = nil
  ) {
    precondition(scores.count == labels.count && !labels.isEmpty, "one score for each label")
    let rate = min(
      1 - 1e-9, max(1e-9, Double(labels.count { $0 }) / Double(labels.count)))
    let most = mistakenShare == nil ? rate / 2 : 1
    // From 0 and from the most no step may lead away.
    let share = mistakenShare ?? min(0.9 * most, max(rate / 50, start?.mistakenShare ?? rate / 10))
    self.init(
      intercept: start?.intercept ?? BaseRate.shift(logOdds: scores, toMean: rate),
      mistakenShare: share)
    var least = loss(scores, labels: labels)
    for _ in 0..<60 {
      let step = self.step(scores, labels, movesShare: mistakenShare == nil)
      var size = 1.0
      var better: (OutcomeLink, Double)?
      while better == nil, size > 1e-4 {
        let next = OutcomeLink(
          intercept: min(60, max(-60, intercept + size * min(4, max(-4, step.intercept)))),
          mistakenShare: min(most, max(0, self.mistakenShare + size * step.share)))
        let loss = next.loss(scores, labels: labels)
        if loss < least { better = (next, loss) } else { size /= 2 }
      }
      guard let (next, loss) = better else { return }
      let gain = least - loss
      (self, least) = (next, loss)
      if gain < 1e-10 { return }
    }
  }

  /// The step of Fisher scoring from here.
  private func step(
    _ scores: [Double], _ labels: [Bool], movesShare: Bool
  ) -> (intercept: Double, share: Double) {
    var (slope, slopeOfShare) = (0.0, 0.0)
    var (bend, bendOfBoth, bendOfShare) = (1e-12, 0.0, 1e-12)
    for (score, label) in zip(scores, labels) {
      let chance = BaseRate.sigmoid(score + intercept)
      let found = max(1e-200, chance + mistakenShare * (1 - chance))
      let byIntercept = (1 - mistakenShare) * chance * (1 - chance)
      let byShare = 1 - chance
      let spread = max(1e-200, found * (1 - found))
      let pull = ((label ? 1 : 0) - found) / spread
      slope += pull * byIntercept
      slopeOfShare += pull * byShare
      bend += byIntercept * byIntercept / spread
      bendOfBoth += byIntercept * byShare / spread
      bendOfShare += byShare * byShare / spread
    }
    let isAtEnd = mistakenShare == 0 && slopeOfShare <= 0
    let determinant = bend * bendOfShare - bendOfBoth * bendOfBoth
    guard movesShare, !isAtEnd, determinant > 1e-9 * bend * bendOfShare else {
      return (slope / bend, 0)
    }
    return (
      (bendOfShare * slope - bendOfBoth * slopeOfShare) / determinant,
      (bend * slopeOfShare - bendOfBoth * slope) / determinant
    )
  }

  /// How likely a finding of diversion is right.
  ///
  /// - Parameter logOdds: of diversion, the intercept included.
  /// - Returns: between 0 and 1; 1 where no finding is mistaken.
  public func rightness(logOdds: Double) -> Double {
    guard mistakenShare > 0 else { return 1 }
    let chance = BaseRate.sigmoid(logOdds)
    return chance / (chance + mistakenShare * (1 - chance))
  }

  /// −log of the probability of what was found, without overflow.
  ///
  /// - Parameters:
  ///   - logOdds: of diversion, the intercept included.
  ///   - label: what was found.
  /// - Returns: in nats.
  public func loss(logOdds: Double, label: Bool) -> Double {
    guard label else { return softplus(logOdds) - log1p(-mistakenShare) }
    if mistakenShare == 0 { return softplus(-logOdds) }
    let chance = BaseRate.sigmoid(logOdds)
    return -log(chance + mistakenShare * (1 - chance))
  }

  /// Mean log-loss of scores with this intercept.
  public func loss(_ scores: [Double], labels: [Bool]) -> Double {
    zip(scores, labels).reduce(0) { $0 + loss(logOdds: $1.0 + intercept, label: $1.1) }
      / Double(max(1, labels.count))
  }

  /// log(1 + e^x).
  private func softplus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }
}
