/// A quantity that passes from an incoming to an outgoing leg of a hub.
public struct FlowDraw: Sendable, Equatable {
  /// The incoming leg.
  public let inLeg: Int32
  /// The outgoing leg.
  public let outLeg: Int32
  /// How much passes, above zero.
  public let quantity: Int64

  /// Makes a draw.
  public init(inLeg: Int32, outLeg: Int32, quantity: Int64) {
    self.inLeg = inLeg
    self.outLeg = outLeg
    self.quantity = quantity
  }
}

/// Bounds on what passed over some pairs of a hub, with flows that attain them.
///
/// The cuts in `bounds` say that nothing better is possible, the flows that it is possible: whoever
/// has both needs to trust no algorithm, only to add up. ``HubFlows/faults(in:hub:pairs:)`` does so.
public struct FlowProof: Sendable, Equatable {
  /// The bounds and their cuts.
  public let bounds: FlowBounds
  /// A flow of `bounds.others` that avoids the pairs.
  public let othersFlow: [FlowDraw]
  /// A flow of `bounds.explained` that has `bounds.lower` on the pairs.
  public let leastFlow: [FlowDraw]
  /// A flow of `bounds.upper` over the pairs alone.
  public let pairsFlow: [FlowDraw]

  /// Makes a proof from its parts.
  public init(
    bounds: FlowBounds, othersFlow: [FlowDraw], leastFlow: [FlowDraw], pairsFlow: [FlowDraw]
  ) {
    self.bounds = bounds
    self.othersFlow = othersFlow
    self.leastFlow = leastFlow
    self.pairsFlow = pairsFlow
  }
}

/// What is wrong with a proof.
public enum FlowFault: Sendable, Equatable {
  /// A draw joins legs that no goods can have passed between.
  case inadmissible(inLeg: Int32, outLeg: Int32)
  /// A flow takes more from a leg, or gives more to it, than it carried.
  case overdrawn(leg: Int32)
  /// A flow does not sum up to what it should.
  case flowValue(expected: Int64, found: Int64)
  /// A flow has another quantity on the pairs than it should.
  case flowOnPairs(expected: Int64, found: Int64)
  /// A cut names a leg that is not of the hub and its families.
  case foreignLeg(Int32)
  /// The legs of a cut do not sum up to what it says.
  case cutCapacity(expected: Int64, found: Int64)
  /// Goods could pass between legs that a cut should hold, but does not.
  case uncut(inLeg: Int32, outLeg: Int32)
  /// A cut does not have the value of the flow that it should prove.
  case cutValue(flow: Int64, cut: Int64)
}

extension HubFlows {
  /// Bounds on what passed over some pairs, with flows that attain them.
  ///
  /// - SeeAlso: <doc:FlowBounds>
  public func proof(hub: Int32, pairs: LegPairs) -> FlowProof {
    let flows = BoundedFlows(of: self, hub: hub, pairs: pairs, keepsDraws: true)
    return FlowProof(
      bounds: flows.bounds, othersFlow: flows.others, leastFlow: flows.least,
      pairsFlow: flows.asked)
  }

  /// What is wrong with a proof: nothing, if the bounds are right.
  ///
  /// Nothing is searched for here. Flows are added up leg by leg and compared with what legs carried;
  /// cuts are added up and held against every pair of (family, day) buckets between which goods could
  /// pass; values are compared. So an error of the search cannot hide itself.
  ///
  /// - Complexity: O(draws + pairs of compatible buckets).
  public func faults(in proof: FlowProof, hub: Int32, pairs: LegPairs) -> [FlowFault] {
    let check = ProofCheck(hubs: self, hub: hub, pairs: pairs)
    let bounds = proof.bounds
    var faults = check.faults(
      inFlow: proof.othersFlow, value: bounds.others, onPairs: 0)
    faults += check.faults(
      inFlow: proof.leastFlow, value: bounds.explained, onPairs: bounds.lower)
    faults += check.faults(inFlow: proof.pairsFlow, value: bounds.upper, onPairs: bounds.upper)
    for (cut, value) in [
      (bounds.explainedCut, bounds.explained), (bounds.othersCut, bounds.others),
      (bounds.upperCut, bounds.upper),
    ] where cut.capacity != value {
      faults.append(.cutValue(flow: value, cut: cut.capacity))
    }
    faults += check.faults(inCuts: [bounds.explainedCut], over: .allPairs)
    faults += check.faults(inCuts: [bounds.othersCut], over: .allPairsButOneCut)
    faults += check.faults(inCuts: [bounds.upperCut], over: .askedPairs)
    faults += check.faults(inCuts: bounds.lowerCuts, over: .allPairsButOneCut)
    let sum = bounds.lowerCuts.reduce(Int128(0)) { $0 + Int128($1.capacity) }
    let proved = Int128(bounds.lowerCuts.count) * Int128(bounds.explained) - sum
    if proved != Int128(bounds.lower) {
      faults.append(.cutValue(flow: bounds.lower, cut: Int64(clamping: proved)))
    }
    return faults
  }
}

/// Adds up the parts of a proof and holds them against the legs of the hub.
private struct ProofCheck {
  /// Which pairs some cuts together have to hold.
  enum Cover {
    /// Every admissible pair is in every cut.
    case allPairs
    /// Every admissible pair is in every cut, a pair asked about in all but one.
    case allPairsButOneCut
    /// Every pair asked about is in every cut.
    case askedPairs
  }

  let hubs: HubFlows
  let pairs: LegPairs
  private let lots: HubBuckets
  private let demands: HubBuckets

  init(hubs: HubFlows, hub: Int32, pairs: LegPairs) {
    self.hubs = hubs
    self.pairs = pairs
    (lots, demands) = hubs.buckets(
      hub: hub, families: hubs.familiesConnected(to: pairs, hub: hub), pairs: pairs)
  }

  func faults(inFlow draws: [FlowDraw], value: Int64, onPairs: Int64) -> [FlowFault] {
    var faults: [FlowFault] = []
    var given: [Int32: Int128] = [:]
    var taken: [Int32: Int128] = [:]
    var sum = Int128(0)
    var sumOnPairs = Int128(0)
    for draw in draws {
      if draw.quantity <= 0 || !hubs.admits(inLeg: draw.inLeg, outLeg: draw.outLeg) {
        faults.append(.inadmissible(inLeg: draw.inLeg, outLeg: draw.outLeg))
      }
      given[draw.inLeg, default: 0] += Int128(draw.quantity)
      taken[draw.outLeg, default: 0] += Int128(draw.quantity)
      sum += Int128(draw.quantity)
      if pairs.contains(inLeg: draw.inLeg, outLeg: draw.outLeg) {
        sumOnPairs += Int128(draw.quantity)
      }
    }
    let overdrawn = (Array(given) + Array(taken)).filter {
      $0.value > Int128(hubs.columns.quantity[Int($0.key)])
    }
    faults += overdrawn.map(\.key).sorted().map { .overdrawn(leg: $0) }
    if sum != Int128(value) {
      faults.append(.flowValue(expected: value, found: Int64(clamping: sum)))
    }
    if sumOnPairs != Int128(onPairs) {
      faults.append(.flowOnPairs(expected: onPairs, found: Int64(clamping: sumOnPairs)))
    }
    return faults
  }

  func faults(inCuts cuts: [FlowCut], over cover: Cover) -> [FlowFault] {
    var faults: [FlowFault] = []
    let known = (lots: Set(lots.legs), demands: Set(demands.legs))
    for cut in cuts {
      faults += Set(cut.inLegs).subtracting(known.lots).sorted().map { .foreignLeg($0) }
      faults += Set(cut.outLegs).subtracting(known.demands).sorted().map { .foreignLeg($0) }
      let sum = (Set(cut.inLegs).sorted() + Set(cut.outLegs).sorted())
        .reduce(Int128(0)) { $0 + Int128(hubs.columns.quantity[Int($1)]) }
      if sum != Int128(cut.capacity) {
        faults.append(.cutCapacity(expected: cut.capacity, found: Int64(clamping: sum)))
      }
    }
    // What no leg of a bucket is cut less often than decides for the whole bucket.
    let lotCuts = fewestCuts(of: lots, in: cuts.map(\.inLegs))
    let demandCuts = fewestCuts(of: demands, in: cuts.map(\.outLegs))
    lots.forEachAdmissible(demands, windows: hubs.windows, transforms: hubs.transforms) {
      lot, demand in
      let isAsked = pairs.joins(lots.buckets[lot].group, demands.buckets[demand].group)
      let needed =
        switch cover {
        case .allPairs: cuts.count
        case .allPairsButOneCut: isAsked ? cuts.count - 1 : cuts.count
        case .askedPairs: isAsked ? cuts.count : 0
        }
      if lotCuts[lot] + demandCuts[demand] < needed {
        faults.append(
          .uncut(
            inLeg: lots.legs[lots.buckets[lot].members.lowerBound],
            outLeg: demands.legs[demands.buckets[demand].members.lowerBound]))
      }
    }
    return faults
  }

  private func fewestCuts(of side: HubBuckets, in cuts: [[Int32]]) -> [Int] {
    var counts: [Int32: Int] = [:]
    for cut in cuts {
      for leg in Set(cut) { counts[leg, default: 0] += 1 }
    }
    return side.buckets.map { bucket in
      side.legs[bucket.members].map { counts[$0] ?? 0 }.min() ?? 0
    }
  }
}
