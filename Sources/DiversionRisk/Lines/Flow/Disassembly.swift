import FlowGraph
import TradeModel

/// What share of the lot left the consignee as goods of another family: servers in, boards out.
struct Disassembly: EvidenceRule {
  let code = "flow.disassembly"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let onward = context.flow.onward(of: subject.movement)
    let lot = context.flow.legs.quantity[subject.movement]
    guard !onward.isEmpty, lot > 0 else {
      return subject.notCheckable(
        BilingualText(
          "No onward movement is recorded whose goods could be compared.",
          "물품을 비교할 재반출 기록이 없음."))
    }
    let changed = onward.filter { context.movements[$0.movement].family != movement.family }
    let share = min(1, Double(changed.reduce(Int64(0)) { $0 + $1.quantity }) / Double(lot))
    let families = context.catalogue.families
    let before = families[Int(movement.family)].code
    let after = Set(changed.map { families[Int(context.movements[$0.movement].family)].code })
      .sorted().joined(separator: ", ")
    return subject.measured(
      share,
      changed.isEmpty
        ? BilingualText(
          "What was sent on is of the same family, \(before).", "재반출 물품은 같은 품목군(\(before))임.")
        : BilingualText(
          "\(Phrase.percent(share)) of the lot came in as \(before) and left as \(after).",
          "물량의 \(Phrase.percent(share))가 \(before)(으)로 들어와 \(after)(으)로 나감."),
      rows: [movement.record] + context.cited(changed.map { Int32($0.movement) }))
  }
}
