public import TradeModel

/// What a drawing rests on: every party and every movement, those that it folds included.
///
/// Tables and files for other tools are made of this, so they cannot disagree with the picture.
public struct ExhibitContent: Hashable, Sendable {
  /// A party.
  public struct Party: Hashable, Sendable {
    /// An opaque, stable name.
    public var id: String
    /// The party key.
    public var key: String
    /// The name in Latin letters, or as filed.
    public var name: String
    /// The name in the local script, where one is known.
    public var localName: String?
    /// Where the party is, where that is known.
    public var country: CountryCode?
    /// What it does.
    public var role: RouteRole
    /// Whether it is on a list.
    public var isListed: Bool
    /// Its score, where it has one.
    public var probability: Double?
    /// The party's card in the drawing; several parties share that of a fold.
    public var card: String
  }

  /// A movement, or everything that was declared from one party to another.
  public struct Link: Hashable, Sendable {
    /// An opaque, stable name.
    public var id: String
    /// The sender's opaque name.
    public var from: String
    /// The receiver's opaque name.
    public var to: String
    /// The number of the line in the drawing; nil where it is in the table only.
    public var line: Int?
    /// `documented` or `inferred`.
    public var basis: String
    /// The first day.
    public var first: TradeDay?
    /// The last day.
    public var last: TradeDay?
    /// Where the goods left; nil where several places are summed up.
    public var departure: CountryCode?
    /// Where the goods arrived; nil where several places are summed up.
    public var destination: CountryCode?
    /// Codes of the goods.
    public var codes: [String]
    /// The quantity in the unit of account.
    public var quantity: FlowQuantity?
    /// What the quantity counts.
    public var unit: String?
    /// How much of it the route draws on.
    public var attributed: FlowQuantity?
    /// Value in US dollars.
    public var valueUSD: Double?
    /// Movements that it sums up.
    public var movements: Int
    /// Who recorded it.
    public var source: String?
    /// The goods lines that record it, mirrors last.
    public var documents: [String]
    /// How far the source may be trusted.
    public var grade: String?
    /// Suspected routes along here.
    public var routes: Int?
  }

  /// Every party.
  public var parties: [Party]
  /// Every movement.
  public var links: [Link]
  /// What the drawing folds or leaves out, in words.
  public var leftOut: [String]
}

extension ExhibitContent {
  init(_ route: Route, drawn: DrawnRoute, grades: SourceGrades) {
    var cards: [String: String] = [:]
    var lines: [Int: Int] = [:]
    for (line, bundle) in drawn.bundles.enumerated() {
      let leg = drawn.route.legs[line]
      for member in bundle.members {
        lines[member] = line + 1
        cards[route.legs[member].shipper] = leg.shipper
        cards[route.legs[member].consignee] = leg.consignee
      }
    }
    parties = DrawnRoute.parties(of: route).map { party in
      Party(
        id: OpaqueName.of(party.key, prefix: "n-"), key: party.key, name: party.name,
        localName: party.localName, country: party.country, role: party.role,
        isListed: party.isListed, probability: party.probability,
        card: OpaqueName.of(cards[party.key] ?? party.key, prefix: "n-"))
    }
    links = route.legs.enumerated().map { place, leg in
      Link(
        id: OpaqueName.of(leg.identity.description, prefix: "e-") + "-\(place + 1)",
        from: OpaqueName.of(leg.shipper, prefix: "n-"),
        to: OpaqueName.of(leg.consignee, prefix: "n-"), line: lines[place],
        basis: leg.isEstimated || leg.quantity == nil ? "inferred" : "documented",
        first: leg.date, last: leg.date, departure: leg.from, destination: leg.to,
        codes: [leg.hsCode], quantity: leg.quantity, unit: route.unit, attributed: leg.attributed,
        valueUSD: leg.valueUSD, movements: 1, source: leg.identity.source,
        documents: ([leg.identity] + leg.mirrors).map(\.description),
        grade: grades.grade(of: leg.identity.source), routes: nil)
    }
    leftOut = drawn.leftOut
  }

  init(_ neighbourhood: Neighbourhood, language: ChartLanguage) {
    let plan = NetworkPlan(neighbourhood)
    var cards: [String: String] = [:]
    for card in plan.cards {
      for key in card.keys { cards[key] = NetworkPlan.name(of: card) }
    }
    var lines: [Int: Int] = [:]
    for (number, line) in plan.lines.enumerated() {
      for member in line.members { lines[member] = number + 1 }
    }
    let all = [neighbourhood.focus] + NetworkPlan.ranking(of: neighbourhood)
    parties = all.map { party in
      let id = OpaqueName.of(party.key, prefix: "n-")
      return Party(
        id: id, key: party.key, name: party.name, localName: party.localName,
        country: party.country, role: party.role, isListed: party.isListed,
        probability: party.probability, card: cards[party.key] ?? id)
    }
    links = neighbourhood.links.enumerated().map { place, link in
      Link(
        id: OpaqueName.of(link.from + ">" + link.to, prefix: "e-"),
        from: OpaqueName.of(link.from, prefix: "n-"), to: OpaqueName.of(link.to, prefix: "n-"),
        line: lines[place], basis: "documented", first: link.first, last: link.last,
        departure: nil, destination: link.destinations.count == 1 ? link.destinations.first : nil,
        codes: link.items, quantity: nil, unit: nil, attributed: nil, valueUSD: link.valueUSD,
        movements: link.movements, source: nil, documents: [], grade: nil, routes: link.routes)
    }
    leftOut = []
  }
}

extension LanesChart {
  /// What the drawing rests on.
  public func content() throws(ChartError) -> ExhibitContent {
    ExhibitContent(route, drawn: try drawn(), grades: grades)
  }
}

extension NetworkChart {
  /// What the drawing rests on.
  public func content() -> ExhibitContent {
    var content = ExhibitContent(neighbourhood, language: language)
    content.leftOut = NetworkDrawing(self).frame.leftOut
    return content
  }
}
