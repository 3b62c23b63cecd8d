import TradeModel

/// What is folded first where a drawing would not fit a page.
public enum ChartFolding: String, Sendable, CaseIterable {
  /// All parties of a country with the same role become one card.
  case country
  /// Parties whose names differ only in place and legal form become one card.
  case organisation
  /// The parties through which least value passed become one card a country.
  case value
}

/// Which parties are folded together, least needed first.
struct PartyFolds {
  let groups: [[RouteParty]]

  init(_ route: Route, parties: [RouteParty], folding: ChartFolding) {
    switch folding {
    case .country:
      groups = Self.enough(
        Self.grouped(parties) { "\($0.country.code) \($0.role.rawValue)" }, of: parties)
    case .organisation:
      let same = Self.enough(
        Self.grouped(parties) { Self.organisation($0.name) + $0.country.code }, of: parties)
      let left = parties.count - same.reduce(0) { $0 + $1.count - 1 }
      // Not enough organisations to fold: countries take the rest.
      groups =
        left <= LanesChart.mostParties
        ? same
        : Self.enough(
          Self.grouped(parties) { "\($0.country.code) \($0.role.rawValue)" }, of: parties)
    case .value:
      groups = Self.leastValued(route, parties: parties)
    }
  }

  /// The card that stands for a group.
  static func card(of group: [RouteParty], language: ChartLanguage) -> RouteParty {
    let scores = group.compactMap(\.probability)
    let head = group[0]
    return RouteParty(
      key: "folded:" + group.map(\.key).sorted().joined(separator: "|"),
      name: language.say("\(group.count)곳", "\(group.count) parties", between: " · "),
      localName: nil, country: head.country, role: head.role,
      isListed: group.contains(where: \.isListed), probability: scores.max())
  }

  /// Groups of at least two, largest first, until the parties fit.
  private static func enough(_ groups: [[RouteParty]], of parties: [RouteParty]) -> [[RouteParty]] {
    var left = parties.count
    var chosen: [[RouteParty]] = []
    for group in groups where group.count > 1 && left > LanesChart.mostParties {
      chosen.append(group)
      left -= group.count - 1
    }
    return chosen
  }

  private static func grouped(
    _ parties: [RouteParty], by name: (RouteParty) -> String
  ) -> [[RouteParty]] {
    Dictionary(grouping: parties, by: name).sorted { one, other in
      one.value.count != other.value.count
        ? one.value.count > other.value.count : one.key < other.key
    }.map(\.value)
  }

  /// The parties of least value, by country, so that the rest and one card a country fit.
  private static func leastValued(_ route: Route, parties: [RouteParty]) -> [[RouteParty]] {
    var values: [String: Double] = [:]
    for leg in route.legs {
      values[leg.shipper, default: 0] += leg.valueUSD ?? 0
      values[leg.consignee, default: 0] += leg.valueUSD ?? 0
    }
    let ranked = parties.sorted { one, other in
      let (first, second) = (values[one.key] ?? 0, values[other.key] ?? 0)
      return first != second ? first > second : one.key < other.key
    }
    for kept in stride(from: min(LanesChart.mostParties, ranked.count) - 1, through: 0, by: -1) {
      let groups = grouped(Array(ranked.dropFirst(kept))) { $0.country.code }
      if kept + groups.count <= LanesChart.mostParties { return groups.filter { $0.count > 1 } }
    }
    return []
  }

  /// A name without places in brackets, legal forms and punctuation.
  private static func organisation(_ name: String) -> String {
    var depth = 0
    var kept = ""
    for character in name.lowercased() {
      if character == "(" { depth += 1 }
      if depth == 0 { kept.append(character.isLetter || character.isNumber ? character : " ") }
      if character == ")" { depth = max(0, depth - 1) }
    }
    return kept.split(separator: " ").filter { !legalForms.contains(String($0)) }
      .joined(separator: " ")
  }

  private static let legalForms: Set<String> = [
    "ag", "bhd", "bv", "co", "company", "corp", "corporation", "fzco", "fze", "gmbh", "inc",
    "jsc", "kk", "limited", "llc", "ltd", "plc", "pte", "pty", "sa", "sdn",
  ]
}
