import Testing

@testable import FlowGraph

/// Legs with what attribution is told of them, to be compared with the definition.
struct AttributionExample {
  let legs: LegColumns
  let windows: DwellWindows
  let transforms: FamilyTransforms

  init(legs: LegColumns, windows: DwellWindows, transforms: FamilyTransforms) {
    self.legs = legs
    self.windows = windows
    self.transforms = transforms
  }

  /// Draws a few nodes, families and days, and legs of some dwell classes.
  init(seed: UInt64, classes: ClosedRange<Int>) {
    var trade = RandomTrade(seed: seed)
    let families = trade.number(1...4)
    let classes = trade.number(classes)
    let plain = trade.legs(
      nodes: trade.number(2...5), families: families, days: trade.number(1...12),
      count: trade.number(0...60))
    self.init(
      legs: trade.dealt(plain, classes: classes),
      windows: trade.windows(classes: classes, longest: 6),
      transforms: trade.transforms(families: families, count: trade.number(0...5)))
  }

  /// Expects the edges that the definition says, in its order.
  func expectDefinition() {
    let graph = legs.attribution(within: windows, transforms: transforms)
    graph.checkInvariants()
    let edges = (0..<graph.edgeCount).map {
      AttributionOracle.Edge(
        source: Int(graph.source[$0]), target: Int(graph.target[$0]),
        quantity: graph.quantity[$0], penalty: graph.penalty[$0])
    }
    #expect(edges == AttributionOracle.edges(legs, within: windows, transforms: transforms))
  }
}
