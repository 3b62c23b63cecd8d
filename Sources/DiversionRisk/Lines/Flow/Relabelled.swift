import FlowGraph
import TradeModel

/// What share of the lot went on to destinations of concern as made in the hub country, although the
/// export named another country of manufacture.
struct Relabelled: EvidenceRule {
  let code = "flow.relabelled"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let onward = context.flow.onward(of: subject.movement).filter {
      context.reachesConcern($0.movement)
    }
    guard let origin = context.facts(of: subject).origin,
      onward.contains(where: { context.facts[$0.movement].origin != nil })
    else {
      return subject.notCheckable(
        BilingualText(
          "The country of manufacture is not known on both sides.", "양쪽의 원산지가 모두 확인되지 않음."))
    }
    let changed = onward.filter {
      let stated = context.facts[$0.movement].origin
      return stated != origin && stated == context.movements[$0.movement].from
    }
    let lot = context.flow.legs.quantity[subject.movement]
    let drawn = changed.reduce(Int64(0)) { $0 + $1.quantity }
    let share = lot > 0 ? min(1, Double(drawn) / Double(lot)) : 0
    return subject.measured(
      share,
      BilingualText(
        "\(Phrase.percent(share)) of the lot, made in \(origin), went on as made in \(movement.to).",
        "원산지 \(origin) 물량의 \(Phrase.percent(share))가 원산지 \(movement.to)(으)로 바뀌어 나감."),
      rows: [movement.record] + context.cited(changed.map { Int32($0.movement) }))
  }
}
