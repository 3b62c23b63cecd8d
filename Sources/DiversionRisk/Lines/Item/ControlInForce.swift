import TradeModel

/// Whether the goods are ones that a control in force on the day covers.
///
/// The measure is 0 for goods that are not, 1 for controlled goods before any control was in force,
/// 2 for a control of a foreign jurisdiction, 3 for one of the country of export.
struct ControlInForce: EvidenceRule {
  let code = "item.control_in_force"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    switch movement.grade {
    case .unknown:
      return subject.notCheckable(
        BilingualText(
          "Neither value, description nor control number says whether these are controlled goods.",
          "가격, 품명, 통제번호 어느 것으로도 통제 물품 여부를 확인할 수 없음."))
    case .ordinary:
      return subject.measured(
        0,
        BilingualText(
          "The goods look ordinary: \(value(of: movement)).",
          "일반 물품으로 보임: \(value(of: movement))."), rows: [movement.record])
    case .controlled: break
    }
    let inForce = context.catalogue.controls(of: movement.family)
      .filter { $0.isInForce(on: movement.date) }
    let own = inForce.first { $0.jurisdiction == movement.from.code }
    guard let control = own ?? inForce.first else {
      return subject.measured(
        1,
        BilingualText(
          "Controlled goods by value or description, but no control was in force on \(movement.date).",
          "가격이나 품명상 통제 대상이나 \(movement.date)에는 시행 중인 통제가 없었음."), rows: [movement.record])
    }
    let since = control.inForceFrom.map { " since \($0)" } ?? ""
    let sinceKorean = control.inForceFrom.map { "\($0)부터 " } ?? ""
    return subject.measured(
      own == nil ? 2 : 3,
      BilingualText(
        "\(control.jurisdiction) control \(control.controlCode) in force\(since) covers the goods: "
          + "\(value(of: movement)).",
        "\(sinceKorean)시행 중인 \(control.jurisdiction) 통제 \(control.controlCode) 대상 물품임: "
          + "\(value(of: movement))."), rows: [movement.record])
  }

  private func value(of movement: Movement) -> String {
    if !movement.referenceUnitValue.isNaN {
      return "\(Phrase.money(movement.referenceUnitValue)) / EA"
    }
    let price = movement.pricePerKilogram
    return movement.unit != .pieces && price > 0 && price.isFinite
      ? "\(Phrase.money(price)) / KG" : "USD ? / EA"
  }
}
