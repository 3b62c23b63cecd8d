import TradeModel

/// How many lots of such goods the consignee has had or sent: routine speaks against a front.
///
/// Movements of one day with one partner are one lot, so that splitting changes nothing.
struct TradeVolume: EvidenceRule {
  let code = "party.trade_volume"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let count = context.trade.profile(of: movement.consignee).lots
    return subject.measured(
      Double(count),
      BilingualText(
        "\(context.name(movement.consignee)) has had or sent "
          + "\(Phrase.count(count, "lot")) of such goods.",
        "\(context.name(movement.consignee))의 동종 물품 물량은 \(count)건임."), rows: [movement.record])
  }
}
