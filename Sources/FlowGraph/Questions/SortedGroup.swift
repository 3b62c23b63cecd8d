/// The legs of some families in a row, by family, then by rising number.
struct GroupLegs {
  let legs: [Int32]
  let families: Range<Int>
  /// The first place of each family, and one past the last place.
  private let firsts: [Int32]
  private let columns: LegColumns

  init(_ legs: [Int32], families: Range<Int>, firsts: [Int32], of columns: LegColumns) {
    self.legs = legs
    self.families = families
    self.firsts = firsts
    self.columns = columns
  }

  /// The places of one of the families.
  func places(of family: Int) -> Range<Int> {
    let index = family - families.lowerBound
    return Int(firsts[index])..<Int(firsts[index + 1])
  }

  func nodes(arriving: Bool) -> [Int32] { gathered(arriving ? columns.receiver : columns.sender) }

  func days(arriving: Bool) -> [Int32] { gathered(arriving ? columns.arrival : columns.departure) }

  func familyOfPlaces() -> [Int16] { gathered(columns.family) }

  /// Looked up by rising number, because that order is kind to the cache, and again when needed again:
  /// the largest families would else be what takes most memory.
  private func gathered<Element: BitwiseCopyable>(_ elements: [Element]) -> [Element] {
    let elements = elements.span
    let legs = legs.span
    return [Element](capacity: legs.count) { column in
      for place in legs.indices { column.append(elements[Int(legs[place])]) }
    }
  }
}

/// The places of a group, each in one word with what it is sorted by: family, node and day.
private struct KeyedPlaces {
  private var words: [UInt64]
  private let placeBits: Int
  private let dayBits: Int
  private let nodeBits: Int
  private let familyBits: Int
  private let firstFamily: Int

  /// Nil where a word is too short for that.
  init?(_ group: GroupLegs, arriving: Bool) {
    let nodes = group.nodes(arriving: arriving)
    let days = group.days(arriving: arriving)
    let firstDay = Int(days.min() ?? 0)
    placeBits = nodes.count.bitLength
    // Filings come by day as a rule, and then days need no sorting.
    dayBits = Self.isRising(days, in: group) ? 0 : (Int(days.max() ?? 0) - firstDay).bitLength
    nodeBits = Int(nodes.max() ?? 0).bitLength
    familyBits = (group.families.count - 1).bitLength
    firstFamily = group.families.lowerBound
    guard placeBits + dayBits + nodeBits + familyBits <= 64 else { return nil }
    let (placeShift, dayShift) = (UInt64(placeBits), UInt64(dayBits))
    let nodeShift = UInt64(nodeBits)
    let allNodes = nodes.span
    let allDays = days.span
    words = [UInt64](capacity: nodes.count) { words in
      for family in group.families {
        let above = UInt64(family - group.families.lowerBound) &<< nodeShift
        for place in group.places(of: family) {
          let day = dayShift == 0 ? 0 : UInt64(Int(allDays[place]) - firstDay)
          let key = (above | UInt64(UInt32(bitPattern: allNodes[place]))) &<< dayShift | day
          words.append(key &<< placeShift | UInt64(place))
        }
      }
    }
  }

  /// Whether no day of a family is before one that stands before it.
  private static func isRising(_ days: [Int32], in group: GroupLegs) -> Bool {
    let days = days.span
    for family in group.families {
      for place in group.places(of: family).dropFirst() where days[place] < days[place - 1] {
        return false
      }
    }
    return true
  }

  mutating func sort() {
    RadixSort.sort(&words, bits: placeBits..<(placeBits + dayBits + nodeBits + familyBits))
  }

  /// The places in the order in which they stand.
  var order: [Int32] {
    let mask = UInt64(1) &<< UInt64(placeBits) &- 1
    return words.map { Int32(truncatingIfNeeded: $0 & mask) }
  }

  /// The family and node of each row.
  func hub(at row: Int) -> UInt64 {
    let key = words[row] >> UInt64(placeBits + dayBits)
    let family = firstFamily &+ Int(key &>> UInt64(nodeBits))  // one of the group's
    return UInt64(family) &<< 32 | key & (1 &<< UInt64(nodeBits) &- 1)
  }
}

/// One side of a group, sorted for an index.
struct SortedGroup {
  /// The places of the group's legs in the order of the index.
  private(set) var order: [Int32]
  private var runs: [Run]
  private let arriving: Bool

  /// The rows of one family and node.
  private struct Run {
    var hub: UInt64
    /// The first of its rows.
    var start: Int32
  }

  /// Sorts the legs by family, node, day and number.
  init(_ group: GroupLegs, arriving: Bool) {
    self.arriving = arriving
    if var keyed = KeyedPlaces(group, arriving: arriving) {
      keyed.sort()
      runs = Self.runs(count: group.legs.count) { keyed.hub(at: $0) }
      order = keyed.order
      return
    }
    let families = group.familyOfPlaces()
    let nodes = group.nodes(arriving: arriving)
    let days = group.days(arriving: arriving)
    let order = (0..<Int32(families.count)).sorted { one, other in
      let (first, second) = (Int(one), Int(other))
      return (families[first], nodes[first], days[first], one)
        < (families[second], nodes[second], days[second], other)
    }
    runs = Self.runs(count: order.count) { row in
      let place = Int(order[row])
      return RouteRow.hub(family: families[place], node: nodes[place])
    }
    self.order = order
  }

  private static func runs(count: Int, hub: (Int) -> UInt64) -> [Run] {
    var runs: [Run] = []
    var last = UInt64.max
    for row in 0..<count {
      let next = hub(row)
      if next != last { runs.append(Run(hub: next, start: Int32(truncatingIfNeeded: row))) }
      last = next
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
    let unarranged = order
    let sorted = unarranged.span
    order = [Int32](capacity: sorted.count) { rows in
      var start = 0
      while start < runs.count {
        let family = runs[start].hub >> 32
        var end = start + 1
        while end < runs.count, runs[end].hub >> 32 == family { end += 1 }
        for run in start..<end where meets[run] {
          for row in self.rows(of: run) { rows.append(sorted[row]) }
          found.ends.append(Int32(truncatingIfNeeded: first + rows.count))
        }
        let meetingCount = rows.count
        for run in start..<end where !meets[run] {
          let node = Int32(truncatingIfNeeded: runs[run].hub & 0xFFFF_FFFF)
          for row in self.rows(of: run) {
            rows.append(sorted[row])
            found.loneNodes.append(node)
          }
        }
        found.loneCounts[Int(family) - families.lowerBound] = Int32(rows.count - meetingCount)
        start = end
      }
    }
    runs = []
  }

  private func rows(of run: Int) -> Range<Int> {
    Int(runs[run].start)..<(run + 1 < runs.count ? Int(runs[run + 1].start) : order.count)
  }

  /// Writes the rows from row `first` on.
  func put(_ group: GroupLegs, in column: NewColumn<UInt8>, shape: RowShape, first: Int) {
    let nodes = group.nodes(arriving: !arriving)
    let dates = group.days(arriving: arriving)
    let others = nodes.span
    let days = dates.span
    for row in order.indices {
      let place = Int(order[row])
      column.write(
        shape.row(node: others[place], day: days[place]), at: first + row, in: shape.field)
    }
  }
}
