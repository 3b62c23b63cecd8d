import TradeModel

extension TradeGraph {
  /// Reads the graph that a run wrote.
  init(nodesFile: String, edgesFile: String) throws {
    var nodes: [TradeNode] = []
    try CSVRows.visit(nodesFile) { cells in
      guard cells.count == 15, let kind = TradeNodeKind(rawValue: cells[1]),
        let totals = TradeTotals(cells: cells[8...])
      else { throw RunError("\(nodesFile): is damaged; run again to replace it") }
      var node = TradeNode(id: cells[0], kind: kind, label: cells[2])
      node.country = CountryCode(cells[3])
      node.isExporter = cells[4] == "true"
      node.isConsignee = cells[5] == "true"
      node.family = cells[6].isEmpty ? nil : cells[6]
      node.probability = Double(cells[7])
      node.totals = totals
      nodes.append(node)
    }
    var edges: [TradeEdge] = []
    try CSVRows.visit(edgesFile) { cells in
      // Earlier versions wrote no probability.
      guard cells.count == 13 || cells.count == 14, let kind = TradeEdgeKind(rawValue: cells[2]),
        let totals = TradeTotals(cells: cells[6..<13])
      else { throw RunError("\(edgesFile): is damaged; run again to replace it") }
      var edge = TradeEdge(source: cells[0], target: cells[1], kind: kind)
      edge.item = cells[3].isEmpty ? nil : cells[3]
      edge.from = CountryCode(cells[4])
      edge.to = CountryCode(cells[5])
      edge.totals = totals
      if cells.count > 13 { edge.probability = Double(cells[13]) }
      edges.append(edge)
    }
    self.init(nodes: nodes, edges: edges)
  }
}

extension TradeTotals {
  /// Reads totals from their seven cells.
  init?(cells: ArraySlice<String>) {
    let cells = Array(cells)
    guard cells.count == 7, let declarations = Int(cells[0]), let movements = Int(cells[1]),
      let value = Self.whole(cells[2][...], places: 2),
      let weight = Self.whole(cells[3][...], places: 3),
      let pieces = Self.whole(cells[4][...], places: 3)
    else { return nil }
    self.init()
    self.declarations = declarations
    self.movements = movements
    valueCents = value
    weightGrams = weight
    pieceThousandths = pieces
    first = TradeDay(iso: cells[5])
    last = TradeDay(iso: cells[6])
  }
}
