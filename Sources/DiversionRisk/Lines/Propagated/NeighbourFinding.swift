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
    return subject.measured(
      strongest.score, words(of: strongest, and: found.dropFirst(), in: context),
      // Only the strongest counts; without it the next would, where it scores nearly as high.
      rows: [movement.record]
        + found.filter { $0.score >= strongest.score - nearlyAsHigh }
        .map { context.movements[$0.movement].record })
  }

  /// The strongest neighbour, and how high the next ones score.
  private static func words(
    of strongest: NeighbourRisk.Neighbour, and next: ArraySlice<NeighbourRisk.Neighbour>,
    in context: RiskContext
  ) -> BilingualText {
    let other = context.movements[strongest.movement]
    let identity = identity(of: strongest, in: context)
    let (shipper, consignee) = (context.name(other.shipper), context.name(other.consignee))
    let (date, score) = (other.date.description, Phrase.number(strongest.score))
    let more = next.map {
      "\(Self.identity(of: $0, in: context)) \(Phrase.number($0.score)) dB"
    }.joined(separator: ", ")
    return BilingualText(
      "\(identity) of \(date) from \(shipper) to \(consignee) scores \(score) dB by itself"
        + (more.isEmpty ? "." : "; next \(more)."),
      "\(date) \(shipper)의 \(consignee)행 신고 \(identity)의 자체 점수는 \(score) dB임"
        + (more.isEmpty ? "." : ", 다음은 \(more)."))
  }

  private static func identity(
    of neighbour: NeighbourRisk.Neighbour, in context: RiskContext
  ) -> String {
    context.identity(of: context.movements[neighbour.movement].record)?.description ?? "?"
  }
}
