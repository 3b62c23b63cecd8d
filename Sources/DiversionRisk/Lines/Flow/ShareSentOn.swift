import TradeModel

/// How much of the lot the consignee is recorded to have sent on, wherever to.
struct ShareSentOn: EvidenceRule {
  let code = "flow.share_sent_on"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard movement.quantity != nil else {
      return subject.notCheckable(
        BilingualText(
          "The quantity of the lot is unknown, so the share sent on cannot be said.",
          "물량을 알 수 없어 재반출 비율을 확인할 수 없음."))
    }
    let share = context.flow.shareSentOn[subject.movement]
    let onward = context.flow.onward(of: subject.movement).map(\.movement)
    if onward.isEmpty, context.trade.profile(of: movement.consignee).sent.isEmpty {
      // Nothing at all is recorded of what leaves this consignee: that is silence, not innocence.
      return subject.notCheckable(
        BilingualText(
          "No onward movement of such goods by \(context.name(movement.consignee)) is recorded; "
            + "most onward movements never are.",
          "\(context.name(movement.consignee))의 동종 물품 재반출 기록이 없음(재반출은 대부분 기록되지 않음)."))
    }
    return subject.measured(
      share,
      BilingualText(
        "\(Phrase.percent(share)) of the lot was sent on by \(context.name(movement.consignee)).",
        "수하인 \(context.name(movement.consignee))이(가) 물량의 \(Phrase.percent(share))를 재반출함."),
      rows: [movement.record] + onward.map { context.movements[$0].record })
  }
}
