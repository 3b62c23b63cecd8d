import Foundation
import TradeModel

/// Declared unit value against what goods of that description usually cost: too low.
///
/// The measure is how many times the usual price exceeds the declared one.
struct Undervalued: EvidenceRule {
  let code = "item.undervalued"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    UnitValue.observe(subject, in: context) { $1 / $0 }
  }
}

/// The comparison behind both value lines.
enum UnitValue {
  /// Compares the declared unit value with the usual one.
  ///
  /// - Parameters:
  ///   - subject: what is scored.
  ///   - context: where to look.
  ///   - measure: the measure from declared and usual US dollars a piece.
  /// - Returns: the finding.
  static func observe(
    _ subject: Subject, in context: RiskContext, measure: (Double, Double) -> Double
  ) -> Observation {
    let movement = context.movement(of: subject)
    guard let signature = movement.signature,
      signature.valuePerPiece > 0 || movement.unit != .pieces && signature.ownPrice > 0
    else {
      return subject.notCheckable(
        BilingualText(
          "Too few goods of this description are known to say what they usually cost.",
          "동일 품명의 거래가 적어 통상 가격을 알 수 없음."))
    }
    // Used, faulty or replaced goods are declared at the value of the work or of none; whether such a
    // claim is borne out is another line's matter.
    guard context.facts(of: subject).nature?.followsSale != true else {
      return subject.notCheckable(
        BilingualText(
          "Goods of a return, repair or replacement are not declared at a price.",
          "반품, 수리, 대체 물품의 신고 금액은 거래 가격이 아님."))
    }
    guard signature.valuePerPiece > 0 else {
      return byWeight(subject, usual: signature, in: context, measure: measure)
    }
    let declared = movement.value / movement.pieces
    guard declared.isFinite, declared > 0 else {
      return subject.notCheckable(
        BilingualText(
          "Value or quantity is missing, so there is no unit value to compare.",
          "금액 또는 수량이 없어 단가를 비교할 수 없음."))
    }
    let times = declared / signature.valuePerPiece
    guard !movement.isEstimated || abs(times - 1) > 1e-9 else {
      // Pieces that were counted by dividing the value can never disagree with it.
      return subject.notCheckable(
        BilingualText(
          "The quantity was estimated from the value, so there is no unit value to compare.",
          "수량을 금액으로 추정하여 단가를 비교할 수 없음."))
    }
    return subject.measured(
      measure(declared, signature.valuePerPiece),
      words(of: movement, at: declared, usual: signature), rows: [movement.record])
  }

  /// The price a piece beside the usual one; pieces that nobody declared are told apart.
  private static func words(
    of movement: Movement, at price: Double, usual signature: GoodsSignature
  ) -> BilingualText {
    let (each, usual) = (Phrase.money(price), Phrase.money(signature.valuePerPiece))
    let times = Phrase.factor(price / signature.valuePerPiece)
    let lines = signature.rowCount
    guard movement.isEstimated else {
      return BilingualText(
        "Declared at \(each) a piece, \(times) times the usual \(usual) (median of \(lines) lines).",
        "신고 단가 \(each), 통상 단가 \(usual)(\(lines)건 중앙값)의 \(times)배.")
    }
    let pieces = Phrase.number(movement.pieces)
    return BilingualText(
      "By its weight about \(pieces) piece\(pieces == "1" ? "" : "s"), at \(each) each, \(times) times "
        + "the usual \(usual) (median of \(lines) lines).",
      "중량으로 추정한 수량 약 \(pieces)개, 개당 \(each), 통상 단가 \(usual)(\(lines)건 중앙값)의 "
        + "\(times)배.")
  }

  /// The same by the kilogram, of goods of which nobody knows what a piece is.
  private static func byWeight(
    _ subject: Subject, usual signature: GoodsSignature, in context: RiskContext,
    measure: (Double, Double) -> Double
  ) -> Observation {
    let movement = context.movement(of: subject)
    let (declared, usual) = (movement.pricePerKilogram, signature.ownPrice)
    guard declared.isFinite, declared > 0 else {
      return subject.notCheckable(
        BilingualText(
          "Value or weight is missing, so there is no price by the kilogram to compare.",
          "금액 또는 중량이 없어 kg당 가격을 비교할 수 없음."))
    }
    let times = Phrase.factor(declared / usual)
    return subject.measured(
      measure(declared, usual),
      BilingualText(
        "Declared at \(Phrase.money(declared)) a kilogram, \(times) times the usual "
          + "\(Phrase.money(usual)) (median of \(signature.rowCount) lines); nothing says how many "
          + "pieces.",
        "신고 kg당 가격 \(Phrase.money(declared)), 통상 kg당 가격 \(Phrase.money(usual))"
          + "(\(signature.rowCount)건 중앙값)의 \(times)배(수량(개) 미상)."), rows: [movement.record])
  }

  /// A subheading as tariffs print it, such as `8473.30`.
  static func dotted(_ hs6: Int32) -> String {
    let digits = RecordColumns.subheading(hs6)
    return "\(digits.prefix(4)).\(digits.suffix(2))"
  }
}
