import Foundation

/// Moves probabilities from the sample they were learnt on to the population they are used on.
///
/// Inspections look where they expect something, so positives are far commoner among outcomes than
/// among exports. Within each class, what was inspected is taken to be like what was not.
public enum BaseRate {
  /// The base rate of a population, by maximum likelihood.
  ///
  /// - Parameters:
  ///   - logOdds: log-odds of each row of the population, as right for the sample.
  ///   - sampleRate: the share of positives in the sample.
  /// - Returns: the base rate, between the limits 1e-6 and 0.5.
  /// - SeeAlso: Saerens, Latinne and Decaestecker, *Adjusting the outputs of a classifier to new a
  ///   priori probabilities*, 2002.
  public static func estimated(logOdds: [Double], sampleRate: Double) -> Double {
    precondition(sampleRate > 0 && sampleRate < 1, "a share lies between 0 and 1")
    guard !logOdds.isEmpty else { return sampleRate }
    let base = logit(sampleRate)
    var rate = sampleRate
    for _ in 0..<500 {
      let shift = logit(rate) - base
      let next = logOdds.reduce(0) { $0 + sigmoid($1 + shift) } / Double(logOdds.count)
      let bounded = min(0.5, max(1e-6, next))
      if abs(bounded - rate) < 1e-9 * rate { return bounded }
      rate = bounded
    }
    return rate
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
