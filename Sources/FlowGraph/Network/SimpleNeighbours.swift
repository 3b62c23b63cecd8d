/// A network as an undirected one without doubles: links both ways count once, a link of a node to
/// itself not at all.
struct SimpleNeighbours: Sendable {
  /// How many others each node is linked with.
  private(set) var degrees: [Int32] = []
  /// For each inward place whether to leave it out: the link back exists too.
  private(set) var isRepeated: [Bool] = []

  init(of network: PartyNetwork) {
    let nodeCount = network.nodeCount
    guard network.linkCount > 0 else {
      degrees = Array(repeating: 0, count: nodeCount)
      return
    }
    let pieces = Parallel.pieceCount(rows: nodeCount)
    degrees = SlicedColumn.build(count: nodeCount) { degrees in
      isRepeated = SlicedColumn.build(count: network.linkCount) { isRepeated in
        _ = Parallel.map(count: pieces) { piece in
          let nodes = Parallel.rows(of: piece, in: pieces, count: nodeCount)
          let offsets = network.inwardOffsets
          let places = Int(offsets[nodes.lowerBound])..<Int(offsets[nodes.upperBound])
          degrees.withSlice(nodes) { degrees in
            isRepeated.withSlice(places) { isRepeated in
              Self.merge(network, nodes: nodes, degrees: &degrees, isRepeated: &isRepeated)
            }
          }
        }
      }
    }
  }

  /// Merges the sorted outward and inward rows of some nodes.
  private static func merge(
    _ network: PartyNetwork, nodes: Range<Int>, degrees: inout MutableSpan<Int32>,
    isRepeated: inout MutableSpan<Bool>
  ) {
    let receivers = network.receivers.span
    let senders = network.senders.span
    let outward = network.linkOffsets.span
    let inward = network.inwardOffsets.span
    let firstPlace = Int(inward[nodes.lowerBound])
    for node in nodes {
      let end = Int(outward[node + 1])
      var link = Int(outward[node])
      var degree = Int32(truncatingIfNeeded: end &- link)
      let isLinkedToItself = network.link(from: Int32(node), to: Int32(node)) != nil
      for place in Int(inward[node])..<Int(inward[node + 1]) {
        while link < end && receivers[link] < senders[place] { link &+= 1 }
        let repeats = link < end && receivers[link] == senders[place]
        isRepeated[place &- firstPlace] = repeats
        degree &+= repeats ? 0 : 1  // at most the number of links
      }
      degrees[node &- nodes.lowerBound] = isLinkedToItself ? degree &- 1 : degree
    }
  }
}
