/// Where arrivals and departures of the same runs lie that have one of the others within their dwell.
struct FoundMeetings: Sendable {
  private(set) var arrivals: FoundPlaces
  private(set) var departures: FoundPlaces

  /// Looks at both sides of some runs together.
  ///
  /// Where no route has two legs only, a first leg goes on with a middle leg and a last leg comes
  /// after one. A run without those on one side needs only those of the other.
  ///
  /// - Parameters:
  ///   - arriving: the arrivals of each run.
  ///   - leaving: the departures of the same runs.
  ///   - dwells: the dwell at each run.
  ///   - isDirect: whether a route may have two legs.
  init(of arriving: FoundRows, _ leaving: FoundRows, dwells: [DwellWindow], isDirect: Bool) {
    arrivals = FoundPlaces(places: [Int32](repeating: 0, count: arriving.count))
    departures = FoundPlaces(places: [Int32](repeating: 0, count: leaving.count))
    (arrivals.starts, departures.starts) = Self.meet(
      arriving, leaving, dwells: dwells, isDirect: isDirect, arrivals: &arrivals.places,
      departures: &departures.places)
    arrivals.places.removeLast(arriving.count - Int(arrivals.starts[dwells.count]))
    departures.places.removeLast(leaving.count - Int(departures.starts[dwells.count]))
  }

  private static func meet(
    _ arriving: FoundRows, _ leaving: FoundRows, dwells: [DwellWindow], isDirect: Bool,
    arrivals: inout [Int32], departures: inout [Int32]
  ) -> (arrivals: [Int32], departures: [Int32]) {
    let arrivalDays = arriving.days.span
    let departureDays = leaving.days.span
    let arrivalRoles = arriving.roles.span
    let departureRoles = leaving.roles.span
    var arrivals = arrivals.mutableSpan
    var departures = departures.mutableSpan
    var starts: (arrivals: [Int32], departures: [Int32]) = ([0], [0])
    starts.arrivals.reserveCapacity(dwells.count + 1)
    starts.departures.reserveCapacity(dwells.count + 1)
    var (came, left) = (0, 0)
    for run in dwells.indices {
      let comingIn = arriving.range(of: run)
      let goingOut = leaving.range(of: run)
      let first = isDirect || leaving.hasMiddleLegs(in: goingOut) ? LegRoles.any : .middle
      let last = isDirect || arriving.hasMiddleLegs(in: comingIn) ? LegRoles.any : .middle
      var window = OnwardWindow(over: goingOut, dwell: dwells[run])
      var next = goingOut.lowerBound
      // Most runs have few rows, and many lie apart as a whole.
      let isApart =
        comingIn.isEmpty || goingOut.isEmpty
        || dwells[run].liesApart(
          arrivals: arrivalDays[comingIn.lowerBound]...arrivalDays[comingIn.upperBound - 1],
          departures: departureDays[goingOut.lowerBound]...departureDays[goingOut.upperBound - 1])
      for place in isApart ? 0..<0 : comingIn
      where !arrivalRoles[place].isDisjoint(with: first) {
        window.advance(to: arrivalDays[place], days: departureDays)
        guard window.start < window.end else { continue }
        arrivals[came] = Int32(truncatingIfNeeded: place)
        came &+= 1  // at most the number of arrivals
        // Both ends of the window only move on.
        next = max(next, window.start)
        while next < window.end {
          departures[left] = Int32(truncatingIfNeeded: next)
          left &+= departureRoles[next].isDisjoint(with: last) ? 0 : 1  // likewise of departures
          next &+= 1
        }
      }
      starts.arrivals.append(Int32(truncatingIfNeeded: came))
      starts.departures.append(Int32(truncatingIfNeeded: left))
    }
    return starts
  }

  /// Drops departures whose legs are not wanted.
  mutating func keepDepartures(_ leaving: FoundRows, of index: RouteIndex, among wanted: NodeBits) {
    departures = leaving.departures(at: departures, of: index, among: wanted)
  }

  /// Forgets the runs without arrivals, which have no departures either; returns which are left.
  mutating func keepMeetingRuns() -> [Int] {
    let runs = arrivals.foundRuns
    arrivals = arrivals.keeping(runs: runs)
    departures = departures.keeping(runs: runs)
    return runs
  }
}
