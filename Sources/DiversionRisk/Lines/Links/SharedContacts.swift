import PartyMatch
import TradeModel

/// How many other consignees of such goods share the consignee's address, officer or telephone.
struct SharedContacts: EvidenceRule {
  let code = "links.shared_contacts"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard context.links.isDescribed(movement.consignee) else {
      return subject.notCheckable(
        BilingualText(
          "No address, officer or telephone of \(context.name(movement.consignee)) is known.",
          "\(context.name(movement.consignee))의 주소·임원·전화 정보가 없음."))
    }
    let sharers = context.links.neighbours(of: movement.consignee).filter {
      $0.kind != .owner && !context.trade.profile(of: $0.party).received.isEmpty
    }
    let rows = sharers.compactMap { sharer in
      context.trade.profile(of: sharer.party).received.first.map {
        context.movements[Int($0)].record
      }
    }
    let name = context.name(movement.consignee)
    let others = sharers.prefix(3).map { context.name($0.party) }.joined(separator: ", ")
    return subject.measured(
      Double(sharers.count),
      sharers.isEmpty
        ? BilingualText(
          "No other consignee of such goods shares an address, officer or telephone with \(name).",
          "동종 물품의 다른 수하인과 주소·임원·전화를 공유하지 않음.")
        : BilingualText(
          "\(name) shares an address, officer or telephone with "
            + "\(Phrase.count(sharers.count, "other consignee")) of such goods: \(others).",
          "\(name)은(는) 동종 물품의 다른 수하인 \(sharers.count)곳과 주소·임원·전화를 공유함: \(others)."),
      rows: [movement.record] + rows.prefix(PairBounds.citedMovements))
  }
}
