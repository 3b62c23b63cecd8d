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
struct IndexedRows: Sendable {
  private let count: Int
  private let days: NewColumn<Int32>
  private let others: NewColumn<Int32>

  init(count: Int) {
    self.count = count
    days = NewColumn(count: count)
    others = NewColumn(count: count)
  }

  /// Writes one group of families from row `first` on; what an index keeps of its runs.
  func fill(from group: SortedGroup, families: Range<Int>, first: Int) -> GroupRuns {
    let places = group.order.span
    let unsorted = group.unsorted.span
    let ends = group.ends.span
    let rows = first..<(first + places.count)
    days.slices.withSlice(rows) { slice in
      for row in slice.indices { slice[row] = unsorted[Int(places[row])].day }
    }
    others.slices.withSlice(rows) { slice in
      for row in slice.indices { slice[row] = ends[Int(places[row])] }
    }
    var counts = [Int32](repeating: 0, count: families.count)
    for run in group.runs { counts[Int(run.hub >> 32) - families.lowerBound] += 1 }
    return GroupRuns(
      counts: counts, nodes: group.runs.map { Int32(truncatingIfNeeded: $0.hub & 0xFFFF_FFFF) },
      starts: group.runs.map { Int32(first) + $0.start })
  }

  /// The filled columns, with the runs that were found in them.
  func side(runs groups: [GroupRuns]) -> IndexedSide {
    var families: [Int32] = [0]
    for group in groups {
      for count in group.counts { families.append(families[families.count - 1] + count) }
    }
    return IndexedSide(
      families: Column(families), nodes: Column(joining: groups.map(\.nodes)),
      starts: Column(joining: groups.map(\.starts) + [[Int32(count)]]), days: days.filled,
      others: others.filled)
  }
}

/// The runs of one group of families on one side.
struct GroupRuns: Sendable {
  /// How many each family has.
  var counts: [Int32]
  var nodes: [Int32]
  /// The first row of each, counted among all rows.
  var starts: [Int32]
}
