import TradeModel

/// Whether a declared return, repair or replacement has the other movement that it claims.
///
/// Whatever is called a return has come from the consignee before. Goods for repair may also come back
/// from it later; a replacement may also replace what the exporter had sent. The measure is 0 for an
/// ordinary sale or a borne-out claim, 1 where none of these is recorded.
struct ShamReturn: EvidenceRule {
  let code = "conduct.sham_return"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let nature = context.facts(of: subject).nature else {
      return subject.notCheckable(
        BilingualText("The nature of the transaction is not declared.", "거래 구분이 신고되지 않음."))
    }
    guard nature.followsSale else {
      return subject.measured(
        0,
        BilingualText(
          "Declared as \(nature.rawValue.replacing("_", with: " ")).", "거래 구분: \(nature.rawValue)."),
        rows: [movement.record])
    }
    let bearing = Self.bearing(out: nature, movement, in: context)
    let name = context.name(movement.consignee)
    if bearing.isEmpty, nature == .repair,
      context.asOf - movement.date < context.settings.maximumDwellDays
    {
      return subject.notCheckable(
        BilingualText(
          "Declared as \(nature.rawValue); the goods may still come back from \(name).",
          "\(nature.rawValue)(으)로 신고됨. 물품이 \(name)에서 아직 돌아올 수 있음."))
    }
    return subject.measured(
      bearing.isEmpty ? 1 : 0,
      bearing.isEmpty
        ? BilingualText(
          "Declared as \(nature.rawValue), but \(Self.missing(of: nature, name).english).",
          "\(nature.rawValue)(으)로 신고되었으나 \(Self.missing(of: nature, name).korean).")
        : BilingualText(
          "Declared as \(nature.rawValue); borne out by "
            + "\(Phrase.count(bearing.count, "movement")) between the two.",
          "\(nature.rawValue) 신고이며 양자 간 이동 \(bearing.count)건이 이를 뒷받침함."),
      rows: [movement.record] + context.cited(bearing.reversed()))
  }

  /// The movements between the two that the claim can rest on, by date.
  private static func bearing(
    out nature: TransactionNature, _ movement: Movement, in context: RiskContext
  ) -> [Int32] {
    let back = context.pairs.pair(movement.consignee, movement.shipper).movements
    let before = back.filter { context.movements[Int($0)].date <= movement.date }
    guard before.isEmpty else { return before }
    switch nature {
    case .repair:
      return back
    case .replacement:
      return context.pairs.pair(movement.shipper, movement.consignee).movements.filter {
        context.movements[Int($0)].date < movement.date
          && context.facts[Int($0)].nature?.followsSale != true
      }
    default:
      return []
    }
  }

  private static func missing(of nature: TransactionNature, _ name: String) -> BilingualText {
    switch nature {
    case .repair:
      BilingualText(
        "no such goods came from \(name), before or since", "\(name)에서 온 동종 물품이 전후로 없음")
    case .replacement:
      BilingualText(
        "no such goods came from \(name) or went there before",
        "\(name)에서 왔거나 그곳으로 간 이전의 동종 물품이 없음")
    default:
      BilingualText("no such goods ever came from \(name)", "\(name)에서 온 동종 물품이 없음")
    }
  }
}
