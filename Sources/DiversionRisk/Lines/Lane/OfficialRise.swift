import TradeModel

/// What official statistics say of the lane: a rise to the hub after a control that neither other
/// goods nor countries that send nothing on show.
///
/// The measure is the lane's evidence in decibans, at most 10: a country must not convict a company.
struct OfficialRise: EvidenceRule {
  let code = "lane.official_rise"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let month = OfficialStatistics.ordinal(of: movement.date)
    let found = context.settings.destinationsOfConcern.filter { $0 != movement.to }
      .compactMap { destination in
        context.lanes.decibans(
          from: movement.from, via: movement.to, to: destination, family: movement.family,
          month: month)
      }
    guard let most = found.max() else {
      return subject.notCheckable(
        BilingualText(
          "Official statistics do not say how trade to \(movement.to) changed after a control.",
          "통제 시행 후 \(movement.to)행 교역 변화를 알 수 있는 공식 통계가 없음."))
    }
    return subject.measured(
      most,
      BilingualText(
        "The rise of official trade to \(movement.to) after the last control, against other goods "
          + "and other countries, is worth \(Phrase.number(most)) dB.",
        "직전 통제 시행 후 \(movement.to)행 공식 교역의 증가는 다른 물품·국가와 비교하여 "
          + "\(Phrase.number(most)) dB에 해당함."), rows: [movement.record])
  }
}
