/// One side of all legs: rows by family, then those that meet first, node, day and leg number.
///
/// A *run* is the rows of one family and node. A run *meets* when the other side has one of the same
/// family and node; of each family the runs that meet come first, on both sides in the same order, so
/// that the first meeting run of one side belongs to the first of the other. A question about some
/// families reads only their part of every column, and where families stay what they are only the
/// runs that meet: as a rule a small part.
struct IndexedSide: Sendable {
  /// The first run of each family, and one past the last run.
  let families: Column<Int32>
  /// The node of each run.
  let nodes: Column<Int32>
  /// The first row of each run, and one past the last row.
  let starts: Column<Int32>
  let days: Column<Int32>
  /// The node at the other end of each row's leg.
  let others: Column<Int32>

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

  /// Checks, of a mapped file, what a question about some runs will read.
  func confirm(runs: Range<Int>) throws(SnapshotError) {
    try nodes.confirm(runs)
    try starts.confirm(runs.lowerBound..<(runs.upperBound + 1))
    let rows = rows(of: runs)
    try days.confirm(rows)
    try others.confirm(rows)
  }
}

/// The columns of one side while workers fill them; each worker has rows of its own.
///
/// How many runs there are is known only in the end, so a worker writes its runs where its rows are, and
/// they are moved together afterwards: a second copy of them would be a sixth of the whole index.
struct IndexedRows: Sendable {
  private let count: Int
  private let days: NewColumn<Int32>
  private let others: NewColumn<Int32>
  private let nodes: NewColumn<Int32>
  private let starts: NewColumn<Int32>

  init(count: Int) {
    self.count = count
    days = NewColumn(count: count)
    others = NewColumn(count: count)
    nodes = NewColumn(count: count)
    starts = NewColumn(count: count + 1)
  }

  /// Writes one group of families from row `first` on; what is to be known of its runs.
  func fill(from group: SortedGroup, families: Range<Int>, first: Int) -> GroupRuns {
    let places = group.order.span
    let unsorted = group.unsorted.span
    let ends = group.ends.span
    let runs = group.runs.span
    let rows = first..<(first + places.count)
    days.slices.withSlice(rows) { slice in
      for row in slice.indices { slice[row] = unsorted[Int(places[row])].day }
    }
    others.slices.withSlice(rows) { slice in
      for row in slice.indices { slice[row] = ends[Int(places[row])] }
    }
    nodes.slices.withSlice(first..<(first + runs.count)) { slice in
      for run in slice.indices { slice[run] = Int32(truncatingIfNeeded: runs[run].hub) }
    }
    starts.slices.withSlice(first..<(first + runs.count)) { slice in
      for run in slice.indices { slice[run] = Int32(first) + runs[run].start }
    }
    var counts = [Int32](repeating: 0, count: families.count)
    for run in group.runs { counts[Int(run.hub >> 32) - families.lowerBound] += 1 }
    return GroupRuns(counts: counts, place: first, runCount: group.runs.count)
  }

  /// The filled columns, with the runs that were written into them.
  func side(runs groups: [GroupRuns]) -> IndexedSide {
    var families: [Int32] = [0]
    for group in groups {
      for count in group.counts { families.append(families[families.count - 1] + count) }
    }
    let runCount = groups.reduce(0) { $0 + $1.runCount }
    _ = Parallel.map(count: 2) { Self.join(groups, in: $0 == 0 ? nodes.slices : starts.slices) }
    starts.slices.write(Int32(truncatingIfNeeded: count), at: runCount)
    return IndexedSide(
      families: Column(families), nodes: nodes.filled(count: runCount),
      starts: starts.filled(count: runCount + 1), days: days.filled, others: others.filled)
  }

  /// Moves the runs of groups together, in order.
  private static func join(_ groups: [GroupRuns], in column: SlicedColumn<Int32>) {
    var place = 0
    for group in groups {
      // Never to a higher place: no group has more runs than rows.
      column.withSlice(place..<(group.place + group.runCount)) { slice in
        let step = slice.count - group.runCount
        for run in 0..<group.runCount { slice[run] = slice[run + step] }
      }
      place += group.runCount
    }
  }
}

/// What is to be known of the runs of one group of families on one side.
struct GroupRuns: Sendable {
  /// How many each family has.
  var counts: [Int32]
  /// Where the first of them was written.
  var place: Int
  var runCount: Int
}
