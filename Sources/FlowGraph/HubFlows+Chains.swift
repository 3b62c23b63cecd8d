extension HubFlows {
  /// Bounds of many routes, computed on all cores.
  public func chainBounds(of routes: [FlowRoute]) -> [ChainBounds] {
    Parallel.map(count: routes.count) { chainBounds(legs: routes[$0].legs) }
  }

  /// Bounds on what passed along a whole chain of legs, each leaving where the one before arrived.
  ///
  /// No more can have passed than the smallest leg carries. What must have passed follows from
  /// what must have passed at each hub: of the quantity of a leg between two hubs, the part that
  /// must have come from the leg before and the part that must have gone on with the leg after
  /// overlap in at least their sum less the leg's quantity.
  ///
  /// - Parameter legs: Two leg numbers or more.
  /// - Returns: The bounds of the chain and of each hub on it.
  /// - SeeAlso: <doc:FlowBounds>
  public func chainBounds(legs: [Int32]) -> ChainBounds {
    precondition(legs.count >= 2, "a chain has at least two legs")
    let pairs = zip(legs, legs.dropFirst()).map { incoming, outgoing in
      let hub = columns.receiver[Int(incoming)]
      precondition(
        hub == columns.sender[Int(outgoing)],
        "leg \(outgoing) does not leave where leg \(incoming) ends")
      return bounds(hub: hub, inLegs: [incoming], outLegs: [outgoing])
    }
    var lower = pairs[0].lower
    for (pair, between) in zip(pairs.dropFirst(), legs.dropFirst()) {
      // Bounds never exceed the leg's quantity, so the subtraction comes first and cannot overflow.
      lower = max(0, lower - columns.quantity[Int(between)] + pair.lower)
    }
    let upper = pairs.map(\.upper).min() ?? 0
    return ChainBounds(lower: lower, upper: upper, pairs: pairs)
  }
}
