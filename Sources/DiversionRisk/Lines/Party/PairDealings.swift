import TradeModel

/// On how many days, half a year ago and longer, the exporter had already sent the consignee goods.
///
/// Fronts are set up for what they do: years of ordinary dealings are no part of that. Days count, not
/// movements, and old ones only, so that neither splitting nor a scheme's own shipments add to it.
struct PairDealings: EvidenceRule {
  let code = "party.pair_dealings"
  /// Days from which dealings are old: longer than a scheme's run of shipments takes.
  static let oldDays = 180

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let days = context.pairs.pair(movement.shipper, movement.consignee).days
    guard !days.isEmpty else {
      return subject.notCheckable(Phrase.noPairTrade)
    }
    let old = days.count { movement.date - $0 >= Self.oldDays }
    return subject.measured(
      Double(old),
      BilingualText(
        "By \(Self.oldDays) days before, \(context.name(movement.shipper)) had sent "
          + "\(context.name(movement.consignee)) goods of the families on "
          + "\(Phrase.count(old, "day")).",
        "\(Self.oldDays)일 전까지 \(context.name(movement.shipper))이(가) "
          + "\(context.name(movement.consignee))에 해당 품목군 물품을 보낸 날은 \(old)일임."),
      rows: [movement.record])
  }
}
