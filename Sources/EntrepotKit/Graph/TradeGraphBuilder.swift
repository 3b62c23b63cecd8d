import DiversionRisk
import PartyMatch
import TradeModel

/// Builds the trade graph of everything that moves goods.
///
/// Goods of the families are counted by movement, each once; of other goods every goods line counts
/// as one movement, because only the families' mirrors are matched against their signatures.
struct TradeGraphBuilder {
  private let context: RiskContext
  private let probabilities: [PartyIndex: Double]
  private var nodes: [String: TradeNode] = [:]
  private var edges: [EdgeKey: TradeTotals] = [:]

  private struct EdgeKey: Hashable {
    let source: String
    let target: String
    let kind: TradeEdgeKind
    var item: String?
    var from: CountryCode?
    var to: CountryCode?
  }

  /// The graph of an analysis.
  static func graph(of analysis: Analysis) -> TradeGraph {
    var builder = TradeGraphBuilder(analysis)
    let records = analysis.context.records
    for row in 0..<records.count where records.movesGoods(row) { builder.add(row) }
    return builder.graph()
  }

  private init(_ analysis: Analysis) {
    context = analysis.context
    var probabilities: [PartyIndex: Double] = [:]
    for scored in analysis.parties {
      probabilities[scored.party] = scored.score?.probability
    }
    self.probabilities = probabilities
  }

  private mutating func add(_ row: Int) {
    let records = context.records
    let totals = totals(of: row)
    let item = Self.digits(records.hs6[row])
    let shipper = "party:" + context.parties[records.shipper[row]].key
    let consignee = "party:" + context.parties[records.consignee[row]].key
    addParty(records.shipper[row], id: shipper, totals) { $0.isExporter = true }
    addParty(records.consignee[row], id: consignee, totals) { $0.isConsignee = true }
    addItem(item, family: records.family[row], totals)
    for country in Set([records.from[row], records.to[row]]) {
      addNode("country:\(country)", .country, label: country.code, totals)
    }
    let (from, to) = (records.from[row], records.to[row])
    edges[
      EdgeKey(source: shipper, target: consignee, kind: .ships, item: item, from: from, to: to),
      default: TradeTotals()] += totals
    edges[
      EdgeKey(source: shipper, target: "item:" + item, kind: .exports), default: TradeTotals()] +=
      totals
    edges[
      EdgeKey(source: "item:" + item, target: consignee, kind: .receives), default: TradeTotals()
    ] += totals
    edges[
      EdgeKey(source: "country:\(from)", target: "country:\(to)", kind: .lane),
      default: TradeTotals()] += totals
    for (party, id) in [(records.shipper[row], shipper), (records.consignee[row], consignee)] {
      guard let country = context.parties[party].country else { continue }
      addNode("country:\(country)", .country, label: country.code, TradeTotals())
      edges[
        EdgeKey(source: id, target: "country:\(country)", kind: .residesIn),
        default: TradeTotals()] += totals
    }
  }

  /// What a goods line adds; the mirrors of a movement add a line but no goods.
  private func totals(of row: Int) -> TradeTotals {
    let records = context.records
    var totals = TradeTotals()
    totals.declarations = 1
    totals.first = TradeDay(raw: records.date[row])
    totals.last = totals.first
    let movement = context.movementOfRow[row]
    if movement >= 0, Int(context.movements[Int(movement)].record) != row { return totals }
    totals.movements = 1
    totals.valueCents = Self.whole(records.value[row] * 100)
    totals.weightGrams = Self.whole(records.weight[row] * 1000)
    if records.unit[row] == .piece {
      totals.pieceThousandths = Self.whole(records.quantity[row] * 1000)
    }
    return totals
  }

  private static func whole(_ amount: Double) -> Int64 {
    amount.isFinite && amount < 9e15 ? Int64(amount.rounded()) : 0
  }

  private mutating func addParty(
    _ party: PartyIndex, id: String, _ totals: TradeTotals, mark: (inout TradeNode) -> Void
  ) {
    let resolved = context.parties[party]
    addNode(id, .party, label: resolved.name, totals)
    nodes[id]?.country = resolved.country
    nodes[id]?.probability = probabilities[party]
    if var node = nodes[id] {
      mark(&node)
      nodes[id] = node
    }
  }

  private mutating func addItem(_ item: String, family: Int16, _ totals: TradeTotals) {
    addNode("item:" + item, .item, label: item.prefix(4) + "." + item.suffix(2), totals)
    if family >= 0 { nodes["item:" + item]?.family = context.catalogue.families[Int(family)].code }
  }

  private mutating func addNode(
    _ id: String, _ kind: TradeNodeKind, label: String, _ totals: TradeTotals
  ) {
    nodes[id, default: TradeNode(id: id, kind: kind, label: label)].totals += totals
  }

  private func graph() -> TradeGraph {
    let sorted = edges.map { key, totals in
      var edge = TradeEdge(source: key.source, target: key.target, kind: key.kind)
      edge.item = key.item
      edge.from = key.from
      edge.to = key.to
      edge.totals = totals
      return edge
    }
    return TradeGraph(nodes: Array(nodes.values), edges: sorted).sorted()
  }

  private static func digits(_ hs6: Int32) -> String {
    let digits = String(hs6)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}

extension TradeGraph {
  /// The graph with nodes and edges in their order.
  func sorted() -> TradeGraph {
    TradeGraph(
      nodes: nodes.sorted { $0.id < $1.id },
      edges: edges.sorted { one, other in
        if one.source != other.source { return one.source < other.source }
        if one.target != other.target { return one.target < other.target }
        if one.kind != other.kind { return one.kind.rawValue < other.kind.rawValue }
        let (first, second) = (one.item ?? "", other.item ?? "")
        if first != second { return first < second }
        if one.from != other.from { return one.from?.ordinal ?? 0 < other.from?.ordinal ?? 0 }
        return one.to?.ordinal ?? 0 < other.to?.ordinal ?? 0
      })
  }
}
