import TradeModel

/// The finding behind both lines.
enum NeighbourFinding {
  static func observe(
    _ subject: Subject, in context: RiskContext,
    neighbour: (NeighbourRisk, Movement) -> NeighbourRisk.Neighbour?
  ) -> Observation {
    let movement = context.movement(of: subject)
    guard let risk = context.neighbours else {
      return subject.notCheckable(
        BilingualText("Other exports were not scored yet.", "다른 수출의 점수가 아직 산출되지 않음."))
    }
    guard let strongest = neighbour(risk, movement) else {
      return subject.measured(
        -.greatestFiniteMagnitude,
        BilingualText("There is no other such export.", "다른 해당 수출이 없음."), rows: [movement.record])
    }
    let other = context.movements[strongest.movement]
    let identity = context.identity(of: other.record)?.description ?? "?"
    return subject.measured(
      strongest.score,
      BilingualText(
        "\(identity) of \(other.date) from \(context.name(other.shipper)) to "
          + "\(context.name(other.consignee)) scores \(Phrase.number(strongest.score)) dB by itself.",
        "\(other.date) \(context.name(other.shipper))의 \(context.name(other.consignee))행 신고 "
          + "\(identity)의 자체 점수는 \(Phrase.number(strongest.score)) dB임."),
      rows: [movement.record, other.record])
  }
}
