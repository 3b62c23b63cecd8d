/// A row of an index that may be something on a route.
struct FoundRow: Sendable {
  /// The row on its side; when its run is done, the arriving row of its leg.
  var row: Int32
  var day: Int32
  var roles: LegRoles
  /// For a departure, what the arrivals may be that have it within their dwell.
  var reachedBy: LegRoles

  static let none = FoundRow(row: 0, day: 0, roles: [], reachedBy: [])
}

/// Rows of one side that a piece of a search has found, run by run.
struct FoundSide: Sendable {
  /// The rows; there may be room behind the last one, to be written into.
  var rows: [FoundRow] = []
  /// One past the last row of each run.
  private(set) var ends: [Int32] = []
  /// The number of rows of all runs.
  private(set) var count = 0

  /// The rows of a run.
  func range(of run: Int) -> Range<Int> {
    (run == 0 ? 0 : Int(ends[run - 1]))..<Int(ends[run])
  }

  /// The rows of all runs.
  var span: Span<FoundRow> {
    @_lifetime(borrow self) get {
      let rows = rows.span
      return rows.extracting(first: count)
    }
  }

  /// Makes room for so many more rows.
  mutating func makeRoom(for more: Int) {
    let least = count + more
    rows.makeRoom(for: least)
  }

  /// Writes rows into the room.
  mutating func append(_ rows: ArraySlice<FoundRow>) {
    makeRoom(for: rows.count)
    self.rows.replaceSubrange(count..<(count + rows.count), with: rows)
  }

  /// Forgets the last run.
  mutating func dropLastRun() {
    ends.removeLast()
    count = Int(ends.last ?? 0)
  }

  /// Ends a run that has `more` rows, which were written into the room.
  mutating func endRun(with more: Int) {
    count += more
    ends.append(Int32(truncatingIfNeeded: count))
  }

  /// Names the rows of the last run by the arriving rows of their legs, and drops those whose legs are
  /// not wanted.
  mutating func nameLastRun(_ index: RouteIndex, isArriving: Bool, among wanted: NodeBits?) {
    guard !isArriving || wanted != nil else { return }
    let run = range(of: ends.count - 1)
    count = Self.named(rows: &rows, run, of: index, isArriving: isArriving, among: wanted)
    ends[ends.count - 1] = Int32(truncatingIfNeeded: count)
  }

  private static func named(
    rows: inout [FoundRow], _ run: Range<Int>, of index: RouteIndex, isArriving: Bool,
    among wanted: NodeBits?
  ) -> Int {
    let onward = index.onward.field
    let onwardBytes = index.onward.bytes.raw
    let legs = index.legs.field
    let legBytes = index.legs.bytes.raw
    var rows = rows.mutableSpan
    var place = run.lowerBound
    for index in run {
      var row = rows[index]
      let arriving =
        isArriving ? Int(row.row) : Int(onward.number(at: Int(row.row), of: onwardBytes))
      row.row = Int32(truncatingIfNeeded: arriving)
      rows[place] = row
      if let wanted {
        let leg = Int32(truncatingIfNeeded: legs.number(at: arriving, of: legBytes))
        place &+= wanted.contains(leg) ? 1 : 0  // at most the number of rows
      } else {
        place &+= 1  // likewise
      }
    }
    return place
  }

  /// Gives the room behind the last row back.
  mutating func trim() { rows = Array(rows[..<count]) }
}

/// Arrivals and departures that a piece of a search has found, run by run.
struct FoundRuns: Sendable {
  /// Family and node of each run.
  private(set) var hubs: [UInt64] = []
  var arriving = FoundSide()
  var leaving = FoundSide()

  /// Ends a run.
  mutating func endRun(at hub: UInt64, arrivals: Int, departures: Int) {
    hubs.append(hub)
    arriving.endRun(with: arrivals)
    leaving.endRun(with: departures)
  }

  /// Names the departures of the last run by the arriving rows of their legs, and drops what has legs that
  /// are not wanted.
  mutating func nameLastRun(_ index: RouteIndex, among wanted: NodeBits?) {
    arriving.nameLastRun(index, isArriving: true, among: wanted)
    leaving.nameLastRun(index, isArriving: false, among: wanted)
  }

  /// Forgets the last run where its numbers of arrivals and departures say so.
  mutating func dropLastRun(where isNothing: (_ arrivals: Int, _ departures: Int) -> Bool) {
    let last = hubs.count - 1
    guard isNothing(arriving.range(of: last).count, leaving.range(of: last).count) else { return }
    hubs.removeLast()
    arriving.dropLastRun()
    leaving.dropLastRun()
  }
}

extension RouteIndex {
  /// One side of what the pieces of a search have found, with what the index has beside the rows, and
  /// the arriving row of each.
  func side(of pieces: [FoundRuns], isArriving: Bool) -> (side: RouteSide, rows: [Int32]) {
    let sides = pieces.map { isArriving ? $0.arriving : $0.leaving }
    var starts = [0]
    for side in sides { starts.append(starts[starts.count - 1] + side.count) }
    let places = starts
    let count = places[pieces.count]
    precondition(count < Int(Int32.max), "row numbers are Int32: too many legs")
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(pieces.reduce(1) { $0 + $1.hubs.count })
    for (piece, side) in sides.enumerated() {
      for end in side.ends { offsets.append(end + Int32(places[piece])) }
    }
    var legs: [Int32] = []
    var days: [Int32] = []
    var roles: [LegRoles] = []
    var quantities: [Int64] = []
    let rows = SlicedColumn<Int32>.build(count: count) { rows in
      legs = SlicedColumn<Int32>.build(count: count) { legs in
        days = SlicedColumn<Int32>.build(count: count) { days in
          roles = SlicedColumn<LegRoles>.build(count: count) { roles in
            quantities = SlicedColumn<Int64>.build(count: count) { quantities in
              let columns = FoundColumns(
                rows: rows, legs: legs, days: days, roles: roles, quantities: quantities)
              let fill: @Sendable (Int) -> Void = { piece in
                self.fill(columns, from: sides[piece], at: places[piece])
              }
              _ = Parallel.map(count: sides.count, steps: count * 4, fill)
            }
          }
        }
      }
    }
    let side = RouteSide(
      legs: legs, days: days, quantities: quantities, roles: roles,
      hubs: pieces.flatMap(\.hubs), offsets: offsets)
    return (side, rows)
  }

  private func fill(_ columns: FoundColumns, from side: FoundSide, at first: Int) {
    let found = side.span
    let legBytes = legs.bytes.raw
    let quantityBytes = quantities.bytes.raw
    let places = first..<(first + found.count)
    columns.rows.withSlice(places) { rows in
      for index in found.indices { rows[index] = found[index].row }
    }
    columns.days.withSlice(places) { days in
      for index in found.indices { days[index] = found[index].day }
    }
    columns.roles.withSlice(places) { roles in
      for index in found.indices { roles[index] = found[index].roles }
    }
    columns.legs.withSlice(places) { legs in
      columns.quantities.withSlice(places) { quantities in
        // Leg and quantity of a row share a line of the cache.
        for index in found.indices {
          let row = Int(found[index].row)
          legs[index] = Int32(
            truncatingIfNeeded: self.legs.field.number(at: row, of: legBytes))
          quantities[index] = Int64(
            truncatingIfNeeded: self.quantities.field.number(at: row, of: quantityBytes))
        }
      }
    }
  }
}

/// The columns of one side while workers fill them.
private struct FoundColumns: Sendable {
  let rows: SlicedColumn<Int32>
  let legs: SlicedColumn<Int32>
  let days: SlicedColumn<Int32>
  let roles: SlicedColumn<LegRoles>
  let quantities: SlicedColumn<Int64>
}
