import Testing

@testable import FlowGraph

@Suite("Influence on pairs")
struct PairInfluenceTests {
  private struct Example {
    var legs: LegColumns
    let nodeCount: Int
    var priors: [Int32]
    let strength: Double
    let cap: Double

    init(_ seed: UInt64) {
      var trade = RandomTrade(seed: seed)
      nodeCount = trade.number(1...8)
      legs = trade.legs(
        nodes: nodeCount, families: 1, days: 3, count: trade.number(0...(2 * nodeCount)))
      priors = (0..<nodeCount).map { _ in
        trade.number(0...2) > 0 ? 0 : Int32(125 * trade.number(1...8))
      }
      strength = Double(trade.number(1...4)) / 8
      cap = Double(trade.number(1...8)) / 2
    }

    var pairs: [NodePair] {
      (0..<Int32(nodeCount)).flatMap { one in
        (0..<Int32(nodeCount)).map { NodePair(one, $0) }
      }
    }

    var influence: PairInfluence {
      PairInfluence(
        in: PartyNetwork(of: legs, nodeCount: nodeCount), of: pairs, highest: priors,
        strength: strength, cap: cap)
    }

    var risks: [Double] { influence.risks(ofPairs: Array(pairs.indices), priors: priors) }

    /// Every walk to a pair, by trying all.
    func walks(to pair: NodePair) -> [InfluenceWalk] {
      let table = NetworkOracle(of: legs, nodeCount: nodeCount)
      var walks: [(walk: InfluenceWalk, end: Int)] = []
      let ends = pair.one == pair.other ? [pair.one] : [pair.one, pair.other]
      func extend(_ backwards: [Int32], _ weight: Double, _ end: Int) {
        let first = backwards[backwards.count - 1]
        if !ends.contains(first), priors[Int(first)] > 0 {
          let total = weight * Double(priors[Int(first)])
          walks.append((InfluenceWalk(nodes: backwards.reversed(), weight: total), end))
        }
        guard backwards.count <= PairInfluence.mostLinks else { return }
        for next in table.neighbours(of: first) {
          extend(backwards + [next], weight * strength, end)
        }
      }
      for (number, end) in ends.enumerated() { extend([end], 0.001, number) }
      return walks.sorted { one, other in
        if one.walk.weight != other.walk.weight { return one.walk.weight > other.walk.weight }
        let (first, second) = (one.walk.nodes, other.walk.nodes)
        if first.count != second.count { return first.count < second.count }
        if one.end != other.end { return one.end < other.end }
        return first.reversed().lexicographicallyPrecedes(second.reversed())
      }.map(\.walk)
    }
  }

  @Test("is the sum over all walks from third nodes, to the cap", arguments: 0..<UInt64(200))
  func sumOfWalks(seed: UInt64) {
    let example = Example(seed)
    for (pair, risk) in zip(example.pairs, example.risks) {
      let sum = example.walks(to: pair).reduce(0) { $0 + $1.weight }
      #expect(abs(risk - min(example.cap, sum)) < 1e-12, "\(pair)")
    }
  }

  @Test("the strongest walks are the strongest of all", arguments: 0..<UInt64(200))
  func strongestWalks(seed: UInt64) {
    let example = Example(seed)
    let influence = example.influence
    for pair in example.pairs {
      for count in [1, 3, 7] {
        let found = influence.strongestWalks(to: pair, count: count) { example.priors[Int($0)] }
        let all = example.walks(to: pair).prefix(count)
        #expect(found.map(\.nodes) == all.map(\.nodes), "\(pair)")
        for (one, other) in zip(found, all) { #expect(abs(one.weight - other.weight) < 1e-15) }
      }
    }
  }

  @Test("what a pair starts with itself never comes back to it", arguments: 0..<UInt64(200))
  func noFeedback(seed: UInt64) {
    let example = Example(seed)
    for (number, pair) in example.pairs.enumerated() {
      var changed = example
      changed.priors[Int(pair.one)] = 1000 - changed.priors[Int(pair.one)]
      if pair.other != pair.one {
        changed.priors[Int(pair.other)] = 1000 - changed.priors[Int(pair.other)]
      }
      #expect(changed.risks[number] == example.risks[number])
    }
  }

  @Test("another leg or more prior risk lowers no pair", arguments: 0..<UInt64(200))
  func monotone(seed: UInt64) {
    var example = Example(seed)
    var trade = RandomTrade(seed: seed &+ 77)
    for _ in 0..<6 {
      let before = example.risks
      let node = trade.number(0...(example.nodeCount - 1))
      if trade.number(0...1) == 0 {
        example.priors[node] = min(1000, example.priors[node] + Int32(trade.number(1...400)))
      } else {
        example.legs.append(
          sender: Int32(node), receiver: Int32(trade.number(0...(example.nodeCount - 1))),
          family: 0, departure: 0, arrival: 0, quantity: 1)
      }
      for (old, new) in zip(before, example.risks) { #expect(new >= old) }
    }
  }

  @Test("lower priors than were foreseen count as they are", arguments: 0..<UInt64(50))
  func lowerPriors(seed: UInt64) {
    let example = Example(seed)
    var lower = example
    for node in lower.priors.indices where node.isMultiple(of: 2) { lower.priors[node] /= 5 }
    let foreseen = example.influence
    let all = Array(example.pairs.indices)
    #expect(foreseen.risks(ofPairs: all, priors: lower.priors) == lower.risks)
    for pair in example.pairs {
      #expect(
        foreseen.strongestWalks(to: pair, count: 3) { lower.priors[Int($0)] }
          == lower.influence.strongestWalks(to: pair, count: 3) { lower.priors[Int($0)] })
    }
  }
}
