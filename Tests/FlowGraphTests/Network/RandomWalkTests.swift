import Testing

@testable import FlowGraph

/// Walks of a network by the definition: one dense step after another.
private struct WalkOracle {
  let table: NetworkOracle
  let seeds: [Int32]
  let restart: Double

  func shares() -> [Double] {
    let nodes = 0..<table.nodeCount
    let start = nodes.map { node in
      Double(seeds.count { $0 == Int32(node) }) / Double(seeds.count)
    }
    var outflow = [Int64](repeating: 0, count: table.nodeCount)
    for (pair, link) in table.links { outflow[Int(pair.sender)] += link.quantity }
    var shares = start
    for _ in 0..<Int(40 / restart) {
      var next = [Double](repeating: 0, count: table.nodeCount)
      var back = restart
      for node in nodes where outflow[node] == 0 { back += (1 - restart) * shares[node] }
      for (pair, link) in table.links where outflow[Int(pair.sender)] > 0 {
        let chance = Double(link.quantity) / Double(outflow[Int(pair.sender)])
        next[Int(pair.receiver)] += (1 - restart) * shares[Int(pair.sender)] * chance
      }
      shares = nodes.map { next[$0] + back * start[$0] }
    }
    return shares
  }
}

@Suite("Random walk")
struct RandomWalkTests {
  private static func example(
    _ seed: UInt64
  ) -> (network: PartyNetwork, walk: RandomWalk, seeds: [Int32], shares: [Double]) {
    var trade = RandomTrade(seed: seed)
    let (legs, nodeCount) = trade.networkLegs()
    let restart = Double(trade.number(10...90)) / 100
    let seeds = (0..<trade.number(1...3)).map { _ in Int32(trade.number(0...(nodeCount - 1))) }
    let network = PartyNetwork(of: legs, nodeCount: nodeCount)
    let table = NetworkOracle(of: legs, nodeCount: nodeCount)
    let shares = WalkOracle(table: table, seeds: seeds, restart: restart).shares()
    return (network, RandomWalk(over: network, restart: restart), seeds, shares)
  }

  private static func distance(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + abs($1.0 - $1.1) }
  }

  @Test("shares are as near as the tolerance says", arguments: 0..<UInt64(200))
  func shares(seed: UInt64) {
    let example = Self.example(seed)
    for tolerance in [1e-2, 1e-6, 1e-11] {
      let found = example.walk.shares(from: example.seeds, tolerance: tolerance)
      #expect(Self.distance(found, example.shares) <= tolerance)
      #expect(abs(found.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test(
    "a neighbourhood falls short by what it says, and nowhere exceeds the truth",
    arguments: 0..<UInt64(200))
  func neighbourhood(seed: UInt64) {
    let example = Self.example(seed)
    for resolution in [0.2, 1e-2, 1e-5] {
      let found = example.walk.neighbourhood(of: example.seeds, resolution: resolution)
      var shares = [Double](repeating: 0, count: example.network.nodeCount)
      for (node, share) in zip(found.nodes, found.shares) { shares[Int(node)] = share }
      for (share, truth) in zip(shares, example.shares) { #expect(share <= truth + 1e-12) }
      #expect(abs(found.shares.reduce(0, +) + found.shortfall - 1) < 1e-12)
      #expect(abs(Self.distance(shares, example.shares) - found.shortfall) < 1e-10)
      let links = example.network.linkCount + example.seeds.count
      #expect(found.shortfall <= resolution * Double(links + example.network.nodeCount) + 1e-12)
    }
  }

  @Test("many nodes, so that several workers share the work", arguments: 0..<UInt64(3))
  func manyNodes(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.legs(nodes: 9_000, families: 1, days: 3, count: 40_000)
    let network = PartyNetwork(of: legs)
    let table = NetworkOracle(of: legs, nodeCount: network.nodeCount)
    let truth = WalkOracle(table: table, seeds: [1, 2], restart: 0.15).shares()
    let found = RandomWalk(over: network).shares(from: [1, 2])
    #expect(Self.distance(found, truth) <= 1e-6)
  }
}
