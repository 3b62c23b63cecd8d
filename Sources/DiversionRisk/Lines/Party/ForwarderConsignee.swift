import PartyMatch
import TradeModel

/// Whether the consignee is a forwarder: somebody who moves goods, and has no use for them.
///
/// The measure is 1 for a forwarder by registry, line of business or name, else 0.
struct ForwarderConsignee: EvidenceRule {
  let code = "party.forwarder_consignee"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let party = context.parties[movement.consignee]
    let reason = Self.reason(party)
    if let reason {
      return .measured(
        1,
        BilingualText(
          "The consignee \(party.name) is a forwarder by its \(reason.english).",
          "수하인 \(party.name)은(는) \(reason.korean)상 운송주선업자임."), rows: [movement.record])
    }
    guard party.registered?.kind != nil || party.registered?.industry != nil else {
      return .notCheckable(
        BilingualText(
          "The registry does not say what \(party.name) does.", "\(party.name)의 업종이 등록되어 있지 않음."))
    }
    return .measured(
      0,
      BilingualText(
        "The consignee \(party.name) is not a forwarder.", "수하인 \(party.name)은(는) 운송주선업자가 아님."),
      rows: [movement.record])
  }

  private static let words: Set<String> = [
    "freight", "frt", "forwarding", "forwarders", "forwarder", "fwdg", "fwd", "logistics", "logis",
    "express", "shipping", "cargo", "운송", "물류", "로지스틱스", "货运", "物流",
  ]

  private static func reason(_ party: ResolvedParty) -> BilingualText? {
    if party.registered?.kind == .forwarder { return BilingualText("registered kind", "등록 업종") }
    // ISIC divisions 52 and 53: warehousing and support for transport; post and courier.
    if let industry = party.registered?.industry,
      industry.hasPrefix("52") || industry.hasPrefix("53")
    {
      return BilingualText("line of business (ISIC \(industry))", "업종(ISIC \(industry))")
    }
    let parts = Set(NormalisedName(party.name).text.split(separator: " ").map(String.init))
    return parts.isDisjoint(with: words) ? nil : BilingualText("name", "상호")
  }
}
