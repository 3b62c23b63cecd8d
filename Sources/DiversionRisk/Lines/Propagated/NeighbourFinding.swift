import TradeModel

/// The finding behind both lines.
enum NeighbourFinding {
  /// Decibans by which another neighbour may score less and still stand in for the strongest.
  private static let nearlyAsHigh = 10.0

  static func observe(
    _ subject: Subject, in context: RiskContext,
    neighbours: (NeighbourRisk, Movement) -> [NeighbourRisk.Neighbour]
  ) -> Observation {
    let movement = context.movement(of: subject)
    guard let risk = context.neighbours else {
      return subject.notCheckable(
        BilingualText("Other exports were not scored yet.", "다른 수출의 점수가 아직 산출되지 않음."))
    }
    let found = neighbours(risk, movement)
    guard let strongest = found.first else {
      return subject.measured(
        -.greatestFiniteMagnitude,
        BilingualText("There is no other such export.", "다른 해당 수출이 없음."), rows: [movement.record])
    }
    let other = context.movements[strongest.movement]
    let identity = identity(of: strongest, in: context)
    let more = found.dropFirst().map {
      "\(Self.identity(of: $0, in: context)) \(Phrase.number($0.score)) dB"
    }.joined(separator: ", ")
    return subject.measured(
      strongest.score,
      BilingualText(
        "\(identity) of \(other.date) from \(context.name(other.shipper)) to "
          + "\(context.name(other.consignee)) scores \(Phrase.number(strongest.score)) dB by itself"
          + (more.isEmpty ? "." : "; next \(more)."),
        "\(other.date) \(context.name(other.shipper))의 \(context.name(other.consignee))행 신고 "
          + "\(identity)의 자체 점수는 \(Phrase.number(strongest.score)) dB임"
          + (more.isEmpty ? "." : ", 다음은 \(more).")),
      // Only the strongest counts; without it the next would, where it scores nearly as high.
      rows: [movement.record]
        + found.filter { $0.score >= strongest.score - nearlyAsHigh }
        .map { context.movements[$0.movement].record })
  }

  private static func identity(
    of neighbour: NeighbourRisk.Neighbour, in context: RiskContext
  ) -> String {
    context.identity(of: context.movements[neighbour.movement].record)?.description ?? "?"
  }
}
