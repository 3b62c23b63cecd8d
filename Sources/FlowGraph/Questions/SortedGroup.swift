/// The legs of some families in a row, by rising number; looked up before sorting, because that order
/// is kind to the cache.
struct GroupLegs {
  let legs: [Int32]
  let families: [Int16]
  let senders: [Int32]
  let receivers: [Int32]
  let departures: [Int32]
  let arrivals: [Int32]

  init(_ legs: [Int32], of columns: LegColumns) {
    self.legs = legs
    families = Self.gathered(columns.family, by: legs)
    senders = Self.gathered(columns.sender, by: legs)
    receivers = Self.gathered(columns.receiver, by: legs)
    departures = Self.gathered(columns.departure, by: legs)
    arrivals = Self.gathered(columns.arrival, by: legs)
  }

  private static func gathered<Element: BitwiseCopyable>(
    _ elements: [Element], by legs: [Int32]
  ) -> [Element] {
    let elements = elements.span
    let legs = legs.span
    return [Element](capacity: legs.count) { column in
      for place in legs.indices { column.append(elements[Int(legs[place])]) }
    }
  }
}

/// One side of a group, sorted for an index.
struct SortedGroup {
  /// The places of the group's legs in the order of the index.
  private(set) var order: [Int32]
  private var runs: [Run]
  /// The node at the other end of each leg, by place.
  private let others: [Int32]
  private let days: [Int32]

  /// The rows of one family and node.
  private struct Run {
    var hub: UInt64
    /// The first of its rows.
    var start: Int32
  }

  /// Sorts the legs by family, node, day and number.
  init(_ group: GroupLegs, isArriving: Bool) {
    let nodes = isArriving ? group.receivers : group.senders
    others = isArriving ? group.senders : group.receivers
    days = isArriving ? group.arrivals : group.departures
    order = Self.order(families: group.families, nodes: nodes, days: days)
    runs = Self.runs(order, families: group.families, nodes: nodes)
  }

  private static func order(families: [Int16], nodes: [Int32], days: [Int32]) -> [Int32] {
    guard let firstFamily = families.min(), let lastFamily = families.max(),
      let lastNode = nodes.max(), let firstDay = days.min(), let lastDay = days.max()
    else { return [] }
    func bits(_ number: Int) -> Int { Int.bitWidth - number.leadingZeroBitCount }
    let placeBits = bits(families.count)
    // Filings come by day as a rule, and then days need no sorting.
    let dayBits = isRising(days) ? 0 : bits(Int(lastDay) - Int(firstDay))
    let nodeBits = bits(Int(lastNode))
    let familyBits = bits(Int(lastFamily) - Int(firstFamily))
    guard placeBits + dayBits + nodeBits + familyBits <= 64 else {
      return (0..<Int32(families.count)).sorted { one, other in
        let (first, second) = (Int(one), Int(other))
        return (families[first], nodes[first], days[first], one)
          < (families[second], nodes[second], days[second], other)
      }
    }
    let allFamilies = families.span
    let allNodes = nodes.span
    let allDays = days.span
    var words = [UInt64](capacity: families.count) { words in
      for place in allFamilies.indices {
        let day = dayBits == 0 ? 0 : UInt64(Int(allDays[place]) - Int(firstDay))
        let family = UInt64(Int(allFamilies[place]) - Int(firstFamily))
        let node = UInt64(UInt32(bitPattern: allNodes[place]))
        let key = (family &<< UInt64(nodeBits) | node) &<< UInt64(dayBits) | day
        words.append(key &<< UInt64(placeBits) | UInt64(place))
      }
    }
    RadixSort.sort(&words, bits: placeBits..<(placeBits + dayBits + nodeBits + familyBits))
    let mask = UInt64(1) &<< UInt64(placeBits) &- 1
    return words.map { Int32(truncatingIfNeeded: $0 & mask) }
  }

  private static func isRising(_ days: [Int32]) -> Bool {
    let days = days.span
    for place in days.indices.dropFirst() where days[place] < days[place - 1] { return false }
    return true
  }

  private static func runs(_ order: [Int32], families: [Int16], nodes: [Int32]) -> [Run] {
    let families = families.span
    let nodes = nodes.span
    var runs: [Run] = []
    var last = UInt64.max
    for row in order.indices {
      let place = Int(order[row])
      let hub = RouteRow.hub(family: families[place], node: nodes[place])
      if hub != last { runs.append(Run(hub: hub, start: Int32(truncatingIfNeeded: row))) }
      last = hub
    }
    return runs
  }

  /// Of each family, puts the rows of runs that both sides have before the others.
  ///
  /// - Returns: what is to be known of the runs, where the group's rows begin with row `first`.
  static func arrange(
    _ arriving: inout SortedGroup, _ leaving: inout SortedGroup, families: Range<Int>, first: Int
  ) -> GroupRuns {
    var meets = [Bool](repeating: false, count: arriving.runs.count)
    var isMet = [Bool](repeating: false, count: leaving.runs.count)
    var found = GroupRuns(familyCount: families.count)
    var next = 0
    for run in arriving.runs.indices {
      let hub = arriving.runs[run].hub
      while next < leaving.runs.count, leaving.runs[next].hub < hub { next += 1 }
      guard next < leaving.runs.count, leaving.runs[next].hub == hub else { continue }
      meets[run] = true
      isMet[next] = true
      found.nodes.append(Int32(truncatingIfNeeded: hub & 0xFFFF_FFFF))
      found.counts[Int(hub >> 32) - families.lowerBound] += 1
    }
    arriving.arrange(by: meets, families: families, first: first, found: &found.arriving)
    leaving.arrange(by: isMet, families: families, first: first, found: &found.leaving)
    return found
  }

  private mutating func arrange(
    by meets: [Bool], families: Range<Int>, first: Int, found: inout GroupRuns.SideRuns
  ) {
    var rows: [Int32] = []
    rows.reserveCapacity(order.count)
    var start = 0
    while start < runs.count {
      let family = runs[start].hub >> 32
      var end = start + 1
      while end < runs.count, runs[end].hub >> 32 == family { end += 1 }
      for run in start..<end where meets[run] {
        rows += order[self.rows(of: run)]
        found.ends.append(Int32(truncatingIfNeeded: first + rows.count))
      }
      let meetingCount = rows.count
      for run in start..<end where !meets[run] {
        let lone = self.rows(of: run)
        rows += order[lone]
        let node = Int32(truncatingIfNeeded: runs[run].hub & 0xFFFF_FFFF)
        found.loneNodes += repeatElement(node, count: lone.count)
      }
      found.loneCounts[Int(family) - families.lowerBound] = Int32(rows.count - meetingCount)
      start = end
    }
    order = rows
    runs = []
  }

  private func rows(of run: Int) -> Range<Int> {
    Int(runs[run].start)..<(run + 1 < runs.count ? Int(runs[run + 1].start) : order.count)
  }

  /// Writes the rows from row `first` on.
  func put(in column: NewColumn<UInt8>, shape: RowShape, first: Int) {
    let others = others.span
    let days = days.span
    for row in order.indices {
      let place = Int(order[row])
      column.write(
        shape.row(node: others[place], day: days[place]), at: first + row, in: shape.field)
    }
  }
}
