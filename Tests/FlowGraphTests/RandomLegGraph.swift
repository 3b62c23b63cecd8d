@testable import FlowGraph

extension RandomTrade {
  /// A graph of random edges, with cycles unless every edge leads to a higher leg.
  mutating func legGraph(legs: Int, edges: Int, isForward: Bool, largest: Int = 6) -> LegGraph {
    var pairs: Set<[Int32]> = []
    for _ in 0..<edges {
      let source = Int32(number(0...(legs - 1)))
      let target = Int32(number(0...(legs - 1)))
      guard source != target else { continue }
      pairs.insert(isForward && source > target ? [target, source] : [source, target])
    }
    let sorted = pairs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    return LegGraph(
      legCount: legs, source: sorted.map { $0[0] }, target: sorted.map { $0[1] },
      quantity: sorted.map { _ in Int64(number(1...largest)) },
      penalty: sorted.map { _ in 0 })
  }

  /// A random choice of legs.
  mutating func choice(of count: Int, outOf parts: Int) -> [Bool] {
    (0..<count).map { _ in number(1...parts) == 1 }
  }
}

/// Walks and routes of a leg graph by trying all of them.
struct RouteOracle {
  let graph: LegGraph
  let origins: [Bool]
  let destinations: [Bool]
  let maxLegs: Int

  /// Every walk of 2 to `maxLegs` legs from an origin to a destination, as edges.
  var walks: [[Int]] {
    var walks: [[Int]] = []
    func extend(_ edges: [Int], from leg: Int32) {
      if !edges.isEmpty && destinations[Int(leg)] { walks.append(edges) }
      guard edges.count + 1 < maxLegs else { return }
      for edge in 0..<graph.edgeCount where graph.source[edge] == leg {
        extend(edges + [edge], from: graph.target[edge])
      }
    }
    for leg in 0..<Int32(graph.legCount) where origins[Int(leg)] { extend([], from: leg) }
    return walks
  }

  func legs(of walk: [Int]) -> [Int32] {
    [graph.source[walk[0]]] + walk.map { graph.target[$0] }
  }

  /// The widest-first decomposition by looking at all walks again for every route.
  func decomposition(legQuantity: [Int64]) -> [FlowRoute] {
    let walks = walks.filter { Set(legs(of: $0)).count == $0.count + 1 }
    var edgeLeft = graph.quantity
    var legLeft = legQuantity
    var routes: [FlowRoute] = []

    /// How much can go from place `place` of a walk to its end: first over all, then the rest.
    func width(_ walk: [Int], from place: Int) -> Int64 {
      min(
        legs(of: walk)[place...].map { legLeft[Int($0)] }.min() ?? 0,
        walk[place...].map { edgeLeft[$0] }.min() ?? .max)
    }
    /// Whether a walk is to be taken before another of equal width, length and first leg.
    func continuesBetter(_ walk: [Int], _ other: [Int]) -> Bool {
      for place in walk.indices {
        // What matters at a leg is how much can go on over the next edge and from there.
        let first = min(edgeLeft[walk[place]], width(walk, from: place + 1))
        let second = min(edgeLeft[other[place]], width(other, from: place + 1))
        if first != second { return first > second }
        if walk[place] != other[place] { return walk[place] < other[place] }
      }
      return false
    }
    func precedes(_ walk: [Int], _ other: [Int]) -> Bool {
      let first = width(walk, from: 0)
      let second = width(other, from: 0)
      if first != second { return first > second }
      if walk.count != other.count { return walk.count < other.count }
      let starts = (graph.source[walk[0]], graph.source[other[0]])
      return starts.0 != starts.1 ? starts.0 < starts.1 : continuesBetter(walk, other)
    }
    while let best = walks.min(by: precedes), width(best, from: 0) > 0 {
      let quantity = width(best, from: 0)
      for edge in best { edgeLeft[edge] -= quantity }
      for leg in legs(of: best) { legLeft[Int(leg)] -= quantity }
      routes.append(FlowRoute(legs: legs(of: best), quantity: quantity))
    }
    return routes
  }
}
