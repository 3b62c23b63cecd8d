import TradeModel

/// Whether goods of this description are usually declared under another subheading.
///
/// The measure is 0 where they agree, 1 where they do not, 2 where the declared code is also of no
/// controlled family although the goods are controlled ones.
struct DescriptionDisagrees: EvidenceRule {
  let code = "item.description_disagrees"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let signature = movement.signature, movement.cover == .none,
      !signature.isNearest
    else {
      return subject.notCheckable(
        BilingualText(
          "Too few goods of this description are known to say where they belong.",
          "동일 품명의 거래가 적어 통상 세번을 알 수 없음."))
    }
    let declared = context.records.hs6[subject.row]
    guard declared != signature.hs6 else {
      return subject.measured(
        0,
        BilingualText(
          "The code \(UnitValue.dotted(declared)) is the usual one for this description.",
          "신고 세번 \(UnitValue.dotted(declared))은(는) 이 품명의 통상 세번과 같음."), rows: [movement.record])
    }
    let hides = movement.mayBeControlled && context.records.family[subject.row] < 0
    return subject.measured(
      hides ? 2 : 1,
      BilingualText(
        "Declared under \(UnitValue.dotted(declared)), but goods so described are usually "
          + "\(UnitValue.dotted(signature.hs6)).",
        "\(UnitValue.dotted(declared))(으)로 신고되었으나 이 품명은 통상 \(UnitValue.dotted(signature.hs6))임."),
      rows: [Int32(subject.row)])
  }
}
