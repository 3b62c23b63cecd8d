/// An amount of goods in pieces, units of account, kilograms or US dollars, and between what it lies.
struct MeasuredAmount: Sendable {
  /// The amount; NaN where nothing says.
  var amount: Double
  /// Whether it was not declared.
  var isEstimated: Bool
  /// Whether it is known only within limits.
  var isRanged: Bool
  /// Hardly less.
  var least: Double
  /// Hardly more.
  var most: Double

  /// An amount as declared.
  init(declared: Double) {
    (amount, least, most) = (declared, declared, declared)
    (isEstimated, isRanged) = (false, false)
  }

  /// An estimate between two others.
  init(estimate: Double, between least: Double, and most: Double) {
    amount = estimate
    (isEstimated, isRanged) = (true, true)
    self.least = Double.minimum(estimate, least)
    self.most = Double.maximum(estimate, most)
  }
}
