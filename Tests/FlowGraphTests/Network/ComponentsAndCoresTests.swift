import Testing

@testable import FlowGraph

extension NetworkOracle {
  /// Labels spread until nothing changes.
  var lowestNodes: [Int32] {
    var labels = (0..<Int32(nodeCount)).map { $0 }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for pair in links.keys {
        let low = min(labels[Int(pair.sender)], labels[Int(pair.receiver)])
        for node in [pair.sender, pair.receiver] where labels[Int(node)] != low {
          labels[Int(node)] = low
          isSettled = false
        }
      }
    }
    return labels
  }

  /// For every `k`, nodes with fewer than `k` neighbours left are struck out until none is.
  var coreNumbers: [Int32] {
    var cores = [Int32](repeating: 0, count: nodeCount)
    for k in 1..<Int32(max(2, nodeCount + 1)) {
      var left = Set(0..<Int32(nodeCount))
      while let node = left.first(where: { neighbours(of: $0).count(where: left.contains) < k }) {
        left.remove(node)
      }
      for node in left { cores[Int(node)] = k }
    }
    return cores
  }
}

@Suite("Components and cores")
struct ComponentsAndCoresTests {
  @Test("components are what labels spread over", arguments: 0..<UInt64(200))
  func components(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let nodes = trade.number(1...30)
    let legs = trade.legs(nodes: nodes, families: 1, days: 3, count: trade.number(0...40))
    let oracle = NetworkOracle(of: legs, nodeCount: nodes)
    let components = PartyNetwork(of: legs, nodeCount: nodes).weakComponents()
    #expect(components.lowestNodes == oracle.lowestNodes)
    for node in 0..<Int32(nodes) {
      #expect(Int(components.sizes[Int(node)]) == oracle.lowestNodes.count { $0 == node })
    }
    let sizes = Set(oracle.lowestNodes).map { low in oracle.lowestNodes.count { $0 == low } }
    #expect(components.count(ofAtLeast: 2) == sizes.count { $0 >= 2 })
  }

  @Test("core numbers are what striking out leaves", arguments: 0..<UInt64(200))
  func cores(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let (legs, nodeCount) = trade.networkLegs()
    let network = PartyNetwork(of: legs, nodeCount: nodeCount)
    #expect(
      network.coreNumbers() == NetworkOracle(of: legs, nodeCount: nodeCount).coreNumbers)
  }

  @Test("a chain of links in falling order is one component", arguments: [1, 2, 5_000])
  func fallingChain(count: Int32) {
    var legs = LegColumns()
    for node in 1...count {
      legs.append(
        sender: node, receiver: node - 1, family: 0, departure: 0, arrival: 0, quantity: 1)
    }
    let network = PartyNetwork(of: legs)
    #expect(network.weakComponents().sizes[0] == count + 1)
    #expect(network.coreNumbers().allSatisfy { $0 == 1 })
  }
}
