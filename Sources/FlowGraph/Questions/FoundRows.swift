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
    precondition(
      range.lowerBound >= 0 && range.upperBound <= min(others.count, days.count)
        && start >= 0 && start + range.count <= min(rows.count, kept.count, roles.count),
      "rows \(range) are not all in the index, or there is no room for them")
    var place = start
    for row in range {
      // Within the bounds checked above, like every place below.
      let other = unsafe others[unchecked: row]
      let found =
        (ends.contains(other) ? LegRoles.end.rawValue : 0)
        | (middles.contains(other) ? LegRoles.middle.rawValue : 0)
      // Written in any case: whether a row is wanted is a guess that a processor mostly gets wrong.
      unsafe rows[unchecked: place] = Int32(truncatingIfNeeded: row)
      unsafe kept[unchecked: place] = days[unchecked: row]
      unsafe roles[unchecked: place] = LegRoles(rawValue: found)
      place &+= found == 0 ? 0 : 1  // at most the number of rows
    }
    return place
  }

  /// Drops the picked rows whose legs are not wanted.
  mutating func keepPicked(
    of index: RouteIndex, isArriving: Bool, among wanted: borrowing NodeBits
  ) {
    end = Self.keep(
      taken..<end, among: wanted, legs: index.legs.span, onward: index.onward.span,
      isArriving: isArriving, rows: &rows, days: &days, roles: &roles)
  }

  private static func keep(
    _ picked: Range<Int>, among wanted: borrowing NodeBits, legs: borrowing Span<Int32>,
    onward: borrowing Span<Int32>, isArriving: Bool, rows: inout [Int32], days: inout [Int32],
    roles: inout [LegRoles]
  ) -> Int {
    var rows = rows.mutableSpan
    var days = days.mutableSpan
    var roles = roles.mutableSpan
    var front = picked.lowerBound
    for place in picked {
      let row = rows[place]
      let leg = legs[Int(isArriving ? row : onward[Int(row)])]
      // Moved in any case, for the reason that `write` has.
      rows[front] = row
      days[front] = days[place]
      roles[front] = roles[place]
      front &+= wanted.contains(leg) ? 1 : 0  // at most the number of picked rows
    }
    return front
  }

  /// Drops picked arrivals without a picked departure within their dwell.
  ///
  /// `windows` receives where the departures lie that have an arrival.
  mutating func keepMeeting(
    _ leaving: FoundRows, dwell: DwellWindow, windows: inout [Range<Int>]
  ) {
    windows.removeAll(keepingCapacity: true)
    end = Self.keepMeeting(
      taken..<end, OnwardWindow(over: leaving.taken..<leaving.end, dwell: dwell),
      departures: leaving.days.span, rows: &rows, days: &days, roles: &roles, windows: &windows)
  }

  private static func keepMeeting(
    _ picked: Range<Int>, _ leaving: OnwardWindow, departures: borrowing Span<Int32>,
    rows: inout [Int32], days: inout [Int32], roles: inout [LegRoles],
    windows: inout [Range<Int>]
  ) -> Int {
    var rows = rows.mutableSpan
    var days = days.mutableSpan
    var roles = roles.mutableSpan
    var window = leaving
    var open = leaving.start..<leaving.start
    var front = picked.lowerBound
    for place in picked {
      window.advance(to: days[place], days: departures)
      guard window.start < window.end else { continue }
      rows[front] = rows[place]
      days[front] = days[place]
      roles[front] = roles[place]
      front &+= 1  // at most the number of picked rows
      // Both ends of the window only move on.
      if window.start > open.upperBound {
        if !open.isEmpty { windows.append(open) }
        open = window.start..<window.end
      } else {
        open = (open.isEmpty ? window.start : open.lowerBound)..<window.end
      }
    }
    if !open.isEmpty { windows.append(open) }
    return front
  }

  /// Drops picked rows outside of some rising ranges.
  mutating func keep(_ ranges: [Range<Int>]) {
    // As a rule nothing before the end is dropped.
    if ranges.count == 1, ranges[0].lowerBound == taken {
      end = ranges[0].upperBound
      return
    }
    var front = taken
    for range in ranges {
      for place in range {
        rows[front] = rows[place]
        days[front] = days[place]
        roles[front] = roles[place]
        front += 1
      }
    }
    end = front
  }

  /// Takes the picked rows, which are those of one hub.
  mutating func take(hub: UInt64) {
    hubs.append(hub)
    starts.append(Int32(truncatingIfNeeded: taken))
    taken = end
  }

  /// The taken rows of arriving runs, with what the index has beside them.
  func arrivals(of index: RouteIndex) -> FoundPiece {
    let rows = Array(rows[..<taken])
    return piece(rows: rows, arrivals: rows, of: index)
  }

  /// The taken rows of leaving runs, with what the index has beside the arrivals of their legs.
  func departures(of index: RouteIndex) -> FoundPiece {
    let onward = index.onward.span
    var arrivals = [Int32](repeating: 0, count: taken)
    for place in 0..<taken { arrivals[place] = onward[Int(rows[place])] }
    return piece(rows: Array(rows[..<taken]), arrivals: arrivals, of: index)
  }

  private func piece(rows: [Int32], arrivals: [Int32], of index: RouteIndex) -> FoundPiece {
    let legs = index.legs.span
    let quantities = index.quantities.span
    let arrivalRows = arrivals.span
    return FoundPiece(
      arrivals: arrivals,
      legs: [Int32](capacity: taken) { found in
        for place in arrivalRows.indices { found.append(legs[Int(arrivalRows[place])]) }
      },
      days: Array(days[..<taken]),
      quantities: [Int64](capacity: taken) { found in
        for place in arrivalRows.indices { found.append(quantities[Int(arrivalRows[place])]) }
      },
      roles: Array(roles[..<taken]), hubs: hubs, starts: starts)
  }
}

/// Rows that a piece of a search has taken, in as much memory as they need.
struct FoundPiece: Sendable {
  /// The arriving row of each row's leg, or the row itself.
  let arrivals: [Int32]
  let legs: [Int32]
  let days: [Int32]
  let quantities: [Int64]
  let roles: [LegRoles]
  let hubs: [UInt64]
  /// The first row of each run.
  let starts: [Int32]

  /// All pieces as one side, their runs in order of families and nodes.
  static func joined(_ pieces: [FoundPiece]) -> (side: RouteSide, arrivals: [Int32]) {
    var offsets: [Int32] = []
    offsets.reserveCapacity(pieces.reduce(1) { $0 + $1.starts.count })
    var count = 0
    for piece in pieces {
      for start in piece.starts { offsets.append(start + Int32(count)) }
      count += piece.legs.count
      precondition(count < Int(Int32.max), "row numbers are Int32: too many legs")
    }
    offsets.append(Int32(count))
    let side = RouteSide(
      legs: Parallel.joined(pieces.map { $0.legs }), days: Parallel.joined(pieces.map { $0.days }),
      quantities: Parallel.joined(pieces.map { $0.quantities }),
      roles: Parallel.joined(pieces.map { $0.roles }),
      hubs: Parallel.joined(pieces.map { $0.hubs }), offsets: offsets)
    return (side, Parallel.joined(pieces.map { $0.arrivals }))
  }
}
