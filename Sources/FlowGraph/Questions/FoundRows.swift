/// Rows of one side of an index that a piece of a search has found, run by run.
///
/// Most runs have few rows and most of these are dropped, so columns are made long enough once and
/// written in place, and each pass goes over all runs of a piece.
struct FoundRows: Sendable {
  private var rows: [Int32]
  private(set) var days: [Int32]
  private(set) var roles: [LegRoles]
  /// Rows of run `run` are at `starts[run]..<starts[run + 1]`.
  private var starts: [Int32] = []

  /// Picks the rows of some runs that may be something on a route by their other ends.
  init(in runs: [Int32], of side: IndexedSide, others: RoleBits) {
    let firsts = side.starts.span
    var count = 0
    for run in runs { count += Int(firsts[Int(run) + 1] - firsts[Int(run)]) }
    rows = [Int32](repeating: 0, count: count)
    days = rows
    roles = [LegRoles](repeating: [], count: count)
    starts = Self.pick(
      runs, of: side, roleBits: others, rows: &rows, kept: &days, roles: &roles)
  }

  private static func pick(
    _ runs: [Int32], of side: IndexedSide, roleBits: RoleBits, rows: inout [Int32],
    kept: inout [Int32], roles: inout [LegRoles]
  ) -> [Int32] {
    let words = roleBits.words.span
    let firsts = side.starts.span
    let others = side.others.span
    let days = side.days.span
    var rows = rows.mutableSpan
    var kept = kept.mutableSpan
    var roles = roles.mutableSpan
    var starts: [Int32] = [0]
    starts.reserveCapacity(runs.count + 1)
    var place = 0
    for run in runs {
      let range = Int(firsts[Int(run)])..<Int(firsts[Int(run) + 1])
      precondition(
        range.lowerBound >= 0 && range.upperBound <= min(others.count, days.count)
          && place + range.count <= min(rows.count, kept.count, roles.count),
        "rows \(range) are not all in the index, or there is no room for them")
      for row in range {
        // Within the bounds checked above, like every place below.
        let found = unsafe RoleBits.roles(of: others[unchecked: row], in: words)
        // Written in any case: whether a row is wanted is a guess that a processor mostly gets wrong.
        unsafe rows[unchecked: place] = Int32(truncatingIfNeeded: row)
        unsafe kept[unchecked: place] = days[unchecked: row]
        unsafe roles[unchecked: place] = found
        place &+= found.isEmpty ? 0 : 1  // at most the number of rows
      }
      starts.append(Int32(truncatingIfNeeded: place))
    }
    return starts
  }

  /// The number of rows.
  var count: Int { Int(starts[starts.count - 1]) }

  /// The rows of a run.
  func range(of run: Int) -> Range<Int> { Int(starts[run])..<Int(starts[run + 1]) }

  /// Whether some rows may be middle legs.
  func hasMiddleLegs(in rows: Range<Int>) -> Bool {
    rows.contains { roles[$0].contains(.middle) }
  }

  /// Which of the runs have rows.
  var foundRuns: [Int] { starts.filledRuns }

  /// Forgets the other runs, which have no rows.
  mutating func keep(runs: [Int]) { starts = starts.keeping(runs: runs) }

  /// Drops the rows whose legs are not wanted.
  mutating func keep(of index: RouteIndex, isArriving: Bool, among wanted: NodeBits) {
    starts = Self.keep(
      among: wanted, legs: index.legs.span, onward: index.onward.span, isArriving: isArriving,
      starts: starts, rows: &rows, days: &days, roles: &roles)
  }

  private static func keep(
    among wanted: NodeBits, legs: borrowing Span<Int32>, onward: borrowing Span<Int32>,
    isArriving: Bool, starts: [Int32], rows: inout [Int32], days: inout [Int32],
    roles: inout [LegRoles]
  ) -> [Int32] {
    var rows = rows.mutableSpan
    var days = days.mutableSpan
    var roles = roles.mutableSpan
    var kept = starts
    var front = 0
    for run in 1..<starts.count {
      for place in Int(starts[run - 1])..<Int(starts[run]) {
        let row = rows[place]
        let leg = legs[Int(isArriving ? row : onward[Int(row)])]
        // Moved in any case, for the reason that `pick` has.
        rows[front] = row
        days[front] = days[place]
        roles[front] = roles[place]
        front &+= wanted.contains(leg) ? 1 : 0  // at most the number of rows
      }
      kept[run] = Int32(truncatingIfNeeded: front)
    }
    return kept
  }

  /// Those of some places at which departures lie whose legs are wanted.
  func departures(
    at found: FoundPlaces, of index: RouteIndex, among wanted: NodeBits
  ) -> FoundPlaces {
    let legs = index.legs.span
    let onward = index.onward.span
    var kept = FoundPlaces()
    for run in 1..<found.starts.count {
      for place in found.places[Int(found.starts[run - 1])..<Int(found.starts[run])]
      where wanted.contains(legs[Int(onward[Int(rows[Int(place)])])]) { kept.places.append(place) }
      kept.starts.append(Int32(truncatingIfNeeded: kept.places.count))
    }
    return kept
  }

  /// All places.
  var places: FoundPlaces {
    FoundPlaces(places: Array(0..<Int32(truncatingIfNeeded: count)), starts: starts)
  }

  /// The arrivals at some places, with what the index has beside them; each run has a hub.
  func arrivals(at found: FoundPlaces, hubs: [UInt64], of index: RouteIndex) -> FoundPiece {
    piece(at: found, hubs: hubs, arrivals: found.gathered(from: rows), of: index)
  }

  /// The departures at some places, with what the index has beside the arrivals of their legs.
  func departures(at found: FoundPlaces, hubs: [UInt64], of index: RouteIndex) -> FoundPiece {
    let onward = index.onward.span
    let arrivals = found.gathered(from: rows).map { onward[Int($0)] }
    return piece(at: found, hubs: hubs, arrivals: arrivals, of: index)
  }

  private func piece(
    at found: FoundPlaces, hubs: [UInt64], arrivals: [Int32], of index: RouteIndex
  ) -> FoundPiece {
    let legs = index.legs.span
    let quantities = index.quantities.span
    let rows = arrivals.span
    let side = RouteSide(
      legs: [Int32](capacity: rows.count) { column in
        for place in rows.indices { column.append(legs[Int(rows[place])]) }
      },
      days: found.gathered(from: days),
      quantities: [Int64](capacity: rows.count) { column in
        for place in rows.indices { column.append(quantities[Int(rows[place])]) }
      },
      roles: found.gathered(from: roles), hubs: hubs, offsets: found.starts)
    return FoundPiece(side: side, arrivals: arrivals)
  }
}

/// Where some of the rows lie among those that were found, run by run.
struct FoundPlaces: Sendable {
  var places: [Int32] = []
  /// Places of run `run` are at `starts[run]..<starts[run + 1]`.
  var starts: [Int32] = [0]

  /// Which of the runs have places.
  var foundRuns: [Int] { starts.filledRuns }

  /// Forgets the other runs, which have no places.
  func keeping(runs: [Int]) -> FoundPlaces {
    FoundPlaces(places: places, starts: starts.keeping(runs: runs))
  }

  /// The elements at the places.
  func gathered<Element: BitwiseCopyable>(from elements: [Element]) -> [Element] {
    let elements = elements.span
    let places = places.span
    return [Element](capacity: places.count) { column in
      for index in places.indices { column.append(elements[Int(places[index])]) }
    }
  }
}

/// Where the elements of each run start, and where those of the last one end.
extension [Int32] {
  /// The runs that have elements.
  fileprivate var filledRuns: [Int] { (0..<(count - 1)).filter { self[$0] < self[$0 + 1] } }

  /// The same without the other runs, which have none.
  fileprivate func keeping(runs: [Int]) -> [Int32] { runs.map { self[$0] } + [self[count - 1]] }
}

/// Rows that a piece of a search has found, in as much memory as they need.
struct FoundPiece: Sendable {
  let side: RouteSide
  /// The arriving row of each row's leg, or the row itself.
  let arrivals: [Int32]

  /// All pieces as one side, their runs in order of families and nodes.
  static func joined(_ pieces: [FoundPiece]) -> FoundPiece {
    FoundPiece(
      side: .joined(pieces.map { $0.side }),
      arrivals: Parallel.joined(pieces.map { $0.arrivals }))
  }
}
