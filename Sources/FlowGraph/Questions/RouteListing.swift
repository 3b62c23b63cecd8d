/// The routes of a question that has few: counted, summed and the best of them kept in one walk.
///
/// Sums over windows and bounds on what follows pay where routes are many. Where they are few, walking
/// all of them takes less time than preparing those; so a walk is tried first, and given up after some
/// steps. A *step* is a departure that lies within the dwell after an arrival.
struct RouteListing {
  /// Steps after which a walk is given up: a fraction of a millisecond.
  static let fewSteps = 262_144

  /// The number of routes of 2, 3, … legs.
  private(set) var counts: [Int]
  /// The sum of the worths of all routes.
  private(set) var sum: Int128 = 0
  /// The best routes.
  private(set) var best: [RankedRoute] = []

  /// What arrivals and departures are worth; empty where routes are only counted.
  private let incoming: [Int64]
  private let outgoing: [Int64]
  private let isRanked: Bool
  private let isSmallest: Bool
  private let ends: RouteEnds
  /// The run of each arrival, for going on from middle legs.
  private let runs: [Int32]
  private let longest: Int
  private var stepsLeft: Int
  private var chain: [Int32]
  private var bestSoFar: BestChains

  /// Walks all routes; nil where that takes more than `steps` steps.
  ///
  /// - Parameters:
  ///   - space: the routes.
  ///   - worths: what their legs are worth, looked up at once, because that reads in no order; nil to
  ///     count them only.
  ///   - limit: how many of the best are kept.
  ///   - steps: how many steps are few.
  init?(of space: RouteSpace, worths: RowWorths?, best limit: Int, steps: Int) {
    incoming = worths?.arriving ?? []
    outgoing = worths?.leaving ?? []
    isRanked = worths != nil
    isSmallest = worths?.ranking.isSmallest ?? true
    ends = RouteEnds(of: space, worths: worths)
    longest = space.question.legCounts.upperBound
    stepsLeft = steps
    runs = space.question.hasMiddleLegs && steps > 0 ? space.arrivals.runOfRow : []
    counts = [Int](repeating: 0, count: longest - 1)
    chain = [Int32](repeating: 0, count: longest)
    bestSoFar = BestChains(most: limit, longest: longest)
    for run in space.arrivals.hubs.indices {
      let meetings = Int(space.meetingOffsets[run])..<Int(space.meetingOffsets[run + 1])
      for meeting in meetings {
        guard walk(space, run: run, leaving: Int(space.meetings[meeting])) else {
          return nil
        }
      }
    }
    best = bestSoFar.routes
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
      let worth = isRanked ? incoming[row] : 0
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
    guard legs + 1 < longest else {
      addEnds(space, in: window, range: range, worth: worth)
      return true
    }
    let isLongEnough = space.question.legCounts.contains(legs + 1)
    let quantities = space.departures.quantities.span
    for next in window where range.contains(quantities[next]) {
      chain[legs] = space.departures.legs[next]
      let joined = isRanked ? joined(worth, outgoing[next]) : 0
      if isLongEnough, space.departures.roles[next].contains(.end) {
        counts[legs - 1] += 1
        sum += Int128(joined)
        if isRanked { bestSoFar.note(chain[...legs], worth: joined) }
      }
      if space.onward[next] >= 0 {
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

  /// Takes in the routes of the greatest length that end with one of some departures.
  private mutating func addEnds(
    _ space: RouteSpace, in window: Range<Int>, range: AdmittedQuantities, worth: Int64
  ) {
    guard isRanked else {
      counts[longest - 2] += ends.count(in: window, range: range)
      return
    }
    let found = ends.sums(in: window, range: range, worth: worth)
    counts[longest - 2] += found.count
    sum += found.sum
    // Soon few parts can have anything after them that makes a route one of the best.
    guard found.count > 0, let least = leastEnd(after: worth) else { return }
    ends.forEach(in: window, range: range, worthAtLeast: least) { next in
      chain[longest - 1] = space.departures.legs[next]
      bestSoFar.note(chain[...], worth: joined(worth, outgoing[next]))
    }
  }

  /// What the last leg must be worth for a route to be one of the best as far as is known; nil where no
  /// last leg is worth enough.
  private func leastEnd(after worth: Int64) -> Int64? {
    guard let least = bestSoFar.leastWorth else { return nil }
    guard !isSmallest else { return worth >= least ? least : nil }
    let (rest, isOverflow) = least.subtractingReportingOverflow(worth)
    guard isOverflow else { return rest }
    return worth > 0 ? .min : nil
  }

  private func joined(_ first: Int64, _ second: Int64) -> Int64 {
    isSmallest ? min(first, second) : first + second
  }
}

/// The best of all chains that were noted.
private struct BestChains {
  private struct Entry {
    var worth: Int64
    var length: Int32
    /// Which of `chains` it is.
    var place: Int32
  }

  private let most: Int
  private let longest: Int
  private var entries: [Entry] = []
  /// The legs of the entries, one after another, each with room for the longest.
  private var chains: [Int32] = []
  /// What a chain must be worth to be one of the best as far as is known.
  private var least = Int64.min

  init(most: Int, longest: Int) {
    self.most = most
    self.longest = longest
  }

  /// What a chain must be worth to be one of the best as far as is known; nil where none are kept.
  var leastWorth: Int64? { most > 0 ? least : nil }

  /// Takes a chain in, where it may be one of the best.
  mutating func note(_ chain: ArraySlice<Int32>, worth: Int64) {
    guard most > 0, worth >= least else { return }
    entries.append(
      Entry(worth: worth, length: Int32(chain.count), place: Int32(chains.count / longest)))
    chains += chain
    for _ in chain.count..<longest { chains.append(0) }
    if entries.count / 2 - 32 > most {
      keepBest()
      least = entries[entries.count - 1].worth
    }
  }

  /// The best chains, best first.
  var routes: [RankedRoute] {
    var best = self
    best.keepBest()
    return best.entries.map {
      RankedRoute(
        legs: Array(Self.legs(of: $0, chains: best.chains, longest: longest)), worth: $0.worth)
    }
  }

  private static func legs(
    of entry: Entry, chains: [Int32], longest: Int
  ) -> ArraySlice<Int32> {
    let start = Int(entry.place) * longest
    return chains[start..<(start + Int(entry.length))]
  }

  private mutating func keepBest() {
    let chains = chains
    let longest = longest
    entries.sort { Self.precedes($0, $1, chains: chains, longest: longest) }
    if entries.count > most { entries.removeSubrange(most...) }
    var kept: [Int32] = []
    kept.reserveCapacity(entries.count * longest)
    for index in entries.indices {
      let start = Int(entries[index].place) * longest
      entries[index].place = Int32(index)
      kept += chains[start..<(start + longest)]
    }
    self.chains = kept
  }

  /// Whether a chain goes before another: the higher worth, then fewer legs, then the lower leg number
  /// at the first difference.
  private static func precedes(
    _ first: Entry, _ second: Entry, chains: [Int32], longest: Int
  ) -> Bool {
    if first.worth != second.worth { return first.worth > second.worth }
    if first.length != second.length { return first.length < second.length }
    return legs(of: first, chains: chains, longest: longest)
      .lexicographicallyPrecedes(legs(of: second, chains: chains, longest: longest))
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
