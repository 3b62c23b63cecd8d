/// Who sent to whom: every pair of nodes with a leg between them is one link, with its sums.
///
/// Links are numbered by sender, then by receiver, in compressed sparse rows; a second set of rows
/// lists the same links by receiver, then by sender. Legs of no family, of no quantity and from a
/// node to itself are links too: each question says what it does with them.
///
/// ```swift
/// let network = PartyNetwork(of: legs)
/// for link in network.links(from: 7) {
///   print(network.receivers[link], network.quantities[link])
/// }
/// ```
///
/// - SeeAlso: <doc:PartyNetworks>
public struct PartyNetwork: Sendable, Equatable {
  /// The links from `node` are `linkOffsets[node]..<linkOffsets[node + 1]`.
  public let linkOffsets: [Int32]
  /// The node that each link leads to.
  public let receivers: [Int32]
  /// The number of legs of each link.
  public let legCounts: [Int32]
  /// The quantity of the legs of each link; all of them together fit in an `Int64`.
  public let quantities: [Int64]
  /// The earliest day on which a leg of each link departed.
  public let firstDays: [Int32]
  /// The latest day on which a leg of each link departed.
  public let lastDays: [Int32]

  /// The links into `node` are at the places `inwardOffsets[node]..<inwardOffsets[node + 1]`.
  public let inwardOffsets: [Int32]
  /// The node that the link at each inward place comes from.
  public let senders: [Int32]
  /// The number of the link at each inward place.
  public let inwardLinks: [Int32]

  /// The number of nodes, with links or without.
  public var nodeCount: Int { linkOffsets.count - 1 }
  /// The number of links.
  public var linkCount: Int { receivers.count }

  /// Makes the network of all legs, or of those that `mask` includes.
  ///
  /// - Parameters:
  ///   - columns: The legs.
  ///   - nodeCount: The number of nodes; by default one more than the highest number of any leg.
  ///   - mask: For each leg whether it counts; by default all do.
  /// - Complexity: O(legs × key bits / 11) time, about 60 bytes a leg while it is being made and
  ///   32 bytes a link afterwards; on all cores.
  public init(of columns: LegColumns, nodeCount: Int? = nil, including mask: [Bool]? = nil) {
    precondition(
      mask.map { $0.count == columns.count } ?? true,
      "the mask must have one entry for each of \(columns.count) legs")
    let nodes = NodeExtent(of: columns, nodeCount: nodeCount).count
    let outward = OutwardRows(of: columns, nodeCount: nodes, including: mask ?? [])
    let inward = InwardRows(of: outward, nodeCount: nodes)
    linkOffsets = outward.offsets
    receivers = outward.receivers
    legCounts = outward.legCounts
    quantities = outward.quantities
    firstDays = outward.firstDays
    lastDays = outward.lastDays
    inwardOffsets = inward.offsets
    senders = inward.senders
    inwardLinks = inward.links
  }

  /// The links from `node`, by rising receiver.
  public func links(from node: Int32) -> Range<Int> {
    Int(linkOffsets[Int(node)])..<Int(linkOffsets[Int(node) + 1])
  }

  /// The inward places of the links into `node`, by rising sender: indices into `senders`.
  public func inwardPlaces(of node: Int32) -> Range<Int> {
    Int(inwardOffsets[Int(node)])..<Int(inwardOffsets[Int(node) + 1])
  }

  /// The link from one node to another, if there is one; found by bisection.
  public func link(from sender: Int32, to receiver: Int32) -> Int? {
    var low = Int(linkOffsets[Int(sender)])
    let end = Int(linkOffsets[Int(sender) + 1])
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if receivers[middle] < receiver { low = middle + 1 } else { high = middle }
    }
    return low < end && receivers[low] == receiver ? low : nil
  }

  /// Asserts that both sets of rows list the same links, in order and without doubles.
  public func checkInvariants() {
    assert(Int(linkOffsets[nodeCount]) == linkCount, "offsets do not span the links")
    assert(Int(inwardOffsets[nodeCount]) == linkCount, "inward offsets do not span the links")
    for node in 0..<Int32(nodeCount) {
      for link in links(from: node).dropFirst() {
        assert(receivers[link - 1] < receivers[link], "link \(link) out of order")
      }
      for place in inwardPlaces(of: node) {
        let link = Int(inwardLinks[place])
        assert(receivers[link] == node, "place \(place) belongs to another node")
        assert(links(from: senders[place]).contains(link), "place \(place) has another sender")
        assert(
          place == inwardPlaces(of: node).lowerBound || senders[place - 1] < senders[place],
          "place \(place) out of order")
      }
    }
  }
}

/// How many nodes there are.
private struct NodeExtent {
  let count: Int

  init(of columns: LegColumns, nodeCount: Int?) {
    let pieces = Parallel.pieceCount(rows: columns.count)
    let extents = Parallel.map(count: pieces) { piece in
      let senders = columns.sender.span
      let receivers = columns.receiver.span
      var lowest: Int32 = 0
      var highest: Int32 = -1
      for leg in Parallel.rows(of: piece, in: pieces, count: columns.count) {
        lowest = min(lowest, min(senders[leg], receivers[leg]))
        highest = max(highest, max(senders[leg], receivers[leg]))
      }
      precondition(lowest >= 0, "node numbers must not be below zero, got \(lowest)")
      return Int(highest) + 1
    }
    let needed = extents.max() ?? 0
    count = nodeCount ?? needed
    precondition(count >= needed, "node \(needed - 1) is not below the node count of \(count)")
  }
}
