import TradeModel

extension TradeGraph {
  /// The graph as GraphML, as Gephi, yEd and NetworkX read it.
  ///
  /// Ids are opaque (`n0`, `e0`); the graph's own ids are in the attribute `key`.
  public var graphML: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

      """
    for column in Self.columns {
      text += "  <key id=\"\(column.id)\" for=\"\(column.target)\" "
      text += "attr.name=\"\(column.name)\" attr.type=\"\(column.type)\"/>\n"
    }
    text += "  <graph edgedefault=\"directed\">\n"
    var numbers: [String: Int] = [:]
    for (number, node) in nodes.enumerated() {
      numbers[node.id] = number
      text += "    <node id=\"n\(number)\">\n" + Self.data(of: node) + "    </node>\n"
    }
    for (number, edge) in edges.enumerated() {
      guard let source = numbers[edge.source], let target = numbers[edge.target] else { continue }
      text += "    <edge id=\"e\(number)\" source=\"n\(source)\" target=\"n\(target)\">\n"
      text += Self.data(of: edge) + "    </edge>\n"
    }
    return text + "  </graph>\n</graphml>\n"
  }

  private struct Column {
    let id: String
    let target: String
    let name: String
    let type: String
  }

  private static let columns: [Column] = {
    let nodes = [
      ("key", "string"), ("kind", "string"), ("label", "string"), ("country", "string"),
      ("exporter", "boolean"), ("consignee", "boolean"), ("family", "string"),
      ("probability", "double"),
    ]
    let edges = [
      ("kind", "string"), ("item", "string"), ("from", "string"), ("to", "string"),
      ("probability", "double"),
    ]
    let totals = [
      ("declarations", "long"), ("movements", "long"), ("value_usd", "double"),
      ("net_weight_kg", "double"), ("pieces", "double"), ("first", "string"), ("last", "string"),
    ]
    return (nodes + totals).map { Column(id: "n_\($0.0)", target: "node", name: $0.0, type: $0.1) }
      + (edges + totals).map { Column(id: "e_\($0.0)", target: "edge", name: $0.0, type: $0.1) }
  }()

  private static func data(of node: TradeNode) -> String {
    var text =
      datum("n_key", node.id) + datum("n_kind", node.kind.rawValue) + datum("n_label", node.label)
      + datum("n_country", node.country?.code)
    if node.kind == .party {
      text += datum("n_exporter", String(node.isExporter))
      text += datum("n_consignee", String(node.isConsignee))
    }
    text += datum("n_family", node.family)
    text += datum("n_probability", node.probability.map(RunWriter.number))
    return text + totals(of: node.totals, prefix: "n_")
  }

  private static func data(of edge: TradeEdge) -> String {
    datum("e_kind", edge.kind.rawValue) + datum("e_item", edge.item)
      + datum("e_from", edge.from?.code) + datum("e_to", edge.to?.code)
      + datum("e_probability", edge.probability.map(RunWriter.number))
      + totals(of: edge.totals, prefix: "e_")
  }

  private static func totals(of totals: TradeTotals, prefix: String) -> String {
    let names = [
      "declarations", "movements", "value_usd", "net_weight_kg", "pieces", "first", "last",
    ]
    return zip(names, totals.cells).map { datum(prefix + $0, $1.isEmpty ? nil : $1) }.joined()
  }

  private static func datum(_ key: String, _ value: String?) -> String {
    guard let value else { return "" }
    return "      <data key=\"\(key)\">\(MarkupText.escaped(value))</data>\n"
  }
}
