import TradeModel

/// How many lots of such goods the exporter sent this consignee within 60 days around the day.
struct Splitting: EvidenceRule {
  let code = "conduct.splitting"
  /// Lots within so many days on either side count together.
  static let window = 30

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let lots = context.pairs.pair(movement.shipper, movement.consignee).movements.filter {
      let lot = context.movements[Int($0)]
      return lot.family == movement.family && abs(lot.date - movement.date) <= Self.window
    }
    // Lots of one day are one lot: splitting on paper must not change a score.
    let days = Set(lots.map { context.movements[Int($0)].date }).count
    return subject.measured(
      Double(days),
      BilingualText(
        "\(context.name(movement.shipper)) sent \(context.name(movement.consignee)) such goods on "
          + "\(Phrase.count(days, "day")) within \(2 * Self.window) days.",
        "\(2 * Self.window)일 내 \(days)일에 걸쳐 \(context.name(movement.shipper))이(가) "
          + "\(context.name(movement.consignee))에 동종 물품을 보냄."),
      rows: [movement.record] + context.cited(lots))
  }
}
