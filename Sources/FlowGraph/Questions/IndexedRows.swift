/// The rows of one side of an index, to be read run by run.
struct IndexedRows {
  private let shape: RowShape
  private let count: Int
  private let column: PackedColumn

  init(_ side: IndexedSide, of index: RouteIndex) {
    shape = index.extent.rowShape
    column = side.rows
    count = side.rows.count
  }

  /// Picks those of some rows that may be something on a route by the nodes at their other ends; how
  /// many there are.
  func pick(_ range: Range<Int>, roles: RoleBits, into found: inout [FoundRow]) -> Int {
    check(range, room: found.count)
    let bytes = column.bytes.raw
    let words = roles.words.span
    let step = roles.step
    var found = found.mutableSpan
    var place = 0
    for row in range {
      // Within the bounds checked above, like the place, which is at most the number of rows.
      let word = shape.field.number(unchecked: row, of: bytes)
      let roles = RoleBits.roles(of: shape.node(of: word), in: words, step: step)
      // Written in any case: whether a row is wanted is a guess that a processor mostly gets wrong.
      unsafe found[unchecked: place] = FoundRow(
        row: Int32(truncatingIfNeeded: row), day: shape.day(of: word), roles: roles,
        reachedBy: [])
      place &+= roles.isEmpty ? 0 : 1
    }
    return place
  }

  /// Keeps those of some rows that may be something on a route; how many there are.
  func keep(_ found: inout [FoundRow], count: Int, roles: RoleBits) -> Int {
    let bytes = column.bytes.raw
    let words = roles.words.span
    let step = roles.step
    var found = found.mutableSpan
    var place = 0
    for index in 0..<count {
      var row = found[index]
      let word = shape.field.number(at: Int(row.row), of: bytes)
      row.roles = RoleBits.roles(of: shape.node(of: word), in: words, step: step)
      found[place] = row
      place &+= row.roles.isEmpty ? 0 : 1  // at most the number of rows
    }
    return place
  }

  /// Finds the rows of both sides of a run that have one of the other side within their dwell; how many
  /// there are.
  static func meeting(
    _ comingIn: Range<Int>, of arriving: IndexedRows, _ goingOut: Range<Int>,
    of leaving: IndexedRows, dwell: DwellWindow, _ arrivals: inout [FoundRow],
    _ departures: inout [FoundRow]
  ) -> (arrivals: Int, departures: Int) {
    arriving.check(comingIn, room: arrivals.count)
    leaving.check(goingOut, room: departures.count)
    let shape = arriving.shape
    let arrivingBytes = arriving.column.bytes.raw
    let leavingBytes = leaving.column.bytes.raw
    var arrivals = arrivals.mutableSpan
    var departures = departures.mutableSpan
    var (start, end, next) = (goingOut.lowerBound, goingOut.lowerBound, goingOut.lowerBound)
    var (came, left) = (0, 0)
    for row in comingIn {
      // All rows are within the bounds checked above.
      let day = shape.day(of: shape.field.number(unchecked: row, of: arrivingBytes))
      let earliest = Int(day) &+ Int(dwell.minimum)  // days and dwells are 32 bits wide
      let latest = Int(day) &+ Int(dwell.maximum)  // likewise
      func leavingDay(_ row: Int) -> Int {
        Int(shape.day(of: shape.field.number(unchecked: row, of: leavingBytes)))
      }
      while start < goingOut.upperBound, leavingDay(start) < earliest { start &+= 1 }
      end = max(end, start)
      while end < goingOut.upperBound, leavingDay(end) <= latest { end &+= 1 }
      guard start < end else {
        if start == goingOut.upperBound { break }
        continue
      }
      arrivals[came] = FoundRow(
        row: Int32(truncatingIfNeeded: row), day: day, roles: [], reachedBy: [])
      came &+= 1  // at most the number of arrivals
      // Both ends of the window only move on.
      next = max(next, start)
      while next < end {
        departures[left] = FoundRow(
          row: Int32(truncatingIfNeeded: next),
          day: Int32(truncatingIfNeeded: leavingDay(next)), roles: [], reachedBy: [])
        left &+= 1  // likewise of departures
        next &+= 1
      }
    }
    return (came, left)
  }

  private func check(_ range: Range<Int>, room: Int) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count && range.count <= room,
      "rows \(range) are not all in the index, or there is no room for them")
  }
}
