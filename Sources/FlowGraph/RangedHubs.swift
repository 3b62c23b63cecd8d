/// Bounds on flows through hubs where the quantities of some legs are known within limits only.
///
/// A bound holds for every quantity within its limits. The most is what can pass if every leg carries the
/// most that it can have. The least follows from the same cuts as with the quantities as they stand: their
/// number times what arrivals explain if legs carry their least, less what the cuts let through if they
/// carry their most. Where all quantities are exact, both are those of ``HubFlows``, to the thousandth.
///
/// - SeeAlso: <doc:FlowBounds>
public struct RangedHubs: Sendable {
  /// With the quantities as they stand.
  public let stated: HubFlows
  /// With the least that each leg can have carried, and with the most; nil where all are exact.
  private let limits: (least: HubFlows, most: HubFlows)?
  /// For each node, whether the quantity of some leg that comes or goes is not exact.
  private let isRanged: [Bool]

  /// The hubs of some legs.
  ///
  /// - Parameters:
  ///   - hubs: with the quantities as they stand.
  ///   - limits: the least and the most that some legs can have carried, by number of the leg.
  public init(_ hubs: HubFlows, limits: [Int32: (least: Int64, most: Int64)]) {
    let columns = hubs.columns
    stated = hubs
    var least = columns
    var most = columns
    var isRanged = [Bool](repeating: false, count: hubs.nodeCount)
    // A leg of unknown quantity takes no part, and limits do not make it.
    for (leg, limit) in limits where columns.takesPart(leg: Int(leg)) {
      let stated = columns.quantity[Int(leg)]
      precondition(limit.least <= stated && stated <= limit.most, "leg \(leg): beyond its limits")
      guard limit.least < limit.most else { continue }
      least.quantity[Int(leg)] = limit.least
      most.quantity[Int(leg)] = limit.most
      isRanged[Int(columns.sender[Int(leg)])] = true
      isRanged[Int(columns.receiver[Int(leg)])] = true
    }
    self.isRanged = isRanged
    self.limits =
      isRanged.contains(true)
      ? (
        HubFlows(of: least, within: hubs.windows, transforms: hubs.transforms),
        HubFlows(of: most, within: hubs.windows, transforms: hubs.transforms)
      ) : nil
  }

  /// Whether the quantity of some leg of a hub is known within limits only.
  public func isRanged(hub: Int32) -> Bool {
    hub >= 0 && Int(hub) < isRanged.count && isRanged[Int(hub)]
  }

  /// At least and at most so much passed over some pairs of legs of a hub.
  public func bounds(hub: Int32, pairs: LegPairs) -> (lower: Int64, upper: Int64) {
    let bounds = stated.limits(hub: hub, pairs: pairs)
    guard let limits, isRanged(hub: hub) else { return bounds }
    let upper = limits.most.upper(hub: hub, pairs: pairs)
    guard bounds.lower > 0 else { return (0, upper) }
    let explained = limits.least.explained(hub: hub, pairs: pairs)
    return (lower(of: stated.bounds(hub: hub, pairs: pairs), explained: explained), upper)
  }

  /// Bounds of many routes, computed on all cores.
  public func chainBounds(of routes: [FlowRoute]) -> [(lower: Int64, upper: Int64)] {
    Parallel.map(count: routes.count) { chainBounds(legs: routes[$0].legs) }
  }

  /// At least and at most so much passed along a whole chain of legs.
  ///
  /// - Parameter legs: a chain as `HubFlows.chainBounds(legs:)` takes it.
  /// - Returns: the bounds.
  func chainBounds(legs: [Int32]) -> (lower: Int64, upper: Int64) {
    let bounds = stated.chainLimits(legs: legs)
    guard let limits, isRanged(chain: legs) else { return bounds }
    let upper = limits.most.chainUpper(legs: legs)
    // What stands is within the limits, so it cannot prove less than they do.
    guard bounds.lower > 0 else { return (0, upper) }
    let sum = steps(of: legs).reduce(Int128(0)) { sum, step in
      sum + Int128(self.bounds(hub: step.hub, pairs: step.pairs).lower)
    }
    return (lower(ofSteps: sum, along: legs), upper)
  }

  /// Whether that is so of some hub on a chain.
  private func isRanged(chain legs: [Int32]) -> Bool {
    legs.dropLast().contains { isRanged(hub: stated.columns.receiver[Int($0)]) }
  }

  /// The hubs of a chain in the order in which it reaches them, each with all of its steps there.
  private func steps(of legs: [Int32]) -> [(hub: Int32, pairs: LegPairs)] {
    let steps = zip(legs, legs.dropFirst()).map { (inLeg: $0, outLeg: $1) }
    var hubs: [Int32] = []
    for step in steps {
      let hub = stated.columns.receiver[Int(step.inLeg)]
      if !hubs.contains(hub) { hubs.append(hub) }
    }
    return hubs.map { hub in
      (
        hub,
        LegPairs(listed: steps.filter { stated.columns.receiver[Int($0.inLeg)] == hub })
      )
    }
  }

  /// What the cuts of a lower bound prove with less explained and more let through.
  private func lower(of bounds: FlowBounds, explained: Int64) -> Int64 {
    let most = limits?.most.columns.quantity ?? stated.columns.quantity
    let through = bounds.lowerCuts.reduce(Int128(0)) { sum, cut in
      (cut.inLegs + cut.outLegs).reduce(sum) { $0 + Int128(most[Int($1)]) }
    }
    return Int64(clamping: max(0, Int128(bounds.lowerCuts.count) * Int128(explained) - through))
  }

  /// What must have gone all the way, of what must have at each hub: a leg between two hubs may have
  /// carried its most.
  private func lower(ofSteps sum: Int128, along legs: [Int32]) -> Int64 {
    let most = limits?.most.columns.quantity ?? stated.columns.quantity
    let between = legs.dropFirst().dropLast().reduce(Int128(0)) { $0 + Int128(most[Int($1)]) }
    return Int64(clamping: max(0, sum - between))
  }
}

/// The bounds of a chain, proved anew.
public struct RangedChainProof: Sendable {
  /// At least this much went all the way.
  public let lower: Int64
  /// At most this much can have.
  public let upper: Int64
  /// How many flows were added up.
  public let flowCount: Int
  /// How many cuts were.
  public let cutCount: Int
  /// What is wrong with them: nothing, if the bounds are right.
  public let faults: [FlowFault]
}

extension RangedHubs {
  /// Proves the bounds of many chains of legs and checks the proofs, on all cores.
  ///
  /// - Parameter chains: chains as `HubFlows.chainBounds(legs:)` takes them.
  /// - Returns: one proof for each, in their order.
  public func chainProofs(of chains: [[Int32]]) -> [RangedChainProof] {
    let stated = stated.chainProofs(of: chains)
    let ranged = chains.indices.filter { limits != nil && isRanged(chain: chains[$0]) }
    var proofs = stated.map { proof in
      RangedChainProof(
        lower: proof.lower, upper: proof.upper, proofs: proof.proofs, faults: proof.faults)
    }
    guard let limits else { return proofs }
    let asked = ranged.map { chains[$0] }
    let least = limits.least.chainProofs(of: asked)
    let most = limits.most.chainProofs(of: asked)
    for (position, number) in ranged.enumerated() {
      let steps = steps(of: chains[number])
      var sum = Int128(0)
      for (index, step) in steps.enumerated() {
        let bounds = stated[number].proofs[index].bounds
        sum += Int128(
          isRanged(hub: step.hub)
            ? lower(of: bounds, explained: least[position].proofs[index].bounds.explained)
            : bounds.lower)
      }
      proofs[number] = RangedChainProof(
        lower: stated[number].lower > 0 ? lower(ofSteps: sum, along: chains[number]) : 0,
        upper: most[position].upper,
        proofs: stated[number].proofs + least[position].proofs + most[position].proofs,
        faults: stated[number].faults + least[position].faults + most[position].faults)
    }
    return proofs
  }
}

extension RangedChainProof {
  fileprivate init(lower: Int64, upper: Int64, proofs: [FlowProof], faults: [FlowFault]) {
    self.lower = lower
    self.upper = upper
    self.faults = faults
    flowCount = 3 * proofs.count
    cutCount = proofs.reduce(0) { $0 + 3 + $1.bounds.lowerCuts.count }
  }
}
