import TradeModel

/// How a year of the exporter's lots to the consignee compares with all that the country of
/// destination took in of such goods the year before.
///
/// A neighbour with next to no demand of its own is a way through. The measure is the value of the
/// lots in the year up to this one over the country's reported imports of the twelve months before.
struct TinyDemand: EvidenceRule {
  let code = "lane.tiny_demand"
  /// Days within which lots count together.
  static let window = 365
  /// Demand below this, in US dollars a year, is taken for this much: nothing has no ratio.
  static let leastDemand = 10_000.0

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let lots = context.pairs.pair(movement.shipper, movement.consignee).movements.filter {
      let lot = context.movements[Int($0)]
      return lot.family == movement.family && lot.to == movement.to && lot.date <= movement.date
        && movement.date - lot.date < Self.window
    }
    let values = lots.map { context.movements[Int($0)].value }.filter { !$0.isNaN }
    guard let first = lots.first, !values.isEmpty,
      let demand = context.demand.yearly(
        of: movement.family, in: movement.to, before: context.movements[Int(first)].date)
    else {
      return subject.notCheckable(
        BilingualText(
          "Nothing says how much of such goods \(movement.to) takes in.",
          "\(movement.to)의 동종 물품 수요를 알 수 있는 통계가 없음."))
    }
    let value = values.reduce(0, +)
    return subject.measured(
      value / max(Self.leastDemand, demand),
      BilingualText(
        "\(Phrase.money(value)) of such goods within \(Self.window) days went to a consignee in "
          + "\(movement.to), which took in \(Phrase.money(demand)) from everywhere the year before.",
        "\(Self.window)일 내 \(Phrase.money(value))의 동종 물품이 \(movement.to)의 한 수하인에게 갔으나, "
          + "전년도 이 국가의 총수입은 \(Phrase.money(demand))임."),
      rows: [movement.record] + context.cited(lots.reversed()))
  }
}
