import TradeModel

/// How many other goods lines of the consignee inspections cleared, with none found diverted.
struct ClearedBefore: EvidenceRule {
  let code = "history.cleared_before"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let name = context.name(movement.consignee)
    let cleared = context.inspections.cleared(movement.consignee, besides: subject.row)
    guard context.inspections.hasOutcomes, !cleared.isEmpty else {
      return subject.notCheckable(
        BilingualText(
          "No inspection of \(name) is known.", "\(name)에 대한 검사 결과가 없음."))
    }
    let diverted = context.inspections.diverted(movement.consignee, besides: subject.row)
    return subject.measured(
      diverted.isEmpty ? Double(cleared.count) : 0,
      BilingualText(
        "Inspections cleared \(Phrase.count(cleared.count, "other line")) of \(name).",
        "\(name)의 다른 신고 \(cleared.count)건이 검사에서 이상 없음으로 확인됨."),
      rows: [movement.record] + cleared.prefix(PairBounds.citedMovements))
  }
}
