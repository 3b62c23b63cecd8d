import TradeModel

/// On how many days the exporter sent the consignee such goods just under the value from which they
/// are controlled, this lot among them.
///
/// The measure is 0 where this lot is not just under the value.
struct UnderLimit: EvidenceRule {
  let code = "conduct.under_limit"
  /// Just under means from this share of the limit on.
  static let justUnder = 0.9

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let limit = context.catalogue.leastControlledUnitValue(family: movement.family) else {
      return subject.notCheckable(
        BilingualText(
          "No control of the family names a value from which it holds.",
          "해당 품목군의 통제에 기준 가격이 없음."))
    }
    let value = movement.value / movement.pieces
    guard value.isFinite else {
      return subject.notCheckable(
        BilingualText(
          "Value or quantity is missing, so there is no unit value to hold against the limit.",
          "금액 또는 수량이 없어 기준 가격과 비교할 수 없음."))
    }
    func isJustUnder(_ lot: Movement) -> Bool {
      let value = lot.value / lot.pieces
      return value >= Self.justUnder * limit && value < limit
    }
    let lots =
      isJustUnder(movement)
      ? context.pairs.pair(movement.shipper, movement.consignee).movements.filter {
        let lot = context.movements[Int($0)]
        return lot.family == movement.family && isJustUnder(lot)
      } : []
    let days = Set(lots.map { context.movements[Int($0)].date }).count
    return subject.measured(
      Double(days),
      BilingualText(
        "Declared at \(Phrase.money(value)) a piece, the control holds from \(Phrase.money(limit)): "
          + "just under it on \(Phrase.count(days, "day")).",
        "신고 단가 \(Phrase.money(value)), 통제 기준 \(Phrase.money(limit)): 기준 직하 신고가 \(days)일임."),
      rows: [movement.record] + context.cited(lots))
  }
}
