@testable import FlowGraph

/// A network as a table of pairs: what is asked of it is answered by looking at everything.
struct NetworkOracle {
  struct Link: Equatable {
    var legs: Int32 = 0
    var quantity: Int64 = 0
    var firstDay = Int32.max
    var lastDay = Int32.min
  }

  struct Pair: Hashable, Comparable {
    var sender: Int32
    var receiver: Int32

    static func < (left: Pair, right: Pair) -> Bool {
      (left.sender, left.receiver) < (right.sender, right.receiver)
    }
  }

  var links: [Pair: Link] = [:]
  let nodeCount: Int

  init(of legs: LegColumns, nodeCount: Int, including mask: [Bool]? = nil) {
    self.nodeCount = nodeCount
    for leg in 0..<legs.count where mask?[leg] ?? true {
      let pair = Pair(sender: legs.sender[leg], receiver: legs.receiver[leg])
      var link = links[pair, default: Link()]
      link.legs += 1
      link.quantity += legs.quantity[leg]
      link.firstDay = min(link.firstDay, legs.departure[leg])
      link.lastDay = max(link.lastDay, legs.departure[leg])
      links[pair] = link
    }
  }

  var pairs: [Pair] { links.keys.sorted() }

  func receivers(of node: Int32) -> [Int32] {
    (0..<Int32(nodeCount)).filter { links[Pair(sender: node, receiver: $0)] != nil }
  }

  /// Nodes linked with `node` in either direction, itself not among them.
  func neighbours(of node: Int32) -> [Int32] {
    (0..<Int32(nodeCount)).filter {
      $0 != node
        && (links[Pair(sender: node, receiver: $0)] != nil
          || links[Pair(sender: $0, receiver: node)] != nil)
    }
  }
}

extension RandomTrade {
  /// A small random network of some density, self-loops and empty legs among its legs.
  mutating func networkLegs() -> (legs: LegColumns, nodeCount: Int) {
    let nodes = number(1...14)
    let legs = legs(nodes: nodes, families: 2, days: 9, count: number(0...60))
    return (legs, nodes + number(0...2))
  }
}
