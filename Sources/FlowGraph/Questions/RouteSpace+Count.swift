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
  func waysOnward(upTo legs: Int) -> [[Int]] {
    var layers: [[Int]] = []
    let isLast = departures.roles.map { $0.contains(.end) ? 1 : 0 }
    for remaining in 1..<(legs + 1) {
      if remaining == 1 {
        layers.append(sums(of: isLast))
      } else {
        let before = layers[remaining - 2]
        layers.append(sums(of: onward.map { $0 < 0 ? 0 : before[Int($0)] }))
      }
    }
    return layers
  }

  /// For each arrival the sum of a number of each departure that may follow, at most `Int.max`.
  private func sums(of ways: [Int]) -> [Int] {
    column { run, rows in
      for row in rows.indices { rows[row] = 0 }
      for meeting in onwardRuns(of: run) {
        let leaving = departures.rows(of: Int(meeting))
        let total = ways[leaving].reduce(UInt128(0)) { $0 + UInt128($1) }
        guard total > 0 else { continue }
        if question.ratio == nil {
          addWindowSums(of: ways, run: run, leaving: leaving, to: &rows)
        } else if total <= UInt128(Int.max) && hasManyPairs(run: run, leaving: leaving) {
          addRangeSums(of: ways, run: run, leaving: leaving, to: &rows)
        } else {
          addPairSums(of: ways, run: run, leaving: leaving, to: &rows)
        }
      }
    }
  }

  private func addWindowSums(
    of ways: [Int], run: Int, leaving: Range<Int>, to sums: inout MutableSpan<Int>
  ) {
    let arriving = arrivals.rows(of: run)
    let arrivalDays = arrivals.days.span
    let days = departures.days.span
    let ways = ways.span
    var window = OnwardWindow(over: leaving, dwell: question.dwell)
    var entered = leaving.lowerBound
    var left = leaving.lowerBound
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
      add(sum, to: &sums[row - arriving.lowerBound])
    }
  }

  /// Looks at every pair; best where each arrival has few departures to choose from.
  private func addPairSums(
    of ways: [Int], run: Int, leaving: Range<Int>, to sums: inout MutableSpan<Int>
  ) {
    let arriving = arrivals.rows(of: run)
    let days = departures.days.span
    let quantities = departures.quantities.span
    let ways = ways.span
    var window = OnwardWindow(over: leaving, dwell: question.dwell)
    for row in arriving {
      window.advance(to: arrivals.days[row], days: days)
      guard window.start < window.end else { continue }
      let range = admittedQuantities(after: arrivals.quantities[row])
      var sum: UInt128 = 0
      for next in window.start..<window.end
      where quantities[next] >= range.least && quantities[next] <= range.most {
        sum &+= UInt128(truncatingIfNeeded: ways[next])  // fewer than 2^32 numbers below 2^63
      }
      add(sum, to: &sums[row - arriving.lowerBound])
    }
  }

  /// Keeps the departures of the window in a tree by quantity.
  private func addRangeSums(
    of ways: [Int], run: Int, leaving: Range<Int>, to sums: inout MutableSpan<Int>
  ) {
    let arriving = arrivals.rows(of: run)
    var tree = QuantityTree(of: departures.quantities[leaving])
    var window = OnwardWindow(over: leaving, dwell: question.dwell)
    var entered = leaving.lowerBound
    var left = leaving.lowerBound
    for row in arriving {
      window.advance(to: arrivals.days[row], days: departures.days.span)
      while entered < window.end {
        tree.add(ways[entered], at: entered - leaving.lowerBound)
        entered += 1
      }
      while left < window.start {
        if left < entered { tree.add(-ways[left], at: left - leaving.lowerBound) }
        left += 1
      }
      entered = max(entered, left)
      let range = admittedQuantities(after: arrivals.quantities[row])
      add(
        UInt128(tree.sum(from: range.least, through: range.most)),
        to: &sums[row - arriving.lowerBound])
    }
  }

  private func add(_ sum: UInt128, to total: inout Int) {
    total = Int(clamping: UInt128(truncatingIfNeeded: total) &+ sum)  // both far below 2^128
  }

  /// The quantities that may follow a quantity.
  func admittedQuantities(after quantity: Int64) -> (least: Int64, most: Int64) {
    question.ratio?.outgoing(after: quantity) ?? (0, .max)
  }

  /// Whether looking at all pairs of two runs costs more than keeping a tree of them.
  func hasManyPairs(run: Int, leaving: Range<Int>) -> Bool {
    let arriving = arrivals.rows(of: run)
    let fewPairs = 64 * (arriving.count + leaving.count)
    guard arriving.count * leaving.count > fewPairs else { return false }
    var window = OnwardWindow(over: leaving, dwell: question.dwell)
    var pairs = 0
    for row in arriving {
      window.advance(to: arrivals.days[row], days: departures.days.span)
      pairs += window.end - window.start
    }
    return pairs > fewPairs
  }
}

/// Sums over ranges of quantities of a changing set of rows (a Fenwick tree by rank).
private struct QuantityTree {
  private var sums: [Int]
  private let sorted: [Int64]
  private let ranks: [Int32]

  init(of quantities: ArraySlice<Int64>) {
    let base = quantities.startIndex
    let order = quantities.indices.sorted { (quantities[$0], $0) < (quantities[$1], $1) }
    sorted = order.map { quantities[$0] }
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, row) in order.enumerated() { ranks[row - base] = Int32(rank) }
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
