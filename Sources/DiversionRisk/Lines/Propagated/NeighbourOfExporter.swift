import TradeModel

/// The highest score of what the same exporter sent to others.
///
/// The measure is that score in decibans, on its own evidence. It can only raise a score.
struct NeighbourOfExporter: EvidenceRule {
  let code = "propagated.same_exporter"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    NeighbourFinding.observe(subject, in: context) { $0.strongestOfExporter($1) }
  }
}
