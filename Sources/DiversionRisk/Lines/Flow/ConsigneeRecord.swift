import TradeModel

/// What share of all such goods that the consignee had from countries of origin is taken to have
/// reached destinations of concern.
struct ConsigneeRecord: EvidenceRule {
  let code = "flow.consignee_record"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let profile = context.trade.profile(of: movement.consignee)
    let others = profile.fromOrigin
    guard others.contains(where: { Int($0) != subject.movement }), !profile.sent.isEmpty else {
      return subject.notCheckable(
        BilingualText(
          "No other lots of \(context.name(movement.consignee)) and their onward movements are recorded.",
          "\(context.name(movement.consignee))의 다른 물량과 재반출 기록이 없음."))
    }
    let share = profile.shareReaching
    return subject.measured(
      share,
      BilingualText(
        "\(Phrase.percent(share)) of all such goods that \(context.name(movement.consignee)) received "
          + "reached a destination of concern.",
        "\(context.name(movement.consignee))이(가) 받은 동종 물품의 \(Phrase.percent(share))가 우려 목적지에 도달함."),
      rows: [movement.record]
        + context.cited(others.filter { context.flow.shareReaching[Int($0)] > 0 }))
  }
}
