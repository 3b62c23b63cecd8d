import TradeModel

/// How many lots of such goods the exporter has had or sent: routine speaks against a front.
struct ExporterVolume: EvidenceRule {
  let code = "exporter.trade_volume"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let count = context.trade.profile(of: movement.shipper).lots
    return subject.measured(
      Double(count),
      BilingualText(
        "\(context.name(movement.shipper)) has had or sent "
          + "\(Phrase.count(count, "lot")) of such goods.",
        "\(context.name(movement.shipper))의 동종 물품 물량은 \(count)건임."), rows: [movement.record])
  }
}
