import TradeModel

/// Whether inspections found diversion on other goods lines of the same parties.
///
/// The measure is 3 per line of the consignee, 2 where diverted goods went on to the same buyer, 1 per
/// line of the exporter.
struct ConfirmedBefore: EvidenceRule {
  let code = "history.confirmed_before"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard context.inspections.hasOutcomes else {
      return subject.notCheckable(
        BilingualText("No outcomes of inspections are known.", "검사 결과 자료가 없음."))
    }
    let consignee = context.inspections.diverted(movement.consignee, besides: subject.row)
    let exporter = context.inspections.diverted(movement.shipper, besides: subject.row)
    let buyer = subject.onward.last.map { context.movements[$0].consignee }
    let downstream =
      buyer.map { context.inspections.downstream($0, besides: subject.row) } ?? []
    let measure = 3 * consignee.count + (downstream.isEmpty ? 0 : 2) + min(2, exporter.count)
    return subject.measured(
      Double(measure),
      BilingualText(
        "Inspections found diversion on "
          + "\(Phrase.count(consignee.count, "other line")) of the consignee, "
          + "\(exporter.count) of the exporter, \(downstream.count) that fed the same buyer.",
        "검사에서 우회가 확인된 다른 신고: 수하인 \(consignee.count)건, 수출자 \(exporter.count)건, 동일 구매자 공급 "
          + "\(downstream.count)건."),
      rows: Array(
        ([movement.record] + consignee + downstream + exporter).prefix(PairBounds.citedMovements)))
  }
}
