/// A quantity in thousandths of a family's unit of account.
///
/// Flow accounting is done in whole numbers, so that conservation is exact.
public struct FlowQuantity: Hashable, Comparable, Sendable {
  /// Thousandths of the unit of account.
  public let thousandths: Int64

  /// A quantity from its thousandths.
  public init(thousandths: Int64) {
    self.thousandths = thousandths
  }

  /// The nearest quantity to a number of units, or nil where it is negative, not finite or beyond
  /// 9 × 10^12 units.
  public init?(units: Double) {
    guard units.isFinite, units >= 0, units <= 9e12 else { return nil }
    thousandths = Int64((units * 1000).rounded())
  }

  /// The number of units.
  public var units: Double { Double(thousandths) / 1000 }

  /// Compares amounts.
  public static func < (less: Self, more: Self) -> Bool {
    less.thousandths < more.thousandths
  }
}

extension FlowQuantity: CustomStringConvertible {
  /// The number of units without superfluous zeros, such as `12`, `12.5`.
  public var description: String {
    let whole = thousandths / 1000
    let rest = thousandths % 1000
    guard rest != 0 else { return String(whole) }
    var digits = String(rest)
    digits = String(repeating: "0", count: 3 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}

/// Between what a quantity lies that was not declared, but estimated.
public struct QuantityLimits: Hashable, Sendable {
  /// It is hardly less.
  public let least: FlowQuantity
  /// It is hardly more.
  public let most: FlowQuantity

  /// Limits; the estimate itself is one where it lies outside.
  public init(least: FlowQuantity, most: FlowQuantity, around estimate: FlowQuantity) {
    self.least = min(least, estimate)
    self.most = max(most, estimate)
  }
}

extension QuantityLimits: CustomStringConvertible {
  /// The two with a dash between, such as `10–15`.
  public var description: String { "\(least)–\(most)" }
}
