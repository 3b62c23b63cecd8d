import FlowGraph
import TradeModel

/// How the consignee's orders in the sixty days before a control compare with its usual ones.
///
/// The measure is what it received from countries of origin in the 60 days before the control came
/// into force over the median of the 60-day spans before those, in units of account.
struct Anticipation: EvidenceRule {
  let code = "party.anticipation"
  /// Length of a span in days (typology T06).
  static let span = 60
  /// At least and at most so many earlier spans are compared with.
  static let spans = 3...6

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let dates = context.catalogue.controls(of: movement.family).compactMap(\.inForceFrom)
      .filter { $0 > movement.date && $0 <= context.asOf }
    guard let date = dates.min(), date - movement.date <= Self.span else {
      return subject.measured(
        0,
        BilingualText(
          "No control came into force within \(Self.span) days after.",
          "이후 \(Self.span)일 내 시행된 통제가 없음."), rows: [movement.record])
    }
    let received = context.trade.profile(of: movement.consignee).fromOrigin.filter {
      context.movements[Int($0)].family == movement.family
    }
    let first = received.first.map { context.movements[Int($0)].date } ?? movement.date
    let known = min(Self.spans.upperBound, (date - first) / Self.span - 1)
    guard known >= Self.spans.lowerBound else {
      return subject.notCheckable(
        BilingualText(
          "\(context.name(movement.consignee)) has not bought such goods for long enough before "
            + "\(date) to say what is usual.",
          "\(date) 이전 \(context.name(movement.consignee))의 구매 이력이 짧아 통상 물량을 알 수 없음."))
    }
    var units = [Double](repeating: 0, count: known + 1)
    for number in received {
      let lot = context.movements[Int(number)]
      let position = (date - lot.date - 1) / Self.span
      if lot.date < date, position <= known { units[position] += lot.quantity?.units ?? 0 }
    }
    let before = Array(units.dropFirst())
    // Somebody who buys in fewer than half of the spans has a mean, but no median.
    let typical = median(before)
    let usual = typical > 0 ? typical : before.reduce(0, +) / Double(known)
    guard usual > 0 else {
      return subject.notCheckable(
        BilingualText("The usual quantity is not known.", "통상 물량을 알 수 없음."))
    }
    let times = units[0] / usual
    let (came, typicalAmount) = (movement.unit.amount(units[0]), movement.unit.amount(usual))
    return subject.measured(
      times,
      BilingualText(
        "In the \(Self.span) days before the control of \(date), "
          + "\(context.name(movement.consignee)) received \(came), "
          + "\(Phrase.factor(times)) times the usual \(typicalAmount).",
        "\(date) 통제 시행 전 \(Self.span)일간 \(context.name(movement.consignee))의 반입은 "
          + "\(came)(으)로 통상 \(typicalAmount)의 \(Phrase.factor(times))배임."),
      rows: [movement.record]
        + context.cited(
          received.filter {
            let day = context.movements[Int($0)].date
            return day < date && date - day <= Self.span
          }))
  }
}
