import TradeModel

/// How much of such goods that came into the country of destination left it again.
///
/// A market keeps what it buys; a hub sends most of it on. The measure is the quantity recorded as
/// leaving over the quantity recorded as coming in, or the share of the lot itself that is seen to reach
/// a destination of concern where that is more: what a country keeps says nothing of goods that are
/// seen to leave it. It can only take away: touching a hub proves nothing.
struct CountrySendsOn: EvidenceRule {
  let code = "geometry.country_sends_on"
  /// With fewer consignees, a country is too small to be called a market.
  static let leastConsignees = 30

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let country = context.throughput.throughput(of: movement.to, in: movement.unit)
    guard country.consignees.count >= Self.leastConsignees, country.sent > 0 else {
      // Where nothing at all is seen leaving, its records may simply not come in.
      return subject.notCheckable(
        BilingualText(
          "Too little is recorded of such goods in \(movement.to) to say how much leaves again.",
          "\(movement.to)의 동종 물품 기록이 적어 재반출 비중을 알 수 없음."))
    }
    let reaching = context.flow.shareReaching[subject.movement]
    let (english, korean) =
      reaching > country.share
      ? (
        "; of this lot \(Phrase.percent(reaching)) is seen to reach a destination of concern",
        ", 이 물량은 \(Phrase.percent(reaching))가 우려 목적지에 도달한 것으로 확인됨"
      ) : ("", "임")
    return subject.measured(
      max(country.share, reaching),
      BilingualText(
        "What left \(movement.to) of such goods is \(Phrase.percent(country.share)) of what came in, "
          + "for \(country.consignees.count) consignees\(english).",
        "\(movement.to)에서 나간 동종 물품은 수하인 \(country.consignees.count)곳에 들어온 양의 "
          + "\(Phrase.percent(country.share))\(korean)."),
      rows: [movement.record]
        + (reaching > country.share
          ? context.cited(context.flow.onwardNumbers(of: subject.movement)) : []))
  }
}
