import Testing

@testable import FlowGraph

/// Influence by the definition, and all walks by trying all.
private struct InfluenceOracle {
  let table: NetworkOracle
  let priors: [Double]
  let rules: InfluenceRules

  func risks(links: Int) -> [Double] {
    var risks = priors.map { min($0, rules.cap) }
    for _ in 0..<links {
      let before = risks
      risks = (0..<Int32(table.nodeCount)).map { node in
        let sum = table.neighbours(of: node).reduce(0) { $0 + before[Int($1)] }
        return min(rules.cap, priors[Int(node)] + rules.strength * sum)
      }
      // Nothing changes any more, however many links follow.
      if risks == before { break }
    }
    return risks
  }

  func walks(to node: Int32) -> [InfluenceWalk] {
    var walks: [InfluenceWalk] = []
    func extend(_ backwards: [Int32]) {
      var weight = priors[Int(backwards[backwards.count - 1])]
      for _ in backwards.dropFirst() { weight *= rules.strength }
      if weight > 0 { walks.append(InfluenceWalk(nodes: backwards.reversed(), weight: weight)) }
      guard backwards.count <= rules.maxLinks else { return }
      let last = backwards[backwards.count - 1]
      for next in table.neighbours(of: last) { extend(backwards + [next]) }
    }
    extend([node])
    return walks.sorted {
      if $0.weight != $1.weight { return $0.weight > $1.weight }
      if $0.nodes.count != $1.nodes.count { return $0.nodes.count < $1.nodes.count }
      return $0.nodes.reversed().lexicographicallyPrecedes($1.nodes.reversed())
    }
  }
}

@Suite("Influence")
struct InfluenceTests {
  private struct Example {
    var legs: LegColumns
    var nodeCount: Int
    var priors: [Double]
    var rules: InfluenceRules

    init(_ seed: UInt64, maxLinks: Int = 4) {
      var trade = RandomTrade(seed: seed)
      nodeCount = trade.number(1...9)
      legs = trade.legs(
        nodes: nodeCount, families: 1, days: 3, count: trade.number(0...(2 * nodeCount)))
      priors = (0..<nodeCount).map { _ in
        trade.number(0...2) > 0 ? 0 : Double(trade.number(1...12)) / 4
      }
      rules = InfluenceRules(
        strength: Double(trade.number(1...40)) / 100, cap: Double(trade.number(4...40)) / 4,
        maxLinks: maxLinks)
    }

    var network: PartyNetwork { PartyNetwork(of: legs, nodeCount: nodeCount) }
    var spread: InfluenceSpread { network.influence(of: priors, by: rules) }
    var oracle: InfluenceOracle {
      InfluenceOracle(
        table: NetworkOracle(of: legs, nodeCount: nodeCount), priors: priors, rules: rules)
    }
  }

  @Test("is what the rule says, step by step", arguments: 0..<UInt64(200))
  func agreesWithDefinition(seed: UInt64) {
    let example = Example(seed)
    let expected = example.oracle.risks(links: example.rules.maxLinks)
    for (risk, truth) in zip(example.spread.risks, expected) { #expect(abs(risk - truth) < 1e-12) }
  }

  @Test("lacks no more than its remainder", arguments: 0..<UInt64(200))
  func remainder(seed: UInt64) {
    let example = Example(seed)
    let spread = example.spread
    for (risk, limit) in zip(spread.risks, example.oracle.risks(links: 3_000)) {
      #expect(risk <= limit + 1e-12)
      #expect(limit <= risk + spread.remainder + 1e-12)
    }
  }

  @Test("the spectral bound is above the growth of any vector", arguments: 0..<UInt64(200))
  func spectralBound(seed: UInt64) {
    let example = Example(seed)
    let bound = example.network.spectralBound()
    let table = example.oracle.table
    var vector = [Double](repeating: 1, count: example.nodeCount)
    var growth = 0.0
    for _ in 0..<400 {
      let next = (0..<Int32(example.nodeCount)).map { node in
        vector[Int(node)] + table.neighbours(of: node).reduce(0) { $0 + vector[Int($1)] }
      }
      growth = (next.max() ?? 0) / (vector.max() ?? 1)
      let scale = 1 / (next.max() ?? 1)
      vector = next.map { $0 * scale }
    }
    // The method of powers for A + 1 comes to ρ(A) + 1.
    #expect(bound >= growth - 1 - 1e-6)
    let degrees = (0..<Int32(example.nodeCount)).map { table.neighbours(of: $0).count }
    #expect(bound <= Double(degrees.max() ?? 0) + 1e-9)
  }

  @Test("another leg or more prior risk lowers nobody", arguments: 0..<UInt64(200))
  func monotone(seed: UInt64) {
    var example = Example(seed, maxLinks: 8)
    var trade = RandomTrade(seed: seed &+ 77)
    for _ in 0..<6 {
      let before = example.spread.risks
      let node = trade.number(0...(example.nodeCount - 1))
      if trade.number(0...1) == 0 {
        example.priors[node] += Double(trade.number(1...4)) / 8
      } else {
        example.legs.append(
          sender: Int32(node), receiver: Int32(trade.number(0...(example.nodeCount - 1))),
          family: 0, departure: 0, arrival: 0, quantity: 1)
      }
      for (old, new) in zip(before, example.spread.risks) { #expect(new >= old) }
    }
  }

  @Test("a link back changes nobody, to the last digit", arguments: 0..<UInt64(200))
  func linkBack(seed: UInt64) {
    var example = Example(seed, maxLinks: 8)
    var trade = RandomTrade(seed: seed &+ 77)
    let before = example.spread
    let bound = example.network.spectralBound()
    // Nodes are linked in either direction, and sums must not depend on the one that came last.
    for leg in 0..<example.legs.count where trade.number(0...1) == 0 {
      example.legs.append(
        sender: example.legs.receiver[leg], receiver: example.legs.sender[leg], family: 0,
        departure: 0, arrival: 0, quantity: 1)
    }
    #expect(example.spread.risks == before.risks)
    #expect(example.spread.remainder == before.remainder)
    #expect(example.network.spectralBound() == bound)
  }

  @Test("the strongest walks are the strongest of all", arguments: 0..<UInt64(200))
  func strongestWalks(seed: UInt64) {
    let example = Example(seed, maxLinks: 3)
    let spread = example.spread
    for node in 0..<Int32(example.nodeCount) {
      let all = example.oracle.walks(to: node)
      #expect(spread.strongestWalks(to: node) == Array(all.prefix(3)))
      #expect(spread.strongestWalks(to: node, count: 40) == Array(all.prefix(40)))
    }
  }

  @Test("without a cap, risk is the sum of all walks", arguments: 0..<UInt64(200))
  func sumOfWalks(seed: UInt64) {
    var example = Example(seed, maxLinks: 3)
    example.rules = InfluenceRules(strength: 0.2, cap: 1e6, maxLinks: 3)
    for (node, risk) in example.spread.risks.enumerated() {
      let sum = example.oracle.walks(to: Int32(node)).reduce(0) { $0 + $1.weight }
      #expect(abs(sum - risk) < 1e-9)
    }
  }
}
