import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// Scores every route, a piece at a time on all cores, and writes down why.
///
/// The reasons of a route take tens of kilobytes in memory. Where they are written they are worked out
/// twice: once for the ranking, which needs the strongest alone, and once in the order of the ranking.
struct RouteScoring {
  let scorer: Scorer
  let context: RiskContext

  /// A route, and what was scored as it.
  struct Found {
    var route: Route
    let subject: Subject
  }

  private static let pieceSize = 64
  /// Routes whose reasons wait in memory for their turn.
  private static let routesTogether = 1024

  /// The routes without the risk of their parties, ranked.
  ///
  /// - Parameter isSummarised: whether the lines of the strongest reasons are enough.
  /// - Returns: the routes, best first.
  func ranked(isSummarised: Bool) -> [Found] {
    let flows = context.flow.routes
    let bounds = context.flow.hubs.chainBounds(of: flows)
    let builder = RouteBuilder(context: context)
    var routes = Parallel.map(count: flows.count, inPiecesOf: Self.pieceSize) { numbers in
      numbers.map { number -> Found in
        let flow = flows[number]
        let subject = Subject(
          row: Int(context.movements[Int(flow.legs[0])].record), movement: Int(flow.legs[0]),
          onward: flow.legs.dropFirst().map(Int.init))
        let assessment = scorer.assess(
          subject, in: context,
          detail: isSummarised ? .strongest(Assessment.shownReasons) : .full)
        return Found(
          route: builder.route(of: flow, bounds: bounds[number], assessment: assessment),
          subject: subject)
      }
    }.flatMap(\.self)
    routes.sort { one, other in
      let (first, second) = (one.route.assessment.decibans, other.route.assessment.decibans)
      if first != second { return first > second }
      if one.route.attributed != other.route.attributed {
        return one.route.attributed > other.route.attributed
      }
      return one.route.routeID < other.route.routeID
    }
    for position in routes.indices { routes[position].route.rank = position + 1 }
    return routes
  }

  /// The routes with the risk of their parties, written with all their reasons where there is a file.
  ///
  /// - Parameters:
  ///   - found: the routes, ranked.
  ///   - parties: who has which risk.
  ///   - files: where to write them; nil to write nothing.
  /// - Returns: the routes as in `found`; those that are drawn whole where they were written.
  /// - Throws: `RunError` where they cannot be written.
  func routes(
    _ found: [Found], of parties: [ScoredParty], writing files: ReasonFiles?
  ) throws(RunError) -> [Route] {
    let riskOf = Dictionary(
      parties.map { (context.parties[$0.party].key, $0.score?.probability) },
      uniquingKeysWith: { first, _ in first })
    let ranked = found.map { found in
      var route = found.route
      for position in route.parties.indices {
        route.parties[position].probability = riskOf[route.parties[position].key] ?? nil
      }
      return route
    }
    guard let files else { return ranked }
    for start in stride(from: 0, to: ranked.count, by: Self.routesTogether) {
      let end = min(ranked.count, start + Self.routesTogether)
      let lines = Parallel.map(count: end - start, inPiecesOf: Self.pieceSize) { numbers in
        var json = JSONBytes()
        for number in numbers {
          RouteJSON.append(whole(ranked[start + number], found[start + number]), to: &json)
        }
        return json.bytes
      }
      for bytes in lines { try files.routes.write(bytes) }
    }
    let drawn = min(ranked.count, files.drawnRoutes)
    return (0..<drawn).map { whole(ranked[$0], found[$0]) } + ranked[drawn...]
  }

  /// A route with every line of its score.
  private func whole(_ route: Route, _ found: Found) -> Route {
    var route = route
    route.assessment = scorer.assess(found.subject, in: context)
    return route
  }
}
