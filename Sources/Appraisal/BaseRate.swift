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
    /// The middle 90 % of what it could be for so many positives.
    public let interval: ClosedRange<Double>
    /// How many of the positives the estimate rests on.
    public let positives: Int
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
    func ends(_ found: Int) -> ClosedRange<Double> {
      let count = sorted.count
      let low =
        1
        - FalseShareBound.upper(
          successes: count - found, trials: count, confidence: 0.95)
      return low...FalseShareBound.upper(successes: found, trials: count, confidence: 0.95)
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

  /// What to multiply scores by so that probabilities place positives where known ones were found.
  ///
  /// With probabilities p that have the mean `rate`, positives are a draw from the population in which
  /// each row counts p times. The factor is the one at which the mean score of that draw is that of the
  /// known positives. Known negatives are not asked: whoever was inspected looked suspicious, and
  /// weights that were scaled on them would be too flat for all others.
  ///
  /// - Parameters:
  ///   - population: natural log-odds of rows of which nothing is known, whatever their intercept.
  ///   - positives: log-odds of known positives, as a fit would have them that did not see them.
  ///   - rate: the base rate, above 0 and below 1.
  ///   - reach: scores count within these limits only, so that one odd row does not settle it.
  /// - Returns: the factor, between a third and three.
  /// - Complexity: O(rows), some two thousand times.
  public static func factor(
    population: [Double], positives: [Double], rate: Double, reach: ClosedRange<Double>
  ) -> Double {
    guard !population.isEmpty, !positives.isEmpty else { return 1 }
    func limited(_ score: Double) -> Double {
      min(reach.upperBound, max(reach.lowerBound, score))
    }
    let found = positives.reduce(0) { $0 + limited($1) } / Double(positives.count)
    // The mean rises with the factor: the steeper, the more the highest scores count.
    func drawn(_ factor: Double) -> Double {
      let scaled = population.map { $0 * factor }
      let shift = shift(logOdds: scaled, toMean: rate)
      var (sum, weight) = (0.0, 0.0)
      for (score, odds) in zip(population, scaled) {
        let probability = sigmoid(odds + shift)
        sum += probability * limited(score)
        weight += probability
      }
      return sum / weight
    }
    var (low, high) = (1.0 / 3, 3.0)
    for _ in 0..<24 {
      let middle = (low * high).squareRoot()
      if drawn(middle) < found { low = middle } else { high = middle }
    }
    return (low * high).squareRoot()
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
