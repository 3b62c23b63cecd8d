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
    let pairs = steps(of: legs).map { step in
      bounds(hub: step.hub, inLegs: [step.inLeg], outLegs: [step.outLeg])
    }
    return ChainBounds(
      lower: lower(along: legs, passing: pairs.map(\.lower)),
      upper: pairs.map(\.upper).min() ?? 0, pairs: pairs)
  }

  /// What `chainBounds(legs:)` comes to, without what certifies it.
  func chainLimits(legs: [Int32]) -> (lower: Int64, upper: Int64) {
    let pairs = steps(of: legs).map { step in
      limits(hub: step.hub, pairs: LegPairs(from: [step.inLeg], to: [step.outLeg]))
    }
    return (lower(along: legs, passing: pairs.map(\.lower)), pairs.map(\.upper).min() ?? 0)
  }

  /// The most that can have passed along a chain.
  func chainUpper(legs: [Int32]) -> Int64 {
    steps(of: legs).map { step in
      upper(hub: step.hub, pairs: LegPairs(from: [step.inLeg], to: [step.outLeg]))
    }.min() ?? 0
  }

  /// The hubs of a chain in its order, each with the leg that comes and the one that goes.
  private func steps(of legs: [Int32]) -> [(hub: Int32, inLeg: Int32, outLeg: Int32)] {
    precondition(legs.count >= 2, "a chain has at least two legs")
    return zip(legs, legs.dropFirst()).map { incoming, outgoing in
      let hub = columns.receiver[Int(incoming)]
      precondition(
        hub == columns.sender[Int(outgoing)],
        "leg \(outgoing) does not leave where leg \(incoming) ends")
      return (hub, incoming, outgoing)
    }
  }

  /// What must have passed along a chain, of what must have at each of its steps.
  private func lower(along legs: [Int32], passing lowers: [Int64]) -> Int64 {
    // 128 bits, because the sum goes up before it comes down.
    var lower = lowers.reduce(Int128(0)) { $0 + Int128($1) }
    let together = Dictionary(grouping: zip(steps(of: legs), lowers)) { $0.0.hub }
    for (hub, listed) in together where listed.count > 1 {
      lower -= listed.reduce(Int128(0)) { $0 + Int128($1.1) }
      let pairs = LegPairs(listed: listed.map { ($0.0.inLeg, $0.0.outLeg) })
      lower += Int128(limits(hub: hub, pairs: pairs).lower)
    }
    for between in legs.dropFirst().dropLast() { lower -= Int128(columns.quantity[Int(between)]) }
    return Int64(max(0, lower))
  }
}
