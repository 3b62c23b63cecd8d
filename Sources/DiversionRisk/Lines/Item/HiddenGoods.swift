import TradeModel

/// Whether weight and value by the piece are those of controlled goods although the line was filed
/// under a heading of another kind.
///
/// The measure is 0 where not, 1 where the line does not say what it is, 2 where it says that it is
/// something else.
struct HiddenGoods: EvidenceRule {
  let code = "item.hidden_goods"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard movement.cover != .none, let signature = movement.signature else {
      guard !movement.value.isNaN, !movement.weight.isNaN else {
        return subject.notCheckable(
          BilingualText(
            "Weight or value is missing, so they cannot be compared with those of other goods.",
            "중량 또는 금액이 없어 다른 물품과 비교할 수 없음."))
      }
      guard movement.unit == .pieces || !movement.pieces.isNaN else {
        return subject.notCheckable(
          BilingualText(
            "Nothing says how many pieces these are, so weight and value by the piece are not known.",
            "수량(개)을 알 수 없어 개당 중량과 가격을 비교할 수 없음."))
      }
      return subject.measured(
        0,
        BilingualText(
          "The goods were not filed as something that they do not weigh and cost.",
          "중량과 가격이 다른 종류의 물품으로 위장된 정황이 없음."), rows: [movement.record])
    }
    let declared = UnitValue.dotted(context.records.hs6[subject.row])
    let usual = UnitValue.dotted(signature.hs6)
    guard signature.weightPerPiece > 0 else {
      let price = Phrase.money(movement.pricePerKilogram)
      let usualPrice = Phrase.money(signature.ownPrice)
      return subject.measured(
        Double(movement.cover.rawValue),
        BilingualText(
          "Filed under \(declared), but \(price) a kilogram is many times what goods so described cost, "
            + "and what goods of \(usual) do (\(usualPrice)).",
          "\(declared)(으)로 신고되었으나 kg당 \(price)는 이 품명의 통상 가격의 여러 배이며 \(usual) 물품"
            + "(\(usualPrice))과 일치함."), rows: [movement.record])
    }
    let weight = Phrase.number(movement.weight / movement.pieces)
    let value = Phrase.money(movement.value / movement.pieces)
    return subject.measured(
      Double(movement.cover.rawValue),
      BilingualText(
        "Filed under \(declared), but \(weight) kg and \(value) a piece are those of goods of "
          + "\(usual) (\(Phrase.number(signature.weightPerPiece)) kg, "
          + "\(Phrase.money(signature.valuePerPiece))).",
        "\(declared)(으)로 신고되었으나 개당 \(weight) kg, \(value)는 \(usual) 물품"
          + "(\(Phrase.number(signature.weightPerPiece)) kg, \(Phrase.money(signature.valuePerPiece)))과 "
          + "일치함."), rows: [movement.record])
  }
}
