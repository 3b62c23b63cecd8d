import DiversionRisk
import PartyMatch
import TradeModel

/// Builds the trade graph of everything that moves goods.
///
/// Goods of the families are counted by movement, each once; of other goods every goods line counts
/// as one movement, because only the families' mirrors are matched. While it counts, nodes and edges
/// are numbers; names come last.
struct TradeGraphBuilder {
  private let context: RiskContext
  private var nodes: [NodeKey: Int32] = [:]
  private var nodeTotals: [TradeTotals] = []
  private var roles: [Roles] = []
  private var edges = CountedEdges()
  private var families: [Int32: Int16] = [:]

  private enum NodeKey: Hashable {
    case party(PartyIndex)
    case country(CountryCode)
    case item(Int32)
  }

  private struct Roles {
    var isExporter = false
    var isConsignee = false
  }

  /// The graph of an analysis.
  static func graph(of analysis: Analysis) -> CountedGraph {
    var builder = TradeGraphBuilder(context: analysis.context)
    let records = analysis.context.records
    for row in 0..<records.count where records.movesGoods(row) { builder.add(row) }
    var probabilities: [PartyIndex: Double] = [:]
    for scored in analysis.parties { probabilities[scored.party] = scored.score?.probability }
    return builder.graph(probabilities: probabilities)
  }

  private init(context: RiskContext) {
    self.context = context
  }

  private mutating func add(_ row: Int) {
    let records = context.records
    let totals = totals(of: row)
    let (from, to) = (records.from[row], records.to[row])
    let shipper = number(.party(records.shipper[row]))
    let consignee = number(.party(records.consignee[row]))
    let item = number(.item(records.hs6[row]))
    roles[Int(shipper)].isExporter = true
    roles[Int(consignee)].isConsignee = true
    if records.family[row] >= 0 { families[records.hs6[row]] = records.family[row] }
    let start = number(.country(from))
    let end = number(.country(to))
    nodeTotals[Int(shipper)] += totals
    if consignee != shipper { nodeTotals[Int(consignee)] += totals }
    nodeTotals[Int(item)] += totals
    nodeTotals[Int(start)] += totals
    if end != start { nodeTotals[Int(end)] += totals }
    edges.count(
      CountedEdges.Key(
        source: shipper, target: consignee, kind: .ships, item: records.hs6[row], from: from,
        to: to), totals)
    edges.count(CountedEdges.Key(source: shipper, target: item, kind: .exports), totals)
    edges.count(CountedEdges.Key(source: item, target: consignee, kind: .receives), totals)
    edges.count(CountedEdges.Key(source: start, target: end, kind: .lane), totals)
    for (party, node) in [(records.shipper[row], shipper), (records.consignee[row], consignee)] {
      guard let country = context.parties[party].country else { continue }
      let home = number(.country(country))
      edges.count(CountedEdges.Key(source: node, target: home, kind: .residesIn), totals)
    }
  }

  private mutating func number(_ key: NodeKey) -> Int32 {
    if let number = nodes[key] { return number }
    let number = Int32(nodeTotals.count)
    nodes[key] = number
    nodeTotals.append(TradeTotals())
    roles.append(Roles())
    return number
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

  /// An amount as a whole number; one that nobody can mean is left out, so that sums stay whole too.
  private static func whole(_ amount: Double) -> Int64 {
    amount.isFinite && amount < 1e13 ? Int64(amount.rounded()) : 0
  }

  private func graph(probabilities: [PartyIndex: Double]) -> CountedGraph {
    var named = [TradeNode?](repeating: nil, count: nodeTotals.count)
    for (key, number) in nodes {
      var node = node(key, probabilities: probabilities)
      node.totals = nodeTotals[Int(number)]
      node.isExporter = roles[Int(number)].isExporter
      node.isConsignee = roles[Int(number)].isConsignee
      named[Int(number)] = node
    }
    let unsorted = named.compactMap(\.self)
    let possible = possibleEdges(among: Set(unsorted.map(\.id)))
    return CountedGraph(unsorted, edges, possible: possible)
  }

  /// Parties that may be one, both of which move goods.
  private func possibleEdges(among ids: Set<String>) -> [TradeEdge] {
    context.parties.possible.compactMap { identity in
      var edge = TradeEdge(
        source: "party:" + identity.one, target: "party:" + identity.other, kind: .possiblySame)
      guard ids.contains(edge.source), ids.contains(edge.target) else { return nil }
      edge.probability = identity.decision.probability
      return edge
    }
  }

  private func node(_ key: NodeKey, probabilities: [PartyIndex: Double]) -> TradeNode {
    switch key {
    case .party(let party):
      let resolved = context.parties[party]
      var node = TradeNode(id: "party:" + resolved.key, kind: .party, label: resolved.name)
      node.country = resolved.country
      node.probability = probabilities[party]
      return node
    case .country(let country):
      return TradeNode(id: "country:\(country)", kind: .country, label: country.code)
    case .item(let number):
      let digits = RecordColumns.subheading(number)
      var node = TradeNode(
        id: "item:" + digits, kind: .item, label: digits.prefix(4) + "." + digits.suffix(2))
      node.family = families[number].map { context.catalogue.families[Int($0)].code }
      return node
    }
  }
}
