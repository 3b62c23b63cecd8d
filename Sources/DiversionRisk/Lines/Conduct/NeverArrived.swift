import TradeModel

/// Whether the country of destination, whose records come in, ever saw what this consignee was sent.
///
/// The measure is the number of days on which the consignee was sent what should have arrived by now,
/// where none of it has; 0 where any arrived.
struct NeverArrived: EvidenceRule {
  let code = "conduct.never_arrived"
  /// Share of movements that a country's records must show before their silence means something.
  static let leastCoverage = 0.25

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let coverage = context.feeds.coverage(of: movement.to)
    guard coverage >= Self.leastCoverage else {
      return subject.notCheckable(
        BilingualText(
          "The import records of \(movement.to) do not come in.",
          "\(movement.to)의 수입 기록이 수집되지 않음."))
    }
    let arrivals = context.feeds.arrivals(of: movement.consignee, in: movement.to)
    let settled = arrivals.settled
    guard !settled.isEmpty else {
      return subject.notCheckable(
        BilingualText("It is too early for an import record.", "수입 기록이 나타나기에는 이른 시점임."))
    }
    // Lots of one day are one lot: filing in parts must not make more of them miss.
    let days = Set(settled.map { context.movements[Int($0)].date }).count
    return subject.measured(
      arrivals.arrivedCount == 0 ? Double(days) : 0,
      BilingualText(
        "\(movement.to) recorded the arrival of \(arrivals.arrivedCount) of "
          + "\(Phrase.count(settled.count, "movement")) to "
          + "\(context.name(movement.consignee)); it records \(Phrase.percent(coverage)) in general.",
        "\(movement.to)의 기록에 나타난 \(context.name(movement.consignee)) 도착은 \(settled.count)건 중 "
          + "\(arrivals.arrivedCount)건임(일반 포착률 \(Phrase.percent(coverage)))."),
      rows: [movement.record] + context.cited(settled.reversed()))
  }
}
