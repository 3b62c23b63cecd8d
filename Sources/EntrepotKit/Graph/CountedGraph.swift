import DiversionRisk
import TradeModel

/// The edges of a trade graph while they are counted, between numbered nodes.
struct CountedEdges {
  /// What tells an edge from all others.
  struct Key: Hashable {
    let source: Int32
    let target: Int32
    let kind: TradeEdgeKind
    var item: Int32 = -1
    var from: CountryCode?
    var to: CountryCode?

    /// What its ends stand for tells the kind of an edge already.
    func hash(into hasher: inout Hasher) {
      hasher.combine(Int64(source) << 32 | Int64(target))
      hasher.combine(
        Int64(item) << 32 | Int64(from?.ordinal ?? 0) << 16 | Int64(to?.ordinal ?? 0))
    }
  }

  private(set) var keys: [Key] = []
  private(set) var totals: [TradeTotals] = []
  private var numbers: [Key: Int32] = [:]

  /// Adds what a goods line says of an edge.
  mutating func count(_ key: Key, _ more: TradeTotals) {
    if let number = numbers[key] {
      totals[Int(number)] += more
    } else {
      numbers[key] = Int32(keys.count)
      keys.append(key)
      totals.append(more)
    }
  }
}

/// A trade graph of which the edges are still numbers: each is named when it is wanted.
///
/// Named, the edges of the trade of a large country would be the most that a run ever holds.
struct CountedGraph {
  /// The nodes, sorted by id.
  let nodes: [TradeNode]
  /// The ids of the nodes as the edges number them.
  private let ids: [String]
  private let keys: [CountedEdges.Key]
  private let totals: [TradeTotals]
  /// The edges as they are sorted.
  private let order: [Int32]
  /// Edges between parties that may be one, sorted.
  private let possible: [TradeEdge]

  /// Sorts what was counted.
  ///
  /// - Parameters:
  ///   - unsorted: the nodes as the edges number them.
  ///   - edges: what was counted.
  ///   - possible: edges between parties that may be one.
  init(_ unsorted: [TradeNode], _ edges: CountedEdges, possible: [TradeEdge]) {
    let sorted = unsorted.indices.sorted { unsorted[$0].id < unsorted[$1].id }
    var rank = [Int32](repeating: 0, count: sorted.count)
    for (position, number) in sorted.enumerated() { rank[number] = Int32(position) }
    nodes = sorted.map { unsorted[$0] }
    ids = unsorted.map(\.id)
    let keys = edges.keys
    self.keys = keys
    totals = edges.totals
    order = keys.indices.map(Int32.init).sorted { first, second in
      let (one, other) = (keys[Int(first)], keys[Int(second)])
      if one.source != other.source { return rank[Int(one.source)] < rank[Int(other.source)] }
      if one.target != other.target { return rank[Int(one.target)] < rank[Int(other.target)] }
      if one.kind != other.kind { return one.kind.rawValue < other.kind.rawValue }
      if one.item != other.item { return one.item < other.item }
      if one.from != other.from { return one.from?.ordinal ?? 0 < other.from?.ordinal ?? 0 }
      return one.to?.ordinal ?? 0 < other.to?.ordinal ?? 0
    }
    self.possible = possible.enumerated().sorted { one, other in
      Self.precedes(one.element, other.element)
        || (!Self.precedes(other.element, one.element) && one.offset < other.offset)
    }.map(\.element)
  }

  /// Names the edges one after the other, sorted.
  ///
  /// - Parameter body: takes each edge.
  /// - Throws: what `body` throws.
  func forEachEdge<Failure: Error>(
    _ body: (TradeEdge) throws(Failure) -> Void
  ) throws(Failure) {
    var next = possible.startIndex
    for number in order {
      let edge = edge(Int(number))
      while next < possible.endIndex, Self.precedes(possible[next], edge) {
        try body(possible[next])
        next += 1
      }
      try body(edge)
    }
    for edge in possible[next...] { try body(edge) }
  }

  private func edge(_ number: Int) -> TradeEdge {
    let key = keys[number]
    var edge = TradeEdge(
      source: ids[Int(key.source)], target: ids[Int(key.target)], kind: key.kind)
    edge.item = key.item < 0 ? nil : RecordColumns.subheading(key.item)
    edge.from = key.from
    edge.to = key.to
    edge.totals = totals[number]
    return edge
  }

  private static func precedes(_ one: TradeEdge, _ other: TradeEdge) -> Bool {
    if one.source != other.source { return one.source < other.source }
    if one.target != other.target { return one.target < other.target }
    return one.kind.rawValue < other.kind.rawValue
  }
}
