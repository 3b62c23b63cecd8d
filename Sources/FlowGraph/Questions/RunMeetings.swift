/// Looks at runs one after another and keeps what has one of the other side within its dwell.
///
/// A route has no other legs. What is kept besides depends on what legs may be: a leg that comes in as
/// the first goes on with a middle leg, or with a last one where routes may have two legs, and so on. Most
/// runs have few rows, so the same memory is used for all of them.
struct RunMeetings {
  /// The arrivals of the run at hand, and its departures.
  private var comingIn = PickedRows()
  private var goingOut = PickedRows()
  private var found = FoundRuns()
  private let question: RouteQuestion
  private let hasMiddleLegs: Bool
  /// Whether a route may have two legs.
  private let isDirect: Bool
  /// Whether a route may have more than one middle leg.
  private let isLong: Bool

  init(for question: RouteQuestion) {
    self.question = question
    hasMiddleLegs = question.hasMiddleLegs
    isDirect = question.legCounts.contains(2)
    isLong = question.legCounts.upperBound > 3
  }

  /// Picks those rows of a run that may be something on a route; false where one side has none.
  ///
  /// Most runs have few rows, and of these most have nothing of the other side within their dwell. So
  /// days, which lie in order, are looked at before nodes, which do not.
  mutating func pick(
    _ comingIn: Range<Int>, _ goingOut: Range<Int>, dwell: DwellWindow, _ arriving: IndexedRows,
    _ senders: RoleBits, _ leaving: IndexedRows, _ receivers: RoleBits
  ) -> Bool {
    guard comingIn.count + goingOut.count <= 64 else {
      return pick(comingIn, of: arriving, isArriving: true, roles: senders) > 0
        && pick(goingOut, of: leaving, isArriving: false, roles: receivers) > 0
    }
    self.comingIn.rows.makeRoom(for: 64)
    self.goingOut.rows.makeRoom(for: 64)
    (self.comingIn.count, self.goingOut.count) = IndexedRows.meeting(
      comingIn, of: arriving, goingOut, of: leaving, dwell: dwell, &self.comingIn.rows,
      &self.goingOut.rows)
    return self.comingIn.count > 0 && self.comingIn.keep(of: arriving, roles: senders) > 0
      && self.goingOut.keep(of: leaving, roles: receivers) > 0
  }

  /// Picks those of some rows that may be something on a route; how many there are.
  mutating func pick(
    _ rows: Range<Int>, of side: IndexedRows, isArriving: Bool, roles: RoleBits
  ) -> Int {
    isArriving
      ? comingIn.pick(rows, of: side, roles: roles) : goingOut.pick(rows, of: side, roles: roles)
  }

  /// Takes rows of another search; how many of them may still be something on a route.
  mutating func take(
    _ rows: borrowing Span<FoundRow>, isArriving: Bool, middles: borrowing RowBits
  ) -> Int {
    isArriving
      ? comingIn.take(rows, middles: middles) : goingOut.take(rows, middles: middles)
  }

  /// Keeps what meets of the run at hand.
  mutating func meet(at hub: UInt64) {
    found.arriving.makeRoom(for: comingIn.count)
    found.leaving.makeRoom(for: goingOut.count)
    let dwell = question.dwell(at: hub)
    let kept: (arrivals: Int, departures: Int)
    let firsts = (arriving: found.arriving.count, leaving: found.leaving.count)
    if hasMiddleLegs {
      kept = Self.meetAny(
        comingIn, &goingOut, dwell: dwell, isDirect: isDirect, isLong: isLong,
        &found.arriving.rows, &found.leaving.rows, from: firsts)
    } else {
      kept = Self.meetEnds(
        comingIn, goingOut, dwell: dwell, &found.arriving.rows, &found.leaving.rows,
        from: firsts)
    }
    guard kept.arrivals > 0, kept.departures > 0 else { return }
    found.endRun(at: hub, arrivals: kept.arrivals, departures: kept.departures)
  }

  /// Keeps all rows that were picked of one side of a run.
  mutating func keepAll(at hub: UInt64, isArriving: Bool) {
    if isArriving {
      found.arriving.append(comingIn.rows[..<comingIn.count])
      found.endRun(at: hub, arrivals: comingIn.count, departures: 0)
    } else {
      found.leaving.append(goingOut.rows[..<goingOut.count])
      found.endRun(at: hub, arrivals: 0, departures: goingOut.count)
    }
  }

  /// Names what was found, when it is all of it, as ``FoundRuns/name(_:among:onBothSides:)`` says.
  mutating func name(_ index: RouteIndex, among wanted: NodeBits?, onBothSides: Bool) {
    found.name(index, among: wanted, onBothSides: onBothSides)
  }

  /// What was found in all runs.
  mutating func finished() -> FoundRuns {
    found.arriving.trim()
    found.leaving.trim()
    return found
  }

  /// Where all arrivals are first legs and all departures last ones.
  private static func meetEnds(
    _ arriving: PickedRows, _ leaving: PickedRows, dwell: DwellWindow,
    _ keptArrivals: inout [FoundRow], _ keptDepartures: inout [FoundRow],
    from firsts: (arriving: Int, leaving: Int)
  ) -> (arrivals: Int, departures: Int) {
    let comingIn = arriving.rows.span.extracting(first: arriving.count)
    let goingOut = leaving.rows.span.extracting(first: leaving.count)
    var arrivals = keptArrivals.mutableSpan
    var departures = keptDepartures.mutableSpan
    var window = FoundWindow(dwell)
    var (came, left, next) = (0, 0, 0)
    for index in comingIn.indices {
      let arrival = comingIn[index]
      window.advance(to: arrival.day, goingOut)
      guard window.start < window.end else {
        if window.start == goingOut.count { break }
        continue
      }
      arrivals[firsts.arriving + came] = arrival
      came &+= 1  // at most the number of arrivals
      // Both ends of the window only move on.
      next = max(next, window.start)
      while next < window.end {
        departures[firsts.leaving + left] = goingOut[next]
        left &+= 1  // likewise of departures
        next &+= 1
      }
    }
    return (came, left)
  }

  /// Where legs may be first, middle and last ones.
  private static func meetAny(
    _ arriving: PickedRows, _ leaving: inout PickedRows, dwell: DwellWindow, isDirect: Bool,
    isLong: Bool, _ keptArrivals: inout [FoundRow], _ keptDepartures: inout [FoundRow],
    from firsts: (arriving: Int, leaving: Int)
  ) -> (arrivals: Int, departures: Int) {
    let comingIn = arriving.rows.span.extracting(first: arriving.count)
    let count = leaving.count
    var goingOut = leaving.rows.mutableSpan
    var arrivals = keptArrivals.mutableSpan
    var window = FoundWindow(dwell)
    var came = 0
    // The first last leg and the first middle leg of the window.
    var (end, middle) = (0, 0)
    // Up to where departures know that first legs, and that middle legs, have them within their dwell.
    var (endReach, middleReach) = (0, 0)
    for index in comingIn.indices {
      var arrival = comingIn[index]
      window.advance(to: arrival.day, goingOut.span.extracting(first: count))
      guard window.start < window.end else {
        if window.start == count { break }
        continue
      }
      end = max(end, window.start)
      while end < window.end, !goingOut[end].roles.contains(.end) { end &+= 1 }
      middle = max(middle, window.start)
      while middle < window.end, !goingOut[middle].roles.contains(.middle) { middle &+= 1 }
      let (hasEnd, hasMiddle) = (end < window.end, middle < window.end)
      if !(isDirect && hasEnd || hasMiddle) { arrival.roles.remove(.end) }
      if !(hasEnd || isLong && hasMiddle) { arrival.roles.remove(.middle) }
      arrivals[firsts.arriving + came] = arrival
      came &+= arrival.roles.isEmpty ? 0 : 1  // at most the number of arrivals
      if arrival.roles.contains(.end) {
        endReach = max(endReach, window.start)
        while endReach < window.end {
          goingOut[endReach].reachedBy.insert(.end)
          endReach &+= 1
        }
      }
      if arrival.roles.contains(.middle) {
        middleReach = max(middleReach, window.start)
        while middleReach < window.end {
          goingOut[middleReach].reachedBy.insert(.middle)
          middleReach &+= 1
        }
      }
    }
    guard came > 0 else { return (0, 0) }
    let left = keepReached(
      goingOut.span.extracting(first: max(endReach, middleReach)), isDirect: isDirect,
      isLong: isLong, &keptDepartures, from: firsts.leaving)
    return (came, left)
  }

  /// Keeps the departures that may go on from what has them within its dwell; how many there are.
  private static func keepReached(
    _ goingOut: borrowing Span<FoundRow>, isDirect: Bool, isLong: Bool,
    _ kept: inout [FoundRow], from first: Int
  ) -> Int {
    var departures = kept.mutableSpan
    var left = 0
    for place in goingOut.indices {
      var departure = goingOut[place]
      let reachedBy = departure.reachedBy
      if !(reachedBy.contains(.middle) || isDirect && reachedBy.contains(.end)) {
        departure.roles.remove(.end)
      }
      if !(reachedBy.contains(.end) || isLong && reachedBy.contains(.middle)) {
        departure.roles.remove(.middle)
      }
      departures[first + left] = departure
      left &+= departure.roles.isEmpty ? 0 : 1  // at most the number of departures
    }
    return left
  }
}

/// The rows of one side of the run at hand that may be something on a route.
private struct PickedRows {
  /// The rows; there may be room behind the last one.
  var rows: [FoundRow] = []
  var count = 0

  /// Picks them among some rows of an index; how many there are.
  mutating func pick(_ range: Range<Int>, of side: IndexedRows, roles: RoleBits) -> Int {
    rows.makeRoom(for: range.count)
    count = side.pick(range, roles: roles, into: &rows)
    return count
  }

  /// Keeps those of the rows here; how many there are.
  mutating func keep(of side: IndexedRows, roles: RoleBits) -> Int {
    count = side.keep(&rows, count: count, roles: roles)
    return count
  }

  /// Takes those among the rows of another search; how many there are.
  mutating func take(_ others: borrowing Span<FoundRow>, middles: borrowing RowBits) -> Int {
    rows.makeRoom(for: others.count)
    count = Self.copy(others, to: &rows, middles: middles)
    return count
  }

  private static func copy(
    _ rows: borrowing Span<FoundRow>, to copies: inout [FoundRow], middles: borrowing RowBits
  ) -> Int {
    var copies = copies.mutableSpan
    var count = 0
    for index in rows.indices {
      var row = rows[index]
      if row.roles.contains(.middle), !middles.contains(row.row) { row.roles = .end }
      row.roles.formIntersection(rows[index].roles)
      row.reachedBy = []
      copies[count] = row
      count &+= row.roles.isEmpty ? 0 : 1  // at most the number of rows
    }
    return count
  }
}

/// The departures within the dwell of an arrival, as arrivals get later.
private struct FoundWindow {
  private(set) var start = 0
  private(set) var end = 0
  private let minimum: Int
  private let maximum: Int

  init(_ dwell: DwellWindow) {
    minimum = Int(dwell.minimum)
    maximum = Int(dwell.maximum)
  }

  mutating func advance(to day: Int32, _ departures: borrowing Span<FoundRow>) {
    let earliest = Int(day) &+ minimum  // days and dwells are 32 bits wide
    let latest = Int(day) &+ maximum  // likewise
    while start < departures.count, Int(departures[start].day) < earliest { start &+= 1 }
    end = max(end, start)
    while end < departures.count, Int(departures[end].day) <= latest { end &+= 1 }
  }
}

extension [FoundRow] {
  /// Makes the array long enough to be written into.
  mutating func makeRoom(for count: Int) {
    guard self.count < count else { return }
    let more = Swift.max(count, 2 * self.count) - self.count
    self += repeatElement(.none, count: more)
  }
}
