/// One side of all legs: rows by family, then those of nodes that meet first, node, day and leg number.
///
/// A *run* is the rows of one family and node. A run *meets* when the other side has one of the same
/// family and node; of each family the runs that meet come first, on both sides in the same order, so
/// that both are named by one number. A question about some families reads only their part of every
/// column, and where families stay what they are only the runs that meet: as a rule a small part.
struct IndexedSide: Sendable {
  /// The node at the other end of each row's leg, and its day.
  let rows: PackedColumn
  /// One past the last row of each run that meets.
  let ends: PackedColumn
  /// For each family, the number of rows before it that are in no run that meets; and of all.
  let loneFirsts: Column<Int32>
  /// The nodes of those rows.
  let loneNodes: PackedColumn
}

/// Where the rows and runs of each family begin, on both sides alike.
struct IndexedFamilies: Sendable {
  /// The first row of each family, and one past the last row.
  let rows: Column<Int32>
  /// The first of the runs of each family that meet, and one past the last.
  let runs: Column<Int32>

  /// The number of families that the index has room for.
  var count: Int { rows.count - 1 }

  /// The rows of some families in a row.
  func rows(of families: Range<Int>) -> Range<Int> {
    let firsts = rows.span
    return Int(firsts[families.lowerBound])..<Int(firsts[families.upperBound])
  }

  /// The rows of a family.
  func rows(of family: Int) -> Range<Int> { rows(of: family..<(family + 1)) }

  /// The runs of a family that meet.
  func runs(of family: Int) -> Range<Int> { runs(of: family..<(family + 1)) }

  /// The runs of some families in a row that meet.
  func runs(of families: Range<Int>) -> Range<Int> {
    let firsts = runs.span
    return Int(firsts[families.lowerBound])..<Int(firsts[families.upperBound])
  }
}

extension RouteIndex {
  /// The rows of a family that are in no run that meets, counted among such rows.
  func loneRows(of family: Int, on side: IndexedSide) -> Range<Int> {
    let firsts = side.loneFirsts.span
    return Int(firsts[family])..<Int(firsts[family + 1])
  }

  /// The rows of a family that are in runs that meet.
  func meetingRows(of family: Int, on side: IndexedSide) -> Range<Int> {
    let rows = families.rows(of: family)
    return rows.lowerBound..<(rows.upperBound - loneRows(of: family, on: side).count)
  }
}

/// What sorting a group of families has found of its runs.
struct GroupRuns: Sendable {
  /// The nodes of runs that meet.
  var nodes: [Int32] = []
  /// How many runs of each family meet.
  var counts: [Int32]
  /// The least stay of each run that meets, as ``RouteIndex/leastStays`` has it.
  private(set) var leastStays: [UInt8] = []
  var arriving: SideRuns
  var leaving: SideRuns

  /// What is known on one side.
  struct SideRuns: Sendable {
    /// One past the last row of each run that meets.
    var ends: [Int32] = []
    /// The nodes of rows in no such run.
    var loneNodes: [Int32] = []
    /// How many such rows each family has.
    var loneCounts: [Int32]
  }

  init(familyCount: Int) {
    counts = [Int32](repeating: 0, count: familyCount)
    arriving = SideRuns(loneCounts: counts)
    leaving = SideRuns(loneCounts: counts)
  }

  /// Finds the least stays by the days of rows, those of each family from one of `firsts` on.
  mutating func findLeastStays(
    from firsts: ArraySlice<Int32>, arrivalDay: (Int) -> Int32, departureDay: (Int) -> Int32
  ) {
    leastStays.reserveCapacity(nodes.count)
    for (count, first) in zip(counts, firsts) {
      var (came, left) = (Int(first), Int(first))
      for _ in 0..<count {
        let comingIn = came..<Int(arriving.ends[leastStays.count])
        let goingOut = left..<Int(leaving.ends[leastStays.count])
        (came, left) = (comingIn.upperBound, goingOut.upperBound)
        leastStays.append(
          Self.leastStay(
            comingIn, goingOut, arrivalDay: arrivalDay, departureDay: departureDay))
      }
    }
  }

  private static func leastStay(
    _ comingIn: Range<Int>, _ goingOut: Range<Int>, arrivalDay: (Int) -> Int32,
    departureDay: (Int) -> Int32
  ) -> UInt8 {
    var least = Int(UInt8.max)
    var next = goingOut.lowerBound
    var departure = Int(departureDay(next))
    for row in comingIn {
      let arrival = Int(arrivalDay(row))
      while departure < arrival {
        next += 1
        guard next < goingOut.upperBound else { return UInt8(least) }
        departure = Int(departureDay(next))
      }
      least = min(least, departure - arrival)
      guard least > 0 else { break }
    }
    return UInt8(least)
  }
}
