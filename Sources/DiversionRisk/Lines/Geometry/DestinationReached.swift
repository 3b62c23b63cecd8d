import TradeModel

/// What share of the lot is taken to have reached a destination of concern by onward movements.
struct DestinationReached: EvidenceRule {
  let code = "geometry.destination_reached"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    if context.concern.contains(movement.to) {
      return subject.measured(
        0,
        BilingualText(
          "The declaration itself names \(movement.to), a destination of concern: nothing is hidden.",
          "신고서상 목적지가 이미 우려 목적지 \(movement.to)임(숨겨진 경로 아님)."), rows: [movement.record])
    }
    let share = context.flow.shareReaching[subject.movement]
    guard let last = subject.onward.last else {
      if context.trade.profile(of: movement.consignee).sent.isEmpty {
        return subject.notCheckable(Phrase.noOnward(by: context.name(movement.consignee)))
      }
      return subject.measured(
        0,
        BilingualText(
          "What \(context.name(movement.consignee)) sent on did not reach a destination of concern.",
          "\(context.name(movement.consignee))이(가) 재반출한 물량은 우려 목적지에 도달하지 않음."),
        rows: [movement.record])
    }
    let end = context.movements[last]
    let late = context.flow.lateOnward(of: subject.movement)
    return subject.measured(
      share,
      BilingualText(
        "\(Phrase.percent(share)) of the lot reached \(end.to), to \(context.name(end.consignee))"
          + (late.isEmpty ? "." : ", all or part of it too late for a route."),
        "물량의 \(Phrase.percent(share))가 \(end.to)의 \(context.name(end.consignee))에 도달함"
          + (late.isEmpty ? "." : "(전부 또는 일부는 경로로 보기에는 늦음).")),
      rows: [movement.record] + subject.onward.map { context.movements[$0].record }
        + context.cited(late))
  }
}
