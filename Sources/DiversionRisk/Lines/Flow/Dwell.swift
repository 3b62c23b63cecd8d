import TradeModel

/// How many days the goods lay with the consignee before they went on towards a destination of
/// concern.
struct Dwell: EvidenceRule {
  let code = "flow.dwell"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let next = subject.onward.first else {
      return subject.notCheckable(
        BilingualText(
          "No onward movement towards a destination of concern is recorded, so no dwell is known.",
          "우려 목적지로 향한 재반출 기록이 없어 체류 기간을 알 수 없음."))
    }
    let onward = context.movements[next]
    let days = onward.departure - movement.arrival
    let isLate = context.flow.isLate(subject.movement, onward: next)
    return subject.measured(
      Double(days),
      BilingualText(
        "The goods left \(context.name(movement.consignee)) again after "
          + "\(Phrase.count(days, "day"))" + (isLate ? ", too late for a route." : "."),
        "물품이 \(context.name(movement.consignee)) 도착 후 \(days)일 만에 다시 반출됨"
          + (isLate ? "(경로로 보기에는 늦음)." : ".")),
      rows: [movement.record, onward.record])
  }
}
