import TradeModel

extension TradeGraph {
  /// The columns of totals, in nodes and edges alike.
  private static let totalColumns = [
    "declarations", "movements", "value_usd", "net_weight_kg", "pieces", "first", "last",
  ]

  /// Nodes as a table.
  static func table(of nodes: [TradeNode]) -> CSVText {
    var table = CSVText(
      header: [
        "id", "kind", "label", "country", "exporter", "consignee", "family", "probability",
      ] + totalColumns)
    for node in nodes {
      let isParty = node.kind == .party
      table.add(
        [
          node.id, node.kind.rawValue, node.label, node.country?.code,
          isParty ? String(node.isExporter) : nil, isParty ? String(node.isConsignee) : nil,
          node.family, node.probability.map(RunWriter.number),
        ] + node.totals.cells)
    }
    return table
  }

  /// The edges as CSV, one row each, with the names of their ends.
  public var csv: String {
    var table = CSVText(header: Self.edgeColumns)
    for edge in edges { table.add(Self.cells(edge)) }
    return table.text
  }

  private static let edgeColumns =
    ["source", "target", "kind", "item", "from", "to"] + totalColumns + ["probability"]

  private static func cells(_ edge: TradeEdge) -> [String?] {
    [edge.source, edge.target, edge.kind.rawValue, edge.item, edge.from?.code, edge.to?.code]
      + edge.totals.cells + [edge.probability.map(RunWriter.number)]
  }

  /// Writes the edges of a graph as a table.
  static func writeEdges(of graph: CountedGraph, to path: String) throws(RunError) {
    var table = try TableFile(path: path, header: edgeColumns)
    try graph.forEachEdge { (edge) throws(RunError) in try table.add(cells(edge)) }
    try table.close()
  }
}

extension TradeTotals {
  /// The totals as cells, in the order of the columns.
  var cells: [String] {
    [
      String(declarations), String(movements), Self.decimal(valueCents, places: 2),
      Self.decimal(weightGrams, places: 3), Self.decimal(pieceThousandths, places: 3),
      first?.description ?? "", last?.description ?? "",
    ]
  }

  /// A whole number of hundredths or thousandths with its point, without superfluous zeros.
  static func decimal(_ value: Int64, places: Int) -> String {
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    let rest = value % scale
    guard rest != 0 else { return String(value / scale) }
    var digits = String(rest)
    digits = String(repeating: "0", count: places - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "\(value / scale).\(digits)"
  }

  /// Reads a decimal that `decimal` wrote.
  static func whole(_ text: Substring, places: Int) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts.count > 1 ? parts[1] : ""
    guard rest.count <= places else { return nil }
    return Int64(parts[0] + rest + String(repeating: "0", count: places - rest.count))
  }
}
