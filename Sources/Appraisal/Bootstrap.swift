/// How far a figure could have come out otherwise: percentile intervals over resampled clusters.
///
/// Exports of one scheme are found together or not at all, so clusters are drawn, not rows; rows drawn
/// one by one would claim far more certainty than there is.
///
/// - SeeAlso: Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapters 8 and 13.
public struct Bootstrap: Sendable {
  private let clusters: [[Int]]
  private let draws: [[Int]]

  /// Draws the resamples.
  ///
  /// - Parameters:
  ///   - numbers: the cluster of each row; rows of one number are drawn together.
  ///   - rounds: how many resamples.
  ///   - seed: the same seed draws the same ones.
  public init(clusters numbers: [Int], rounds: Int, seed: UInt64) {
    var members: [Int: [Int]] = [:]
    for (row, number) in numbers.enumerated() { members[number, default: []].append(row) }
    clusters = members.sorted { $0.key < $1.key }.map(\.value)
    var random = SeededRandom(seed: seed)
    let count = clusters.count
    draws = (0..<rounds).map { _ in
      count == 0 ? [] : (0..<count).map { _ in random.below(count) }
    }
  }

  /// The middle 90 % of several figures over the resamples, each nil where it is hardly ever defined.
  ///
  /// - Parameter figures: the figures of a sample of rows, always as many.
  /// - Returns: the fifth and the ninety-fifth percentile of each.
  public func intervals(_ figures: ([Int]) -> [Double?]) -> [ClosedRange<Double>?] {
    let rounds = draws.map { draw in figures(draw.flatMap { clusters[$0] }) }
    guard let width = rounds.first?.count else { return [] }
    return (0..<width).map { column in
      let found = rounds.compactMap { $0[column] }.filter(\.isFinite).sorted()
      guard found.count >= max(2, rounds.count / 2) else { return nil }
      return Self.quantile(found, 0.05)...Self.quantile(found, 0.95)
    }
  }

  /// The nearest-rank quantile of sorted numbers.
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return sorted[max(0, min(sorted.count - 1, place))]
  }
}
