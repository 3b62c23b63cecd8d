extension LegGraph {
  /// Decomposes the graph into routes, widest first, without spending any quantity twice.
  ///
  /// Again and again, the route that can carry most of what is left is taken and its quantity is
  /// subtracted from its edges and legs, until no route is left. Among equally wide routes the one
  /// with fewest legs goes first, then the one with the lower first leg; within a route, the
  /// widest continuation goes first, then the one over the lower leg number. A route may pass
  /// other origins and destinations on its way. Edges that close a cycle within one day are
  /// dropped beforehand, so no route meets a leg twice.
  ///
  /// - Parameters:
  ///   - origins: For each leg, whether a route may begin there.
  ///   - destinations: For each leg, whether a route may end there.
  ///   - maxLegs: The most legs of a route, 2 to 200.
  ///   - legQuantity: The quantity of each leg; routes through a leg never sum to more.
  ///   - most: How many routes are taken; nil for all.
  /// - Returns: The routes in the order in which they were taken, so by falling quantity.
  /// - Complexity: O(edges × `maxLegs`) to begin with, then about O(log edges) a route and leg.
  /// - SeeAlso: <doc:WidestRoutes>
  public func widestRoutes(
    origins: [Bool], destinations: [Bool], maxLegs: Int, legQuantity: [Int64], most: Int? = nil
  ) -> [FlowRoute] {
    checkRouteArguments(origins: origins, destinations: destinations, maxLegs: maxLegs)
    precondition(
      legQuantity.count == legCount, "legQuantity must have one entry for each of \(legCount) legs")
    let graph = pruned(origins: origins, destinations: destinations, maxLegs: maxLegs)
      .withoutCycles(beginningAt: origins)
      .pruned(origins: origins, destinations: destinations, maxLegs: maxLegs)
    var search = WidestRouteSearch(
      graph: graph, origins: origins, destinations: destinations, maxLegs: maxLegs,
      legQuantity: legQuantity)
    var routes: [FlowRoute] = []
    while routes.count < most ?? .max, let route = search.next() { routes.append(route) }
    return routes
  }
}
