/// The closest rising sequence to numbers of unequal weight.
public enum MonotoneFit {
  /// Pools adjacent violators: neighbours in the wrong order get their weighted mean.
  ///
  /// - Parameters:
  ///   - values: the numbers in order.
  ///   - weights: how much each counts, above zero.
  /// - Returns: the rising sequence with the least weighted sum of squared distances.
  /// - Complexity: O(values).
  /// - SeeAlso: Ayer et al., *An empirical distribution function for sampling with incomplete
  ///   information*, 1955.
  public static func rising(_ values: [Double], weights: [Double]) -> [Double] {
    precondition(values.count == weights.count, "one weight for each value")
    var blocks: [(mean: Double, weight: Double, count: Int)] = []
    for (value, weight) in zip(values, weights) {
      precondition(weight > 0, "a weight is above zero")
      blocks.append((value, weight, 1))
      while blocks.count > 1, blocks[blocks.count - 2].mean > blocks[blocks.count - 1].mean {
        let last = blocks.removeLast()
        let before = blocks.removeLast()
        let weight = before.weight + last.weight
        blocks.append(
          (
            (before.mean * before.weight + last.mean * last.weight) / weight, weight,
            before.count + last.count
          ))
      }
    }
    return blocks.flatMap { Array(repeating: $0.mean, count: $0.count) }
  }
}
