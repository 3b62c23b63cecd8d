import TradeModel

/// How many other goods lines of the exporter inspections cleared, with none found diverted.
struct ExporterCleared: EvidenceRule {
  let code = "history.exporter_cleared"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let name = context.name(movement.shipper)
    let cleared = context.inspections.cleared(movement.shipper, besides: subject.row)
    let diverted = context.inspections.diverted(movement.shipper, besides: subject.row)
    guard !cleared.isEmpty || !diverted.isEmpty else {
      return subject.notCheckable(
        BilingualText("No inspection of \(name) is known.", "\(name)에 대한 검사 결과가 없음."))
    }
    return subject.measured(
      diverted.isEmpty ? Double(cleared.count) : 0,
      BilingualText(
        "Inspections cleared "
          + "\(Phrase.count(cleared.count, "other line")) of \(name) and found \(diverted.count) "
          + "diverted.",
        "\(name)의 다른 신고 중 \(cleared.count)건은 이상 없음, \(diverted.count)건은 우회로 확인됨."),
      rows: [movement.record] + cleared.prefix(PairBounds.citedMovements))
  }
}
