import TradeModel

/// How many movements of such goods the consignee has: routine speaks against a front.
struct TradeVolume: EvidenceRule {
  let code = "party.trade_volume"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let count = context.trade.profile(of: movement.consignee).movementCount
    return .measured(
      Double(count),
      BilingualText(
        "\(context.name(movement.consignee)) appears in \(count) movements of such goods.",
        "\(context.name(movement.consignee))의 동종 물품 거래는 \(count)건임."), rows: [movement.record])
  }
}
