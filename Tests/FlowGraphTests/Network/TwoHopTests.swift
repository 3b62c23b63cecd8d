import Testing

@testable import FlowGraph

@Suite("Two-hop look-up")
struct TwoHopTests {
  @Test("finds what the receivers' receivers received", arguments: 0..<UInt64(200))
  func agreesWithTable(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let (legs, nodeCount) = trade.networkLegs()
    let network = PartyNetwork(of: legs, nodeCount: nodeCount)
    let oracle = NetworkOracle(of: legs, nodeCount: nodeCount)
    var search = TwoHopSearch(in: network)
    for node in 0..<Int32(nodeCount) {
      var expected: [Int32: Int64] = [:]
      for hub in oracle.receivers(of: node) {
        for pair in oracle.pairs where pair.sender == hub {
          expected[pair.receiver, default: 0] += oracle.links[pair]?.quantity ?? 0
        }
      }
      let hops = search.hops(from: node)
      #expect(hops.firstHop.map { network.receivers[$0] } == oracle.receivers(of: node))
      #expect(hops.nodes.count == Set(hops.nodes).count)
      #expect(
        Dictionary(zip(hops.nodes, hops.quantities)) { first, _ in first } == expected)
      #expect(search.hops(from: node) == hops)
    }
  }
}
