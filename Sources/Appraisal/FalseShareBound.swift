import Foundation

/// How many honest rows a threshold can let through, at most.
///
/// Two ways, each with its assumption. *By weights*: a likelihood ratio has mean 1 among honest rows,
/// so by Markov's inequality at most 1/x of them can have one of x or more, if the weights are right.
/// *By comparison*: honest rows of known outcome are as likely to score high as honest rows of
/// unknown outcome, or likelier; then the rank of a new one among them is uniform.
///
/// - SeeAlso: Vovk, Gammerman and Shafer, *Algorithmic Learning in a Random World*, 2005; Bates et
///   al., *Testing for outliers with conformal p-values*, 2023; Clopper and Pearson, 1934.
public enum FalseShareBound {
  /// The share of honest rows that can reach a weight of evidence, in decibans above the prior.
  public static func byWeights(decibansAbovePrior: Double) -> Double {
    min(1, pow(10, -decibansAbovePrior / 10))
  }

  /// The conformal p-value of a score: its rank among scores of honest rows.
  ///
  /// - Parameters:
  ///   - score: the score or threshold.
  ///   - honest: scores of rows that were found to be honest.
  /// - Returns: (1 + how many are as high) / (n + 1).
  public static func conformal(_ score: Double, among honest: [Double]) -> Double {
    Double(1 + honest.count { $0 >= score }) / Double(honest.count + 1)
  }

  /// The share of a list that can be false, at most, on average over days.
  ///
  /// - Parameters:
  ///   - share: the share of honest rows that reach the threshold of the list, at most.
  ///   - candidates: how many rows could have reached it.
  ///   - listed: how many did.
  /// - Returns: the share, at most 1.
  public static func ofList(share: Double, candidates: Int, listed: Int) -> Double {
    listed == 0 ? 0 : min(1, share * Double(candidates) / Double(listed))
  }

  /// How many of some rows can be seen to do what each does with a chance of `share`, at most.
  ///
  /// A share that holds in the long run is overstepped by chance among few rows.
  ///
  /// - Parameters:
  ///   - share: the chance of each row, 0 to 1.
  ///   - trials: how many rows.
  ///   - confidence: such as 0.95.
  /// - Returns: the least count that is not exceeded with that confidence (binomial).
  public static func most(share: Double, trials: Int, confidence: Double) -> Int {
    let mean = share * Double(trials)
    // Nothing is seen ten standard deviations above the mean.
    var (low, high) = (0, min(trials, Int(mean + 10 * mean.squareRoot() + 20)))
    while low < high {
      let middle = (low + high) / 2
      if atMost(middle, of: trials, share: share) >= confidence {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  /// The upper end of a share of which `successes` of `trials` were seen (exact, Clopper–Pearson).
  ///
  /// - Parameters:
  ///   - successes: how many were seen.
  ///   - trials: of how many.
  ///   - confidence: such as 0.95, one-sided.
  /// - Returns: the share.
  public static func upper(successes: Int, trials: Int, confidence: Double) -> Double {
    precondition(
      successes >= 0 && successes <= trials, "there cannot be more successes than trials")
    guard successes < trials else { return 1 }
    var (low, high) = (Double(successes) / Double(trials), 1.0)
    // The chance of as few successes falls with the share; halve until doubles are exhausted.
    for _ in 0..<60 {
      let share = (low + high) / 2
      if atMost(successes, of: trials, share: share) > 1 - confidence {
        low = share
      } else {
        high = share
      }
    }
    return high
  }

  /// The share of a whole that is false, at most, where a part of it was looked at.
  ///
  /// The part is as it was found. The rest is as in the long run, of which the part says how often it is
  /// false, and as chance has it in so few: each may err in half of the cases that the confidence
  /// leaves.
  ///
  /// - Parameters:
  ///   - count: how many there are in all.
  ///   - found: how many of the part were false.
  ///   - inspected: how many the part has.
  ///   - confidence: such as 0.95, one-sided.
  /// - Returns: the share.
  public static func ofAll(
    _ count: Int, found: Int, inspected: Int, confidence: Double
  ) -> Double {
    precondition(
      (0...inspected).contains(found) && inspected <= count, "a part is no larger than the whole")
    guard count > 0 else { return 0 }
    let half = (1 + confidence) / 2
    let share = upper(successes: found, trials: inspected, confidence: half)
    let rest = most(share: share, trials: count - inspected, confidence: half)
    return Double(found + rest) / Double(count)
  }

  /// The chance of at most so many successes.
  private static func atMost(_ successes: Int, of trials: Int, share: Double) -> Double {
    guard share > 0 else { return 1 }
    guard share < 1 else { return successes >= trials ? 1 : 0 }
    let (n, logShare, logRest) = (Double(trials), log(share), log1p(-share))
    return (0...successes).reduce(0) { sum, k in
      let count = Double(k)
      let ways = lgamma(n + 1) - lgamma(count + 1) - lgamma(n - count + 1)
      return sum + exp(ways + count * logShare + (n - count) * logRest)
    }
  }
}
