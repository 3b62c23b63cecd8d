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
      guard cells.count == 13, let kind = TradeEdgeKind(rawValue: cells[2]),
        let totals = TradeTotals(cells: cells[6...])
      else { throw RunError("\(edgesFile): is damaged; run again to replace it") }
      var edge = TradeEdge(source: cells[0], target: cells[1], kind: kind)
      edge.item = cells[3].isEmpty ? nil : cells[3]
      edge.from = CountryCode(cells[4])
      edge.to = CountryCode(cells[5])
      edge.totals = totals
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

/// Rows of a table that `CSVText` wrote.
enum CSVRows {
  /// Visits every row after the header; a cell may hold line breaks.
  static func visit(_ path: String, _ visit: ([String]) throws -> Void) throws {
    var isHeader = true
    var open = ""
    try GzipLines.visit(path) { line in
      open += open.isEmpty ? String(line) : "\n" + line
      // An odd number of quotes means that a quoted cell goes on in the next line.
      guard open.utf8.count(where: { $0 == 0x22 }).isMultiple(of: 2) else { return true }
      if !isHeader { try visit(cells(of: open)) }
      isHeader = false
      open = ""
      return true
    }
  }

  /// The cells of one row.
  static func cells(of row: String) -> [String] {
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var previousWasQuote = false
    for scalar in row.unicodeScalars {
      switch scalar {
      case "\"":
        // A second quote inside a quoted cell is a quote; the first may also be its end.
        if isQuoted, previousWasQuote { cell.append(scalar) }
        previousWasQuote = isQuoted && !previousWasQuote
        if !isQuoted { isQuoted = true }
        continue
      case "," where !isQuoted || previousWasQuote:
        cells.append(String(cell))
        cell = String.UnicodeScalarView()
        isQuoted = false
      default: cell.append(scalar)
      }
      previousWasQuote = false
    }
    cells.append(String(cell))
    // The guard against formulas is not part of the text.
    return cells.map { text in
      text.hasPrefix("'") && CSVText.guarded(String(text.dropFirst())) == text
        ? String(text.dropFirst()) : text
    }
  }
}
