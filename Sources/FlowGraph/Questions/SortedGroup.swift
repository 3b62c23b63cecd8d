/// One side of the legs of some families in a row, sorted for an index.
struct SortedGroup {
  /// Legs by rising number; looked up before sorting, because that order is kind to the cache.
  let unsorted: [RouteRow]
  /// The node at the other end of each of them.
  let ends: [Int32]
  /// The places of legs in the order of the index.
  private(set) var order: [Int32]
  private(set) var runs: [Run]

  /// The rows of one family and node.
  struct Run {
    var hub: UInt64
    /// The first of its rows.
    var start: Int32
  }

  /// Sorts some legs, which rise, by family, node, day and number.
  init(_ legs: [Int32], of columns: LegColumns, isArriving: Bool) {
    let nodes = (isArriving ? columns.receiver : columns.sender).span
    let others = (isArriving ? columns.sender : columns.receiver).span
    let days = (isArriving ? columns.arrival : columns.departure).span
    let families = columns.family.span
    let quantities = columns.quantity.span
    let unsorted = legs.map { leg in
      RouteRow(
        hub: RouteRow.hub(family: families[Int(leg)], node: nodes[Int(leg)]),
        quantity: isArriving ? quantities[Int(leg)] : 0, day: days[Int(leg)], leg: leg, roles: [])
    }
    self.unsorted = unsorted
    ends = legs.map { others[Int($0)] }
    order = RouteSide.order(of: unsorted.span)
    runs = []
    var last = UInt64.max
    for row in order.indices {
      let hub = unsorted[Int(order[row])].hub
      if hub != last { runs.append(Run(hub: hub, start: Int32(truncatingIfNeeded: row))) }
      last = hub
    }
  }

  /// Of each family, puts the runs that both sides have before the others.
  ///
  /// - Returns: How many runs of each family both sides have.
  static func arrange(
    _ arriving: inout SortedGroup, _ leaving: inout SortedGroup, families: Range<Int>
  ) -> [Int32] {
    var meets = [Bool](repeating: false, count: arriving.runs.count)
    var isMet = [Bool](repeating: false, count: leaving.runs.count)
    var meetings = [Int32](repeating: 0, count: families.count)
    var next = 0
    for run in arriving.runs.indices {
      let hub = arriving.runs[run].hub
      while next < leaving.runs.count, leaving.runs[next].hub < hub { next += 1 }
      guard next < leaving.runs.count, leaving.runs[next].hub == hub else { continue }
      meets[run] = true
      isMet[next] = true
      meetings[Int(hub >> 32) - families.lowerBound] += 1
    }
    arriving.arrange(by: meets)
    leaving.arrange(by: isMet)
    return meetings
  }

  private mutating func arrange(by meets: [Bool]) {
    var arranged: [Run] = []
    arranged.reserveCapacity(runs.count)
    var rows: [Int32] = []
    rows.reserveCapacity(order.count)
    var first = 0
    while first < runs.count {
      let family = runs[first].hub >> 32
      var end = first + 1
      while end < runs.count, runs[end].hub >> 32 == family { end += 1 }
      for wanted in [true, false] {
        for run in first..<end where meets[run] == wanted {
          let past = run + 1 < runs.count ? Int(runs[run + 1].start) : order.count
          arranged.append(
            Run(hub: runs[run].hub, start: Int32(truncatingIfNeeded: rows.count)))
          rows += order[Int(runs[run].start)..<past]
        }
      }
      first = end
    }
    runs = arranged
    order = rows
  }
}
