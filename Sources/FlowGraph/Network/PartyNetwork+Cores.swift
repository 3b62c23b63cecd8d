extension PartyNetwork {
  /// The core number of every node: the highest `k` for which it belongs to a `k`-core.
  ///
  /// The `k`-core is the largest set of nodes of which each is linked with at least `k` others of
  /// the set. Links count in both directions, two nodes linked both ways once, and links of a node
  /// to itself not at all.
  ///
  /// - Complexity: O(links + sum of core numbers), which is O(links); 12 bytes a node, 1 a link.
  /// - SeeAlso: <doc:Cores>
  public func coreNumbers() -> [Int32] {
    let neighbours = SimpleNeighbours(of: self)
    var peeling = CorePeeling(network: self, neighbours: neighbours)
    peeling.peel()
    return peeling.cores
  }
}

/// Takes nodes of least degree away, level by level.
private struct CorePeeling {
  private let network: PartyNetwork
  private let isRepeated: [Bool]
  /// The degree among the nodes that are left; once a node is taken away, its core number.
  private(set) var cores: [Int32]

  init(network: PartyNetwork, neighbours: SimpleNeighbours) {
    self.network = network
    isRepeated = neighbours.isRepeated
    cores = neighbours.degrees
  }

  mutating func peel() {
    // A node stays on this list for as many levels as its core number, so all lists together
    // are no longer than the sum of core numbers.
    var rest = Array(Int32(0)..<Int32(cores.count))
    var queue: [Int32] = []
    var level: Int32 = 0
    while !rest.isEmpty {
      queue.removeAll(keepingCapacity: true)
      var least = Int32.max
      var kept = 0
      for index in rest.indices {
        let degree = cores[Int(rest[index])]
        if degree < level { continue }  // taken away at an earlier level
        if degree == level {
          queue.append(rest[index])
        } else {
          rest[kept] = rest[index]
          kept += 1
          least = min(least, degree)
        }
      }
      rest.removeLast(rest.count - kept)
      if queue.isEmpty && !rest.isEmpty {
        level = least
        continue
      }
      takeAway(&queue, level: level)
      level += 1
    }
  }

  /// Takes the queued nodes away, and all whose degree thereby falls to `level`.
  private mutating func takeAway(_ queue: inout [Int32], level: Int32) {
    let network = network
    let isRepeatedPlace = isRepeated
    let receivers = network.receivers.span
    let senders = network.senders.span
    let isRepeated = isRepeatedPlace.span
    let outward = network.linkOffsets.span
    let inward = network.inwardOffsets.span
    var degrees = cores.mutableSpan
    var next = 0
    while next < queue.count {
      let node = Int(queue[next])
      next &+= 1  // at most the number of nodes
      for link in Int(outward[node])..<Int(outward[node + 1]) {
        let other = Int(receivers[link])
        let degree = degrees[other]
        guard degree > level else { continue }
        degrees[other] = degree &- 1  // above level, which is not below zero
        if degree &- 1 == level { queue.append(receivers[link]) }
      }
      for place in Int(inward[node])..<Int(inward[node + 1]) where !isRepeated[place] {
        let other = Int(senders[place])
        let degree = degrees[other]
        guard degree > level else { continue }
        degrees[other] = degree &- 1  // likewise
        if degree &- 1 == level { queue.append(senders[place]) }
      }
    }
  }
}
