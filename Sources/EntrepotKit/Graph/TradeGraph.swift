public import TradeModel

/// What a node of the trade graph stands for.
public enum TradeNodeKind: String, Sendable, CaseIterable {
  /// An exporter, a consignee, or both.
  case party
  /// A country.
  case country
  /// Goods, by their six-digit Harmonized System subheading.
  case item
}

/// What an edge of the trade graph stands for.
public enum TradeEdgeKind: String, Sendable, CaseIterable {
  /// Exporter to consignee: the declarations of one item between two countries.
  case ships
  /// Exporter to item.
  case exports
  /// Item to consignee.
  case receives
  /// Party to the country where it is.
  case residesIn = "resides_in"
  /// Country to country: everything declared from the one to the other.
  case lane
  /// Party to party, of which either may be first: perhaps they are one.
  case possiblySame = "possibly_same"
}

/// Counts, sums and dates of the declarations behind a node or an edge.
public struct TradeTotals: Hashable, Sendable {
  /// Goods lines, those that record one movement twice included.
  public var declarations = 0
  /// Movements, each once.
  public var movements = 0
  /// Value in US cents, each movement once.
  public var valueCents: Int64 = 0
  /// Net weight in grams, each movement once.
  public var weightGrams: Int64 = 0
  /// Thousandths of a piece, of lines declared in pieces.
  public var pieceThousandths: Int64 = 0
  /// The first day.
  public var first: TradeDay?
  /// The last day.
  public var last: TradeDay?

  /// Nothing yet.
  public init() {}

  /// Adds other totals.
  public static func += (totals: inout Self, other: Self) {
    totals.declarations += other.declarations
    totals.movements += other.movements
    totals.valueCents += other.valueCents
    totals.weightGrams += other.weightGrams
    totals.pieceThousandths += other.pieceThousandths
    if let day = other.first { totals.first = min(totals.first ?? day, day) }
    if let day = other.last { totals.last = max(totals.last ?? day, day) }
  }
}

/// A node of the trade graph.
public struct TradeNode: Hashable, Sendable {
  /// `party:KEY`, `country:KR` or `item:847330`.
  public var id: String
  /// What it stands for.
  public var kind: TradeNodeKind
  /// The name that a reader should see.
  public var label: String
  /// Where a party is.
  public var country: CountryCode?
  /// Whether the party sends goods.
  public var isExporter = false
  /// Whether the party receives goods.
  public var isConsignee = false
  /// The family of an item.
  public var family: String?
  /// The score of a party, where it has one.
  public var probability: Double?
  /// What was declared at this node.
  public var totals = TradeTotals()

  /// A node with its identity.
  public init(id: String, kind: TradeNodeKind, label: String) {
    self.id = id
    self.kind = kind
    self.label = label
  }
}

/// An edge of the trade graph.
public struct TradeEdge: Hashable, Sendable {
  /// Id of the node it leaves.
  public var source: String
  /// Id of the node it reaches.
  public var target: String
  /// What it stands for.
  public var kind: TradeEdgeKind
  /// The item, for `ships`.
  public var item: String?
  /// Where the movements start, for `ships`.
  public var from: CountryCode?
  /// Where the movements end, for `ships`.
  public var to: CountryCode?
  /// What was declared on this edge.
  public var totals = TradeTotals()
  /// The probability of `possiblySame`.
  public var probability: Double?

  /// An edge with its ends.
  public init(source: String, target: String, kind: TradeEdgeKind) {
    self.source = source
    self.target = target
    self.kind = kind
  }
}

/// Exporters, consignees, countries and items, and the declarations between them.
///
/// Nodes are sorted by id; edges by source, target, kind, item, countries. Routes are sub-graphs:
/// each leg lies on the `ships` edge of its parties, item and countries.
public struct TradeGraph: Hashable, Sendable {
  /// The nodes, sorted by id.
  public var nodes: [TradeNode]
  /// The edges, sorted.
  public var edges: [TradeEdge]

  /// A graph of nodes and edges.
  public init(nodes: [TradeNode], edges: [TradeEdge]) {
    self.nodes = nodes
    self.edges = edges
  }

  /// The sub-graph within a number of steps of a node, whichever way edges point.
  ///
  /// The first step takes every edge. Further steps go from party to party along `ships` edges:
  /// countries and items are shared by nearly everybody, so a step through them would fetch the
  /// whole graph.
  ///
  /// - Parameters:
  ///   - id: the node to start from.
  ///   - depth: how many steps.
  /// - Returns: the sub-graph, or nil where there is no such node.
  public func neighbourhood(of id: String, depth: Int) -> TradeGraph? {
    guard nodes.contains(where: { $0.id == id }) else { return nil }
    var touching: [String: [Int]] = [:]
    for (number, edge) in edges.enumerated() {
      touching[edge.source, default: []].append(number)
      touching[edge.target, default: []].append(number)
    }
    var reached: Set<String> = [id]
    var frontier: Set<String> = [id]
    for step in 0..<max(0, depth) {
      var next: Set<String> = []
      for node in frontier {
        for edge in (touching[node] ?? []).lazy.map({ edges[$0] })
        where edge.kind == .ships || step == 0 {
          next.insert(edge.source == node ? edge.target : edge.source)
        }
      }
      frontier = next.subtracting(reached).filter { $0.hasPrefix("party:") }
      reached.formUnion(next)
    }
    return TradeGraph(
      nodes: nodes.filter { reached.contains($0.id) },
      edges: edges.filter { reached.contains($0.source) && reached.contains($0.target) })
  }
}
