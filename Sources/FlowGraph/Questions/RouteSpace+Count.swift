extension RouteSpace {
  /// Counts all routes exactly without listing them.
  ///
  /// For every leg and number of legs to go, the number of ways to go on is the sum of those of
  /// the legs that may follow: a running sum over a window of days, or, where quantities must
  /// compare, a sum over a range of quantities within it. A number past `Int.max` stays there and
  /// is said not to be exact.
  ///
  /// - Complexity: O(legs × `legCounts.upperBound`) without a ratio, O(× log legs) with one.
  /// - SeeAlso: <doc:RouteQuestions>
  public func count() -> RouteCount {
    count(fewSteps: RouteListing.fewSteps)
  }

  /// The same, where a walk of all routes may take some steps before sums are made.
  func count(fewSteps: Int) -> RouteCount {
    if let few = RouteListing(of: self, worths: nil, best: 0, steps: fewSteps) {
      return RouteCount(byLegs: few.counts, isExact: true)
    }
    return countBySums()
  }

  /// The same without walking.
  func countBySums() -> RouteCount {
    var count = RouteCount(
      byLegs: [Int](repeating: 0, count: question.legCounts.upperBound - 1), isExact: true)
    for (index, ways) in waysOnward(upTo: question.legCounts.upperBound - 1).enumerated()
    where question.legCounts.contains(index + 2) {
      var sum: UInt128 = 0
      for row in ways.indices where arrivals.roles[row].contains(.end) {
        if ways[row] == .max { count.isExact = false }
        sum += UInt128(ways[row])
      }
      count.byLegs[index] = Int(clamping: sum)
      if sum >= UInt128(Int.max) { count.isExact = false }
    }
    if count.total == .max { count.isExact = false }
    return count
  }

  /// For 1, 2, … legs to go, in how many ways a route goes on from each arrival to its end.
  ///
  /// Arrivals that no route can need with so many legs to go have 0 ways.
  func waysOnward(upTo legs: Int) -> [[Int]] {
    var layers: [[Int]] = []
    // Where no leg is between two others, all departures are last legs.
    let isLast =
      question.hasMiddleLegs ? departures.roles.map { $0.contains(.end) ? 1 : 0 } : nil
    for remaining in 1..<(legs + 1) {
      var needed: LegRoles = question.legCounts.contains(remaining + 1) ? .end : []
      if remaining + 1 < question.legCounts.upperBound { needed.insert(.middle) }
      if remaining == 1 {
        layers.append(sums(of: isLast, for: needed))
      } else {
        let before = layers[remaining - 2]
        layers.append(sums(of: onward.map { $0 < 0 ? 0 : before[Int($0)] }, for: needed))
      }
    }
    return layers
  }

  /// For each arrival the sum of a number of each departure that may follow, 1 of each where there are no
  /// numbers, at most `Int.max`.
  private func sums(of ways: [Int]?, for needed: LegRoles) -> [Int] {
    column { piece, sums in
      var departures = CountedRows()
      let first = arrivals.rows(of: piece.lowerBound).lowerBound
      for row in sums.indices { sums[row] = 0 }
      for run in piece {
        let dwell = question.dwell(at: arrivals.hubs[run])
        for meeting in onwardRuns(of: run) {
          let leaving = self.departures.rows(of: Int(meeting))
          let arrivals = self.arrivals.rows(of: run)
          guard
            ways != nil
              || hasManyPairs(arrivals, days: self.departures.days[leaving], dwell: dwell)
          else {
            addPairCounts(of: leaving, to: arrivals, dwell: dwell, first: first, &sums)
            continue
          }
          departures.take(leaving, of: self.departures, ways: ways)
          guard departures.count > 0 else { continue }
          if question.ratio == nil {
            addWindowSums(of: departures, to: arrivals, dwell: dwell, first: first, &sums)
          } else if departures.isSummable
            && hasManyPairs(arrivals, days: departures.days[..<departures.count], dwell: dwell)
          {
            addRangeSums(of: departures, to: arrivals, dwell: dwell, first: first, &sums)
          } else {
            addPairSums(
              of: departures, to: arrivals, dwell: dwell, needed: needed, first: first, &sums)
          }
        }
      }
      for row in sums.indices where arrivals.roles[first + row].isDisjoint(with: needed) {
        sums[row] = 0
      }
    }
  }

  /// Counts the departures that may follow, one by one.
  private func addPairCounts(
    of leaving: Range<Int>, to arriving: Range<Int>, dwell: DwellWindow, first: Int,
    _ sums: inout MutableSpan<Int>
  ) {
    let arrivalDays = arrivals.days.span
    let incoming = arrivals.quantities.span
    let days = departures.days.span
    let quantities = departures.quantities.span
    var window = OnwardWindow(over: leaving, dwell: dwell)
    for row in arriving {
      window.advance(to: arrivalDays[row], days: days)
      guard window.start < window.end else { continue }
      let range = admittedQuantities(after: incoming[row])
      precondition(
        window.start >= 0 && window.end <= quantities.count, "a window reaches past the departures")
      var count = 0
      for next in window.start..<window.end {
        // Within the bounds checked above.
        let isAdmitted = unsafe range.contains(quantities[unchecked: next])
        count &+= isAdmitted ? 1 : 0  // at most the number of departures
      }
      sums[row - first] &+= count  // at most the departures of all runs, which are 32 bits
    }
  }

  private func addWindowSums(
    of departures: CountedRows, to arriving: Range<Int>, dwell: DwellWindow, first: Int,
    _ sums: inout MutableSpan<Int>
  ) {
    let arrivalDays = arrivals.days.span
    let days = departures.days.span
    let ways = departures.ways.span
    var window = OnwardWindow(over: 0..<departures.count, dwell: dwell)
    var entered = 0
    var left = 0
    var sum: UInt128 = 0  // cannot overflow: fewer than 2^32 numbers below 2^63
    for row in arriving {
      window.advance(to: arrivalDays[row], days: days)
      while entered < window.end {
        sum &+= UInt128(truncatingIfNeeded: ways[entered])
        entered &+= 1
      }
      while left < window.start {
        if left < entered { sum &-= UInt128(truncatingIfNeeded: ways[left]) }
        left &+= 1
      }
      entered = max(entered, left)
      add(sum, to: &sums[row - first])
    }
  }

  /// Looks at every pair; best where each arrival has few departures to choose from.
  private func addPairSums(
    of departures: CountedRows, to arriving: Range<Int>, dwell: DwellWindow, needed: LegRoles,
    first: Int, _ sums: inout MutableSpan<Int>
  ) {
    let arrivalDays = arrivals.days.span
    let roles = arrivals.roles.span
    let incoming = arrivals.quantities.span
    let days = departures.days.span
    let quantities = departures.quantities.span
    let ways = departures.ways.span
    var window = OnwardWindow(over: 0..<departures.count, dwell: dwell)
    for row in arriving where !roles[row].isDisjoint(with: needed) {
      window.advance(to: arrivalDays[row], days: days)
      guard window.start < window.end else { continue }
      let range = admittedQuantities(after: incoming[row])
      if departures.isSummable {
        precondition(
          window.start >= 0 && window.end <= min(quantities.count, ways.count),
          "a window reaches past the departures")
        var sum = 0
        for next in window.start..<window.end {
          // Within the bounds checked above.
          let isAdmitted = unsafe range.contains(quantities[unchecked: next])
          sum &+= unsafe isAdmitted ? ways[unchecked: next] : 0  // all of them together fit
        }
        add(UInt128(truncatingIfNeeded: sum), to: &sums[row - first])
      } else {
        var sum: UInt128 = 0
        for next in window.start..<window.end where range.contains(quantities[next]) {
          sum &+= UInt128(truncatingIfNeeded: ways[next])  // fewer than 2^32 numbers below 2^63
        }
        add(sum, to: &sums[row - first])
      }
    }
  }

  /// Keeps the departures of the window in a tree by quantity.
  private func addRangeSums(
    of departures: CountedRows, to arriving: Range<Int>, dwell: DwellWindow, first: Int,
    _ sums: inout MutableSpan<Int>
  ) {
    var tree = QuantityTree(of: departures.quantities[..<departures.count])
    var window = OnwardWindow(over: 0..<departures.count, dwell: dwell)
    var entered = 0
    var left = 0
    for row in arriving {
      window.advance(to: arrivals.days[row], days: departures.days.span)
      while entered < window.end {
        tree.add(departures.ways[entered], at: entered)
        entered += 1
      }
      while left < window.start {
        if left < entered { tree.add(-departures.ways[left], at: left) }
        left += 1
      }
      entered = max(entered, left)
      let range = admittedQuantities(after: arrivals.quantities[row])
      add(
        UInt128(tree.sum(from: range.least, through: range.most)), to: &sums[row - first])
    }
  }

  private func add(_ sum: UInt128, to total: inout Int) {
    total = Int(clamping: UInt128(truncatingIfNeeded: total) &+ sum)  // both far below 2^128
  }

  /// The quantities that may follow a quantity.
  func admittedQuantities(after quantity: Int64) -> AdmittedQuantities {
    let (least, most) = question.ratio?.outgoing(after: quantity) ?? (0, .max)
    return AdmittedQuantities(least: least, most: most)
  }

  /// Whether looking at all pairs of two runs costs more than keeping a tree of them.
  func hasManyPairs(
    _ arriving: Range<Int>, days: ArraySlice<Int32>, dwell: DwellWindow
  ) -> Bool {
    let fewPairs = 64 * (arriving.count + days.count)
    guard arriving.count * days.count > fewPairs else { return false }
    let arrivalDays = arrivals.days.span
    let days = days.span
    var window = OnwardWindow(over: 0..<days.count, dwell: dwell)
    var pairs = 0
    for row in arriving {
      window.advance(to: arrivalDays[row], days: days)
      pairs += window.end - window.start
    }
    return pairs > fewPairs
  }
}

/// The quantities that may follow a quantity; none where `least` is above `most`.
struct AdmittedQuantities {
  let least: Int64
  let most: Int64
  private let first: Int64
  private let width: UInt64

  init(least: Int64, most: Int64) {
    self.least = least
    self.most = most
    // An empty range becomes that of one quantity that no leg has.
    (first, width) = least <= most ? (least, UInt64(bitPattern: most &- least)) : (-1, 0)
  }

  /// Whether a quantity, which is not below zero, lies in the range: one comparison for both ends.
  func contains(_ quantity: Int64) -> Bool {
    UInt64(bitPattern: quantity &- first) <= width
  }
}

/// The departures of one run that some route goes on with, in columns of their own.
private struct CountedRows {
  private(set) var days: [Int32] = []
  private(set) var quantities: [Int64] = []
  private(set) var ways: [Int] = []
  /// How many departures there are; the columns may be longer.
  private(set) var count = 0
  /// Whether all ways together are fewer than `Int.max`.
  private(set) var isSummable = true

  mutating func take(_ rows: Range<Int>, of side: RouteSide, ways: [Int]?) {
    if rows.count > days.count {
      days = [Int32](repeating: 0, count: rows.count * 2)
      quantities = [Int64](repeating: 0, count: rows.count * 2)
      self.ways = [Int](repeating: 0, count: rows.count * 2)
    }
    if let ways {
      (count, isSummable) = Self.copy(
        rows, of: side, ways: ways, days: &days, quantities: &quantities, taken: &self.ways)
    } else {
      days.replaceSubrange(..<rows.count, with: side.days[rows])
      quantities.replaceSubrange(..<rows.count, with: side.quantities[rows])
      for place in 0..<rows.count { self.ways[place] = 1 }
      (count, isSummable) = (rows.count, true)
    }
  }

  private static func copy(
    _ rows: Range<Int>, of side: RouteSide, ways: [Int], days: inout [Int32],
    quantities: inout [Int64], taken: inout [Int]
  ) -> (count: Int, isSummable: Bool) {
    let allDays = side.days.span
    let allQuantities = side.quantities.span
    let allWays = ways.span
    var days = days.mutableSpan
    var quantities = quantities.mutableSpan
    var taken = taken.mutableSpan
    var sum = UInt128(0)
    var place = 0
    for row in rows where allWays[row] > 0 {
      days[place] = allDays[row]
      quantities[place] = allQuantities[row]
      taken[place] = allWays[row]
      sum &+= UInt128(truncatingIfNeeded: allWays[row])  // fewer than 2^32 numbers below 2^63
      place &+= 1  // at most the number of rows
    }
    return (place, sum < UInt128(Int.max))
  }
}

/// Sums over ranges of quantities of a changing set of rows (a Fenwick tree by rank).
private struct QuantityTree {
  private var sums: [Int]
  private let sorted: [Int64]
  private let ranks: [Int32]

  init(of quantities: ArraySlice<Int64>) {
    let order = quantities.indices.sorted { (quantities[$0], $0) < (quantities[$1], $1) }
    sorted = order.map { quantities[$0] }
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, row) in order.enumerated() { ranks[row] = Int32(rank) }
    self.ranks = ranks
    sums = [Int](repeating: 0, count: order.count + 1)
  }

  mutating func add(_ number: Int, at row: Int) {
    var node = Int(ranks[row]) + 1
    while node < sums.count {
      sums[node] += number
      node += node & -node
    }
  }

  func sum(from least: Int64, through most: Int64) -> Int {
    guard least <= most else { return 0 }
    return sum(below: firstRank { $0 > most }) - sum(below: firstRank { $0 >= least })
  }

  private func sum(below rank: Int) -> Int {
    var sum = 0
    var node = rank
    while node > 0 {
      sum += sums[node]
      node -= node & -node
    }
    return sum
  }

  private func firstRank(where isPast: (Int64) -> Bool) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if isPast(sorted[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
