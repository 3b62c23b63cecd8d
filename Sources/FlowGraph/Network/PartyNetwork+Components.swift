/// Which nodes hang together when links may be followed both ways.
public struct Components: Sendable, Equatable {
  /// The lowest node of the component of each node.
  public let lowestNodes: [Int32]
  /// The number of nodes of each component, at its lowest node; 0 at all other nodes.
  public let sizes: [Int32]

  /// The number of components of at least `size` nodes.
  public func count(ofAtLeast size: Int) -> Int {
    sizes.count { $0 > 0 && Int($0) >= size }
  }
}

extension PartyNetwork {
  /// The weak components of the network.
  ///
  /// - Complexity: About O(nodes + links outside the largest component), O(links) at worst, times
  ///   the inverse Ackermann function; 8 bytes a node.
  /// - SeeAlso: <doc:Components>
  public func weakComponents() -> Components {
    var forest = NodeForest(nodeCount: nodeCount)
    let sampled = 2
    let offsets = linkOffsets.span
    let receivers = receivers.span
    // Two links of every node connect most of a giant component.
    for node in 0..<nodeCount {
      let start = Int(offsets[node])
      for link in start..<min(start + sampled, Int(offsets[node + 1])) {
        forest.join(Int32(truncatingIfNeeded: node), receivers[link])
      }
    }
    forest.flatten()
    let giant = forest.commonRoot()
    // A link out of the giant component is seen from its other end, so its nodes need no look.
    let inward = inwardOffsets.span
    let senders = senders.span
    for node in 0..<nodeCount where forest.parent(of: node) != giant {
      let number = Int32(truncatingIfNeeded: node)
      for link in Int(offsets[node])..<Int(offsets[node + 1]) {
        forest.join(number, receivers[link])
      }
      for place in Int(inward[node])..<Int(inward[node + 1]) { forest.join(number, senders[place]) }
    }
    forest.flatten()
    return forest.components
  }
}

/// Trees of nodes whose roots are their lowest nodes.
private struct NodeForest {
  private var parents: [Int32]

  init(nodeCount: Int) { parents = (0..<nodeCount).map { Int32($0) } }

  func parent(of node: Int) -> Int32 { parents[node] }

  /// Joins the trees of two nodes.
  mutating func join(_ first: Int32, _ second: Int32) {
    var parents = self.parents.mutableSpan
    var low = parents[Int(first)]
    var high = parents[Int(second)]
    while low != high {
      if low > high { swap(&low, &high) }
      let parent = parents[Int(high)]
      if parent == low { return }
      if parent == high {
        parents[Int(high)] = low
        return
      }
      high = parents[Int(parent)]
    }
  }

  /// Hangs every node directly under its root; parents are lower, so one pass by number will do.
  mutating func flatten() {
    var parents = self.parents.mutableSpan
    for node in parents.indices { parents[node] = parents[Int(parents[node])] }
  }

  /// The root that is most frequent among some nodes; any answer is right, a frequent one is fast.
  func commonRoot() -> Int32 {
    guard !parents.isEmpty else { return -1 }
    let step = max(1, parents.count / 1_024)
    var votes: [Int32: Int] = [:]
    for node in stride(from: 0, to: parents.count, by: step) {
      votes[parents[node], default: 0] += 1
    }
    return votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? -1
  }

  /// The components of a flat forest.
  var components: Components {
    var sizes = [Int32](repeating: 0, count: parents.count)
    for root in parents { sizes[Int(root)] += 1 }
    return Components(lowestNodes: parents, sizes: sizes)
  }
}
