import TradeModel

/// Whether all that the consignee sends of such goods goes to destinations of concern, to few buyers.
///
/// A distributor sells to many; a front sells to one. The measure is the share sent to destinations
/// of concern where there are at most two buyers, and minus the number of buyers otherwise.
struct SoleOutlet: EvidenceRule {
  let code = "geometry.sole_outlet"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let profile = context.trade.profile(of: movement.consignee)
    guard let share = profile.toConcern.share else {
      return subject.notCheckable(
        BilingualText(
          "Nothing is recorded of the buyers of \(context.name(movement.consignee)).",
          "\(context.name(movement.consignee))의 구매자에 관한 기록이 없음."))
    }
    let buyers = profile.buyers.count
    return subject.measured(
      buyers <= 2 ? share : -Double(buyers),
      BilingualText(
        "\(context.name(movement.consignee)) sends such goods to \(Phrase.count(buyers, "buyer")), "
          + "\(Phrase.percent(share)) of it to destinations of concern.",
        "\(context.name(movement.consignee))의 동종 물품 구매자는 \(buyers)곳이며, 그중 \(Phrase.percent(share))가 "
          + "우려 목적지행임."),
      rows: [movement.record] + context.cited(profile.sent))
  }
}
