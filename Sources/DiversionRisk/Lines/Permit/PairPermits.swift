import TradeModel

/// What share of the pair's other lots that needed a permit had none that fits.
struct PairPermits: EvidenceRule {
  let code = "permit.pair_record"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let others = context.pairs.pair(movement.shipper, movement.consignee).movements.filter {
      // Lots of the same day are part of the one judged.
      context.movements[Int($0)].date != movement.date
        && context.permitTrouble.isTroubled(Int($0)) != nil
    }
    guard !others.isEmpty else {
      return subject.notCheckable(
        BilingualText(
          "No other lot between the two needed a permit.", "양사 간 허가가 필요한 다른 물량이 없음."))
    }
    let troubled = others.filter { context.permitTrouble.isTroubled(Int($0)) ?? false }
    let days = Set(others.map { context.movements[Int($0)].date }).count
    let troubledDays = Set(troubled.map { context.movements[Int($0)].date }).count
    return subject.measured(
      Double(troubledDays) / Double(days),
      BilingualText(
        "On \(troubledDays) of "
          + "\(Phrase.count(days, "other day")) the two lacked a permit that fits.",
        "양사의 다른 거래일 \(days)일 중 \(troubledDays)일에 맞는 허가가 없었음."),
      rows: [movement.record] + context.cited(troubled))
  }
}
