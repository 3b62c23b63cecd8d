import Testing

@testable import FlowGraph

extension NetworkOracle {
  /// For each pair of nodes all shortest chains, counted by the definition.
  var betweenness: [Double] {
    let nodes = 0..<nodeCount
    let distances = nodes.map { self.distances(from: Int32($0)) }
    let counts = nodes.map { chainCounts(from: Int32($0), distances: distances[$0]) }
    return nodes.map { middle in
      var sum = 0.0
      for from in nodes where from != middle {
        for to in nodes where to != middle && to != from {
          guard let whole = distances[from][to], let first = distances[from][middle],
            let second = distances[middle][to], first + second == whole
          else { continue }
          sum += counts[from][middle] * counts[middle][to] / counts[from][to]
        }
      }
      return sum
    }
  }

  private func distances(from source: Int32) -> [Int?] {
    var distances = [Int?](repeating: nil, count: nodeCount)
    distances[Int(source)] = 0
    for distance in 0..<nodeCount {
      for node in 0..<nodeCount where distances[node] == distance {
        for receiver in receivers(of: Int32(node)) where distances[Int(receiver)] == nil {
          distances[Int(receiver)] = distance + 1
        }
      }
    }
    return distances
  }

  private func chainCounts(from source: Int32, distances: [Int?]) -> [Double] {
    var counts = [Double](repeating: 0, count: nodeCount)
    counts[Int(source)] = 1
    for distance in 1..<max(2, nodeCount) {
      for node in 0..<nodeCount where distances[node] == distance {
        counts[node] = (0..<nodeCount).filter {
          distances[$0] == distance - 1 && receivers(of: Int32($0)).contains(Int32(node))
        }.reduce(0) { $0 + counts[$1] }
      }
    }
    return counts
  }
}

@Suite("Betweenness")
struct BetweennessTests {
  @Test("is the share of shortest chains of all pairs", arguments: 0..<UInt64(200))
  func agreesWithDefinition(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let nodes = trade.number(1...14)
    let legs = trade.legs(nodes: nodes, families: 1, days: 3, count: trade.number(0...30))
    let found = PartyNetwork(of: legs, nodeCount: nodes).betweenness()
    let expected = NetworkOracle(of: legs, nodeCount: nodes).betweenness
    for (one, other) in zip(found, expected) { #expect(abs(one - other) < 1e-9) }
  }

  @Test("of a chain counts the pairs on both sides")
  func chain() {
    var legs = LegColumns()
    for node in 0..<Int32(6) {
      legs.append(
        sender: node, receiver: node + 1, family: 0, departure: 0, arrival: 0, quantity: 1)
    }
    #expect(PartyNetwork(of: legs).betweenness() == [0, 5, 8, 9, 8, 5, 0])
  }

  @Test("of a mask is that of the legs it includes", arguments: 0..<UInt64(200))
  func masked(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let (legs, nodeCount) = trade.networkLegs()
    let mask = trade.choice(of: legs.count, outOf: 2)
    let chosen = legs.reordered((0..<legs.count).filter { mask[$0] })
    #expect(
      PartyNetwork(of: legs, nodeCount: nodeCount, including: mask).betweenness()
        == PartyNetwork(of: chosen, nodeCount: nodeCount).betweenness())
  }
}
