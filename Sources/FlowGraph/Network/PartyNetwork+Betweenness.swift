extension PartyNetwork {
  /// How many shortest chains of links pass through each node, exactly.
  ///
  /// For every ordered pair of other nodes, the share of their shortest chains that pass through
  /// the node, summed: directed, every link of length one, not normalised. Links of a node to
  /// itself lie on no shortest chain. Meant for the network of a choice of legs, such as those of
  /// some goods: the time grows with nodes × links.
  ///
  /// Sums are formed in an order that depends on the network only, never on the number of cores.
  ///
  /// - Complexity: O(nodes × links) time at worst, on all cores; 64 numbers a node.
  /// - SeeAlso: <doc:Betweenness>
  public func betweenness() -> [Double] {
    let core = ChainCore(of: self)
    let pieces = 64
    let shares = Parallel.map(count: pieces) { piece in
      var search = ShortestChains(in: core)
      // Every 64th source, because neighbouring numbers may be alike and take alike time.
      for source in stride(from: piece, to: core.sources.count, by: pieces) {
        search.addChains(from: Int(core.sources[source]))
      }
      return search.passing
    }
    var passing = [Double](repeating: 0, count: nodeCount)
    for (index, node) in core.nodes.enumerated() {
      for share in shares { passing[Int(node)] += share[index] }
    }
    return passing
  }
}

/// The part of a network in which chains have to be searched for.
///
/// A node with no link out and a single link in only ever ends chains: it is counted at its one
/// sender as a *leaf*. A node with no link in and a single such link out only ever begins them,
/// and they go on as those of its one receiver do: it is counted there as a *root*.
private struct ChainCore: Sendable {
  /// The nodes of the network that are left, most-linked first; below they go by their index.
  private(set) var nodes: [Int32] = []
  private(set) var offsets: [Int32] = [0]
  private(set) var targets: [Int32] = []
  /// The number of leaves at each node.
  private(set) var leaves: [Double] = []
  /// The number of roots at each node.
  private(set) var roots: [Double] = []
  /// The nodes from which chains of two links or more may begin.
  private(set) var sources: [Int32] = []

  init(of network: PartyNetwork) {
    let nodeCount = network.nodeCount
    let outward = (0..<Int32(nodeCount)).map { node in
      network.links(from: node).count { network.receivers[$0] != node }
    }
    let inward = (0..<Int32(nodeCount)).map { node in
      network.inwardPlaces(of: node).count { network.senders[$0] != node }
    }
    let isLeaf = (0..<nodeCount).map { outward[$0] == 0 && inward[$0] == 1 }
    var onlyTarget = [Int32](repeating: -1, count: nodeCount)
    for node in 0..<Int32(nodeCount) where inward[Int(node)] == 0 && outward[Int(node)] > 0 {
      let onward = network.links(from: node).filter {
        network.receivers[$0] != node && !isLeaf[Int(network.receivers[$0])]
      }
      if onward.count == 1 { onlyTarget[Int(node)] = network.receivers[onward[0]] }
    }
    keepNodes(of: network, degrees: (outward, inward), isLeaf: isLeaf, onlyTarget: onlyTarget)
  }

  private mutating func keepNodes(
    of network: PartyNetwork, degrees: (outward: [Int], inward: [Int]), isLeaf: [Bool],
    onlyTarget: [Int32]
  ) {
    let degree = zip(degrees.outward, degrees.inward).map { $0 + $1 }
    nodes = (0..<Int32(network.nodeCount)).filter {
      degree[Int($0)] > 0 && !isLeaf[Int($0)] && onlyTarget[Int($0)] < 0
    }
    // What is looked at most often lies together.
    nodes.sort { (degree[Int($1)], $0) < (degree[Int($0)], $1) }
    var places = [Int32](repeating: -1, count: network.nodeCount)
    for (place, node) in nodes.enumerated() { places[Int(node)] = Int32(place) }
    leaves = Array(repeating: 0, count: nodes.count)
    roots = Array(repeating: 0, count: nodes.count)
    for target in onlyTarget where target >= 0 { roots[Int(places[Int(target)])] += 1 }
    for (place, node) in nodes.enumerated() {
      for link in network.links(from: node) where network.receivers[link] != node {
        let receiver = Int(network.receivers[link])
        if isLeaf[receiver] { leaves[place] += 1 } else { targets.append(places[receiver]) }
      }
      offsets.append(Int32(targets.count))
      if offsets[place + 1] > offsets[place] || leaves[place] > 0 { sources.append(Int32(place)) }
    }
  }
}

/// Brandes' method: breadth first from one source, then back with the shares of what lies behind.
private struct ShortestChains {
  /// What a search knows of a node, side by side because it is looked up together.
  private struct Mark: BitwiseCopyable {
    /// The number of shortest chains from the source.
    var chains: Double
    /// The share of a chain to this node in all that ends at it or passes through it.
    var share: Double
    /// The number of links from the source, or -1.
    var distance: Int32
  }

  private let core: ChainCore
  /// For each node of the core, the chains from all sources so far that pass through it.
  private(set) var passing: [Double]
  private var marks: [Mark]
  private var queue: [Int32]
  /// The links that lie on shortest chains, in the order in which they were met.
  private var onward: [Int32]
  /// Where the links of each queued node begin in `onward`.
  private var starts: [Int32]

  init(in core: ChainCore) {
    self.core = core
    let count = core.nodes.count
    passing = Array(repeating: 0, count: count)
    marks = Array(repeating: Mark(chains: 0, share: 0, distance: -1), count: count)
    queue = Array(repeating: 0, count: count)
    starts = Array(repeating: 0, count: count + 1)
    onward = Array(repeating: 0, count: core.targets.count + 1)
  }

  mutating func addChains(from source: Int) {
    let reached = Self.spread(
      from: source, in: core, marks: &marks, queue: &queue, onward: &onward, starts: &starts)
    Self.gather(
      reached, from: source, in: core, queue: queue, onward: onward, starts: starts,
      marks: &marks, passing: &passing)
  }

  /// Counts shortest chains from `source`; the number of nodes reached.
  private static func spread(
    from source: Int, in core: ChainCore, marks: inout [Mark], queue: inout [Int32],
    onward: inout [Int32], starts: inout [Int32]
  ) -> Int {
    let offsets = core.offsets.span
    let targets = core.targets.span
    var marks = marks.mutableSpan
    var queue = queue.mutableSpan
    var onward = onward.mutableSpan
    var starts = starts.mutableSpan
    marks[source] = Mark(chains: 1, share: 0, distance: 0)
    queue[0] = Int32(truncatingIfNeeded: source)
    var end = 1
    var next = 0
    var found = 0
    while next < end {
      let node = Int(queue[next])
      let here = marks[node]
      let beyond = here.distance &+ 1  // at most the number of nodes
      starts[next] = Int32(truncatingIfNeeded: found)
      for link in Int(offsets[node])..<Int(offsets[node + 1]) {
        let target = targets[link]
        let mark = marks[Int(target)]
        if mark.distance < 0 {
          marks[Int(target)] = Mark(chains: here.chains, share: 0, distance: beyond)
          queue[end] = target
          end &+= 1  // at most the number of nodes
          onward[found] = target
          found &+= 1  // at most the number of links
        } else if mark.distance == beyond {
          marks[Int(target)].chains = mark.chains + here.chains
          onward[found] = target
          found &+= 1
        }
      }
      next &+= 1
    }
    starts[end] = Int32(truncatingIfNeeded: found)
    return end
  }

  /// Adds what passes through each node reached, farthest first, and clears the marks.
  private static func gather(
    _ reached: Int, from source: Int, in core: ChainCore, queue: [Int32], onward: [Int32],
    starts: [Int32], marks: inout [Mark], passing: inout [Double]
  ) {
    let queue = queue.span
    let onward = onward.span
    let starts = starts.span
    let leaves = core.leaves.span
    let roots = core.roots.span
    var marks = marks.mutableSpan
    var passing = passing.mutableSpan
    let weight = 1 + roots[source]
    for index in stride(from: reached - 1, through: 0, by: -1) {
      let node = Int(queue[index])
      var sum = 0.0
      for link in Int(starts[index])..<Int(starts[index + 1]) {
        sum += marks[Int(onward[link])].share
      }
      let chains = marks[node].chains
      let behind = sum * chains + leaves[node]
      // Chains of the source itself do not pass through it; those of its roots do.
      passing[node] += behind * (index == 0 ? roots[source] : weight)
      marks[node].share = (1 + behind) / chains
      marks[node].distance = -1
    }
  }
}
