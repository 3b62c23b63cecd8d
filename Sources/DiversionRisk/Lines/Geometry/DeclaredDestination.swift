import TradeModel

/// Whether the declaration itself names a destination of concern: who declares it hides nothing, and
/// the permit lines judge the rest.
struct DeclaredDestination: EvidenceRule {
  let code = "geometry.declared_destination"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let names = context.concern.contains(movement.to)
    return subject.measured(
      names ? 0 : 1,
      names
        ? BilingualText(
          "The declaration names \(movement.to), a destination of concern, openly.",
          "신고서가 우려 목적지 \(movement.to)를 그대로 밝힘.")
        : BilingualText(
          "The declared destination is \(movement.to), not itself one of concern.",
          "신고 목적지는 \(movement.to)로 우려 목적지가 아님."), rows: [movement.record])
  }
}
