import PartyMatch
import TradeModel

/// Which consignees are forwarders, and how that is known.
struct ForwarderNames: Sendable {
  /// How a party is known to be a forwarder.
  enum Reason: Sendable {
    case registeredKind
    case industry(String)
    case name
  }

  private let reasons: [PartyIndex: Reason]

  init(movements: [Movement], parties: PartyBook) {
    var reasons: [PartyIndex: Reason] = [:]
    for party in Set(movements.map(\.consignee)) { reasons[party] = Self.reason(parties[party]) }
    self.reasons = reasons
  }

  /// How a consignee is known to be a forwarder; nil where it is not.
  func reason(_ party: PartyIndex) -> Reason? { reasons[party] }

  private static let words: Set<String> = [
    "frt", "forwarders", "forwarder", "fwdg", "logis",
    "exp", "shipping", "cargo", "운송", "물류", "로지스틱스", "货运", "物流",
  ]

  private static func reason(_ party: ResolvedParty) -> Reason? {
    if party.registered?.kind == .forwarder { return .registeredKind }
    // ISIC divisions 52 and 53: warehousing and support for transport; post and courier.
    if let industry = party.registered?.industry,
      industry.hasPrefix("52") || industry.hasPrefix("53")
    {
      return .industry(industry)
    }
    let parts = Set(NormalisedName(party.name).text.split(separator: " ").map(String.init))
    return parts.isDisjoint(with: words) ? nil : .name
  }
}
