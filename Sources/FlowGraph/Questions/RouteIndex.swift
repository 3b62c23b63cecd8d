/// All legs sorted by family, node and day on both sides, for many questions on the same legs.
///
/// An index lies in memory, or in the mapped file of a ``LegSnapshot``; questions read it in place
/// and touch only the families that they are about.
///
/// ```swift
/// let index = RouteIndex(of: legs)
/// let count = try index.routes(answering: question).count()
/// ```
public struct RouteIndex: Sendable {
  let arriving: IndexedSide
  let leaving: IndexedSide
  /// How many of the first runs of each family meet; as many on one side as on the other.
  let meetings: Column<Int32>
  /// The leg of each arriving row.
  let legs: Column<Int32>
  /// The quantity of each arriving row.
  let quantities: Column<Int64>
  /// For each leaving row the arriving row of the same leg.
  let onward: Column<Int32>

  /// Sorts the legs of `columns`.
  ///
  /// - Complexity: O(legs × key bits / 11) time on all cores; about 43 bytes a leg.
  public init(of columns: LegColumns) {
    let byFamily = FamilyRows(of: columns)
    let groups = byFamily.groups
    let arriving = IndexedRows(count: byFamily.count)
    let leaving = IndexedRows(count: byFamily.count)
    let quantities = NewColumn<Int64>(count: byFamily.count)
    let onward = NewColumn<Int32>(count: byFamily.count)
    let found = Parallel.map(count: groups.count) { index in
      let families = groups[index]
      let first = byFamily.firstRow(of: families.lowerBound)
      let legs = byFamily.legs(of: families)
      var comingIn = SortedGroup(legs, of: columns, isArriving: true)
      var goingOut = SortedGroup(legs, of: columns, isArriving: false)
      let meetings = SortedGroup.arrange(&comingIn, &goingOut, families: families)
      let rows = first..<(first + legs.count)
      let places = comingIn.order.span
      let unsorted = comingIn.unsorted.span
      // The legs of a group have been copied, so their places can take those of its rows.
      byFamily.sorted.slices.withSlice(rows) { slice in
        for row in slice.indices { slice[row] = unsorted[Int(places[row])].leg }
      }
      quantities.slices.withSlice(rows) { slice in
        for row in slice.indices { slice[row] = unsorted[Int(places[row])].quantity }
      }
      let onwardRows = Self.rowsByPlace(comingIn.order, from: first)
      onward.slices.withSlice(rows) { slice in
        for row in slice.indices { slice[row] = onwardRows[Int(goingOut.order[row])] }
      }
      return Found(
        arriving: arriving.fill(from: comingIn, families: families, first: first),
        leaving: leaving.fill(from: goingOut, families: families, first: first),
        meetings: meetings)
    }
    self.arriving = arriving.side(runs: found.map { $0.arriving })
    self.leaving = leaving.side(runs: found.map { $0.leaving })
    meetings = Column(found.flatMap(\.meetings))
    legs = byFamily.sorted.filled
    self.quantities = quantities.filled
    self.onward = onward.filled
  }

  /// Takes the columns of an index.
  init(
    arriving: IndexedSide, leaving: IndexedSide, meetings: Column<Int32>, legs: Column<Int32>,
    quantities: Column<Int64>, onward: Column<Int32>
  ) {
    self.arriving = arriving
    self.leaving = leaving
    self.meetings = meetings
    self.legs = legs
    self.quantities = quantities
    self.onward = onward
  }

  /// What sorting a group of families found.
  private struct Found: Sendable {
    var arriving: GroupRuns
    var leaving: GroupRuns
    var meetings: [Int32]
  }

  /// The row of each place.
  private static func rowsByPlace(_ order: [Int32], from first: Int) -> [Int32] {
    var rows = [Int32](repeating: 0, count: order.count)
    for row in order.indices { rows[Int(order[row])] = Int32(first + row) }
    return rows
  }

  /// All routes that answer a question.
  ///
  /// Throws only where the index lies in a file whose bytes are not those that were written.
  ///
  /// - Complexity: O(legs of the families asked about).
  /// - SeeAlso: <doc:RouteQuestions>
  public func routes(answering question: RouteQuestion) throws(SnapshotError) -> RouteSpace {
    question.checkArguments()
    let families = familyRanges(of: question)
    try confirm(families, meetingOnly: question.transforms.isIdentity)
    return question.transforms.isIdentity
      ? meetingRoutes(of: families, question: question)
      : RouteSpace(
        question: question,
        arrivals: side(of: families, isArriving: true, question: question),
        departures: side(of: families, isArriving: false, question: question))
  }

  /// The families that a question is about, in ranges as long as possible.
  private func familyRanges(of question: RouteQuestion) -> [Range<Int>] {
    guard let wanted = question.families else { return [0..<arriving.familyCount] }
    var ranges: [Range<Int>] = []
    for family in wanted.members(below: arriving.familyCount) {
      if let last = ranges.last, last.upperBound == family {
        ranges[ranges.count - 1] = last.lowerBound..<(family + 1)
      } else {
        ranges.append(family..<(family + 1))
      }
    }
    return ranges
  }

  /// Checks, of a mapped file, what will be read.
  private func confirm(
    _ families: [Range<Int>], meetingOnly: Bool
  ) throws(SnapshotError) {
    try arriving.families.confirm()
    try leaving.families.confirm()
    try meetings.confirm()
    for range in families where !range.isEmpty {
      let arrivingRuns = arriving.runs(of: range)
      let leavingRuns = leaving.runs(of: range)
      // A departure that meets may be the end of a leg whose arrival does not.
      try arriving.starts.confirm(arrivingRuns.lowerBound..<(arrivingRuns.upperBound + 1))
      try legs.confirm(arriving.rows(of: arrivingRuns))
      try quantities.confirm(arriving.rows(of: arrivingRuns))
      guard meetingOnly else {
        try arriving.confirm(runs: arrivingRuns)
        try leaving.confirm(runs: leavingRuns)
        try onward.confirm(leaving.rows(of: leavingRuns))
        continue
      }
      for family in range {
        let (comingIn, goingOut) = meetingRuns(of: family)
        guard !comingIn.isEmpty else { continue }
        try arriving.confirm(runs: comingIn)
        try leaving.confirm(runs: goingOut)
        try onward.confirm(leaving.rows(of: goingOut))
      }
    }
  }

  /// The runs of a family that meet: each of one side with that of the other at the same place.
  func meetingRuns(of family: Int) -> (arriving: Range<Int>, leaving: Range<Int>) {
    let meetings = meetings.span
    let count = Int(meetings[family])
    let comingIn = arriving.runs(of: family..<(family + 1)).lowerBound
    let goingOut = leaving.runs(of: family..<(family + 1)).lowerBound
    return (comingIn..<(comingIn + count), goingOut..<(goingOut + count))
  }
}
