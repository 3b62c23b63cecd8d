import TradeModel

/// How long exporter and consignee have traded such goods with one another.
///
/// The measure is days.
struct PairAge: EvidenceRule {
  let code = "party.pair_age"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard
      let earliest = context.pairs.pair(movement.shipper, movement.consignee).movements.first
    else {
      return subject.notCheckable(Phrase.noPairTrade)
    }
    let days = movement.date - context.movements[Int(earliest)].date
    return subject.measured(
      Double(days),
      BilingualText(
        "\(context.name(movement.shipper)) and \(context.name(movement.consignee)) have traded such "
          + "goods for \(Phrase.count(days, "day")).",
        "\(context.name(movement.shipper))와(과) \(context.name(movement.consignee))의 동종 물품 거래 기간은 "
          + "\(days)일임."), rows: [movement.record])
  }
}
