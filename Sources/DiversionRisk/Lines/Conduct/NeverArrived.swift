import TradeModel

/// Whether the country of destination, whose records come in, ever saw what this consignee was sent.
///
/// The measure is the number of the consignee's settled movements without an arrival, where none of
/// them has one; 0 where any arrived.
struct NeverArrived: EvidenceRule {
  let code = "conduct.never_arrived"
  /// Share of movements that a country's records must show before their silence means something.
  static let leastCoverage = 0.25

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let coverage = context.feeds.coverage(of: movement.to)
    guard coverage >= Self.leastCoverage else {
      return .notCheckable(
        BilingualText(
          "The import records of \(movement.to) do not come in.",
          "\(movement.to)의 수입 기록이 수집되지 않음."))
    }
    let settled = context.trade.profile(of: movement.consignee).received.map {
      context.movements[Int($0)]
    }.filter {
      $0.to == movement.to && $0.date <= context.feeds.settledBy
        && context.records.kind[Int($0.record)] != .import
    }
    guard !settled.isEmpty else {
      return .notCheckable(
        BilingualText("It is too early for an import record.", "수입 기록이 나타나기에는 이른 시점임."))
    }
    let arrived = settled.filter { settledMovement in
      settledMovement.mirrors.contains { context.records.kind[Int($0)] == .import }
    }
    let missing = settled.count - arrived.count
    return .measured(
      arrived.isEmpty ? Double(missing) : 0,
      BilingualText(
        "\(movement.to) recorded the arrival of \(arrived.count) of \(settled.count) movements to "
          + "\(context.name(movement.consignee)); it records \(Phrase.percent(coverage)) in general.",
        "\(movement.to)의 기록에 나타난 \(context.name(movement.consignee)) 도착은 \(settled.count)건 중 "
          + "\(arrived.count)건임(일반 포착률 \(Phrase.percent(coverage)))."),
      rows: [movement.record]
        + settled.suffix(PairBounds.citedMovements).map(\.record))
  }
}
