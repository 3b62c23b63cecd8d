import FlowGraph
import TradeModel

/// What share of the lot came back to its exporter by sale.
///
/// Returns, repairs, loans, samples and what moves within a group come back honestly. A record that
/// does not state its nature does not call itself a sale: bills of lading never state one.
struct RoundTrip: EvidenceRule {
  let code = "conduct.round_trip"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let onward = context.flow.onward(of: subject.movement)
    let lot = context.flow.legs.quantity[subject.movement]
    guard !onward.isEmpty, lot > 0 else {
      return subject.notCheckable(
        BilingualText(
          "No onward movement is recorded that could lead back.", "되돌아온 이동을 확인할 기록이 없음."))
    }
    let home = onward.filter { edge in
      let leg = context.movements[edge.movement]
      return leg.consignee == movement.shipper && leg.to == movement.from
    }
    guard home.isEmpty || home.contains(where: { context.facts[$0.movement].nature != nil }) else {
      return subject.notCheckable(
        BilingualText(
          "The lot came back, but no record says as what.", "물량이 되돌아왔으나 거래 구분 기록이 없음."))
    }
    let back = home.filter { context.facts[$0.movement].nature == .sale }
    let drawn = back.reduce(Int64(0)) { $0 + $1.quantity }
    let share = min(1, Double(drawn) / Double(lot))
    let name = context.name(movement.shipper)
    return subject.measured(
      share,
      BilingualText(
        "\(Phrase.percent(share)) of the lot came back to \(name) by sale.",
        "물량의 \(Phrase.percent(share))가 판매 형태로 \(name)에 되돌아옴."),
      rows: [movement.record] + context.cited(back.map { Int32($0.movement) }))
  }
}
