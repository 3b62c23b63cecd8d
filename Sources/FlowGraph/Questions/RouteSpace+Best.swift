/// The best routes that answer a question, beside how many there are in all.
public struct RouteAnswer: Sendable, Equatable {
  /// How many routes there are, whether listed or not.
  public let count: RouteCount
  /// The best routes, best first.
  public let routes: [RankedRoute]
  /// Whether there are more routes than are listed.
  public var isCapped: Bool { routes.count < count.total }
}

extension RouteSpace {
  /// The best routes and the number of all routes.
  public func answer(best limit: Int, by ranking: RouteRanking) -> RouteAnswer {
    RouteAnswer(count: count(), routes: best(limit, by: ranking))
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
    precondition(limit >= 0, "the number of routes must not be below zero, got \(limit)")
    guard limit > 0, arrivals.count > 0, departures.count > 0 else { return [] }
    let worths = RowWorths(of: self, by: ranking)
    guard ranking.isSmallest else { return search(limit, worths: worths) }
    // With `limit` routes over legs of some worth or more, no route over a lesser leg can be better.
    let rows = arrivals.count + departures.count
    var sought = max(1_024, limit.multipliedReportingOverflow(by: 8).partialValue)
    let sample = worths.sample()
    while sought < rows / 2 {
      let least = sample[sample.count * sought / rows]
      let larger = restricted(to: worths, atLeast: least)
      if larger.count().total >= limit {
        return larger.search(limit, worths: RowWorths(of: larger, by: ranking))
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
    let sides = Parallel.map(count: 2) { index in
      index == 0
        ? arrivals.restricted(to: worths.arriving, atLeast: least)
        : departures.restricted(to: worths.leaving, atLeast: least)
    }
    return RouteSpace(question: question, arrivals: sides[0], departures: sides[1])
  }
}

extension RowWorths {
  /// Worths of rows spread evenly over all, falling.
  func sample() -> [Int64] {
    let rows = arriving.count + leaving.count
    let step = max(1, rows / 65_536)
    return stride(from: 0, to: rows, by: step).map {
      $0 < arriving.count ? arriving[$0] : leaving[$0 - arriving.count]
    }.sorted(by: >)
  }
}

extension RouteSide {
  /// The rows of some worth or more.
  fileprivate func restricted(to worths: [Int64], atLeast least: Int64) -> RouteSide {
    var kept: [RouteRow] = []
    let worths = worths.span
    var run = 0
    for row in worths.indices where worths[row] >= least {
      while Int(offsets[run + 1]) <= row { run += 1 }
      kept.append(
        RouteRow(
          hub: hubs[run], quantity: quantities[row], day: days[row], leg: legs[row],
          roles: roles[row]))
    }
    return RouteSide(sorted: kept)
  }
}
