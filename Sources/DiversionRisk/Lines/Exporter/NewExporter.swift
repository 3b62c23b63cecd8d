import TradeModel

/// How long the exporter has been trading such goods.
///
/// The measure is days.
struct NewExporter: EvidenceRule {
  let code = "exporter.new_exporter"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let profile = context.trade.profile(of: movement.shipper)
    guard let first = profile.firstDay else {
      return subject.notCheckable(
        BilingualText(
          "The exporter trades no goods that may be controlled.",
          "수출자의 통제 물품 거래가 없어 비교할 수 없음."))
    }
    let days = max(0, movement.date - first)
    return subject.measured(
      Double(days),
      BilingualText(
        "\(context.name(movement.shipper)) first traded such goods "
          + "\(Phrase.count(days, "day")) before.",
        "\(context.name(movement.shipper))의 동종 물품 첫 거래는 \(days)일 전임."), rows: [movement.record])
  }
}
