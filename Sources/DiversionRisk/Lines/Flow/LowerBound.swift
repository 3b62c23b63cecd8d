import FlowGraph
import TradeModel

/// How much of what the consignee sent to a destination of concern must have come from the exporter,
/// because its other recorded suppliers cannot account for it.
struct LowerBound: EvidenceRule {
  let code = "flow.lower_bound"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard subject.onward.first != nil, let quantity = movement.quantity,
      quantity.thousandths > 0
    else {
      return subject.notCheckable(
        BilingualText(
          "No onward movement is recorded, so nothing must have come from this exporter.",
          "재반출 기록이 없어 이 수출자 물량의 하한을 계산할 수 없음."))
    }
    let bounds = context.pairBounds.bounds(of: movement, in: context)
    guard bounds.sent > 0 else {
      return subject.notCheckable(
        BilingualText(
          "\(context.name(movement.consignee)) itself sent nothing to a destination of concern; the "
            + "goods went through others.",
          "\(context.name(movement.consignee))이(가) 직접 우려 목적지로 보낸 물량은 없음(다른 업체 경유)."))
    }
    func amount(_ thousandths: Int64) -> String {
      movement.unit.amount(FlowQuantity(thousandths: thousandths))
    }
    let (least, most) = (amount(bounds.lower), amount(bounds.upper))
    // The bounds are those of routes: what left later is not in them.
    let isLate = !context.flow.lateOnward(of: subject.movement).isEmpty
    let share = Double(bounds.lower) / Double(max(1, bounds.sent))
    return subject.measured(
      share,
      BilingualText(
        "Of \(amount(bounds.sent)) that \(context.name(movement.consignee)) sent "
          + "to destinations of concern, at least \(least) and at most \(most) came from "
          + "\(context.name(movement.shipper))" + (isLate ? " in time for a route." : "."),
        "\(context.name(movement.consignee))이(가) 우려 목적지로 보낸 "
          + "\(amount(bounds.sent)) 중 최소 \(least), 최대 \(most)가 "
          + "\(context.name(movement.shipper))에서 온 물량임" + (isLate ? "(경로 기간 내)." : ".")),
      rows: [movement.record] + bounds.onward.map { context.movements[$0].record })
  }
}
