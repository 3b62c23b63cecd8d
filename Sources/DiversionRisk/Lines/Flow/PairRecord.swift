import TradeModel

/// What share of all that this exporter sent this consignee is taken to have reached destinations of
/// concern.
struct PairRecord: EvidenceRule {
  let code = "flow.pair_record"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let pair = context.pairs.pair(movement.shipper, movement.consignee)
    guard context.flow.isOrigin[subject.movement],
      !context.trade.profile(of: movement.consignee).sent.isEmpty
    else {
      return subject.notCheckable(
        BilingualText(
          "Nothing is recorded of where \(context.name(movement.consignee)) sends such goods.",
          "\(context.name(movement.consignee))의 동종 물품 재반출 기록이 없음."))
    }
    let days = Set(pair.movements.map { context.movements[Int($0)].date }).count
    return subject.measured(
      pair.shareReaching,
      BilingualText(
        "\(Phrase.percent(pair.shareReaching)) of what \(context.name(movement.shipper)) sent "
          + "\(context.name(movement.consignee)) on "
          + "\(Phrase.count(days, "day")) reached a destination of concern.",
        "\(context.name(movement.shipper))이(가) \(context.name(movement.consignee))에 \(days)일에 걸쳐 보낸 물량의 "
          + "\(Phrase.percent(pair.shareReaching))가 우려 목적지에 도달함."),
      rows: [movement.record]
        + context.cited(pair.movements.filter { context.flow.shareReaching[Int($0)] > 0 }))
  }
}
