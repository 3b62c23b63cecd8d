public import TradeModel

/// A party as a network shows it.
public struct NeighbourParty: Hashable, Sendable {
  /// The party key.
  public var key: String
  /// The name in Latin letters, or as filed.
  public var name: String
  /// The name in the local script, where one is known.
  public var localName: String?
  /// Where the party is, where that is known.
  public var country: CountryCode?
  /// What it does on suspected routes, or in most of its trade.
  public var role: RouteRole
  /// Whether it was found on a list.
  public var isListed = false
  /// Its score, where it has one.
  public var probability: Double?
  /// How much attention the score asks for.
  public var band: RiskBand?

  /// A party without a score.
  public init(key: String, name: String, country: CountryCode?, role: RouteRole) {
    self.key = key
    self.name = name
    self.country = country
    self.role = role
  }
}

/// Everything that was declared from one party to another.
public struct NeighbourLink: Hashable, Sendable {
  /// Key of the sender.
  public var from: String
  /// Key of the receiver.
  public var to: String
  /// Movements, each once.
  public var movements = 0
  /// Value in US dollars; nil where none was declared.
  public var valueUSD: Double?
  /// The first day.
  public var first: TradeDay?
  /// The last day.
  public var last: TradeDay?
  /// Six-digit codes of the goods, most valuable first.
  public var items: [String] = []
  /// Suspected routes that run along here.
  public var routes = 0
  /// Where goods arrive.
  public var destinations: Set<CountryCode> = []
  /// The probability that the two are one party; nil where nothing says so.
  public var possiblySame: Double?

  /// A link without trade.
  public init(from: String, to: String) {
    self.from = from
    self.to = to
  }

  /// Whether the two may be one party and nothing was declared between them.
  var isIdentityOnly: Bool { possiblySame != nil && movements == 0 }

  /// Adds another link's trade.
  mutating func absorb(_ other: NeighbourLink) {
    movements += other.movements
    if let value = other.valueUSD { valueUSD = (valueUSD ?? 0) + value }
    first = [first, other.first].compactMap(\.self).min()
    last = [last, other.last].compactMap(\.self).max()
    for item in other.items where !items.contains(item) { items.append(item) }
    routes += other.routes
    destinations.formUnion(other.destinations)
    possiblySame = [possiblySame, other.possiblySame].compactMap(\.self).max()
  }
}

/// A party, those it trades with, and where suspected routes through it come from and go on to.
public struct Neighbourhood: Hashable, Sendable {
  /// The party in the middle.
  public var focus: NeighbourParty
  /// Every other party, in any order.
  public var parties: [NeighbourParty]
  /// What was declared between them, one link a pair and direction.
  public var links: [NeighbourLink]

  /// A neighbourhood from its parts.
  public init(focus: NeighbourParty, parties: [NeighbourParty], links: [NeighbourLink]) {
    self.focus = focus
    self.parties = parties
    self.links = links
  }
}

extension Redaction {
  /// A neighbourhood without what must not be shown.
  public func applied(to neighbourhood: Neighbourhood) -> Neighbourhood {
    guard !isEmpty else { return neighbourhood }
    var result = neighbourhood
    var names: [String: String] = [:]
    func redacted(_ party: NeighbourParty) -> NeighbourParty {
      let isHidden =
        roles.contains(party.role) || party.country.map(countries.contains) == true
        || ids.contains(party.key) || (listed && party.isListed)
      guard isHidden else { return party }
      let name = names[party.key] ?? "redacted-\(names.count + 1)"
      names[party.key] = name
      var party = party
      party.key = name
      party.name = Self.block
      party.localName = nil
      return party
    }
    result.focus = redacted(result.focus)
    // In an order that does not give the names away.
    let order = NetworkPlan.ranking(of: neighbourhood)
    result.parties = order.map(redacted)
    for place in result.links.indices {
      let link = result.links[place]
      result.links[place].from = names[link.from] ?? link.from
      result.links[place].to = names[link.to] ?? link.to
    }
    return result
  }
}
