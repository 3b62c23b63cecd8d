/// Whom a node sends to, and whom those send to, with sums.
public struct TwoHops: Sendable, Equatable {
  /// The links of the first hop: numbers of links of the network.
  public let firstHop: Range<Int>
  /// The nodes of the second hop, each once, in the order in which they were met.
  ///
  /// Links are followed by rising number, so the order depends on nothing else. A node of the
  /// first hop, or the node that was asked about, is listed again where it is reached again.
  public let nodes: [Int32]
  /// What each of `nodes` received from the nodes of the first hop together.
  public let quantities: [Int64]
}

/// Looks up the two hops around one node after another.
///
/// The room for sums is as large as the network and is made once, so keep a search for as long as
/// there are questions.
///
/// - SeeAlso: <doc:TwoHopNeighbourhoods>
public struct TwoHopSearch: Sendable {
  private let network: PartyNetwork
  /// The sum of each node in the look-up at work; below zero between look-ups.
  private var sums: [Int64]

  /// Makes room for look-ups in a network.
  public init(in network: PartyNetwork) {
    self.network = network
    sums = Array(repeating: -1, count: network.nodeCount)
  }

  /// Whom `node` sends to, and whom those send to.
  ///
  /// - Complexity: O(links of the first hop + links of the second hop).
  public mutating func hops(from node: Int32) -> TwoHops {
    let network = network
    let firstHop = network.links(from: node)
    let receivers = network.receivers.span
    let quantities = network.quantities.span
    let offsets = network.linkOffsets.span
    var sums = self.sums.mutableSpan
    let reach = firstHop.reduce(0) { sum, link in
      sum + Int(offsets[Int(receivers[link]) + 1] - offsets[Int(receivers[link])])
    }
    let nodes = [Int32](capacity: min(reach, sums.count)) { nodes in
      for first in firstHop {
        let hub = Int(receivers[first])
        for second in Int(offsets[hub])..<Int(offsets[hub + 1]) {
          let node = Int(receivers[second])
          let sum = sums[node]
          if sum < 0 {
            nodes.append(receivers[second])
            sums[node] = quantities[second]
          } else {
            sums[node] = sum &+ quantities[second]  // all links together fit in an Int64
          }
        }
      }
    }
    let found = nodes.span
    let totals = [Int64](capacity: found.count) { totals in
      for index in found.indices {
        totals.append(sums[Int(found[index])])
        sums[Int(found[index])] = -1
      }
    }
    return TwoHops(firstHop: firstHop, nodes: nodes, quantities: totals)
  }
}
