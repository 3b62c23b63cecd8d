/// A row of an index that may be something on a route.
struct FoundRow: Sendable {
  /// The row on its side; when its run is named, the arriving row of its leg.
  var row: Int32
  var day: Int32
  var roles: LegRoles
  /// For a departure, what the arrivals may be that have it within their dwell.
  var reachedBy: LegRoles

  init(_ row: Int, day: Int32, roles: LegRoles) {
    self.row = Int32(truncatingIfNeeded: row)
    self.day = day
    self.roles = roles
    reachedBy = []
  }

  static let none = FoundRow(0, day: 0, roles: [])
}

/// Arrivals and departures that a piece of a search has found, run by run.
struct FoundRuns: Sendable {
  /// A run of which something was found.
  struct Run: Sendable {
    /// Its family and node.
    var hub: UInt64
    /// One past the last of its arrivals.
    var arrivalEnd: Int32
    /// One past the last of its departures.
    var departureEnd: Int32

    init(hub: UInt64, arrivalEnd: Int, departureEnd: Int) {
      self.hub = hub
      self.arrivalEnd = Int32(truncatingIfNeeded: arrivalEnd)
      self.departureEnd = Int32(truncatingIfNeeded: departureEnd)
    }
  }

  private(set) var runs: [Run]
  private(set) var arrivals: [FoundRow]
  private(set) var departures: [FoundRow]

  /// Takes the rows of some runs; there may be others behind the last of them, which are let go.
  init(_ runs: [Run], arrivals: [FoundRow], departures: [FoundRow]) {
    self.runs = runs
    self.arrivals = Array(arrivals[..<Int(runs.last?.arrivalEnd ?? 0)])
    self.departures = Array(departures[..<Int(runs.last?.departureEnd ?? 0)])
  }

  /// The arrivals of a run.
  func arrivals(of run: Int) -> Range<Int> {
    (run == 0 ? 0 : Int(runs[run - 1].arrivalEnd))..<Int(runs[run].arrivalEnd)
  }

  /// The departures of a run.
  func departures(of run: Int) -> Range<Int> {
    (run == 0 ? 0 : Int(runs[run - 1].departureEnd))..<Int(runs[run].departureEnd)
  }

  /// The rows of both sides.
  var rowCount: Int { arrivals.count + departures.count }

  /// Names departures by the arriving rows of their legs, and drops what has legs that are not wanted.
  ///
  /// All runs at once: what is read here lies in no order, and a processor reads many such places
  /// together as long as nothing depends on one of them.
  mutating func name(_ index: RouteIndex, among wanted: NodeBits?) {
    Self.goOnward(&departures, by: index.onward)
    guard let wanted else { return }
    let came = Self.keep(&arrivals, legs: index.legs, among: wanted)
    let left = Self.keep(&departures, legs: index.legs, among: wanted)
    for run in runs.indices {
      runs[run].arrivalEnd = came[Int(runs[run].arrivalEnd)]
      runs[run].departureEnd = left[Int(runs[run].departureEnd)]
    }
  }

  private static func goOnward(_ rows: inout [FoundRow], by onward: PackedColumn) {
    let bytes = onward.bytes.raw
    var rows = rows.mutableSpan
    for place in rows.indices {
      let row = onward.field.number(at: Int(rows[place].row), of: bytes)
      rows[place].row = Int32(truncatingIfNeeded: row)
    }
  }

  /// Keeps the rows of wanted legs; how many of them there are before each row, and in all.
  private static func keep(
    _ rows: inout [FoundRow], legs: PackedColumn, among wanted: NodeBits
  ) -> [Int32] {
    let bytes = legs.bytes.raw
    let words = wanted.words.span
    let others: UInt64 = wanted.isOpen ? 1 : 0
    let count = rows.count
    var span = rows.mutableSpan
    var place = 0
    let before = [Int32](capacity: count + 1) { before in
      for index in 0..<count {
        let row = span[index]
        before.append(Int32(truncatingIfNeeded: place))
        let leg = Int(truncatingIfNeeded: legs.field.number(at: Int(row.row), of: bytes))
        // Moved in any case: whether a leg is wanted is a guess that a processor mostly gets wrong.
        span[place] = row
        let word = leg &>> 6
        let bit = word < words.count ? words[word] &>> UInt64(leg & 63) & 1 : others
        place &+= Int(bit)  // at most the number of rows
      }
      before.append(Int32(truncatingIfNeeded: place))
    }
    rows.removeLast(count - place)
    return before
  }
}

extension RouteIndex {
  /// One side of what the pieces of a search have found, with what the index has beside the rows, and
  /// the arriving row of each.
  func side(of pieces: [FoundRuns], isArriving: Bool) -> (side: RouteSide, rows: [Int32]) {
    let sides = pieces.map { isArriving ? $0.arrivals : $0.departures }
    var starts = [0]
    for side in sides { starts.append(starts[starts.count - 1] + side.count) }
    let places = starts
    let count = places[pieces.count]
    precondition(count < Int(Int32.max), "row numbers are Int32: too many legs")
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(pieces.reduce(1) { $0 + $1.runs.count })
    for (piece, first) in zip(pieces, places) {
      for run in piece.runs {
        offsets.append((isArriving ? run.arrivalEnd : run.departureEnd) + Int32(first))
      }
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
      hubs: pieces.flatMap { $0.runs.map(\.hub) }, offsets: offsets)
    return (side, rows)
  }

  private func fill(_ columns: FoundColumns, from rows: [FoundRow], at first: Int) {
    let found = rows.span
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
