/// The links of a network by sender, then receiver, each summed over its legs.
struct OutwardRows: Sendable {
  let offsets: [Int32]
  let receivers: [Int32]
  let legCounts: [Int32]
  let quantities: [Int64]
  let firstDays: [Int32]
  let lastDays: [Int32]

  init(of columns: LegColumns, nodeCount: Int, including mask: [Bool]) {
    precondition(columns.count < Int(Int32.max), "leg numbers are Int32: too many legs")
    let parts = NodeParts(nodeCount: nodeCount, rowCount: columns.count)
    let pieceCount = Parallel.pieceCount(rows: columns.count)
    let pieces = Parallel.map(count: pieceCount) { piece in
      Self.records(
        of: columns, rows: Parallel.rows(of: piece, in: pieceCount, count: columns.count),
        including: mask, parts: parts)
    }
    let links = Parallel.map(count: parts.count) { part in
      PartLinks(of: pieces.gathered(part: part), nodes: parts.nodes(of: part), of: nodeCount)
    }
    var starts = [0]
    var total: Int64 = 0
    for part in links {
      starts.append(starts[starts.count - 1] + part.receivers.count)
      let (sum, overflow) = total.addingReportingOverflow(part.total)
      precondition(!overflow, "the legs must sum to at most Int64.max thousandths")
      total = sum
    }
    receivers = SlicedColumn.joining(links, starts: starts) { $0.receivers }
    legCounts = SlicedColumn.joining(links, starts: starts) { $0.legCounts }
    quantities = SlicedColumn.joining(links, starts: starts) { $0.quantities }
    firstDays = SlicedColumn.joining(links, starts: starts) { $0.firstDays }
    lastDays = SlicedColumn.joining(links, starts: starts) { $0.lastDays }
    var offsets = [Int32](repeating: 0, count: nodeCount + 1)
    var links32: Int32 = 0
    for (index, part) in links.enumerated() {
      for (node, degree) in zip(parts.nodes(of: index), part.degrees) {
        links32 += degree
        offsets[node + 1] = links32
      }
    }
    self.offsets = offsets
  }

  /// The legs in some rows, grouped by the part of their sender.
  private static func records(
    of columns: LegColumns, rows: Range<Int>, including mask: [Bool], parts: NodeParts
  ) -> PartedPiece<LegRecord> {
    let senders = columns.sender.span
    let receivers = columns.receiver.span
    let days = columns.departure.span
    let quantities = columns.quantity.span
    let mask = mask.span
    let shift = parts.shift
    var offsets = [Int32](repeating: 0, count: parts.count + 1)
    var counters = offsets.mutableSpan
    for leg in rows where mask.isEmpty || mask[leg] {
      counters[Int(senders[leg] &>> shift) &+ 1] &+= 1  // at most the number of legs
    }
    for part in 1..<counters.count { counters[part] &+= counters[part - 1] }
    var next = offsets
    var places = next.mutableSpan
    let empty = LegRecord(quantity: 0, sender: 0, receiver: 0, day: 0)
    var records = [LegRecord](repeating: empty, count: Int(offsets[parts.count]))
    var slots = records.mutableSpan
    for leg in rows where mask.isEmpty || mask[leg] {
      let part = Int(senders[leg] &>> shift)
      slots[Int(places[part])] = LegRecord(
        quantity: quantities[leg], sender: senders[leg], receiver: receivers[leg], day: days[leg])
      places[part] &+= 1  // at most the number of legs
    }
    return PartedPiece(records: records, offsets: offsets)
  }
}

/// What a network needs to know of a leg.
struct LegRecord: BitwiseCopyable, Sendable {
  var quantity: Int64
  var sender: Int32
  var receiver: Int32
  var day: Int32
}

/// The links from the nodes of one part.
private struct PartLinks: Sendable {
  var receivers: [Int32] = []
  var legCounts: [Int32] = []
  var quantities: [Int64] = []
  var firstDays: [Int32] = []
  var lastDays: [Int32] = []
  /// The number of links from each node of the part.
  var degrees: [Int32]
  /// The quantity of all links.
  var total: Int64 = 0

  init(of records: [LegRecord], nodes: Range<Int>, of nodeCount: Int) {
    degrees = Array(repeating: 0, count: nodes.count)
    let receiverBits = UInt64.bits(for: nodeCount)
    let placeBits = UInt64.bits(for: records.count)
    let keyBits = UInt64.bits(for: nodes.count) + receiverBits
    precondition(
      keyBits + placeBits <= 64, "nodes need too many bits: number them densely")
    var words = Self.words(
      of: records, firstNode: Int32(nodes.lowerBound), receiverBits: receiverBits,
      placeBits: placeBits)
    RadixSort.sort(&words, bits: Int(placeBits)..<Int(placeBits + keyBits))
    // Most links are of one leg, so little of this room stays empty.
    reserve(words.count)
    addLinks(of: words, records: records, nodes: nodes, placeBits: placeBits)
  }

  private static func words(
    of records: [LegRecord], firstNode: Int32, receiverBits: UInt64, placeBits: UInt64
  ) -> [UInt64] {
    let records = records.span
    return [UInt64](capacity: records.count) { words in
      for place in records.indices {
        let sender = UInt64(truncatingIfNeeded: records[place].sender &- firstNode)
        let receiver = UInt64(truncatingIfNeeded: records[place].receiver)
        let key = sender &<< receiverBits | receiver
        words.append(key &<< placeBits | UInt64(truncatingIfNeeded: place))
      }
    }
  }

  private mutating func reserve(_ count: Int) {
    receivers.reserveCapacity(count)
    legCounts.reserveCapacity(count)
    quantities.reserveCapacity(count)
    firstDays.reserveCapacity(count)
    lastDays.reserveCapacity(count)
  }

  private mutating func addLinks(
    of words: [UInt64], records: [LegRecord], nodes: Range<Int>, placeBits: UInt64
  ) {
    let words = words.span
    let records = records.span
    var index = 0
    while index < words.count {
      let key = words[index] &>> placeBits
      var legs: Int32 = 0
      var quantity: Int64 = 0
      var first = Int32.max
      var last = Int32.min
      let link = records[Int(words[index] & ((1 &<< placeBits) &- 1))]
      while index < words.count, words[index] &>> placeBits == key {
        let leg = records[Int(words[index] & ((1 &<< placeBits) &- 1))]
        let (sum, overflow) = quantity.addingReportingOverflow(leg.quantity)
        precondition(!overflow, "the legs must sum to at most Int64.max thousandths")
        quantity = sum
        first = min(first, leg.day)
        last = max(last, leg.day)
        legs &+= 1  // at most the number of legs
        index &+= 1
      }
      receivers.append(link.receiver)
      legCounts.append(legs)
      quantities.append(quantity)
      firstDays.append(first)
      lastDays.append(last)
      degrees[Int(link.sender) - nodes.lowerBound] += 1
      let (sum, overflow) = total.addingReportingOverflow(quantity)
      precondition(!overflow, "the legs must sum to at most Int64.max thousandths")
      total = sum
    }
  }
}

extension UInt64 {
  /// The bits that numbers below `count` need.
  static func bits(for count: Int) -> UInt64 {
    UInt64(64 - UInt64(Swift.max(0, count - 1)).leadingZeroBitCount)
  }
}
