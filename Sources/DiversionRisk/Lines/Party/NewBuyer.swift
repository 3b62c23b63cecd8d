import TradeModel

/// How long the consignee has been trading such goods at all.
///
/// The measure is days.
struct NewBuyer: EvidenceRule {
  let code = "party.new_buyer"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let first = context.trade.profile(of: movement.consignee).firstDay else {
      return subject.notCheckable(
        BilingualText(
          "The consignee trades no goods that may be controlled.",
          "수하인의 통제 물품 거래가 없어 비교할 수 없음."))
    }
    let days = max(0, movement.date - first)
    return subject.measured(
      Double(days),
      BilingualText(
        "\(context.name(movement.consignee)) first traded such goods "
          + "\(Phrase.count(days, "day")) before.",
        "\(context.name(movement.consignee))의 동종 물품 첫 거래는 \(days)일 전임."), rows: [movement.record])
  }
}
