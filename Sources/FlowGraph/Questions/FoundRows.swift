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

  /// Ends a run that has `more` rows, which were written into the room.
  mutating func endRun(with more: Int) {
    count += more
    ends.append(Int32(truncatingIfNeeded: count))
  }

  /// Names all rows by the arriving rows of their legs, and drops those whose legs are not wanted.
  ///
  /// All runs at once: what is read here lies in no order, and a processor reads many such places
  /// together as long as nothing depends on one of them.
  mutating func name(_ index: RouteIndex, isArriving: Bool, among wanted: NodeBits?) {
    if !isArriving { Self.goOnward(&rows, count: count, by: index.onward) }
    guard let wanted else { return }
    (ends, count) = Self.kept(&rows, ends, legs: index.legs, among: wanted)
  }

  private static func goOnward(_ rows: inout [FoundRow], count: Int, by onward: PackedColumn) {
    let bytes = onward.bytes.raw
    var rows = rows.mutableSpan
    for place in 0..<count {
      let row = onward.field.number(at: Int(rows[place].row), of: bytes)
      rows[place].row = Int32(truncatingIfNeeded: row)
    }
  }

  private static func kept(
    _ rows: inout [FoundRow], _ ends: [Int32], legs: PackedColumn, among wanted: NodeBits
  ) -> (ends: [Int32], count: Int) {
    let bytes = legs.bytes.raw
    let words = wanted.words.span
    let others: UInt64 = wanted.isOpen ? 1 : 0
    var rows = rows.mutableSpan
    var kept = ends
    var place = 0
    var start = 0
    for run in ends.indices {
      for index in start..<Int(ends[run]) {
        let row = rows[index]
        let leg = Int(truncatingIfNeeded: legs.field.number(at: Int(row.row), of: bytes))
        // Moved in any case: whether a leg is wanted is a guess that a processor mostly gets wrong.
        rows[place] = row
        let word = leg &>> 6
        let bit = word < words.count ? words[word] &>> UInt64(leg & 63) & 1 : others
        place &+= Int(bit)  // at most the number of rows
      }
      start = Int(ends[run])
      kept[run] = Int32(truncatingIfNeeded: place)
    }
    return (kept, place)
  }

  /// Forgets runs, which have no rows or are not to have them.
  mutating func keep(runs: [Int]) {
    var place = 0
    var kept: [Int32] = []
    kept.reserveCapacity(runs.count)
    for run in runs {
      for index in range(of: run) {
        rows[place] = rows[index]
        place += 1
      }
      kept.append(Int32(truncatingIfNeeded: place))
    }
    ends = kept
    count = place
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

  /// Names departures by the arriving rows of their legs, drops what has legs that are not wanted, and
  /// forgets runs of which nothing is left, or nothing on one side where both must be.
  mutating func name(_ index: RouteIndex, among wanted: NodeBits?, onBothSides: Bool) {
    arriving.name(index, isArriving: true, among: wanted)
    leaving.name(index, isArriving: false, among: wanted)
    guard wanted != nil else { return }
    let kept = hubs.indices.filter { run in
      let isLeft = (!arriving.range(of: run).isEmpty, !leaving.range(of: run).isEmpty)
      return onBothSides ? isLeft.0 && isLeft.1 : isLeft.0 || isLeft.1
    }
    guard kept.count < hubs.count else { return }
    hubs = kept.map { hubs[$0] }
    arriving.keep(runs: kept)
    leaving.keep(runs: kept)
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
