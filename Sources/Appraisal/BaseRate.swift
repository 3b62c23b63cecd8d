import Foundation

/// Moves probabilities from the sample they were learnt on to the population they are used on.
///
/// Inspections look where they expect something, so positives are far commoner among outcomes than
/// among exports.
public enum BaseRate {
  /// A base rate and how far it could be off.
  public struct Estimate: Sendable, Equatable {
    /// The base rate.
    public let rate: Double
    /// The middle 90 % of what it could be for so many positives, all heights tried.
    public let interval: ClosedRange<Double>
    /// How many of the positives the estimate rests on.
    public let positives: Int

    /// An estimate.
    public init(rate: Double, interval: ClosedRange<Double>, positives: Int) {
      self.rate = rate
      self.interval = interval
      self.positives = positives
    }
  }

  /// The base rate of a population, from where known positives stand in it.
  ///
  /// Where a share T of known positives reaches a height that a share q of the population reaches, q/T
  /// is the base rate if nothing else is up there, and too high a one otherwise. The height is where
  /// q over the lower end of T is least: low enough for T to rest on many, high enough for few others.
  /// Known negatives are not asked, since inspections seldom look at those that look harmless.
  ///
  /// - Parameter tails: for each known positive, the share of the population that scores as high, judged
  ///   by a fit that did not see it.
  /// - Returns: nil for fewer than five positives.
  /// - SeeAlso: Blanchard, Lee and Scott, *Semi-supervised novelty detection*, 2010; Elkan and Noto,
  ///   *Learning classifiers from only positive and unlabeled data*, 2008.
  public static func ofPositives(tails: [Double]) -> Estimate? {
    let least = 5
    guard tails.count >= least else { return nil }
    let sorted = tails.sorted()
    // The least of many quotients is a lucky one: the ends must hold at all heights at once.
    let confidence = 1 - 0.05 / Double(sorted.count - least + 1)
    func ends(_ found: Int) -> ClosedRange<Double> {
      let count = sorted.count
      let low =
        1
        - FalseShareBound.upper(
          successes: count - found, trials: count, confidence: confidence)
      return
        low...FalseShareBound.upper(
          successes: found, trials: count, confidence: confidence)
    }
    let choices = (least...sorted.count).map { found in
      (found: found, share: sorted[found - 1], ends: ends(found))
    }
    guard
      let best = choices.min(by: {
        $0.share / $0.ends.lowerBound < $1.share / $1.ends.lowerBound
      })
    else { return nil }
    func bounded(_ rate: Double) -> Double { min(0.5, max(1e-6, rate)) }
    return Estimate(
      rate: bounded(best.share * Double(sorted.count) / Double(best.found)),
      interval: bounded(
        best.share / best.ends.upperBound)...bounded(
          best.share / best.ends.lowerBound),
      positives: best.found)
  }

  /// What to add to log-odds so that their probabilities have a mean.
  ///
  /// - Complexity: O(rows), some sixty times.
  public static func shift(logOdds: [Double], toMean rate: Double) -> Double {
    precondition(rate > 0 && rate < 1, "a share lies between 0 and 1")
    guard !logOdds.isEmpty else { return 0 }
    var (low, high) = (-40.0, 40.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let mean = logOdds.reduce(0) { $0 + sigmoid($1 + middle) } / Double(logOdds.count)
      if mean < rate { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// log(p / (1 − p)).
  public static func logit(_ probability: Double) -> Double {
    log(probability / (1 - probability))
  }

  /// 1 / (1 + e^−x).
  public static func sigmoid(_ logOdds: Double) -> Double {
    1 / (1 + exp(-logOdds))
  }
}
