public import TradeModel

/// The suspected routes that a party is on, drawn together as one.
///
/// A movement that several routes share is one movement that carries what all of them draw from it;
/// quantities are only added where they are counted in one unit.
public struct RoutesOfParty: Sendable {
  /// The party.
  public let party: RouteParty
  /// How much attention the party's own score asks for; nil where it has none.
  public let band: RiskBand?
  /// The routes that are drawn, best rank first.
  public let routes: [Route]
  /// Routes counted in another unit than the first; they are named below the drawing.
  public let others: [Route]

  /// Joins the routes that a party is on; nil where it is on none of them.
  ///
  /// - Parameters:
  ///   - key: the party's key.
  ///   - routes: routes of a run in order of rank; those without the party are passed over.
  ///   - probability: the party's own score.
  ///   - band: how much attention it asks for.
  public init?(_ key: String, on routes: [Route], probability: Double?, band: RiskBand?) {
    let through = routes.filter { route in
      route.legs.contains { $0.shipper == key || $0.consignee == key }
    }
    let known = through.flatMap(DrawnRoute.parties(of:)).first { $0.key == key }
    guard let first = through.first, var party = known else { return nil }
    party.probability = probability ?? party.probability
    self.party = party
    self.band = band
    self.routes = through.filter { $0.unit == first.unit }
    others = through.filter { $0.unit != first.unit }
  }

  private init(party: RouteParty, band: RiskBand?, routes: [Route], others: [Route]) {
    self.party = party
    self.band = band
    self.routes = routes
    self.others = others
  }

  /// All movements of the routes as one route, in order of their days.
  public var joined: Route? {
    guard var joined = routes.first else { return nil }
    var legs: [DeclarationIdentity: RouteLeg] = [:]
    var parties: [String: RouteParty] = [:]
    var order: [String] = []
    for route in routes {
      for leg in route.legs {
        var joinedLeg = leg
        if let known = legs[leg.identity] {
          joinedLeg.attributed = Self.sum([known.attributed, leg.attributed])
        }
        legs[leg.identity] = joinedLeg
      }
      for party in DrawnRoute.parties(of: route) where parties[party.key] == nil {
        parties[party.key] = party
        order.append(party.key)
      }
    }
    joined.legs = legs.values.sorted {
      ($0.date, $0.identity.description) < ($1.date, $1.identity.description)
    }
    joined.parties = order.compactMap { parties[$0] }
    joined.family = Self.distinct(routes.map(\.family)).joined(separator: ", ")
    joined.attributed = Self.sum(routes.map(\.attributed))
    joined.lower = Self.sum(routes.map(\.lower))
    joined.upper = Self.sum(routes.map(\.upper))
    return joined
  }

  /// The routes without what must not be shown, each with its parties under the same numbers.
  public func redacted(by redaction: Redaction) -> (joined: Route, routes: RoutesOfParty)? {
    guard let joined else { return nil }
    var redaction = redaction
    // Who is hidden on one of the routes is hidden on all of them.
    for party in routes.flatMap(DrawnRoute.parties(of:)) where redaction.hides(party) {
      redaction.ids.insert(party.key)
    }
    // Redaction keeps the order of legs, so the party can be found again by its place.
    let shown = redaction.applied(to: joined)
    let before = DrawnRoute.parties(of: joined)
    let after = DrawnRoute.parties(of: shown)
    guard let place = before.firstIndex(where: { $0.key == self.party.key }), place < after.count
    else { return nil }
    var seen = after[place]
    seen.probability = party.probability
    let rest = RoutesOfParty(party: seen, band: band, routes: routes, others: others)
    return (shown, rest)
  }

  /// What the page says of routes that are not drawn.
  func leftOut(_ language: ChartLanguage) -> [String] {
    guard !others.isEmpty else { return [] }
    let ids = others.prefix(6).map(\.routeID).joined(separator: ", ")
    return [
      language.say(
        "다른 단위의 경로 \(others.count)건은 그리지 않음",
        TradeFigures.counted(others.count, "route", "routes") + " in other units not drawn",
        between: " · ") + ": " + ids + (others.count > 6 ? ", …" : "")
    ]
  }

  private static func sum(_ quantities: [FlowQuantity]) -> FlowQuantity {
    FlowQuantity(thousandths: quantities.reduce(0) { $0 + $1.thousandths })
  }

  private static func distinct(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
