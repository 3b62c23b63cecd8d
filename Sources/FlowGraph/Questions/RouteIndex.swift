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
  let extent: IndexExtent
  let families: IndexedFamilies
  /// The node of each run that meets.
  let nodes: PackedColumn
  /// For each run that meets the fewest days from an arrival to a departure that is no earlier; 255 where
  /// they are more, or there is no such departure.
  ///
  /// Most runs have few rows, far apart: a question mostly need not look at them to know that none has one
  /// of the other side within its dwell.
  let leastStays: Column<UInt8>
  let arriving: IndexedSide
  let leaving: IndexedSide
  /// The leg of each arriving row.
  let legs: PackedColumn
  /// The quantity of each arriving row.
  let quantities: PackedColumn
  /// For each leaving row the arriving row of the same leg.
  let onward: PackedColumn

  /// Sorts the legs of `columns`.
  ///
  /// - Complexity: O(legs × key bits / 11) time on all cores; about 22 bytes a leg.
  public init(of columns: LegColumns) {
    self.init(of: columns, groupSize: RouteRows.groupSize)
  }

  /// The same with groups of families of another size.
  init(of columns: LegColumns, groupSize: Int) {
    let byFamily = FamilyRows(of: columns)
    let extent = byFamily.extent
    let groups = byFamily.groups(of: groupSize)
    let arriving = NewColumn<UInt8>(extent.rowField, count: extent.rowCount)
    let leaving = NewColumn<UInt8>(extent.rowField, count: extent.rowCount)
    let onward = NewColumn<UInt8>(extent.placeField, count: extent.rowCount)
    let runs = IndexedRuns(extent)
    _ = Parallel.map(count: groups.count) { index in
      let families = groups[index]
      let first = byFamily.rows(of: families).lowerBound
      let group = byFamily.group(of: families, of: columns)
      var comingIn = SortedGroup(group, arriving: true)
      var goingOut = SortedGroup(group, arriving: false)
      var found = SortedGroup.arrange(&comingIn, &goingOut, families: families, first: first)
      comingIn.put(group, in: arriving, shape: extent.rowShape, first: first)
      goingOut.put(group, in: leaving, shape: extent.rowShape, first: first)
      found.findLeastStays(
        from: byFamily.offsets[families], arrivalDay: { extent.rowShape.day(at: $0, in: arriving) },
        departureDay: { extent.rowShape.day(at: $0, in: leaving) })
      runs.add(found, of: index)
      byFamily.put(comingIn.order, of: group.legs, quantities: columns.quantity, first: first)
      let rowOfPlace = Self.rowsByPlace(comingIn.order, from: first)
      let placeField = extent.placeField
      for row in goingOut.order.indices {
        onward.write(
          UInt64(rowOfPlace[Int(goingOut.order[row])]), at: first + row, in: placeField)
      }
    }
    let details = byFamily.details.packed(extent.legField, count: extent.rowCount)
    self.init(
      extent: extent, families: runs.families(rows: byFamily.offsets), nodes: runs.filledNodes,
      leastStays: runs.filledLeastStays,
      arriving: runs.side(
        rows: arriving.packed(extent.rowField, count: extent.rowCount), isArriving: true),
      leaving: runs.side(
        rows: leaving.packed(extent.rowField, count: extent.rowCount), isArriving: false),
      details: details.bytes,
      onward: onward.packed(extent.placeField, count: extent.rowCount))
  }

  /// Takes the columns of an index; `details` holds leg and quantity of each arriving row.
  init(
    extent: IndexExtent, families: IndexedFamilies, nodes: PackedColumn,
    leastStays: Column<UInt8>, arriving: IndexedSide, leaving: IndexedSide,
    details: Column<UInt8>, onward: PackedColumn
  ) {
    self.extent = extent
    self.families = families
    self.nodes = nodes
    self.leastStays = leastStays
    self.arriving = arriving
    self.leaving = leaving
    legs = PackedColumn(details, field: extent.legField)
    quantities = PackedColumn(details, field: extent.quantityField)
    self.onward = onward
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
    try routes(answering: question, fewRows: 32_768)
  }

  /// The same, where up to so many rows are left as they are found first.
  func routes(
    answering question: RouteQuestion, fewRows: Int
  ) throws(SnapshotError) -> RouteSpace {
    question.checkArguments()
    let families = familyRanges(of: question)
    try confirm(families, meetingOnly: question.transforms.isIdentity)
    return question.transforms.isIdentity
      ? meetingRoutes(of: families, question: question, fewRows: fewRows)
      : RouteSpace(
        question: question,
        arrivals: side(of: families, isArriving: true, question: question),
        departures: side(of: families, isArriving: false, question: question))
  }

  /// The families that a question is about, in ranges as long as possible.
  private func familyRanges(of question: RouteQuestion) -> [Range<Int>] {
    guard let wanted = question.families else { return [0..<families.count] }
    var ranges: [Range<Int>] = []
    for family in wanted.members(below: families.count) {
      if let last = ranges.last, last.upperBound == family {
        ranges[ranges.count - 1] = last.lowerBound..<(family + 1)
      } else {
        ranges.append(family..<(family + 1))
      }
    }
    return ranges
  }

  /// Checks, of a mapped file, what will be read.
  private func confirm(_ ranges: [Range<Int>], meetingOnly: Bool) throws(SnapshotError) {
    try families.rows.confirm()
    try families.runs.confirm()
    for side in [arriving, leaving] { try side.loneFirsts.confirm() }
    for range in ranges where !range.isEmpty {
      let rows = families.rows(of: range)
      let runs = families.runs(of: range)
      try nodes.confirm(runs)
      if meetingOnly { try leastStays.confirm(runs) }
      // A departure that meets may be the end of a leg whose arrival does not.
      try legs.confirm(rows)
      for side in [arriving, leaving] {
        try side.ends.confirm(runs)
        guard !meetingOnly else { continue }
        try side.rows.confirm(rows)
        let lone = side.loneFirsts.span
        try side.loneNodes.confirm(Int(lone[range.lowerBound])..<Int(lone[range.upperBound]))
      }
      guard meetingOnly else {
        try onward.confirm(rows)
        continue
      }
      for family in range {
        try arriving.rows.confirm(meetingRows(of: family, on: arriving))
        try leaving.rows.confirm(meetingRows(of: family, on: leaving))
        try onward.confirm(meetingRows(of: family, on: leaving))
      }
    }
  }
}
