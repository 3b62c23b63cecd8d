import Appraisal

/// How intervals are drawn: how many resamples, from which seed.
struct Resampling {
  let rounds: Int
  let seed: UInt64

  /// Cells for the interval of each figure, unknown where it is hardly ever defined.
  ///
  /// - Parameters:
  ///   - clusters: the cluster of each row; rows of one are drawn together.
  ///   - count: how many figures.
  ///   - figures: the figures of some rows, each row as often as it is named.
  /// - Returns: low and high end of each figure.
  func intervals(
    clusters: [Int], count: Int, _ figures: ([Int]) -> [Double?]
  ) -> [[EvaluationTable.Cell]] {
    let found = Bootstrap(clusters: clusters, rounds: rounds, seed: seed).intervals(figures)
    return (0..<count).map { number in
      let interval = number < found.count ? found[number] : nil
      return [
        EvaluationTable.optional(interval?.lowerBound),
        EvaluationTable.optional(interval?.upperBound),
      ]
    }
  }
}
