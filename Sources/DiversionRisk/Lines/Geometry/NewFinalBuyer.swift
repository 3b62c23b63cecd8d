import TradeModel

/// How long the party where the goods ended up had been buying such goods by then.
///
/// The measure is days.
struct NewFinalBuyer: EvidenceRule {
  let code = "geometry.new_final_buyer"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let last = subject.onward.last else {
      return subject.notCheckable(
        BilingualText(
          "No final buyer is recorded whose first purchase could be looked up.",
          "최초 구매일을 확인할 최종 구매자 기록이 없음."))
    }
    let purchase = context.movements[last]
    let first = context.trade.profile(of: purchase.consignee).received.first
    let days = first.map { purchase.date - context.movements[Int($0)].date } ?? 0
    return subject.measured(
      Double(days),
      BilingualText(
        "\(context.name(purchase.consignee)) first bought such goods "
          + "\(Phrase.count(days, "day")) before.",
        "\(context.name(purchase.consignee))의 동종 물품 첫 구매는 \(days)일 전임."),
      rows: [movement.record, purchase.record] + context.cited(first.map { [$0] } ?? []))
  }
}
