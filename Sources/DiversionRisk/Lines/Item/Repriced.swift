import TradeModel

/// Whether a lot of the same weight left the consignee at another price by the kilogram.
///
/// Goods that only change their papers in a free zone keep their weight. The measure is the larger US
/// dollars a kilogram over the smaller, among lots that weigh within 2 % of what came in and left
/// within the dwell window; 1 where no lot weighs the same.
struct Repriced: EvidenceRule {
  let code = "item.repriced"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let name = context.name(movement.consignee)
    switch context.companions.sameWeight(as: subject.movement) {
    case .noWeight:
      return subject.notCheckable(
        BilingualText(
          "Weight or value is missing, so it cannot be looked for again.",
          "중량 또는 금액이 없어 동일 중량의 반출을 찾을 수 없음."))
    case .nothingSent:
      return subject.notCheckable(
        BilingualText(
          "Nothing is recorded of what \(name) sent on within the dwell window.",
          "체류 기간 내 \(name)의 반출 기록이 없음."))
    case .tooManyLots(let count):
      return subject.notCheckable(
        BilingualText(
          "\(name) sent \(count) lots within the dwell window: some weigh the same by chance.",
          "체류 기간 내 \(name)의 반출이 \(count)건으로, 중량 일치는 우연일 수 있음."))
    case .none:
      return subject.measured(
        1,
        BilingualText(
          "No lot that \(name) sent on weighs the same.", "\(name)의 반출 중 중량이 같은 것이 없음."),
        rows: [movement.record])
    case .found(let match):
      let row = Int(match.row)
      let declared = UnitValue.dotted(context.records.hs6[row])
      let day = TradeDay(raw: context.records.date[row])
      let factor = Phrase.factor(match.factor)
      return subject.measured(
        match.factor,
        BilingualText(
          "A lot of the same weight left \(name) on \(day) under \(declared), its price by the "
            + "kilogram \(factor) times apart.",
          "중량이 같은 물량이 \(day) \(name)에서 \(declared)(으)로 반출되었으며 kg당 가격은 \(factor)배 차이임."),
        rows: [movement.record, match.row])
    }
  }
}
