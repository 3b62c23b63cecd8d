import TradeModel

/// What stands in which lane and what joins it: a route before anything has a size.
///
/// Goods always run to the right or stay in their lane. A country that is visited again gets a new
/// lane, and a party that is met again a new card that says so, because an arrow that runs back
/// against time would be read as a return that was never declared.
struct LanePlan {
  /// One visit to a country.
  struct Lane {
    let country: CountryCode
    /// 1 for the first visit.
    let visit: Int
    /// Whether goods came in here.
    var isDestination = false
  }

  /// A party at one place.
  struct Card {
    let party: RouteParty
    let lane: Int
    /// Whether an earlier card shows the same party.
    let isRepeated: Bool
  }

  /// How a movement is known.
  enum Basis {
    /// A declaration says it, with its quantity.
    case documented
    /// A declaration says it, its quantity is estimated.
    case estimated
    /// Nothing says it: the party received in one country and sent from another.
    case unrecorded
  }

  /// A movement between two cards.
  struct Link {
    let from: Int
    let to: Int
    /// Place in the route's legs; nil where no leg records the movement.
    let leg: Int?
    let basis: Basis
  }

  private(set) var lanes: [Lane] = []
  private(set) var cards: [Card] = []
  private(set) var links: [Link] = []

  /// Arranges the legs of a route, in the order in which they are listed.
  init(_ route: Route) {
    var known: [String: RouteParty] = [:]
    for party in route.parties where known[party.key] == nil { known[party.key] = party }
    var previous: Int?
    for (place, leg) in route.legs.enumerated() {
      let sender = self.sender(of: leg, after: previous, known: known)
      let receiver = self.receiver(of: leg, from: sender, known: known)
      links.append(
        Link(
          from: sender, to: receiver, leg: place,
          basis: leg.isEstimated || leg.quantity == nil ? .estimated : .documented))
      previous = receiver
    }
  }

  /// A card's name in a drawing: its party's sum, and the how-manieth card of the party it is.
  func name(ofCard place: Int) -> String {
    let key = cards[place].party.key
    let occurrence = cards[...place].count { $0.party.key == key }
    return OpaqueName.of(key, prefix: "n-") + "-\(occurrence)"
  }

  /// Whether lines meet or part at some card, so that they have to bend.
  var hasForks: Bool {
    func shares(_ end: (Link) -> Int) -> Bool {
      Set(links.map(end)).count < links.count
    }
    return shares(\.from) || shares(\.to)
  }

  private mutating func sender(
    of leg: RouteLeg, after previous: Int?, known: [String: RouteParty]
  ) -> Int {
    if let previous, cards[previous].party.key == leg.shipper {
      let lane = cards[previous].lane
      guard lanes[lane].country != leg.from else { return previous }
      let card = addCard(
        leg.shipper, in: self.lane(of: leg.from, from: lane + 1), country: leg.from, known: known)
      links.append(Link(from: previous, to: card, leg: nil, basis: .unrecorded))
      return card
    }
    let seen = cards.lastIndex {
      $0.party.key == leg.shipper && lanes[$0.lane].country == leg.from
    }
    return seen
      ?? addCard(leg.shipper, in: lane(of: leg.from, from: 0), country: leg.from, known: known)
  }

  private mutating func receiver(
    of leg: RouteLeg, from sender: Int, known: [String: RouteParty]
  ) -> Int {
    let start = cards[sender].lane
    let lane = leg.to == leg.from ? start : self.lane(of: leg.to, from: start + 1)
    lanes[lane].isDestination = true
    let here = cards.indices.last {
      cards[$0].lane == lane && cards[$0].party.key == leg.consignee
        && (lane != start || $0 > sender)
    }
    return here ?? addCard(leg.consignee, in: lane, country: leg.to, known: known)
  }

  /// The first lane of a country at or after a place; a new one on the right where there is none.
  private mutating func lane(of country: CountryCode, from least: Int) -> Int {
    if let lane = lanes.indices.first(where: { $0 >= least && lanes[$0].country == country }) {
      return lane
    }
    let visits = lanes.count { $0.country == country }
    lanes.append(Lane(country: country, visit: visits + 1))
    return lanes.count - 1
  }

  private mutating func addCard(
    _ key: String, in lane: Int, country: CountryCode, known: [String: RouteParty]
  ) -> Int {
    let party =
      known[key]
      ?? RouteParty(
        key: key, name: key, localName: nil, country: country, role: .consignee, isListed: false,
        probability: nil)
    let isRepeated = cards.contains { $0.party.key == key }
    cards.append(Card(party: party, lane: lane, isRepeated: isRepeated))
    return cards.count - 1
  }
}
