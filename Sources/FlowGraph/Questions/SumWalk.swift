/// How many routes there are by number of legs, and what their worths sum to.
struct RouteSums: Sendable {
  /// The number of routes of 2, 3, … legs.
  var counts: [Int]
  var sum: Int128 = 0

  static func + (first: RouteSums, second: RouteSums) -> RouteSums {
    RouteSums(
      counts: zip(first.counts, second.counts).map { $0 + $1 }, sum: first.sum + second.sum)
  }
}

/// A walk of all routes that sums their worths and keeps none.
struct SumWalk: Sendable {
  private let space: RouteSpace
  private let worths: RowWorths
  /// For 1, 2, … legs to go, in how many ways a route goes on from each arrival.
  private let ways: [[Int]]
  /// The run of each arrival, for going on from middle legs.
  private let runs: [Int32]
  private let ends: RouteEnds

  init(of space: RouteSpace, worths: RowWorths) {
    self.space = space
    self.worths = worths
    let question = space.question
    let upTo = question.legCounts.upperBound - 1
    ways = question.hasMiddleLegs ? space.waysOnward(upTo: upTo) : []
    runs = question.hasMiddleLegs ? space.arrivals.runOfRow : []
    ends = RouteEnds(of: space, worths: worths)
  }

  /// Sums the routes whose first legs arrive in some runs.
  func sums(of piece: Range<Int>) -> RouteSums {
    let legCounts = space.question.legCounts
    var found = RouteSums(counts: [Int](repeating: 0, count: legCounts.upperBound - 1))
    for run in piece {
      if legCounts.contains(2) {
        for leaving in space.onwardRuns(of: run) {
          addPairs(run: run, leaving: space.departures.rows(of: Int(leaving)), to: &found)
        }
      }
      for legs in legCounts where legs > 2 {
        for row in space.arrivals.rows(of: run)
        where space.arrivals.roles[row].contains(.end) && ways[legs - 2][row] > 0 {
          goOn(
            from: row, run: run, remaining: legs - 1, worth: worths.arriving[row],
            count: &found.counts[legs - 2], sum: &found.sum)
        }
      }
    }
    return found
  }

  private func addPairs(run: Int, leaving: Range<Int>, to found: inout RouteSums) {
    let roles = space.arrivals.roles.span
    let arrivalDays = space.arrivals.days.span
    let quantities = space.arrivals.quantities.span
    let incoming = worths.arriving.span
    let days = space.departures.days.span
    var window = OnwardWindow(
      over: leaving, dwell: space.question.dwell(at: space.arrivals.hubs[run]))
    for row in space.arrivals.rows(of: run) where roles[row].contains(.end) {
      window.advance(to: arrivalDays[row], days: days)
      guard window.start < window.end else { continue }
      addEnds(
        in: window.start..<window.end, range: space.admittedQuantities(after: quantities[row]),
        worth: incoming[row], count: &found.counts[0], sum: &found.sum)
    }
  }

  /// Adds all routes that go on from an arrival with exactly `remaining` legs.
  private func goOn(
    from row: Int, run: Int, remaining: Int, worth: Int64, count: inout Int, sum: inout Int128
  ) {
    let range = space.admittedQuantities(after: space.arrivals.quantities[row])
    let quantities = space.departures.quantities.span
    for leaving in space.onwardRuns(of: run) {
      let window = space.window(after: row, of: run, in: Int(leaving))
      guard remaining > 1 else {
        addEnds(in: window, range: range, worth: worth, count: &count, sum: &sum)
        continue
      }
      for next in window where range.contains(quantities[next]) {
        let arrival = Int(space.onward[next])
        guard arrival >= 0, ways[remaining - 2][arrival] > 0 else { continue }
        goOn(
          from: arrival, run: Int(runs[arrival]), remaining: remaining - 1,
          worth: worths.ranking.joined(worth, worths.leaving[next]), count: &count, sum: &sum)
      }
    }
  }

  /// Adds the routes whose last leg is one of some departures.
  private func addEnds(
    in window: Range<Int>, range: AdmittedQuantities, worth: Int64, count: inout Int,
    sum: inout Int128
  ) {
    let found = ends.sums(in: window, range: range, worth: worth)
    count += found.count
    sum += found.sum
  }
}
