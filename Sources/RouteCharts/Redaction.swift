public import TradeModel

/// What a drawing must not show; taken out of the data before anything is laid out.
///
/// A redacted text becomes a block of one length, whatever it said. Keys become numbers in order of
/// appearance, so that no sum of them can be guessed back. Findings are free text that may name
/// anyone, so as soon as anything is redacted they go too; their codes and weights stay.
public struct Redaction: Hashable, Sendable {
  /// Parties with these roles.
  public var roles: Set<RouteRole> = []
  /// Parties that stand in these countries.
  public var countries: Set<CountryCode> = []
  /// Parties with these keys, and documents with these numbers (`SOURCE/ID/LINE`).
  public var ids: Set<String> = []
  /// Parties that are on a list.
  public var listed = false
  /// All document numbers.
  public var documents = false

  /// What stands in the place of a redacted text.
  public static let block = "████████"

  /// Nothing is redacted.
  public init() {}

  /// Everything that names anyone or any document.
  public static var everything: Redaction {
    var all = Redaction()
    all.roles = Set(RouteRole.allCases)
    all.documents = true
    return all
  }

  /// Whether nothing is redacted.
  public var isEmpty: Bool {
    roles.isEmpty && countries.isEmpty && ids.isEmpty && !listed && !documents
  }

  /// Reads `role:forwarder`, `country:SG`, `id:KEY`, `listed`, `documents` or `all`.
  ///
  /// - Returns: false where the rule is none of these; nothing is changed then.
  public mutating func add(_ rule: String) -> Bool {
    let parts = rule.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count == 2 ? String(parts[1]) : nil
    switch (parts[0], value) {
    case ("role", let word?):
      guard let role = RouteRole(rawValue: word.replacing("-", with: "_")) else { return false }
      roles.insert(role)
    case ("country", let code?):
      guard let country = CountryCode(code) else { return false }
      countries.insert(country)
    case ("id", let id?) where !id.isEmpty: ids.insert(id)
    case ("listed", nil): listed = true
    case ("documents", nil): documents = true
    case ("all", nil): self = .everything
    default: return false
    }
    return true
  }

  /// Whether a party is not to be shown.
  public func hides(_ party: RouteParty) -> Bool {
    roles.contains(party.role) || countries.contains(party.country) || ids.contains(party.key)
      || (listed && party.isListed)
  }

  /// A route without what must not be shown.
  public func applied(to route: Route) -> Route {
    guard !isEmpty else { return route }
    var route = route
    let parties = DrawnRoute.parties(of: route)
    // A party that stands on the route twice is hidden in both places if in either.
    let all = parties + route.parties
    var names: [String: String] = [:]
    for party in all where hides(party) && names[party.key] == nil {
      names[party.key] = "redacted-\(names.count + 1)"
    }
    route.parties = route.parties.map { party in
      guard let name = names[party.key] else { return party }
      var party = party
      party.key = name
      party.name = Self.block
      party.localName = nil
      return party
    }
    var numbers: [DeclarationIdentity: DeclarationIdentity] = [:]
    func hidden(_ identity: DeclarationIdentity) -> DeclarationIdentity {
      if let known = numbers[identity] { return known }
      let number = DeclarationIdentity(
        source: identity.source, declarationID: Self.block, line: Int32(numbers.count + 1))
      numbers[identity] = number
      return number
    }
    for place in route.legs.indices {
      let leg = route.legs[place]
      let isNamed = names[leg.shipper] != nil || names[leg.consignee] != nil
      let cited = [leg.identity] + leg.mirrors
      if documents || isNamed || cited.contains(where: { ids.contains($0.description) }) {
        route.legs[place].identity = hidden(leg.identity)
        route.legs[place].mirrors = leg.mirrors.map(hidden)
      }
      route.legs[place].shipper = names[leg.shipper] ?? leg.shipper
      route.legs[place].consignee = names[leg.consignee] ?? leg.consignee
    }
    guard !names.isEmpty || !numbers.isEmpty else { return route }
    withholdFindings(of: &route.assessment, hidden: hidden)
    return route
  }

  private func withholdFindings(
    of assessment: inout Assessment,
    hidden: (DeclarationIdentity) -> DeclarationIdentity
  ) {
    let block = BilingualText(english: Self.block, korean: Self.block)
    for place in assessment.lines.indices {
      assessment.lines[place].text = block
      assessment.lines[place].declarations = assessment.lines[place].declarations.map(hidden)
    }
    assessment.counterfactual = block
    assessment.refuting = assessment.refuting.map(hidden)
  }
}

extension Route {
  /// Whether something on the route was redacted.
  var hasRedactions: Bool {
    parties.contains { $0.name == Redaction.block }
      || legs.contains { $0.identity.declarationID == Redaction.block }
  }
}
