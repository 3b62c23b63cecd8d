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
  /// overlap in at least their sum less the leg's quantity. A hub that the chain passes twice is
  /// asked once for both, because one allocation has to serve both.
  ///
  /// - Parameter legs: Two leg numbers or more, all different.
  /// - Returns: The bounds of the chain, both exact, and of each hub on it.
  /// - SeeAlso: <doc:FlowBounds>
  public func chainBounds(legs: [Int32]) -> ChainBounds {
    precondition(legs.count >= 2, "a chain has at least two legs")
    var steps: [Int32: [(inLeg: Int32, outLeg: Int32)]] = [:]
    var pairs: [FlowBounds] = []
    for (incoming, outgoing) in zip(legs, legs.dropFirst()) {
      let hub = columns.receiver[Int(incoming)]
      precondition(
        hub == columns.sender[Int(outgoing)],
        "leg \(outgoing) does not leave where leg \(incoming) ends")
      steps[hub, default: []].append((incoming, outgoing))
      pairs.append(bounds(hub: hub, inLegs: [incoming], outLegs: [outgoing]))
    }
    // 128 bits, because the sum goes up before it comes down.
    var lower = pairs.reduce(Int128(0)) { $0 + Int128($1.lower) }
    for (hub, listed) in steps where listed.count > 1 {
      let apart = zip(legs, pairs).filter { columns.receiver[Int($0.0)] == hub }
      lower -= apart.reduce(Int128(0)) { $0 + Int128($1.1.lower) }
      lower += Int128(bounds(hub: hub, pairs: LegPairs(listed: listed)).lower)
    }
    for between in legs.dropFirst().dropLast() { lower -= Int128(columns.quantity[Int(between)]) }
    return ChainBounds(
      lower: Int64(max(0, lower)), upper: pairs.map(\.upper).min() ?? 0, pairs: pairs)
  }
}
