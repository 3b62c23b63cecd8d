/// Which end of its legs a hub is.
enum HubSide: Sendable {
  /// Legs that come in: by receiver and day of arrival.
  case arriving
  /// Legs that go out: by sender and day of departure.
  case leaving
}

/// How (node, strand, day) is packed into one word that sorts in that order.
///
/// What leaves is sorted by family. What arrives is sorted by family and, within it, by dwell class:
/// such a *strand* expires in the order in which it came. With one class a strand is a family.
struct HubKeyLayout: Sendable, Equatable {
  /// The earliest day of any leg; packed days count from it.
  let firstDay: Int
  let dayBits: UInt64
  let strandBits: UInt64
  /// The number of dwell classes; strand *s* is of family *s* ÷ this.
  let classCount: Int
  /// The number of nodes, one more than the highest node number.
  let nodeCount: Int

  /// The layout that just holds all legs that take part.
  init(of columns: LegColumns) {
    let pieces = Parallel.pieceCount(rows: columns.count)
    let ranges = Parallel.map(count: pieces) { piece in
      Extent(of: columns, rows: Parallel.rows(of: piece, in: pieces, count: columns.count))
    }
    let all = ranges.reduce(Extent()) { $0.union($1) }
    let daySpan = all.lastDay >= all.firstDay ? all.lastDay - all.firstDay : 0
    firstDay = daySpan == 0 && all.lastDay < all.firstDay ? 0 : all.firstDay
    dayBits = UInt64(64 - UInt64(daySpan).leadingZeroBitCount)
    classCount = columns.dwellClassCount
    let lastStrand = (max(0, all.lastFamily) + 1) * classCount - 1
    strandBits = UInt64(64 - UInt64(lastStrand).leadingZeroBitCount)
    nodeCount = all.lastNode + 1
    let nodeBits = UInt64(64 - UInt64(max(0, all.lastNode)).leadingZeroBitCount)
    precondition(
      nodeBits + strandBits + dayBits <= 64,
      "nodes, families and days need \(nodeBits) + \(strandBits) + \(dayBits) bits of 64: "
        + "number nodes densely or drop impossible days")
  }

  /// The packed key.
  func key(node: Int32, strand: Int, day: Int32) -> UInt64 {
    let hub = UInt64(truncatingIfNeeded: node) &<< (strandBits &+ dayBits)
    // Days are at most dayBits wide above firstDay by construction.
    let offset = UInt64(truncatingIfNeeded: Int(day) &- firstDay)
    return hub | UInt64(truncatingIfNeeded: strand) &<< dayBits | offset
  }

  /// The day of a key, counted from `firstDay`.
  func dayOffset(of key: UInt64) -> Int { Int(key & ((1 &<< dayBits) &- 1)) }

  /// Node and strand of a key, as one number.
  func hubAndStrand(of key: UInt64) -> UInt64 { key &>> dayBits }

  func strand(of key: UInt64) -> Int { Int((key &>> dayBits) & ((1 &<< strandBits) &- 1)) }

  func node(of key: UInt64) -> Int { Int(key &>> (strandBits &+ dayBits)) }
}

/// The span of numbers in some rows.
private struct Extent: Sendable {
  var firstDay = Int.max
  var lastDay = Int.min
  var lastFamily = -1
  var lastNode = -1

  init() {}

  init(of columns: LegColumns, rows: Range<Int>) {
    let senders = columns.sender.span
    let receivers = columns.receiver.span
    let families = columns.family.span
    let departures = columns.departure.span
    let arrivals = columns.arrival.span
    let quantities = columns.quantity.span
    var lowestNode = Int32.max
    for leg in rows
    where families[leg] >= 0 && quantities[leg] > 0 && senders[leg] != receivers[leg] {
      firstDay = min(firstDay, Int(departures[leg]))
      lastDay = max(lastDay, Int(arrivals[leg]))
      lastFamily = max(lastFamily, Int(families[leg]))
      lastNode = max(lastNode, Int(max(senders[leg], receivers[leg])))
      lowestNode = min(lowestNode, min(senders[leg], receivers[leg]))
    }
    precondition(lowestNode >= 0, "node numbers must not be below zero, got \(lowestNode)")
  }

  func union(_ other: Extent) -> Extent {
    var sum = self
    sum.firstDay = min(firstDay, other.firstDay)
    sum.lastDay = max(lastDay, other.lastDay)
    sum.lastFamily = max(lastFamily, other.lastFamily)
    sum.lastNode = max(lastNode, other.lastNode)
    return sum
  }
}
