/// How the quantity of an outgoing leg must compare with that of the incoming leg before it.
///
/// Both ends are fractions and both are included; comparisons are exact.
public struct QuantityRatio: Sendable, Equatable {
  /// A fraction of whole numbers, neither below zero, the second above.
  public struct Fraction: Sendable, Equatable {
    /// The upper number.
    public let numerator: Int64
    /// The lower number, above zero.
    public let denominator: Int64

    /// Makes the fraction `numerator` / `denominator`.
    public init(_ numerator: Int64, over denominator: Int64 = 1) {
      precondition(
        numerator >= 0 && denominator > 0, "not a ratio: \(numerator) / \(denominator)")
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  /// Outgoing quantity ÷ incoming quantity is at least this.
  public let lowest: Fraction
  /// Outgoing quantity ÷ incoming quantity is at most this.
  public let highest: Fraction

  /// Makes the range from `lowest` to `highest`.
  public init(from lowest: Fraction, through highest: Fraction) {
    self.lowest = lowest
    self.highest = highest
  }

  /// The outgoing quantities that may follow an incoming one; empty when none may.
  func outgoing(after incoming: Int64) -> (least: Int64, most: Int64) {
    let (low, isLowTooLarge) = incoming.multipliedReportingOverflow(by: lowest.numerator)
    let (high, isHighTooLarge) = incoming.multipliedReportingOverflow(by: highest.numerator)
    guard !isLowTooLarge && !isHighTooLarge && low < .max && high < .max else {
      return wideOutgoing(after: incoming)
    }
    // Neither is below zero, and unsigned numbers are divided faster.
    let divisor = UInt64(bitPattern: lowest.denominator)
    let (first, rest) = UInt64(bitPattern: low).quotientAndRemainder(dividingBy: divisor)
    let last = UInt64(bitPattern: high) / UInt64(bitPattern: highest.denominator)
    return (Int64(bitPattern: first) &+ (rest == 0 ? 0 : 1), Int64(bitPattern: last))
  }

  /// The same where products may not fit.
  private func wideOutgoing(after incoming: Int64) -> (least: Int64, most: Int64) {
    let least = Self.product(incoming, lowest.numerator, dividedBy: lowest.denominator)
    let most = Self.product(incoming, highest.numerator, dividedBy: highest.denominator)
    // No outgoing quantity reaches what does not fit, so such a lower end leaves nothing.
    guard let first = least.hasRest ? least.quotient.map({ $0 + 1 }) : least.quotient else {
      return (1, 0)
    }
    return (first, most.quotient ?? .max)
  }

  /// The product of two numbers divided by a third, nil when it reaches `Int64.max`.
  private static func product(
    _ first: Int64, _ second: Int64, dividedBy divisor: Int64
  ) -> (quotient: Int64?, hasRest: Bool) {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    if !overflow {
      let (quotient, rest) = product.quotientAndRemainder(dividingBy: divisor)
      return (quotient < .max ? quotient : nil, rest != 0)
    }
    let wide = first.multipliedFullWidth(by: second)
    guard wide.high < divisor else { return (nil, false) }
    let (quotient, rest) = UInt64(divisor).dividingFullWidth((UInt64(wide.high), wide.low))
    return (quotient < UInt64(Int64.max) ? Int64(quotient) : nil, rest != 0)
  }
}
