/// How many routes there are and what their worths sum to.
public struct RouteWorth: Sendable, Equatable {
  /// The number of routes.
  public let count: Int
  /// The sum of the worths of all routes.
  public let sum: Int128
}

extension RouteSpace {
  /// Sums the worths of all routes.
  ///
  /// The smallest leg of a route cannot be summed without meeting the route, so this walks all of
  /// them, on all cores, and keeps none.
  ///
  /// - Complexity: O(routes × legs of a route); nothing is spent on legs that lead nowhere.
  public func worth(by ranking: RouteRanking) -> RouteWorth {
    worth(by: ranking, fewSteps: RouteListing.fewSteps)
  }

  /// The same, where a walk on one core may take some steps before all cores are called.
  func worth(by ranking: RouteRanking, fewSteps: Int) -> RouteWorth {
    let worths = RowWorths(of: self, by: ranking)
    if let few = RouteListing(of: self, worths: worths, best: 0, steps: fewSteps) {
      return RouteWorth(count: few.counts.reduce(0, +), sum: few.sum)
    }
    let all = sums(of: worths)
    return RouteWorth(count: all.counts.reduce(0, +), sum: all.sum)
  }

  /// The number of routes of 2, 3, … legs, and the sum of the worths of all.
  func sums(of worths: RowWorths) -> (counts: [Int], sum: Int128) {
    let walk = SumWalk(of: self, worths: worths)
    let pieces = pieces
    let found = Parallel.map(count: pieces.count) { walk.sums(of: pieces[$0]) }
    let none = RouteSums(counts: [Int](repeating: 0, count: question.legCounts.upperBound - 1))
    let all = found.reduce(none) { $0 + $1 }
    return (all.counts, all.sum)
  }

  /// The departures that may follow an arrival.
  func onwardRows(after row: Int) -> [Int] {
    var found: [Int] = []
    let run = arrivals.run(ofRow: row)
    let range = admittedQuantities(after: arrivals.quantities[row])
    let quantities = departures.quantities.span
    for leaving in onwardRuns(of: run) {
      for next in window(after: row, of: run, in: Int(leaving))
      where range.contains(quantities[next]) {
        found.append(next)
      }
    }
    return found
  }
}

extension RouteSide {
  /// The run in which a row lies, by bisection.
  func run(ofRow row: Int) -> Int {
    var low = 0
    var high = hubs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(offsets[middle]) <= row { low = middle } else { high = middle }
    }
    return low
  }

  /// The run in which each row lies.
  var runOfRow: [Int32] {
    [Int32](capacity: count) { runs in
      for run in hubs.indices {
        for _ in rows(of: run) { runs.append(Int32(truncatingIfNeeded: run)) }
      }
    }
  }
}

/// The numbers that routes are ranked by, in order of rows.
struct RowWorths: Sendable {
  let ranking: RouteRanking
  let arriving: [Int64]
  let leaving: [Int64]

  init(of space: RouteSpace, by ranking: RouteRanking) {
    self.ranking = ranking
    arriving = ranking.worths.gathered(by: space.arrivals.legs)
    leaving = ranking.worths.gathered(by: space.departures.legs)
  }

  /// The largest number of any leg, no sign.
  var largest: UInt64 {
    max(Self.largest(of: arriving.span), Self.largest(of: leaving.span))
  }

  private static func largest(of numbers: borrowing Span<Int64>) -> UInt64 {
    var largest: UInt64 = 0
    for index in numbers.indices { largest = max(largest, numbers[index].magnitude) }
    return largest
  }
}
