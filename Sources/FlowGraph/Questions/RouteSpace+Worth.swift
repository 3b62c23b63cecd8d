/// How many routes there are and what their worths sum to.
public struct RouteWorth: Sendable, Equatable {
  /// The number of routes.
  public internal(set) var count = 0
  /// The sum of the worths of all routes.
  public internal(set) var sum: Int128 = 0

  static func + (first: RouteWorth, second: RouteWorth) -> RouteWorth {
    RouteWorth(count: first.count + second.count, sum: first.sum + second.sum)
  }
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
    let ways =
      question.hasMiddleLegs ? waysOnward(upTo: question.legCounts.upperBound - 1) : []
    let pieces = pieces
    return Parallel.map(count: pieces.count) { piece in
      var found = RouteWorth()
      for run in pieces[piece] {
        if question.legCounts.contains(2) {
          for leaving in onwardRuns(of: run) {
            addPairs(run: run, leaving: Int(leaving), worths: worths, to: &found)
          }
        }
        for legs in question.legCounts where legs > 2 {
          for row in arrivals.rows(of: run)
          where arrivals.roles[row].contains(.end) && ways[legs - 2][row] > 0 {
            walk(
              from: row, remaining: legs - 1, worth: worths.arriving[row], worths: worths,
              ways: ways, to: &found)
          }
        }
      }
      return found
    }.reduce(RouteWorth(), +)
  }

  private func addPairs(
    run: Int, leaving: Int, worths: RowWorths, to found: inout RouteWorth
  ) {
    let days = departures.days.span
    let quantities = departures.quantities.span
    let roles = departures.roles.span
    let outgoing = worths.leaving.span
    var window = OnwardWindow(
      over: departures.rows(of: leaving), dwell: question.dwell(at: arrivals.hubs[run]))
    let isSmallest = worths.ranking.isSmallest
    for row in arrivals.rows(of: run) where arrivals.roles[row].contains(.end) {
      window.advance(to: arrivals.days[row], days: days)
      guard window.start < window.end else { continue }
      let range = admittedQuantities(after: arrivals.quantities[row])
      let worth = worths.arriving[row]
      var count = 0
      var sum: Int128 = 0
      for next in window.start..<window.end
      where quantities[next] >= range.least && quantities[next] <= range.most
        && roles[next].contains(.end)
      {
        count &+= 1  // at most the departures of one run
        let other = outgoing[next]
        // Fewer than 2^32 numbers of at most 2^64 each.
        sum &+= isSmallest ? Int128(min(worth, other)) : Int128(worth) &+ Int128(other)
      }
      found.count += count
      found.sum += sum
    }
  }

  /// Walks all routes that go on from an arrival with exactly `remaining` legs.
  private func walk(
    from row: Int, remaining: Int, worth: Int64, worths: RowWorths, ways: [[Int]],
    to found: inout RouteWorth
  ) {
    for next in onwardRows(after: row) {
      let joined = worths.ranking.joined(worth, worths.leaving[next])
      if remaining == 1 {
        guard departures.roles[next].contains(.end) else { continue }
        found.count += 1
        found.sum += Int128(joined)
      } else if onward[next] >= 0, ways[remaining - 2][Int(onward[next])] > 0 {
        walk(
          from: Int(onward[next]), remaining: remaining - 1, worth: joined, worths: worths,
          ways: ways, to: &found)
      }
    }
  }

  /// The departures that may follow an arrival.
  func onwardRows(after row: Int) -> [Int] {
    var found: [Int] = []
    let run = arrivals.run(ofRow: row)
    let range = admittedQuantities(after: arrivals.quantities[row])
    let quantities = departures.quantities.span
    for leaving in onwardRuns(of: run) {
      for next in window(after: row, of: run, in: Int(leaving))
      where quantities[next] >= range.least && quantities[next] <= range.most {
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
}
