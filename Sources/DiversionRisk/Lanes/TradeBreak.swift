import Foundation

/// The month from which a monthly series moved to another level, and by how much.
///
/// Every month with a year on either side is tried; the same calendar months stand against each
/// other, so that seasons cancel. The break is where the two levels differ most by the noise within
/// them.
public struct TradeBreak: Hashable, Sendable {
  /// The first month of the new level, as a position in the series.
  public let month: Int
  /// The new level over the old, by geometric means of twelve months.
  public let size: Double
  /// The difference of the levels over its standard error.
  public let strength: Double
  /// Mean value a month in the year before.
  public let before: Double
  /// Mean value a month in the year from then on.
  public let after: Double

  /// Months compared on either side.
  public static let span = 12
  /// Below this factor a change of level is not called a break.
  public static let leastSize = 2.0
  /// Below this many standard errors a change of level is not called a break.
  public static let leastStrength = 5.0

  /// Whether the change is one that ordinary trade does not make.
  public var isMarked: Bool { size >= Self.leastSize && strength >= Self.leastStrength }

  /// The strongest rise of a series; nil where it is shorter than two years or has a year of nothing.
  ///
  /// - Parameter series: one value a month, none missing.
  /// - Returns: the month where the levels differ most by their noise.
  /// - Complexity: O(months × span).
  public static func strongestRise(in series: [Double]) -> TradeBreak? {
    steps(of: series).max { one, other in
      one.strength != other.strength ? one.strength < other.strength : one.month > other.month
    }
  }

  /// The change of level at every month with a year on either side.
  public static func steps(of series: [Double]) -> [TradeBreak] {
    guard series.count >= 2 * span else { return [] }
    return (span...(series.count - span)).compactMap { month in
      let (before, after) = (series[month - span..<month], series[month..<month + span])
      let (low, high) = (mean(before), mean(after))
      guard low > 0, high > 0 else { return nil }
      // A month of nothing has no logarithm; a hundredth of the year's mean stands for it.
      let one = before.map { log(max($0, low / 100)) }
      let other = after.map { log(max($0, high / 100)) }
      let step = mean(other[...]) - mean(one[...])
      let noise = (spread(one) + spread(other)) / Double(2 * span - 2) * 2 / Double(span)
      let strength = noise > 0 ? step / noise.squareRoot() : (step == 0 ? 0 : step * 1e6)
      return TradeBreak(month: month, size: exp(step), strength: strength, before: low, after: high)
    }
  }

  private static func mean(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  private static func spread(_ values: [Double]) -> Double {
    let level = mean(values[...])
    return values.reduce(0) { $0 + ($1 - level) * ($1 - level) }
  }
}
