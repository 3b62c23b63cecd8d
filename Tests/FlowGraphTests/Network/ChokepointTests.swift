import Testing

@testable import FlowGraph

@Suite("Chokepoints")
struct ChokepointTests {
  /// Routes over a few nodes, each leg used by one route.
  private struct Example {
    var legs = LegColumns()
    var routes: [FlowRoute] = []
    var stops: [[Int32]] = []

    init(_ seed: UInt64) {
      var trade = RandomTrade(seed: seed)
      for _ in 0..<trade.number(0...7) {
        let nodes = (0...trade.number(2...4)).map { _ in Int32(trade.number(0...6)) }
        let first = Int32(legs.count)
        for (sender, receiver) in zip(nodes, nodes.dropFirst()) {
          legs.append(
            sender: sender, receiver: receiver, family: 0, departure: 0, arrival: 0, quantity: 9)
        }
        routes.append(
          FlowRoute(legs: Array(first..<Int32(legs.count)), quantity: Int64(trade.number(1...9))))
        stops.append(Array(nodes.dropFirst().dropLast()))
      }
    }

    func covered(by nodes: Set<Int32>) -> Int64 {
      zip(routes, stops).filter { !nodes.isDisjoint(with: $1) }.reduce(0) { $0 + $1.0.quantity }
    }

    /// All choices of nodes, as sets.
    var choices: [Set<Int32>] {
      (0..<128).map { bits in Set((0..<Int32(7)).filter { bits >> $0 & 1 == 1 }) }
    }

    /// Whether no way over links between stops leads past the nodes.
    func isCut(_ nodes: Set<Int32>) -> Bool {
      var open = stops.compactMap(\.first).filter { !nodes.contains($0) }
      var seen = Set(open)
      while let node = open.popLast() {
        if stops.contains(where: { $0.last == node }) { return false }
        for stops in stops {
          for (stop, next) in zip(stops, stops.dropFirst())
          where stop == node && !nodes.contains(next) && seen.insert(next).inserted {
            open.append(next)
          }
        }
      }
      return true
    }
  }

  @Test("each node covers most of the rest, within the bounds stated", arguments: 0..<UInt64(200))
  func watch(seed: UInt64) {
    let example = Example(seed)
    let chokepoints = Chokepoints(of: example.routes, over: example.legs)
    #expect(chokepoints.quantity == example.routes.reduce(0) { $0 + $1.quantity })
    var chosen: Set<Int32> = []
    var covered: Int64 = 0
    let watches = chokepoints.watch(atMost: 7)
    for (place, watch) in watches.enumerated() {
      let gains = (0..<Int32(7)).map { example.covered(by: chosen.union([$0])) - covered }
      let best = gains.max() ?? 0
      #expect(watch.gain == best)
      #expect(Int(watch.node) == gains.firstIndex(of: best))
      chosen.insert(watch.node)
      covered += best
      #expect(watch.covered == covered)
      let ideal =
        example.choices.filter { $0.count == place + 1 }
        .map { example.covered(by: $0) }.max() ?? 0
      #expect(watch.atMost >= ideal)
      #expect(Double(covered) >= 0.632 * Double(ideal))
    }
    #expect(covered == chokepoints.quantity)
    for count in 0..<watches.count {
      let fewer = chokepoints.watch(atMost: count)
      #expect(fewer.map(\.node) == watches.prefix(count).map(\.node))
    }
  }

  @Test("no smaller choice of nodes cuts all ways", arguments: 0..<UInt64(200))
  func fullCut(seed: UInt64) {
    let example = Example(seed)
    let chokepoints = Chokepoints(of: example.routes, over: example.legs)
    let cut = Set(chokepoints.fullCut())
    #expect(example.isCut(cut))
    #expect(example.covered(by: cut) == chokepoints.quantity)
    let least = example.choices.filter { example.isCut($0) }.map(\.count).min()
    #expect(cut.count == least)
  }
}
