import FlowGraph
import TradeModel

/// What share of the lot left the consignee in parts, as goods of a family that counts fewer units a
/// piece: servers in, boards out.
///
/// The other way round is assembly, which is honest far more often.
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
    let whole = context.catalogue.families[Int(movement.family)].unitsPerPiece
    let changed = onward.filter {
      let part = context.movements[$0.movement].family
      return part != movement.family
        && context.catalogue.families[Int(part)].unitsPerPiece < whole
    }
    let share = min(1, Double(changed.reduce(Int64(0)) { $0 + $1.quantity }) / Double(lot))
    let families = context.catalogue.families
    let before = families[Int(movement.family)].code
    let after = Set(changed.map { families[Int(context.movements[$0.movement].family)].code })
      .sorted().joined(separator: ", ")
    return subject.measured(
      share,
      changed.isEmpty
        ? BilingualText(
          "What was sent on is no part of what came in as \(before).",
          "재반출 물품은 \(before)(으)로 들어온 것의 부품이 아님.")
        : BilingualText(
          "\(Phrase.percent(share)) of the lot came in as \(before) and left as \(after).",
          "물량의 \(Phrase.percent(share))가 \(before)(으)로 들어와 \(after)(으)로 나감."),
      rows: [movement.record] + context.cited(changed.map { Int32($0.movement) }))
  }
}
