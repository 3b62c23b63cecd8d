import FlowGraph
import TradeModel

/// What share of the lot went on to buyers elsewhere, who are not seen to send such goods to a
/// destination of concern.
///
/// What was sold on in Bangkok is not in Shenzhen: quantity is conserved, so goods seen to leave for
/// elsewhere cannot be those feared to have gone. Buyers that send such goods to destinations of
/// concern do not count, so a second hub clears nothing.
struct SentElsewhere: EvidenceRule {
  let code = "flow.sent_elsewhere"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let lot = context.flow.legs.quantity[subject.movement]
    guard lot > 0 else {
      return subject.notCheckable(
        BilingualText(
          "The quantity of the lot is unknown, so what part of it went elsewhere cannot be said.",
          "물량을 알 수 없어 다른 곳으로 간 비율을 확인할 수 없음."))
    }
    guard !context.trade.profile(of: movement.consignee).sent.isEmpty else {
      return subject.notCheckable(Phrase.noOnward(by: context.name(movement.consignee)))
    }
    let elsewhere = context.flow.onward(of: subject.movement).filter {
      !context.reachesConcern($0.movement)
        && context.trade.profile(of: context.movements[$0.movement].consignee).sentToConcern.isEmpty
    }
    let drawn = elsewhere.reduce(0.0) {
      $0 + Double($1.quantity) * (1 - context.flow.shareReaching[$1.movement])
    }
    let share = min(1, drawn / Double(lot))
    return subject.measured(
      share, words(share, elsewhere.map { context.movements[$0.movement].to }),
      rows: [movement.record] + context.cited(elsewhere.map { Int32($0.movement) }))
  }
  private func words(_ share: Double, _ destinations: [CountryCode]) -> BilingualText {
    guard !destinations.isEmpty else {
      return BilingualText(
        "None of the lot is seen to have gone to buyers elsewhere.",
        "물량이 다른 곳의 구매자에게 간 기록이 없음.")
    }
    let countries = Set(destinations.map(\.code)).sorted().joined(separator: ", ")
    return BilingualText(
      "\(Phrase.percent(share)) of the lot went on to \(countries), to buyers not seen to send such "
        + "goods to a destination of concern.",
      "물량의 \(Phrase.percent(share))가 \(countries)(으)로 재반출되었고, 그 구매자들이 우려 목적지로 보낸 기록은 "
        + "없음.")
  }
}
