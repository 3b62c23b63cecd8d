import FlowGraph
import TradeModel

/// What share of the lot left the consignee in parts, as goods of a family that counts fewer units a
/// piece: servers in, boards out.
///
/// Where goods are not accounted for in pieces, less than half by weight or value says nothing of how many
/// pieces that are.
///
/// The other way round is assembly, which is honest far more often.
struct Disassembly: EvidenceRule {
  let code = "flow.disassembly"
  /// A share by weight or value of so much is at least as much by count.
  static let tellingShare = 0.5

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
    let (by, byKorean) = Self.measured(in: movement.unit)
    guard movement.unit == .pieces || changed.isEmpty || share >= Self.tellingShare else {
      return subject.notCheckable(
        BilingualText(
          "\(Phrase.percent(share)) of the lot\(by) came in as \(before) and left as \(after), but parts "
            + "weigh and cost less than the whole, and nothing says how many pieces they are.",
          "물량의\(byKorean) \(Phrase.percent(share))가 \(before)(으)로 들어와 \(after)(으)로 나갔으나, 부품은 "
            + "완제품보다 가볍고 싸며 수량(개)을 알 수 없음."))
    }
    return subject.measured(
      share,
      changed.isEmpty
        ? BilingualText(
          "What was sent on is no part of what came in as \(before).",
          "재반출 물품은 \(before)(으)로 들어온 것의 부품이 아님.")
        : BilingualText(
          "\(Phrase.percent(share)) of the lot\(by) came in as \(before) and left as \(after).",
          "물량의\(byKorean) \(Phrase.percent(share))가 \(before)(으)로 들어와 \(after)(으)로 나감."),
      rows: [movement.record] + context.cited(changed.map { Int32($0.movement) }))
  }
  /// By what a share is measured that is not of pieces: parts weigh and cost less than the whole.
  private static func measured(in unit: UnitOfAccount) -> (english: String, korean: String) {
    switch unit {
    case .pieces: ("", "")
    case .kilograms: (" by weight", "(중량 기준)")
    case .dollars: (" by value", "(금액 기준)")
    }
  }
}
