/// Rows of one side that a piece of a search has found, run by run.
///
/// The rows of a run are *picked*, then all or some of them are *taken*. Most runs have few rows and
/// most of these are dropped, so columns are made long enough once and written in place.
struct FoundRows: Sendable {
  private var rows: [Int32]
  private var days: [Int32]
  private var roles: [LegRoles]
  private var hubs: [UInt64] = []
  private var starts: [Int32] = []
  /// How many rows are taken; those after them are picked.
  private var taken = 0
  private var end = 0

  /// Makes room for the rows that a search will look at.
  init(among count: Int) {
    rows = [Int32](repeating: 0, count: count)
    days = rows
    roles = [LegRoles](repeating: [], count: count)
  }

  /// Whether rows are picked that are not taken.
  var hasPicked: Bool { end > taken }

  /// Picks the rows whose other end is one of `ends`, or, where they may be middle legs, of
  /// `middles`; an end that lies in no word of a set is not in it.
  mutating func pick(
    _ range: Range<Int>, others: borrowing Span<Int32>, days: borrowing Span<Int32>,
    ends: borrowing NodeBits, middles: borrowing NodeBits
  ) {
    end = Self.write(
      range, others: others, days: days, ends: ends, middles: middles, from: taken, rows: &rows,
      kept: &self.days, roles: &roles)
  }

  private static func write(
    _ range: Range<Int>, others: borrowing Span<Int32>, days: borrowing Span<Int32>,
    ends: borrowing NodeBits, middles: borrowing NodeBits, from start: Int,
    rows: inout [Int32], kept: inout [Int32], roles: inout [LegRoles]
  ) -> Int {
    var rows = rows.mutableSpan
    var kept = kept.mutableSpan
    var roles = roles.mutableSpan
    var place = start
    for row in range {
      let other = others[row]
      let found =
        (ends.contains(other) ? LegRoles.end.rawValue : 0)
        | (middles.contains(other) ? LegRoles.middle.rawValue : 0)
      guard found != 0 else { continue }
      rows[place] = Int32(truncatingIfNeeded: row)
      kept[place] = days[row]
      roles[place] = LegRoles(rawValue: found)
      place &+= 1  // at most the number of rows
    }
    return place
  }

  /// Drops the picked rows whose legs are not wanted.
  mutating func keepPicked(of side: IndexedSide, among wanted: NumberSet) {
    let legs = side.legs.span
    var front = taken
    for place in taken..<end where wanted.contains(Int(legs[Int(rows[place])])) {
      move(place, to: front)
      front += 1
    }
    end = front
  }

  /// Drops picked arrivals without a picked departure within their dwell.
  ///
  /// `windows` receives where the departures lie that have an arrival.
  mutating func keepMeeting(
    _ leaving: FoundRows, dwell: DwellWindow, windows: inout [Range<Int>]
  ) {
    windows.removeAll(keepingCapacity: true)
    let departures = leaving.days.span
    var window = OnwardWindow(over: leaving.taken..<leaving.end, dwell: dwell)
    var front = taken
    for place in taken..<end {
      window.advance(to: days[place], days: departures)
      guard window.start < window.end else { continue }
      move(place, to: front)
      front += 1
      // Both ends of the window only move on.
      if let last = windows.last, last.upperBound >= window.start {
        windows[windows.count - 1] = last.lowerBound..<window.end
      } else {
        windows.append(window.start..<window.end)
      }
    }
    end = front
  }

  /// Drops picked rows outside of some rising ranges.
  mutating func keep(_ ranges: [Range<Int>]) {
    var front = taken
    for range in ranges {
      for place in range {
        move(place, to: front)
        front += 1
      }
    }
    end = front
  }

  private mutating func move(_ place: Int, to front: Int) {
    guard front != place else { return }
    rows[front] = rows[place]
    days[front] = days[place]
    roles[front] = roles[place]
  }

  /// Takes the picked rows, which are those of one hub.
  mutating func take(hub: UInt64) {
    hubs.append(hub)
    starts.append(Int32(truncatingIfNeeded: taken))
    taken = end
  }

  /// All rows that pieces have taken as one side, and the rows themselves, or what `others` has in
  /// the place of each.
  static func joined(
    _ pieces: [FoundRows], of side: IndexedSide, others: Column<Int32>? = nil
  ) -> (side: RouteSide, rows: [Int32]) {
    var offsets: [Int32] = []
    var before = [0]
    for piece in pieces {
      let first = before[before.count - 1]
      for start in piece.starts { offsets.append(start + Int32(first)) }
      before.append(first + piece.taken)
    }
    precondition(
      before[pieces.count] < Int(Int32.max), "row numbers are Int32: too many legs")
    offsets.append(Int32(before[pieces.count]))
    let places = zip(before, before.dropFirst()).map { $0..<$1 }
    let rows = joined(pieces.map(\.rows), places)
    let found = RouteSide(
      legs: gathered(side.legs, by: rows), days: joined(pieces.map(\.days), places),
      quantities: gathered(side.quantities, by: rows),
      roles: joined(pieces.map(\.roles), places), hubs: pieces.flatMap(\.hubs),
      offsets: offsets)
    return (found, others.map { gathered($0, by: rows) } ?? rows)
  }

  private static func joined<Element: BitwiseCopyable & Sendable>(
    _ pieces: [[Element]], _ places: [Range<Int>]
  ) -> [Element] {
    SlicedColumn<Element>.build(count: places.last?.upperBound ?? 0) { column in
      _ = Parallel.map(count: pieces.count) { piece in
        column.withSlice(places[piece]) { slice in
          let taken = pieces[piece]
          for index in slice.indices { slice[index] = taken[index] }
        }
      }
    }
  }

  private static func gathered<Element: BitwiseCopyable & Sendable>(
    _ column: Column<Element>, by rows: [Int32]
  ) -> [Element] {
    let pieces = Parallel.pieceCount(rows: rows.count)
    return SlicedColumn<Element>.build(count: rows.count) { gathered in
      _ = Parallel.map(count: pieces) { piece in
        let range = Parallel.rows(of: piece, in: pieces, count: rows.count)
        let elements = column.span
        gathered.withSlice(range) { slice in
          for index in slice.indices {
            slice[index] = elements[Int(rows[range.lowerBound + index])]
          }
        }
      }
    }
  }
}
