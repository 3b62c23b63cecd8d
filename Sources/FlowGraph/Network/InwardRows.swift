/// The links of a network by receiver, then sender.
struct InwardRows: Sendable {
  private(set) var offsets: [Int32] = []
  private(set) var senders: [Int32] = []
  private(set) var links: [Int32] = []

  init(of outward: OutwardRows, nodeCount: Int) {
    let linkCount = outward.receivers.count
    guard linkCount > 0 else {
      offsets = Array(repeating: 0, count: nodeCount + 1)
      return
    }
    let parts = NodeParts(nodeCount: nodeCount, rowCount: linkCount)
    let pieceCount = Parallel.pieceCount(rows: linkCount)
    let pieces = Parallel.map(count: pieceCount) { piece in
      Self.records(
        of: outward, links: Parallel.rows(of: piece, in: pieceCount, count: linkCount),
        parts: parts)
    }
    var starts = [0]
    for part in 0..<parts.count {
      starts.append(starts[part] + pieces.reduce(0) { $0 + $1.range(of: part).count })
    }
    let firstPlaces = starts
    // The columns are filled together, each part by one worker.
    offsets = SlicedColumn.build(count: nodeCount + 1) { offsets in
      offsets.withSlice(nodeCount..<(nodeCount + 1)) { $0[0] = Int32(linkCount) }
      senders = SlicedColumn.build(count: linkCount) { senders in
        links = SlicedColumn.build(count: linkCount) { links in
          _ = Parallel.map(count: parts.count) { part in
            let records: [LinkRecord] = pieces.gathered(part: part)
            let nodes = parts.nodes(of: part)
            let places = firstPlaces[part]..<firstPlaces[part + 1]
            offsets.withSlice(nodes) { offsets in
              senders.withSlice(places) { senders in
                links.withSlice(places) { links in
                  Self.place(
                    records, firstNode: nodes.lowerBound, firstPlace: places.lowerBound,
                    offsets: &offsets, senders: &senders, links: &links)
                }
              }
            }
          }
        }
      }
    }
  }

  /// Some links, grouped by the part of their receiver.
  private static func records(
    of outward: OutwardRows, links: Range<Int>, parts: NodeParts
  ) -> PartedPiece<LinkRecord> {
    let receivers = outward.receivers.span
    let rows = outward.offsets.span
    let shift = parts.shift
    var offsets = [Int32](repeating: 0, count: parts.count + 1)
    var counters = offsets.mutableSpan
    for link in links {
      counters[Int(receivers[link] &>> shift) &+ 1] &+= 1  // at most the number of links
    }
    for part in 1..<counters.count { counters[part] &+= counters[part - 1] }
    var next = offsets
    var places = next.mutableSpan
    let empty = LinkRecord(receiver: 0, sender: 0, link: 0)
    var records = [LinkRecord](repeating: empty, count: links.count)
    var slots = records.mutableSpan
    var sender = outward.sender(of: links.lowerBound)
    for link in links {
      while Int(rows[sender + 1]) <= link { sender &+= 1 }  // below the number of nodes
      let part = Int(receivers[link] &>> shift)
      slots[Int(places[part])] = LinkRecord(
        receiver: receivers[link], sender: Int32(truncatingIfNeeded: sender),
        link: Int32(truncatingIfNeeded: link))
      places[part] &+= 1  // at most the number of links
    }
    return PartedPiece(records: records, offsets: offsets)
  }

  /// Counting sort of the links of one part by receiver; they come in the order of their numbers.
  private static func place(
    _ records: [LinkRecord], firstNode: Int, firstPlace: Int,
    offsets: inout MutableSpan<Int32>, senders: inout MutableSpan<Int32>,
    links: inout MutableSpan<Int32>
  ) {
    let records = records.span
    var next = [Int32](repeating: 0, count: offsets.count + 1)
    var places = next.mutableSpan
    for index in records.indices {
      places[Int(records[index].receiver) &- firstNode &+ 1] &+= 1  // at most the number of links
    }
    for node in 1..<places.count { places[node] &+= places[node - 1] }
    for node in offsets.indices {
      offsets[node] = Int32(truncatingIfNeeded: firstPlace) &+ places[node]
    }
    for index in records.indices {
      let node = Int(records[index].receiver) &- firstNode
      let place = Int(places[node])
      places[node] &+= 1  // at most the number of links
      senders[place] = records[index].sender
      links[place] = records[index].link
    }
  }
}

/// What the inward rows need to know of a link.
private struct LinkRecord: BitwiseCopyable, Sendable {
  var receiver: Int32
  var sender: Int32
  var link: Int32
}

extension OutwardRows {
  /// The first node whose links end after `link`: the sender of that link.
  fileprivate func sender(of link: Int) -> Int {
    var low = 0
    var high = offsets.count - 1
    while low < high {
      let middle = (low + high) / 2
      if Int(offsets[middle + 1]) <= link { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
