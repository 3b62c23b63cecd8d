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
  /// For each arriving run the leaving run of the same family and node, or -1.
  let meetings: Column<Int32>
  /// For each leaving row the arriving row of the same leg.
  let onward: Column<Int32>

  /// Sorts the legs of `columns`.
  ///
  /// - Complexity: O(legs × key bits / 11) time on all cores, about 52 bytes a leg.
  public init(of columns: LegColumns) {
    let byFamily = FamilyRows(of: columns)
    let groups = byFamily.groups
    let arriving = IndexedRows(count: byFamily.count)
    let leaving = IndexedRows(count: byFamily.count)
    let onward = NewColumn<Int32>(count: byFamily.count)
    let found = Parallel.map(count: groups.count) { index in
      let first = byFamily.firstRow(of: groups[index].lowerBound)
      let legs = byFamily.legs(of: groups[index])
      let comingIn = arriving.fill(legs, of: columns, isArriving: true, from: first)
      let goingOut = leaving.fill(legs, of: columns, isArriving: false, from: first)
      let rows = Self.rowsByPlace(comingIn.order, from: first)
      onward.slices.withSlice(first..<(first + rows.count)) { slice in
        for row in slice.indices { slice[row] = rows[Int(goingOut.order[row])] }
      }
      return GroupRuns(
        arriving: comingIn.runs, leaving: goingOut.runs,
        meetings: comingIn.runs.meetings(with: goingOut.runs))
    }
    self.arriving = IndexedSide(
      rows: arriving, runs: found.map(\.arriving), familyCount: byFamily.familyCount)
    self.leaving = IndexedSide(
      rows: leaving, runs: found.map(\.leaving), familyCount: byFamily.familyCount)
    self.onward = onward.filled
    var meetings: [Int32] = []
    var before: Int32 = 0
    for group in found {
      meetings += group.meetings.map { $0 < 0 ? -1 : $0 + before }
      before += Int32(group.leaving.hubs.count)
    }
    self.meetings = Column(meetings)
  }

  /// Takes the columns of an index.
  init(
    arriving: IndexedSide, leaving: IndexedSide, meetings: Column<Int32>, onward: Column<Int32>
  ) {
    self.arriving = arriving
    self.leaving = leaving
    self.meetings = meetings
    self.onward = onward
  }

  private struct GroupRuns: Sendable {
    var arriving: IndexedRuns
    var leaving: IndexedRuns
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
    for range in families { try confirm(range) }
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

  private func confirm(_ families: Range<Int>) throws(SnapshotError) {
    try arriving.confirm(families)
    try leaving.confirm(families)
    try meetings.confirm(arriving.runs(of: families))
    try onward.confirm(leaving.rows(of: leaving.runs(of: families)))
  }
}
