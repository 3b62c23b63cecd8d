/// One movement of a route, with the goods line that documents it.
public struct RouteLeg: Hashable, Sendable {
  /// The goods line that documents the movement.
  public var identity: DeclarationIdentity
  /// Other goods lines that record the same movement.
  public var mirrors: [DeclarationIdentity]
  /// The day of acceptance.
  public var date: TradeDay
  /// Party key of the sender.
  public var shipper: String
  /// Party key of the receiver.
  public var consignee: String
  /// Where the movement starts.
  public var from: CountryCode
  /// Where the movement ends.
  public var to: CountryCode
  /// The Harmonized System code as filed.
  public var hsCode: String
  /// The leg's quantity in the family's unit of account; nil where it cannot be known.
  public var quantity: FlowQuantity?
  /// Whether the quantity was not declared, or not believed.
  public var isEstimated: Bool
  /// Between what an estimated quantity lies, where goods of its kind say.
  public var limits: QuantityLimits?
  /// Value in US dollars as declared.
  public var valueUSD: Double?
  /// How much of the leg this route draws on.
  public var attributed: FlowQuantity

  /// A movement of a route.
  public init(
    identity: DeclarationIdentity, mirrors: [DeclarationIdentity], date: TradeDay,
    shipper: String, consignee: String, from: CountryCode, to: CountryCode, hsCode: String,
    quantity: FlowQuantity?, isEstimated: Bool, limits: QuantityLimits? = nil, valueUSD: Double?,
    attributed: FlowQuantity
  ) {
    self.identity = identity
    self.mirrors = mirrors
    self.date = date
    self.shipper = shipper
    self.consignee = consignee
    self.from = from
    self.to = to
    self.hsCode = hsCode
    self.quantity = quantity
    self.isEstimated = isEstimated
    self.limits = limits
    self.valueUSD = valueUSD
    self.attributed = attributed
  }
}

/// What a party does on a route.
public enum RouteRole: String, Sendable, CaseIterable {
  case exporter
  case consignee
  case forwarder
  case endUser = "end_user"
}

/// A party of a route as a reader should see it.
public struct RouteParty: Hashable, Sendable {
  /// The party key.
  public var key: String
  /// The name in Latin letters, or as filed.
  public var name: String
  /// The name in the local script, where one is known.
  public var localName: String?
  /// Where the party stands on the route.
  public var country: CountryCode
  /// What it does on the route.
  public var role: RouteRole
  /// Whether it was on a list on the day of its leg.
  public var isListed: Bool
  /// The party's own risk, where it has a score.
  public var probability: Double?

  /// A party of a route.
  public init(
    key: String, name: String, localName: String?, country: CountryCode, role: RouteRole,
    isListed: Bool, probability: Double?
  ) {
    self.key = key
    self.name = name
    self.localName = localName
    self.country = country
    self.role = role
    self.isListed = isListed
    self.probability = probability
  }
}

/// A physically possible chain of movements, how much went that way, and why it is suspected.
public struct Route: Hashable, Sendable {
  /// A stable identifier, derived from the goods lines of the legs.
  public var routeID: String
  /// Place in the ranking, from 1.
  public var rank: Int
  /// The family of goods.
  public var family: String
  /// What quantities count.
  public var unit: String
  /// How much the attribution sends along this chain.
  public var attributed: FlowQuantity
  /// At least this much went this way, under any allocation that explains the recorded outflow and with
  /// any quantities within their limits.
  public var lower: FlowQuantity
  /// At most this much can have gone this way.
  public var upper: FlowQuantity
  /// The movements, in time order.
  public var legs: [RouteLeg]
  /// The parties, in the order in which the goods met them.
  public var parties: [RouteParty]
  /// The score and its reasons.
  public var assessment: Assessment

  /// A route from its parts.
  public init(
    routeID: String, rank: Int, family: String, unit: String, attributed: FlowQuantity,
    lower: FlowQuantity, upper: FlowQuantity, legs: [RouteLeg], parties: [RouteParty],
    assessment: Assessment
  ) {
    self.routeID = routeID
    self.rank = rank
    self.family = family
    self.unit = unit
    self.attributed = attributed
    self.lower = lower
    self.upper = upper
    self.legs = legs
    self.parties = parties
    self.assessment = assessment
  }
}

extension Route {
  /// Parties that the goods come back to, in the order in which they do.
  ///
  /// A chain of movements bounded in legs is a walk, not a path, so a party can be on it twice. Goods that
  /// come back are typically returned or repaired ones, or go round in a circle.
  public var returns: [String] {
    var seen: Set<String> = []
    var returns: [String] = []
    for party in parties where !seen.insert(party.key).inserted && !returns.contains(party.key) {
      returns.append(party.key)
    }
    return returns
  }
}
