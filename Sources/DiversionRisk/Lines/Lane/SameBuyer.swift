import PartyMatch
import TradeModel

/// How many other consignees of the same exporter feed the same buyer in a destination of concern.
///
/// One buyer behind several fronts is what fan-out, substitution and moving to another hub have in
/// common.
struct SameBuyer: EvidenceRule {
  let code = "lane.same_buyer"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let buyers = context.buyers(of: subject)
    guard !buyers.isEmpty else {
      return subject.notCheckable(
        BilingualText(
          "No buyer in a destination of concern is recorded.", "우려 목적지의 구매자 기록이 없음."))
    }
    var others: Set<PartyIndex> = []
    for buyer in buyers {
      others.formUnion(context.pairs.feeders(from: movement.shipper, to: buyer))
    }
    others.remove(movement.consignee)
    let sorted = others.sorted()
    let names = sorted.prefix(3).map(context.name).joined(separator: ", ")
    let count = sorted.count
    let buyer = context.name(buyers[0])
    return subject.measured(
      Double(count),
      count == 0
        ? BilingualText(
          "No other consignee of \(context.name(movement.shipper)) feeds \(buyer).",
          "\(context.name(movement.shipper))의 다른 수하인 중 \(buyer)에 공급하는 곳이 없음.")
        : BilingualText(
          "\(Phrase.count(count, "other consignee")) of \(context.name(movement.shipper)) "
            + "\(count == 1 ? "feeds" : "feed") the same buyer: "
            + "\(names).",
          "\(context.name(movement.shipper))의 다른 수하인 \(count)곳도 같은 구매자에게 공급함: \(names)."),
      rows: [movement.record]
        + context.cited(
          sorted.flatMap { context.pairs.pair(movement.shipper, $0).movements.prefix(3) }))
  }
}
