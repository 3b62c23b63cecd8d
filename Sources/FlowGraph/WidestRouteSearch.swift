/// What is left of a graph while routes are taken out of it, and the widest route still in it.
///
/// A *state* is a leg with a number of legs still to go, itself counted. Every state keeps a heap
/// of its onward edges by how much could go on over them. Quantities only fall, so a key computed
/// earlier is an upper bound: only the edge at the top needs to be computed again, and when its key
/// still holds, it is the widest.
struct WidestRouteSearch {
  private let graph: CompactLegGraph
  private let isDestination: [Bool]
  private var legLeft: [Int64]
  private var edgeLeft: [Int64]
  /// The heaps of all states with `legs` legs to go are in `layers[legs - 2]`.
  private var layers: [EdgeHeaps]
  /// Origins with a number of legs to go, by how much a route from there could carry.
  private var starts: StartHeap

  init(
    graph: LegGraph, origins: [Bool], destinations: [Bool], maxLegs: Int, legQuantity: [Int64]
  ) {
    let compact = CompactLegGraph(graph)
    self.graph = compact
    let isDestination = compact.legs.map { destinations[Int($0)] }
    self.isDestination = isDestination
    let legLeft = compact.legs.map { legQuantity[Int($0)] }
    self.legLeft = legLeft
    edgeLeft = graph.quantity
    layers = []
    starts = StartHeap()
    var width = legLeft.indices.map { isDestination[$0] ? legLeft[$0] : 0 }
    for legs in 2..<(maxLegs + 1) {
      let keys = compact.target.indices.map { edge in
        min(edgeLeft[edge], width[Int(compact.target[edge])])
      }
      let layer = EdgeHeaps(keys: keys, offsets: compact.offsets)
      width = legLeft.indices.map { leg in min(legLeft[leg], layer.top(of: leg)?.key ?? 0) }
      layers.append(layer)
      for leg in width.indices where width[leg] > 0 && origins[Int(compact.legs[leg])] {
        starts.insert(.init(width: width[leg], legs: Int32(legs), leg: Int32(leg)))
      }
    }
  }

  /// Takes out the widest route, or returns nil when no route is left.
  mutating func next() -> FlowRoute? {
    while let start = starts.top {
      let width = width(leg: Int(start.leg), legs: Int(start.legs))
      guard width == start.width else {
        starts.lowerTop(to: width)
        continue
      }
      return take(width: width, leg: Int(start.leg), legs: Int(start.legs))
    }
    return nil
  }

  /// How much can go from a leg to a destination with exactly `legs` legs, itself counted.
  ///
  /// Afterwards the top edge of the state, of the state it leads to, and so on, is up to date.
  private mutating func width(leg: Int, legs: Int) -> Int64 {
    guard legs > 1 else { return isDestination[leg] ? legLeft[leg] : 0 }
    while let top = layers[legs - 2].top(of: leg) {
      let onward = width(leg: Int(graph.target[Int(top.edge)]), legs: legs - 1)
      let key = min(edgeLeft[Int(top.edge)], onward)
      if key == top.key { return min(legLeft[leg], key) }
      layers[legs - 2].lowerTop(of: leg, to: key)
    }
    return 0
  }

  /// Subtracts the route along the top edges from a state that has just been brought up to date.
  private mutating func take(width: Int64, leg: Int, legs: Int) -> FlowRoute {
    var leg = leg
    var route = [graph.legs[leg]]
    legLeft[leg] -= width
    for remaining in stride(from: legs, to: 1, by: -1) {
      guard let top = layers[remaining - 2].top(of: leg) else {
        preconditionFailure("a state with a width has an onward edge")
      }
      edgeLeft[Int(top.edge)] -= width
      leg = Int(graph.target[Int(top.edge)])
      legLeft[leg] -= width
      route.append(graph.legs[leg])
    }
    return FlowRoute(legs: route, quantity: width)
  }
}

/// The legs of a graph that have edges, numbered without gaps in the same order.
struct CompactLegGraph {
  /// The full leg number of each compact one, rising.
  let legs: [Int32]
  /// The edges of compact leg `leg` are `offsets[leg]..<offsets[leg + 1]`.
  let offsets: [Int32]
  /// The compact target of each edge.
  let target: [Int32]

  init(_ graph: LegGraph) {
    var hasEdge = [Bool](repeating: false, count: graph.legCount)
    for edge in 0..<graph.edgeCount {
      hasEdge[Int(graph.source[edge])] = true
      hasEdge[Int(graph.target[edge])] = true
    }
    var compact = [Int32](repeating: -1, count: graph.legCount)
    var legs: [Int32] = []
    var offsets: [Int32] = [0]
    for leg in 0..<graph.legCount where hasEdge[leg] {
      compact[leg] = Int32(legs.count)
      legs.append(Int32(leg))
      offsets.append(graph.offsets[leg + 1])
    }
    self.legs = legs
    self.offsets = offsets
    target = graph.target.map { compact[Int($0)] }
  }
}
