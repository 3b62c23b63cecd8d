/// Where routes can be watched: the nodes that they pass between their first and last leg.
///
/// ```swift
/// let chokepoints = Chokepoints(of: routes, over: legs)
/// for watch in chokepoints.watch(atMost: 2) {
///   print(watch.node, watch.covered, "of", chokepoints.quantity)
/// }
/// ```
///
/// - SeeAlso: <doc:ChokepointsOfRoutes>
public struct Chokepoints: Sendable {
  /// One node to watch.
  public struct Watch: Sendable, Equatable {
    /// The node.
    public let node: Int32
    /// The quantity of the routes that pass it and none of the nodes before it on the list.
    public let gain: Int64
    /// The quantity of the routes that pass it or a node before it on the list.
    public let covered: Int64
    /// More than this no choice of as many nodes covers.
    public let atMost: Int64
  }

  /// The quantity of all routes.
  public let quantity: Int64
  /// The nodes that some route passes, by rising number; below they go by their index.
  private let nodes: [Int32]
  private let routeQuantities: [Int64]
  /// The passed nodes of each route in order, as indices.
  private let stops: [[Int]]
  /// The routes that pass each node.
  private let routes: [[Int]]

  /// Collects what the routes pass; a route passes every receiver but that of its last leg.
  public init(of routes: [FlowRoute], over legs: LegColumns) {
    let passed = routes.map { route in
      route.legs.dropLast().map { legs.receiver[Int($0)] }
    }
    let nodes = Set(passed.joined()).sorted()
    let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, $0) })
    self.nodes = nodes
    stops = passed.map { $0.compactMap { places[$0] } }
    routeQuantities = routes.map(\.quantity)
    quantity = routeQuantities.reduce(0, +)
    var routesAt = [[Int]](repeating: [], count: nodes.count)
    for (route, stops) in stops.enumerated() {
      for stop in Set(stops) { routesAt[stop].append(route) }
    }
    self.routes = routesAt
  }

  /// At most `count` nodes to watch, each covering most of what those before it leave uncovered.
  ///
  /// They cover at least 1 − 1/e, or 63 %, of what the best choice of as many nodes covers; how
  /// much that can be at most is given with each. Stops when everything is covered. Among equals
  /// the lower node goes first.
  ///
  /// - Complexity: O(stops of routes + `count` × nodes log nodes).
  public func watch(atMost count: Int) -> [Watch] {
    precondition(count >= 0, "the number of nodes must not be below zero, got \(count)")
    var isCovered = [Bool](repeating: false, count: stops.count)
    var gains = routes.map { $0.reduce(Int64(0)) { $0 + routeQuantities[$1] } }
    var chosen: [(node: Int32, gain: Int64, covered: Int64)] = []
    var ceilings: [Ceiling] = []
    var covered: Int64 = 0
    while covered < quantity {
      ceilings.append(Ceiling(covered: covered, gains: gains.sorted(by: >), of: quantity))
      guard chosen.count < count,
        let best = gains.indices.max(by: { (gains[$0], $1) < (gains[$1], $0) })
      else { break }
      let gain = gains[best]
      for route in routes[best] where !isCovered[route] {
        isCovered[route] = true
        for stop in Set(stops[route]) { gains[stop] -= routeQuantities[route] }
      }
      covered += gain
      chosen.append((nodes[best], gain, covered))
    }
    return chosen.enumerated().map { place, choice in
      let bounds = ceilings.map { $0.bound(ofNodes: place + 1) }
      return Watch(
        node: choice.node, gain: choice.gain, covered: choice.covered,
        atMost: bounds.min() ?? quantity)
    }
  }

  /// The fewest nodes that together lie on every way from a first to a last stop that the routes,
  /// cut and joined at their nodes, allow; so no route passes all of them by.
  ///
  /// As many ways have no node in common, which proves that no fewer will do for all ways. Fewer
  /// may do for the routes themselves. Among choices of equal size, the one nearest to the origins.
  ///
  /// - Complexity: O(stops of routes × √nodes).
  public func fullCut() -> [Int32] {
    // Every node in two halves with an arc of one between them; source and sink come last.
    let source = nodes.count * 2
    var network = FlowNetwork(nodeCount: nodes.count * 2 + 2)
    for node in nodes.indices { _ = network.addArc(from: node * 2, to: node * 2 + 1, capacity: 1) }
    // Not "unlimited", so that sums over many arcs cannot overflow.
    let free = Int64(nodes.count + 1)
    var arcs: Set<[Int]> = []
    for stops in stops {
      guard let first = stops.first, let last = stops.last else { continue }
      arcs.insert([source, first * 2])
      arcs.insert([last * 2 + 1, source + 1])
      for (stop, next) in zip(stops, stops.dropFirst()) where stop != next {
        arcs.insert([stop * 2 + 1, next * 2])
      }
    }
    for arc in arcs.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      _ = network.addArc(from: arc[0], to: arc[1], capacity: free)
    }
    _ = network.augment(from: source, to: source + 1)
    let isReached = network.reachable(from: source)
    return nodes.indices.filter { isReached[$0 * 2] && !isReached[$0 * 2 + 1] }.map { nodes[$0] }
  }
}

/// What any choice of nodes can cover, given what some nodes cover and others would add to them.
private struct Ceiling {
  /// For each number of nodes from 0, the most that so many nodes cover.
  private var bounds: [Int64]

  init(covered: Int64, gains: [Int64], of quantity: Int64) {
    bounds = [covered]
    for gain in gains {
      let last = bounds[bounds.count - 1]
      bounds.append(gain < quantity - last ? last + gain : quantity)
    }
  }

  func bound(ofNodes count: Int) -> Int64 { bounds[min(count, bounds.count - 1)] }
}
