import TradeModel

/// Declared unit value against what goods of that description usually cost: too high.
///
/// Over-priced goods bring a payment home. The measure is the declared price over the usual one.
public struct Overvalued: EvidenceRule {
  public let code = "item.overvalued"

  public func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    UnitValue.observe(subject, in: context) { $0 / $1 }
  }
}
