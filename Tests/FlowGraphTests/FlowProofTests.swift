import Testing

@testable import FlowGraph

@Suite("Proofs of flow bounds")
struct FlowProofTests {
  private typealias Case = FlowBoundsTests.Case

  /// Any pairs of a case, not only all between two sets.
  private static func pairs(of sample: Case, seed: UInt64) -> [(inLeg: Int32, outLeg: Int32)] {
    var trade = RandomTrade(seed: seed &+ 77_000)
    return sample.incoming.flatMap { from in
      sample.outgoing.filter { _ in trade.number(0...2) == 0 }.map { (from, $0) }
    }
  }

  @Test("lower is the least over all maximum flows", arguments: 0..<UInt64(400))
  func lowerIsExact(seed: UInt64) {
    let sample = Case(seed: seed, families: 2, transforms: seed % 2 == 0 ? 0 : 2)
    let bounds = sample.hubs.bounds(hub: 0, inLegs: sample.inLegs, outLegs: sample.outLegs)
    #expect(
      bounds.lower
        == LeastFlowOracle.leastOnPairs(
          sample.legs, incoming: sample.incoming, outgoing: sample.outgoing,
          admits: sample.hubs.admits, isAsked: sample.isChosen))
  }

  @Test("lower of any pairs is the least over all maximum flows", arguments: 0..<UInt64(400))
  func lowerOfAnyPairsIsExact(seed: UInt64) {
    let sample = Case(seed: seed, families: 2, transforms: seed % 2 == 0 ? 0 : 2)
    let listed = Self.pairs(of: sample, seed: seed)
    let pairs = LegPairs(listed: listed)
    let bounds = sample.hubs.bounds(hub: 0, pairs: pairs)
    #expect(
      bounds.lower
        == LeastFlowOracle.leastOnPairs(
          sample.legs, incoming: sample.incoming, outgoing: sample.outgoing,
          admits: sample.hubs.admits
        ) { from, to in listed.contains { $0 == (from, to) } })
    #expect(
      bounds.upper
        == sample.maximum { from, to in listed.contains { $0 == (from, to) } })
  }

  @Test("lower agrees with trying every allocation", arguments: 0..<UInt64(200))
  func lowerAgreesWithAll(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.hub(incoming: 3, outgoing: 3, days: 4, largestQuantity: 2)
    let hubs = HubFlows(
      of: legs, within: DwellWindow(minimum: 0, maximum: Int32(trade.number(0...2))),
      transforms: FamilyTransforms(familyCount: 1))
    let incoming = Array(hubs.arrivingLegs(at: 0))
    let outgoing = Array(hubs.leavingLegs(of: 0))
    let inLegs = incoming.filter { _ in trade.number(0...2) > 0 }
    let outLegs = outgoing.filter { _ in trade.number(0...2) > 0 }
    let all = LeastFlowOracle.everyAllocation(
      legs, incoming: incoming, outgoing: outgoing, admits: hubs.admits
    ) { inLegs.contains($0) && outLegs.contains($1) }
    let bounds = hubs.bounds(hub: 0, inLegs: inLegs, outLegs: outLegs)
    #expect(bounds.lower == all.least)
    if !inLegs.isEmpty || !outLegs.isEmpty { #expect(bounds.explained == all.total) }
  }

  @Test("hold: flows and cuts add up to the bounds", arguments: 0..<UInt64(400))
  func hold(seed: UInt64) {
    let sample = Case(seed: seed, families: 3, transforms: Int(seed % 4))
    for pairs in [
      LegPairs(from: sample.inLegs, to: sample.outLegs),
      LegPairs(listed: Self.pairs(of: sample, seed: seed)),
    ] {
      let proof = sample.hubs.proof(hub: 0, pairs: pairs)
      #expect(sample.hubs.faults(in: proof, hub: 0, pairs: pairs) == [])
      #expect(proof.bounds == sample.hubs.bounds(hub: 0, pairs: pairs))
      if proof.bounds.lowerCuts.count == 1 {
        #expect(proof.bounds.lowerCuts == [proof.bounds.othersCut])
      }
    }
  }

  @Test("enclose what was attributed, whichever pairs are asked about", arguments: 0..<UInt64(200))
  func encloseAttribution(seed: UInt64) {
    let sample = Case(seed: seed, families: 2, transforms: 0)
    let graph = sample.legs.attribution(
      within: sample.hubs.windows, transforms: sample.hubs.transforms)
    let pairs = LegPairs(listed: Self.pairs(of: sample, seed: seed))
    let bounds = sample.hubs.bounds(hub: 0, pairs: pairs)
    let attributed = (0..<graph.edgeCount)
      .filter { pairs.contains(inLeg: graph.source[$0], outLeg: graph.target[$0]) }
      .reduce(0) { $0 + graph.quantity[$1] }
    #expect(bounds.lower <= attributed)
    #expect(attributed <= bounds.upper)
  }

  @Test("with anything changed are found out", arguments: 0..<UInt64(200))
  func faultsAreFound(seed: UInt64) {
    let sample = Case(seed: seed, families: 1, transforms: 0)
    let pairs = LegPairs(from: sample.inLegs, to: sample.outLegs)
    let proof = sample.hubs.proof(hub: 0, pairs: pairs)
    let bounds = proof.bounds
    func changed(
      lower: Int64? = nil, upper: Int64? = nil, othersCut: FlowCut? = nil,
      lowerCuts: [FlowCut]? = nil, leastFlow: [FlowDraw]? = nil
    ) -> FlowProof {
      FlowProof(
        bounds: FlowBounds(
          lower: lower ?? bounds.lower, upper: upper ?? bounds.upper, explained: bounds.explained,
          others: bounds.others, explainedCut: bounds.explainedCut,
          othersCut: othersCut ?? bounds.othersCut, upperCut: bounds.upperCut,
          lowerCuts: lowerCuts ?? bounds.lowerCuts), othersFlow: proof.othersFlow,
        leastFlow: leastFlow ?? proof.leastFlow, pairsFlow: proof.pairsFlow)
    }
    func isFound(_ proof: FlowProof) -> Bool {
      !sample.hubs.faults(in: proof, hub: 0, pairs: pairs).isEmpty
    }
    #expect(isFound(changed(lower: bounds.lower + 1)))
    #expect(isFound(changed(upper: bounds.upper + 1)))
    #expect(isFound(changed(upper: bounds.upper - 1)))
    if bounds.lower > 0 { #expect(isFound(changed(lowerCuts: []))) }
    if let draw = proof.leastFlow.first {
      #expect(isFound(changed(leastFlow: Array(proof.leastFlow.dropFirst()))))
      #expect(
        isFound(
          changed(
            leastFlow: proof.leastFlow.dropFirst() + [
              FlowDraw(inLeg: draw.outLeg, outLeg: draw.inLeg, quantity: draw.quantity)
            ])))
    }
    let cut = bounds.othersCut
    if let leg = cut.inLegs.first {
      let less = FlowCut(
        inLegs: Array(cut.inLegs.dropFirst()), outLegs: cut.outLegs,
        capacity: cut.capacity - sample.legs.quantity[Int(leg)])
      #expect(isFound(changed(othersCut: less)))
    }
  }
}

@Suite("Chains through one hub twice")
struct RepeatedHubTests {
  /// A leg into the hub, out, in and out again, with other suppliers and buyers beside them.
  private static func legs(_ trade: inout RandomTrade) -> LegColumns {
    var legs = LegColumns()
    func day(_ first: Int) -> Int32 { Int32(first + trade.number(0...1)) }
    for (sender, receiver, first) in [(1, 0, 0), (0, 2, 2), (2, 0, 3), (0, 3, 5)] {
      let day = day(first)
      legs.append(
        sender: Int32(sender), receiver: Int32(receiver), family: 0, departure: day, arrival: day,
        quantity: Int64(trade.number(1...3)))
    }
    for other in 0..<trade.number(0...2) {
      let comesIn = other % 2 == 0
      let day = Int32(trade.number(0...6))
      legs.append(
        sender: comesIn ? 8 : 0, receiver: comesIn ? 0 : 9, family: 0, departure: day,
        arrival: day, quantity: Int64(trade.number(1...2)))
    }
    return legs
  }

  @Test("are bounded by what one allocation must serve together", arguments: 0..<UInt64(200))
  func lowerIsJoint(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = Self.legs(&trade)
    let hubs = HubFlows(
      of: legs, within: DwellWindow(minimum: 0, maximum: Int32(trade.number(1...4))),
      transforms: FamilyTransforms(familyCount: 1))
    let first = LeastFlowOracle.everyAllocation(
      legs, incoming: Array(hubs.arrivingLegs(at: 0)), outgoing: Array(hubs.leavingLegs(of: 0)),
      admits: hubs.admits
    ) { $0 == 0 && $1 == 1 || $0 == 2 && $1 == 3 }
    // The node between has one leg in and one out: as much as can pass, does.
    let between = hubs.admits(inLeg: 1, outLeg: 2) ? min(legs.quantity[1], legs.quantity[2]) : 0
    let bounds = hubs.chainBounds(legs: [0, 1, 2, 3])
    #expect(bounds.lower == max(0, first.least + between - legs.quantity[1] - legs.quantity[2]))
    let apart = bounds.pairs.reduce(0) { $0 + $1.lower }
    #expect(bounds.lower >= max(0, apart - legs.quantity[1] - legs.quantity[2]))
    #expect(bounds.lower <= bounds.upper)
  }
}
