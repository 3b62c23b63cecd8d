import Testing

@testable import FlowGraph

@Suite("Pruning")
struct PruningTests {
  @Test("keeps exactly the edges of short enough walks", arguments: 0..<UInt64(300))
  func agreesWithOracle(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.number(2...12)
    let graph = trade.legGraph(legs: legs, edges: trade.number(0...25), isForward: seed % 2 == 0)
    let origins = trade.choice(of: legs, outOf: 3)
    let destinations = trade.choice(of: legs, outOf: 3)
    let maxLegs = trade.number(2...5)
    let oracle = RouteOracle(
      graph: graph, origins: origins, destinations: destinations, maxLegs: maxLegs)
    let pruned = graph.pruned(origins: origins, destinations: destinations, maxLegs: maxLegs)
    pruned.checkInvariants()
    #expect(pruned == graph.keeping(Set(oracle.walks.joined()).sorted().map(Int32.init)))
  }
}

@Suite("Widest routes")
struct WidestRouteTests {
  @Test("agree with looking at all walks every time", arguments: 0..<UInt64(400))
  func agreeWithOracle(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.number(2...14)
    let graph = trade.legGraph(legs: legs, edges: trade.number(0...30), isForward: true)
    let origins = trade.choice(of: legs, outOf: 2)
    let destinations = trade.choice(of: legs, outOf: 2)
    let quantities = (0..<legs).map { _ in Int64(trade.number(0...8)) }
    let maxLegs = trade.number(2...5)
    let oracle = RouteOracle(
      graph: graph, origins: origins, destinations: destinations, maxLegs: maxLegs)
    let routes = graph.widestRoutes(
      origins: origins, destinations: destinations, maxLegs: maxLegs, legQuantity: quantities)
    #expect(routes == oracle.decomposition(legQuantity: quantities))
    let widest = graph.widestRoutes(
      origins: origins, destinations: destinations, maxLegs: maxLegs, legQuantity: quantities,
      most: 2)
    #expect(widest == Array(routes.prefix(2)))
  }

  @Test("spend nothing twice, repeat no leg and leave no route", arguments: 0..<UInt64(300))
  func conserve(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.number(2...40)
    let graph = trade.legGraph(legs: legs, edges: 120, isForward: seed % 2 == 0)
    let origins = trade.choice(of: legs, outOf: 3)
    let destinations = trade.choice(of: legs, outOf: 3)
    let quantities = (0..<legs).map { _ in Int64(trade.number(0...12)) }
    let routes = graph.widestRoutes(
      origins: origins, destinations: destinations, maxLegs: 4, legQuantity: quantities)
    var legLeft = quantities
    var edgeLeft = graph.quantity
    for route in routes {
      #expect(route.quantity > 0)
      #expect((2...4).contains(route.legs.count))
      #expect(Set(route.legs).count == route.legs.count)
      #expect(origins[Int(route.legs[0])])
      #expect(destinations[Int(route.legs[route.legs.count - 1])])
      for leg in route.legs { legLeft[Int(leg)] -= route.quantity }
      for (source, target) in zip(route.legs, route.legs.dropFirst()) {
        let edge = graph.onward(of: source).first { graph.target[$0] == target }
        #expect(edge != nil)
        edge.map { edgeLeft[$0] -= route.quantity }
      }
    }
    #expect(legLeft.allSatisfy { $0 >= 0 })
    #expect(edgeLeft.allSatisfy { $0 >= 0 })
    #expect(routes.map(\.quantity) == routes.map(\.quantity).sorted(by: >))
  }

  @Test("drop only edges within cycles, and leave none", arguments: 0..<UInt64(200))
  func dropCycles(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.number(2...12)
    let graph = trade.legGraph(legs: legs, edges: 25, isForward: false)
    let acyclic = graph.withoutCycles(beginningAt: trade.choice(of: legs, outOf: 3))
    let before = reachability(graph)
    let after = reachability(acyclic)
    for leg in 0..<legs { #expect(!after[leg][leg]) }
    let kept = Set(zip(acyclic.source, acyclic.target).map { [$0, $1] })
    for edge in 0..<graph.edgeCount where !kept.contains([graph.source[edge], graph.target[edge]]) {
      #expect(before[Int(graph.target[edge])][Int(graph.source[edge])])
    }
    for edge in 0..<acyclic.edgeCount {
      #expect(before[Int(acyclic.source[edge])][Int(acyclic.target[edge])])
    }
  }

  private func reachability(_ graph: LegGraph) -> [[Bool]] {
    var reach = [[Bool]](
      repeating: [Bool](repeating: false, count: graph.legCount), count: graph.legCount)
    for edge in 0..<graph.edgeCount {
      reach[Int(graph.source[edge])][Int(graph.target[edge])] = true
    }
    for via in 0..<graph.legCount {
      for from in 0..<graph.legCount where reach[from][via] {
        for to in 0..<graph.legCount where reach[via][to] { reach[from][to] = true }
      }
    }
    return reach
  }

  @Test("keep the way out of an origin when a cycle must be cut")
  func keepWayOut() {
    // Leg 1 is the origin, 0 the destination: 1 → 2 → 0 → 1 on one day.
    let graph = LegGraph(
      legCount: 3, source: [0, 1, 2], target: [1, 2, 0], quantity: [5, 4, 3], penalty: [0, 0, 0])
    let routes = graph.widestRoutes(
      origins: [false, true, false], destinations: [true, false, false], maxLegs: 4,
      legQuantity: [9, 9, 9])
    #expect(routes == [FlowRoute(legs: [1, 2, 0], quantity: 3)])
  }

  @Test("go on beyond a destination only as routes of their own")
  func goOnBeyondDestination() {
    let graph = LegGraph(
      legCount: 3, source: [0, 1], target: [1, 2], quantity: [10, 4], penalty: [0, 0])
    let routes = graph.widestRoutes(
      origins: [true, false, false], destinations: [false, true, true], maxLegs: 4,
      legQuantity: [10, 10, 10])
    #expect(routes == [FlowRoute(legs: [0, 1], quantity: 10)])
    let narrow = graph.widestRoutes(
      origins: [true, false, false], destinations: [false, false, true], maxLegs: 4,
      legQuantity: [10, 10, 10])
    #expect(narrow == [FlowRoute(legs: [0, 1, 2], quantity: 4)])
  }
}
