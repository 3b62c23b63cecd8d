import TradeModel

/// The highest score of what the same exporter sent the same consignee on another day.
///
/// The measure is that score in decibans, on its own evidence. It can only raise a score.
struct NeighbourOfPair: EvidenceRule {
  let code = "propagated.same_pair"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    NeighbourFinding.observe(subject, in: context) { $0.strongestOfPair($1) }
  }
}
