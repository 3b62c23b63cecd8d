import Foundation
import TradeModel

extension TradeGraph {
  /// The graph as DOT: parties as boxes, countries as ellipses, items as hexagons.
  public var dot: String {
    var text = """
      digraph trade {
        rankdir=LR; fontname="Noto Sans CJK KR";
        node [fontname="Noto Sans CJK KR", fontsize=10, color="#6E7781"];
        edge [fontname="Noto Sans CJK KR", fontsize=9, color="#57606A"];

      """
    var numbers: [String: Int] = [:]
    for (number, node) in nodes.enumerated() {
      numbers[node.id] = number
      let label = MarkupText.dotString(node.label)
      let tooltip = MarkupText.dotString(node.id)
      text += "  n\(number) [label=\(label), shape=\(Self.shape(of: node)), tooltip=\(tooltip)"
      if let probability = node.probability, probability >= 0.2 {
        text += ", color=\"#D55E00\", penwidth=2"
      }
      text += "];\n"
    }
    for edge in edges {
      guard let source = numbers[edge.source], let target = numbers[edge.target] else { continue }
      text += "  n\(source) -> n\(target) [label=\(MarkupText.dotString(Self.label(of: edge)))"
      switch edge.kind {
      case .ships: break
      case .possiblySame: text += ", style=dashed, dir=none, constraint=false"
      default: text += ", style=dotted"
      }
      text += "];\n"
    }
    return text + "}\n"
  }

  private static func shape(of node: TradeNode) -> String {
    switch node.kind {
    case .party: "box"
    case .country: "ellipse"
    case .item: "hexagon"
    }
  }

  private static func label(of edge: TradeEdge) -> String {
    if edge.kind == .possiblySame {
      return "possibly same, p " + String(format: "%.2f", edge.probability ?? 0)
    }
    guard edge.kind == .ships else { return edge.kind.rawValue }
    let value = TradeTotals.decimal(edge.totals.valueCents / 100, places: 0)
    let days = [edge.totals.first, edge.totals.last].compactMap { $0?.description }
    return "\(edge.item ?? "") · \(edge.totals.movements) · USD \(value) · "
      + days.joined(separator: "…")
  }
}
