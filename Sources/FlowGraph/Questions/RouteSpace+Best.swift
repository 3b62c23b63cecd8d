/// The best routes that answer a question, beside how many there are in all.
public struct RouteAnswer: Sendable, Equatable {
  /// How many routes there are, whether listed or not.
  public let count: RouteCount
  /// The sum of the worths of all routes, where it was asked for.
  public let sum: Int128?
  /// The best routes, best first.
  public let routes: [RankedRoute]
  /// Whether there are more routes than are listed.
  public var isCapped: Bool { routes.count < count.total }
}

extension RouteSpace {
  /// The best routes, the number of all routes, and the sum of their worths if it is asked for.
  ///
  /// Takes less time than asking for each: where routes are few, one walk finds all three.
  public func answer(
    best limit: Int, by ranking: RouteRanking, summing isSummed: Bool = false
  ) -> RouteAnswer {
    answer(best: limit, by: ranking, summing: isSummed, fewSteps: RouteListing.fewSteps)
  }

  /// The same, where a walk of all routes may take some steps before sums and bounds are made.
  func answer(
    best limit: Int, by ranking: RouteRanking, summing isSummed: Bool, fewSteps: Int
  ) -> RouteAnswer {
    Self.check(limit)
    let worths = RowWorths(of: self, by: ranking)
    if let few = RouteListing(of: self, worths: worths, best: limit, steps: fewSteps) {
      return RouteAnswer(
        count: RouteCount(byLegs: few.counts, isExact: true), sum: isSummed ? few.sum : nil,
        routes: few.best)
    }
    let best = bestByBounds(limit, worths: worths)
    guard isSummed else { return RouteAnswer(count: countBySums(), sum: nil, routes: best) }
    let all = sums(of: worths)
    return RouteAnswer(
      count: RouteCount(byLegs: all.counts, isExact: true), sum: all.sum, routes: best)
  }

  /// The `limit` best routes, best first.
  ///
  /// Higher worth goes first, then fewer legs, then the lower leg number at the first difference.
  /// Nothing is cut off on the way: the routes are those that a full list, sorted, would begin with.
  ///
  /// - Complexity: the cost of ``count()``, and for each route about the legs that may follow its
  ///   legs. Ranked by the smallest leg, only the largest legs are looked at.
  /// - SeeAlso: <doc:RouteQuestions>
  public func best(_ limit: Int, by ranking: RouteRanking) -> [RankedRoute] {
    best(limit, by: ranking, fewSteps: RouteListing.fewSteps)
  }

  /// The same, where a walk of all routes may take some steps before bounds are made.
  func best(_ limit: Int, by ranking: RouteRanking, fewSteps: Int) -> [RankedRoute] {
    Self.check(limit)
    guard limit > 0 else { return [] }
    let worths = RowWorths(of: self, by: ranking)
    if let few = RouteListing(of: self, worths: worths, best: limit, steps: fewSteps) {
      return few.best
    }
    return bestByBounds(limit, worths: worths)
  }

  private static func check(_ limit: Int) {
    precondition(limit >= 0, "the number of routes must not be below zero, got \(limit)")
  }

  private func bestByBounds(_ limit: Int, worths: RowWorths) -> [RankedRoute] {
    guard limit > 0, arrivals.count > 0, departures.count > 0 else { return [] }
    guard worths.ranking.isSmallest else { return search(limit, worths: worths) }
    // With `limit` routes over legs of some worth or more, no route over a lesser leg can be better.
    let rows = arrivals.count + departures.count
    var sought = max(1_024, limit.multipliedReportingOverflow(by: 8).partialValue)
    let sample = worths.sample()
    while sought < rows / 2 {
      let least = sample[sample.count * sought / rows]
      let larger = restricted(to: worths, atLeast: least)
      if larger.countBySums().total >= limit {
        return larger.search(limit, worths: RowWorths(of: larger, by: worths.ranking))
      }
      sought *= 8
    }
    return search(limit, worths: worths)
  }

  private func search(_ limit: Int, worths: RowWorths) -> [RankedRoute] {
    var search = BestRouteSearch(of: self, worths: worths, limit: limit)
    var routes: [RankedRoute] = []
    while routes.count < limit, let route = search.next() { routes.append(route) }
    return routes
  }

  /// The routes over legs of some worth or more.
  private func restricted(to worths: RowWorths, atLeast least: Int64) -> RouteSpace {
    let kept = Parallel.map(count: 2) { index in
      let worths = index == 0 ? worths.arriving : worths.leaving
      return worths.indices.filter { worths[$0] >= least }.map { Int32($0) }
    }
    let arrivals = arrivals.keeping(kept[0])
    let departures = departures.keeping(kept[1])
    let (meetings, offsets) = Self.meetings(
      arrivals: arrivals, departures: departures, transforms: question.transforms)
    return RouteSpace(
      question: question, arrivals: arrivals, departures: departures,
      onward: question.hasMiddleLegs
        ? RankedRows(kept[0]).ranks(of: kept[1].map { onward[Int($0)] }) : [],
      meetings: meetings, meetingOffsets: offsets)
  }
}

extension RowWorths {
  /// Worths of rows spread evenly over all, falling.
  func sample() -> [Int64] {
    let rows = arriving.count + leaving.count
    let step = max(1, rows / 8_192)
    return stride(from: 0, to: rows, by: step).map {
      $0 < arriving.count ? arriving[$0] : leaving[$0 - arriving.count]
    }.sorted(by: >)
  }
}

extension RouteSide {
  /// The rows at some rising places.
  fileprivate func keeping(_ kept: [Int32]) -> RouteSide {
    var hubs: [UInt64] = []
    var starts: [Int32] = []
    var run = 0
    for (place, row) in kept.enumerated() {
      while offsets[run + 1] <= row { run += 1 }
      if hubs.last != self.hubs[run] {
        hubs.append(self.hubs[run])
        starts.append(Int32(place))
      }
    }
    return RouteSide(
      legs: kept.map { legs[Int($0)] }, days: kept.map { days[Int($0)] },
      quantities: kept.map { quantities[Int($0)] }, roles: kept.map { roles[Int($0)] },
      hubs: hubs, offsets: starts + [Int32(kept.count)])
  }
}
