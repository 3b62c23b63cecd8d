import Testing

@testable import FlowGraph

@Suite("Party network")
struct PartyNetworkTests {
  @Test("links are the pairs with a leg between them", arguments: 0..<UInt64(200))
  func agreesWithTable(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let (legs, nodeCount) = trade.networkLegs()
    let mask = seed % 2 == 0 ? nil : trade.choice(of: legs.count, outOf: 2)
    let network = PartyNetwork(of: legs, nodeCount: nodeCount, including: mask)
    network.checkInvariants()
    let oracle = NetworkOracle(of: legs, nodeCount: nodeCount, including: mask)
    #expect(network.linkCount == oracle.links.count)
    #expect(network.nodeCount == nodeCount)
    for (link, pair) in oracle.pairs.enumerated() {
      let found = NetworkOracle.Link(
        legs: network.legCounts[link], quantity: network.quantities[link],
        firstDay: network.firstDays[link], lastDay: network.lastDays[link])
      #expect(network.receivers[link] == pair.receiver)
      #expect(network.links(from: pair.sender).contains(link))
      #expect(network.link(from: pair.sender, to: pair.receiver) == link)
      #expect(found == oracle.links[pair])
    }
    #expect(network.link(from: 0, to: Int32(nodeCount)) == nil)
  }

  @Test("many legs, so that several workers share the work", arguments: 0..<UInt64(4))
  func manyLegs(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.legs(nodes: 3_000, families: 2, days: 9, count: 60_000)
    let network = PartyNetwork(of: legs)
    network.checkInvariants()
    let oracle = NetworkOracle(of: legs, nodeCount: network.nodeCount)
    #expect(network.linkCount == oracle.links.count)
    for (link, pair) in oracle.pairs.enumerated() {
      #expect(network.receivers[link] == pair.receiver)
      #expect(network.quantities[link] == oracle.links[pair]?.quantity)
    }
  }

  @Test("the order of legs does not matter", arguments: 0..<UInt64(200))
  func shuffling(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let (legs, nodeCount) = trade.networkLegs()
    let shuffled = legs.reordered(trade.order(legs.count))
    #expect(
      PartyNetwork(of: shuffled, nodeCount: nodeCount)
        == PartyNetwork(of: legs, nodeCount: nodeCount))
  }

  @Test("no legs, no nodes")
  func empty() {
    let network = PartyNetwork(of: LegColumns())
    network.checkInvariants()
    #expect(network.nodeCount == 0)
    #expect(network.linkCount == 0)
  }
}
