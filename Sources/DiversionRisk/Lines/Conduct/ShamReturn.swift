import TradeModel

/// Whether a declared return, repair or replacement has the earlier movement it claims.
///
/// The measure is 0 for an ordinary sale or a borne-out claim, 1 where no such goods ever came from the
/// consignee.
struct ShamReturn: EvidenceRule {
  let code = "conduct.sham_return"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let nature = context.facts(of: subject).nature else {
      return subject.notCheckable(
        BilingualText("The nature of the transaction is not declared.", "거래 구분이 신고되지 않음."))
    }
    guard [.return, .repair, .replacement].contains(nature) else {
      return subject.measured(
        0,
        BilingualText(
          "Declared as \(nature.rawValue.replacing("_", with: " ")).", "거래 구분: \(nature.rawValue)."),
        rows: [movement.record])
    }
    let before = context.pairs.pair(movement.consignee, movement.shipper).movements.filter {
      context.movements[Int($0)].date <= movement.date
    }
    return subject.measured(
      before.isEmpty ? 1 : 0,
      before.isEmpty
        ? BilingualText(
          "Declared as \(nature.rawValue), but no such goods ever came from "
            + "\(context.name(movement.consignee)).",
          "\(nature.rawValue)(으)로 신고되었으나 \(context.name(movement.consignee))에서 온 동종 물품이 없음.")
        : BilingualText(
          "Declared as \(nature.rawValue); \(before.count) movements from the consignee bear it out.",
          "\(nature.rawValue) 신고이며 수하인으로부터의 이동 \(before.count)건이 이를 뒷받침함."),
      rows: [movement.record] + context.cited(before.reversed()))
  }
}
