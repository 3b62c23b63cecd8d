import TradeModel

/// Declared unit value against what goods of that description usually cost: too high.
///
/// Over-priced goods bring a payment home. The measure is the declared price over the usual one.
struct Overvalued: EvidenceRule {
  let code = "item.overvalued"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    UnitValue.observe(subject, in: context) { $0 / $1 }
  }
}
