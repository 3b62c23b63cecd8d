/// One side of all legs: rows by family, node, day and leg number, for searching in place.
///
/// A *run* is the rows of one family and node. Runs of a family lie in a row, so a question about
/// some families reads only their part of every column.
struct IndexedSide: Sendable {
  /// The first run of each family, and one past the last run.
  let families: Column<Int32>
  /// The node of each run.
  let nodes: Column<Int32>
  /// The first row of each run, and one past the last row.
  let starts: Column<Int32>
  let legs: Column<Int32>
  let days: Column<Int32>
  /// The node at the other end of each row's leg.
  let others: Column<Int32>
  let quantities: Column<Int64>

  /// The number of families that the side has room for.
  var familyCount: Int { families.count - 1 }

  /// The runs of some families in a row.
  func runs(of families: Range<Int>) -> Range<Int> {
    let firsts = self.families.span
    return Int(firsts[families.lowerBound])..<Int(firsts[families.upperBound])
  }

  /// The rows of some runs in a row.
  func rows(of runs: Range<Int>) -> Range<Int> {
    let starts = starts.span
    return Int(starts[runs.lowerBound])..<Int(starts[runs.upperBound])
  }

  /// Checks, of a mapped file, what a question about some families will read.
  func confirm(_ families: Range<Int>) throws(SnapshotError) {
    try self.families.confirm()
    let runs = runs(of: families)
    try nodes.confirm(runs)
    try starts.confirm(runs.lowerBound..<(runs.upperBound + 1))
    let rows = rows(of: runs)
    try legs.confirm(rows)
    try days.confirm(rows)
    try others.confirm(rows)
    try quantities.confirm(rows)
  }
}

/// The columns of one side while workers fill them; each worker has rows of its own.
struct IndexedRows: Sendable {
  private let legs: NewColumn<Int32>
  private let days: NewColumn<Int32>
  private let others: NewColumn<Int32>
  private let quantities: NewColumn<Int64>

  init(count: Int) {
    legs = NewColumn(count: count)
    days = NewColumn(count: count)
    others = NewColumn(count: count)
    quantities = NewColumn(count: count)
  }

  /// Sorts the legs of one group of families and writes them from row `first` on.
  func fill(
    _ legs: ArraySlice<Int32>, of columns: LegColumns, isArriving: Bool, from first: Int
  ) -> (runs: IndexedRuns, order: [Int32]) {
    let nodes = (isArriving ? columns.receiver : columns.sender).span
    let others = (isArriving ? columns.sender : columns.receiver).span
    let days = (isArriving ? columns.arrival : columns.departure).span
    let families = columns.family.span
    let quantities = columns.quantity.span
    // Looked up by rising leg number, before sorting, because that order is kind to the cache.
    let unsorted = legs.map { leg in
      RouteRow(
        hub: RouteRow.hub(family: families[Int(leg)], node: nodes[Int(leg)]),
        quantity: quantities[Int(leg)], day: days[Int(leg)], leg: leg, roles: [])
    }
    let ends = legs.map { others[Int($0)] }
    let order = RouteSide.order(of: unsorted)
    let rows = first..<(first + order.count)
    let places = order.span
    let sorted = unsorted.span
    self.legs.slices.withSlice(rows) { slice in
      for row in slice.indices { slice[row] = sorted[Int(places[row])].leg }
    }
    self.days.slices.withSlice(rows) { slice in
      for row in slice.indices { slice[row] = sorted[Int(places[row])].day }
    }
    self.others.slices.withSlice(rows) { slice in
      for row in slice.indices { slice[row] = ends[Int(places[row])] }
    }
    self.quantities.slices.withSlice(rows) { slice in
      for row in slice.indices { slice[row] = sorted[Int(places[row])].quantity }
    }
    var runs = IndexedRuns()
    for row in places.indices {
      let hub = sorted[Int(places[row])].hub
      if hub == runs.hubs.last { continue }
      runs.hubs.append(hub)
      runs.starts.append(Int32(first + row))
    }
    return (runs, order)
  }

  /// The filled columns, with the runs that were found in them.
  fileprivate func side(runs: [IndexedRuns], familyCount: Int) -> IndexedSide {
    let hubs = runs.flatMap(\.hubs)
    var families = [Int32](repeating: 0, count: familyCount + 1)
    for hub in hubs { families[Int(hub >> 32) + 1] += 1 }
    for family in 0..<familyCount { families[family + 1] += families[family] }
    return IndexedSide(
      families: Column(families),
      nodes: Column(hubs.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }),
      starts: Column(runs.flatMap(\.starts) + [Int32(legs.filled.count)]), legs: legs.filled,
      days: days.filled, others: others.filled, quantities: quantities.filled)
  }
}

extension IndexedSide {
  /// Takes columns that workers have filled.
  init(rows: IndexedRows, runs: [IndexedRuns], familyCount: Int) {
    self = rows.side(runs: runs, familyCount: familyCount)
  }
}

/// What sorting a group of families found.
struct IndexedRuns: Sendable {
  /// Family and node of each run.
  var hubs: [UInt64] = []
  /// The first row of each run.
  var starts: [Int32] = []

  /// For each run the run of another side that has the same family and node, or -1.
  func meetings(with other: IndexedRuns) -> [Int32] {
    var next = 0
    return hubs.map { hub in
      while next < other.hubs.count, other.hubs[next] < hub { next += 1 }
      return next < other.hubs.count && other.hubs[next] == hub ? Int32(next) : -1
    }
  }
}
