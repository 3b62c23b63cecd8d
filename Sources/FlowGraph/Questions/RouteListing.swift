/// The routes of a question that has few: counted, summed and the best of them kept in one walk.
///
/// Sums over windows and bounds on what follows pay where routes are many. Where they are few, walking
/// all of them takes less time than preparing those; so a walk is tried first, and given up after some
/// steps. A *step* is a departure that lies within the dwell after an arrival.
struct RouteListing {
  /// Steps after which a walk is given up: a fraction of a millisecond.
  static let fewSteps = 131_072

  /// The number of routes of 2, 3, … legs.
  private(set) var counts: [Int]
  /// The sum of the worths of all routes.
  private(set) var sum: Int128 = 0
  /// The best routes, in any order until the walk ends.
  private(set) var best: [RankedRoute] = []

  /// What rows are worth; nil where routes are only counted.
  private let worths: RowWorths?
  private let limit: Int
  /// The run of each arrival, for going on from middle legs.
  private let runs: [Int32]
  private var stepsLeft: Int
  private var chain: [Int32]
  /// What a route must be worth to be one of the best as far as is known.
  private var least = Int64.min

  /// Walks all routes; nil where that takes more than `steps` steps.
  ///
  /// - Parameters:
  ///   - space: the routes.
  ///   - worths: what their legs are worth, looked up at once, because that reads in no order; nil to
  ///     count them only.
  ///   - limit: how many of the best are kept.
  ///   - steps: how many steps are few.
  init?(of space: RouteSpace, worths: RowWorths?, best limit: Int, steps: Int) {
    self.worths = worths
    self.limit = limit
    stepsLeft = steps
    runs = space.question.hasMiddleLegs && steps > 0 ? space.arrivals.runOfRow : []
    counts = [Int](repeating: 0, count: space.question.legCounts.upperBound - 1)
    chain = [Int32](repeating: 0, count: space.question.legCounts.upperBound)
    for run in space.arrivals.hubs.indices {
      let meetings = Int(space.meetingOffsets[run])..<Int(space.meetingOffsets[run + 1])
      for meeting in meetings {
        guard walk(space, run: run, leaving: Int(space.meetings[meeting])) else {
          return nil
        }
      }
    }
    keepBest()
  }

  /// Walks the routes whose first leg arrives in a run and whose second leaves in another; false
  /// where the steps do not suffice.
  private mutating func walk(_ space: RouteSpace, run: Int, leaving: Int) -> Bool {
    let roles = space.arrivals.roles.span
    let arrivalDays = space.arrivals.days.span
    let days = space.departures.days.span
    var window = OnwardWindow(
      over: space.departures.rows(of: leaving),
      dwell: space.question.dwell(at: space.arrivals.hubs[run]))
    for row in space.arrivals.rows(of: run) where roles[row].contains(.end) {
      window.advance(to: arrivalDays[row], days: days)
      guard window.start < window.end else { continue }
      chain[0] = space.arrivals.legs[row]
      let worth = worths?.arriving[row] ?? 0
      guard goOn(space, from: row, over: window.start..<window.end, legs: 1, worth: worth) else {
        return false
      }
    }
    return true
  }

  /// Goes on from an arrival over the departures within its dwell.
  private mutating func goOn(
    _ space: RouteSpace, from row: Int, over window: Range<Int>, legs: Int, worth: Int64
  ) -> Bool {
    stepsLeft -= window.count
    guard stepsLeft >= 0 else { return false }
    let range = space.admittedQuantities(after: space.arrivals.quantities[row])
    let isLongEnough = space.question.legCounts.contains(legs + 1)
    let mayGoOn = legs + 1 < space.question.legCounts.upperBound
    let quantities = space.departures.quantities.span
    for next in window where range.contains(quantities[next]) {
      chain[legs] = space.departures.legs[next]
      let joined = worths.map { $0.ranking.joined(worth, $0.leaving[next]) } ?? 0
      if isLongEnough, space.departures.roles[next].contains(.end) {
        note(legs: legs + 1, worth: joined)
      }
      if mayGoOn, space.onward[next] >= 0 {
        guard goOn(space, after: Int(space.onward[next]), legs: legs + 1, worth: joined) else {
          return false
        }
      }
    }
    return true
  }

  /// Goes on from an arrival of a middle leg.
  private mutating func goOn(
    _ space: RouteSpace, after row: Int, legs: Int, worth: Int64
  ) -> Bool {
    let run = Int(runs[row])
    for leaving in space.onwardRuns(of: run) {
      let window = space.window(after: row, of: run, in: Int(leaving))
      guard goOn(space, from: row, over: window, legs: legs, worth: worth) else { return false }
    }
    return true
  }

  /// Counts the chain.
  private mutating func note(legs: Int, worth: Int64) {
    counts[legs - 2] += 1
    guard worths != nil else { return }
    sum += Int128(worth)
    guard limit > 0, worth >= least else { return }
    best.append(RankedRoute(legs: Array(chain[..<legs]), worth: worth))
    if best.count / 2 - 32 > limit {
      keepBest()
      least = best[best.count - 1].worth
    }
  }

  private mutating func keepBest() {
    best.sort { $0.precedes($1) }
    if best.count > limit { best.removeSubrange(limit...) }
  }
}

extension RankedRoute {
  /// Whether a route goes before another: the higher worth, then fewer legs, then the lower leg
  /// number at the first difference.
  fileprivate func precedes(_ other: RankedRoute) -> Bool {
    if worth != other.worth { return worth > other.worth }
    if legs.count != other.legs.count { return legs.count < other.legs.count }
    return legs.lexicographicallyPrecedes(other.legs)
  }
}

extension RouteSpace {
  /// The departures of a run that are within the dwell after an arrival.
  func window(after row: Int, of run: Int, in leaving: Int) -> Range<Int> {
    let dwell = question.dwell(at: arrivals.hubs[run])
    let day = Int(arrivals.days[row])
    let rows = departures.rows(of: leaving)
    let start = departures.firstRow(of: rows, from: day + Int(dwell.minimum))
    return
      start..<departures.firstRow(of: start..<rows.upperBound, from: day + Int(dwell.maximum) + 1)
  }
}

extension RouteSide {
  /// The first of some rows of one run that is on a day or later.
  func firstRow(of rows: Range<Int>, from day: Int) -> Int {
    let days = days.span
    var low = rows.lowerBound
    var high = rows.upperBound
    while low < high {
      let middle = (low + high) / 2
      if Int(days[middle]) < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
