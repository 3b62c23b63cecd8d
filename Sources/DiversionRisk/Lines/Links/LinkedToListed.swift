import PartyMatch
import TradeModel

/// Whether the consignee or the final buyer shares an address, officer, telephone or owner with a
/// listed party: a reason to look, never proof.
///
/// The measure is 1 for an address of a list entry, 2 for a party that shares with a listed one.
struct LinkedToListed: EvidenceRule {
  let code = "links.linked_to_listed"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    var parties = [movement.consignee]
    if let last = subject.onward.last { parties.append(context.movements[last].consignee) }
    guard context.lists.hasLists, parties.contains(where: context.links.isDescribed) else {
      return subject.notCheckable(
        BilingualText(
          "No address, officer, telephone or owner is known that could be shared.",
          "주소·임원·전화·지분 정보가 없어 연관성을 확인할 수 없음."))
    }
    for party in parties {
      for neighbour in context.links.neighbours(of: party) {
        guard let hit = context.lists.hits(neighbour.party, on: movement.date).first else {
          continue
        }
        let entry = hit.entry
        return subject.measured(
          2, certainty: hit.certainty,
          BilingualText(
            "\(context.name(party)) shares its \(neighbour.kind.rawValue) with "
              + "\(context.name(neighbour.party)), \(hit.isSure ? "" : "possibly ")"
              + "entry \(entry.entryID) of list \(entry.listID).",
            "\(context.name(party))은(는) \(entry.listID) 목록 \(entry.entryID) "
              + "\(context.name(neighbour.party))와(과) \(neighbour.kind.korean)을(를) 공유함."),
          rows: [movement.record])
      }
    }
    for party in parties {
      guard let hit = context.lists.addressHits(party, on: movement.date).first else { continue }
      return subject.measured(
        1,
        BilingualText(
          "\(context.name(party)) is at the address of entry \(hit.entryID) of list \(hit.listID).",
          "\(context.name(party))의 주소가 \(hit.listID) 목록 \(hit.entryID)의 주소와 같음."),
        rows: [movement.record])
    }
    return subject.measured(
      0,
      BilingualText("Nothing is shared with a listed party.", "목록 등재자와 공유하는 정보가 없음."),
      rows: [movement.record])
  }
}

extension PartyLinks.Kind {
  /// The word for it in Korean.
  var korean: String {
    switch self {
    case .address: "주소"
    case .officer: "임원"
    case .phone: "전화번호"
    case .owner: "소유관계"
    }
  }
}
