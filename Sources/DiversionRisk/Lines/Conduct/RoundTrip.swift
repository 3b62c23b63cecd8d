import FlowGraph
import TradeModel

/// What share of the lot came back to its exporter as something other than a return, repair or
/// replacement.
struct RoundTrip: EvidenceRule {
  let code = "conduct.round_trip"
  private static let openlyReturned: Set<TransactionNature> = [.return, .repair, .replacement]

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let onward = context.flow.onward(of: subject.movement)
    let lot = context.flow.legs.quantity[subject.movement]
    guard !onward.isEmpty, lot > 0 else {
      return subject.notCheckable(
        BilingualText(
          "No onward movement is recorded that could lead back.", "되돌아온 이동을 확인할 기록이 없음."))
    }
    let back = onward.filter { edge in
      let leg = context.movements[edge.movement]
      guard leg.consignee == movement.shipper, leg.to == movement.from else { return false }
      // An unstated nature is taken for a sale, as customs take it.
      return context.facts[edge.movement].nature.map { !Self.openlyReturned.contains($0) } ?? true
    }
    let drawn = back.reduce(Int64(0)) { $0 + $1.quantity }
    let share = min(1, Double(drawn) / Double(lot))
    let name = context.name(movement.shipper)
    return subject.measured(
      share,
      BilingualText(
        "\(Phrase.percent(share)) of the lot came back to \(name), not as a return or repair.",
        "물량의 \(Phrase.percent(share))가 반품이나 수리가 아닌 형태로 \(name)에 되돌아옴."),
      rows: [movement.record] + context.cited(back.map { Int32($0.movement) }))
  }
}
