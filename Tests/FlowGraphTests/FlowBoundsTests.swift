import Testing

@testable import FlowGraph

@Suite("Flow bounds")
struct FlowBoundsTests {
  /// A hub with up to 7 legs on each side, and a choice of some of them.
  struct Case {
    var legs: LegColumns
    var hubs: HubFlows
    var inLegs: [Int32]
    var outLegs: [Int32]

    init(seed: UInt64, families: Int, transforms count: Int) {
      var trade = RandomTrade(seed: seed)
      let incoming = trade.number(1...7)
      let outgoing = trade.number(1...7)
      // Windows differ by leg in every second case.
      let classes = 1 + Int(seed % 2) * 2
      legs = trade.dealt(
        trade.hub(incoming: incoming, outgoing: outgoing, families: families), classes: classes)
      hubs = HubFlows(
        of: legs, within: trade.windows(classes: classes, longest: 4),
        transforms: trade.transforms(families: families, count: count))
      inLegs = (0..<Int32(incoming)).filter { _ in trade.number(0...1) == 1 }
      outLegs = (Int32(incoming)..<Int32(incoming + outgoing)).filter { _ in
        trade.number(0...1) == 1
      }
    }

    var incoming: [Int32] { Array(hubs.arrivingLegs(at: 0)) }
    var outgoing: [Int32] { Array(hubs.leavingLegs(of: 0)) }

    func maximum(_ isAllowed: (Int32, Int32) -> Bool) -> Int64 {
      FlowOracle.maximumFlow(legs, incoming: incoming, outgoing: outgoing) {
        hubs.admits(inLeg: $0, outLeg: $1) && isAllowed($0, $1)
      }
    }

    func isChosen(_ incoming: Int32, _ outgoing: Int32) -> Bool {
      inLegs.contains(incoming) && outLegs.contains(outgoing)
    }

    /// Whether a cut covers every admissible pair and sums to its capacity.
    func holds(_ cut: FlowCut, over pairs: (Int32, Int32) -> Bool) -> Bool {
      let sum = (cut.inLegs + cut.outLegs).reduce(0) { $0 + legs.quantity[Int($1)] }
      return sum == cut.capacity
        && incoming.allSatisfy { from in
          outgoing.allSatisfy { to in
            !hubs.admits(inLeg: from, outLeg: to) || !pairs(from, to)
              || cut.inLegs.contains(from) || cut.outLegs.contains(to)
          }
        }
    }
  }

  @Test("are differences of maximum flows", arguments: 0..<UInt64(400))
  func agreeWithOracle(seed: UInt64) {
    let sample = Case(seed: seed, families: 1, transforms: 0)
    let bounds = sample.hubs.bounds(hub: 0, inLegs: sample.inLegs, outLegs: sample.outLegs)
    let others = sample.maximum { !sample.isChosen($0, $1) }
    #expect(bounds.upper == sample.maximum(sample.isChosen))
    if !sample.inLegs.isEmpty || !sample.outLegs.isEmpty {
      #expect(bounds.explained == sample.maximum { _, _ in true })
      #expect(bounds.others == others)
      #expect(bounds.lower >= bounds.explained - others)
    }
  }

  @Test("are differences of maximum flows with transforms", arguments: 0..<UInt64(400))
  func agreeWithOracleWithTransforms(seed: UInt64) {
    let sample = Case(seed: seed, families: 3, transforms: 3)
    let bounds = sample.hubs.bounds(hub: 0, inLegs: sample.inLegs, outLegs: sample.outLegs)
    let difference = sample.maximum { _, _ in true } - sample.maximum { !sample.isChosen($0, $1) }
    #expect(bounds.upper == sample.maximum(sample.isChosen))
    #expect(bounds.explained - bounds.others == difference)
    #expect(bounds.lower >= difference)
  }

  @Test("are the same without their cuts", arguments: 0..<UInt64(400))
  func limits(seed: UInt64) {
    let sample = Case(seed: seed, families: 3, transforms: 3)
    let pairs = LegPairs(from: sample.inLegs, to: sample.outLegs)
    let bounds = sample.hubs.bounds(hub: 0, pairs: pairs)
    #expect(sample.hubs.limits(hub: 0, pairs: pairs) == (bounds.lower, bounds.upper))
    #expect(sample.hubs.upper(hub: 0, pairs: pairs) == bounds.upper)
    #expect(sample.hubs.explained(hub: 0, pairs: pairs) == bounds.explained)
  }

  @Test("are certified by cuts of the same value", arguments: 0..<UInt64(400))
  func areCertified(seed: UInt64) {
    let sample = Case(seed: seed, families: 2, transforms: 1)
    let bounds = sample.hubs.bounds(hub: 0, inLegs: sample.inLegs, outLegs: sample.outLegs)
    #expect(bounds.upperCut.capacity == bounds.upper)
    #expect(bounds.othersCut.capacity == bounds.others)
    #expect(sample.holds(bounds.upperCut, over: sample.isChosen))
    let concerned = Set(
      (sample.inLegs + sample.outLegs).map { sample.legs.family[Int($0)] })
    #expect(
      sample.holds(bounds.othersCut) { from, to in
        concerned.contains(sample.legs.family[Int(from)])
          && concerned.contains(sample.legs.family[Int(to)]) && !sample.isChosen(from, to)
      })
  }

  @Test("enclose what was attributed", arguments: 0..<UInt64(400))
  func encloseAttribution(seed: UInt64) {
    let sample = Case(seed: seed, families: 2, transforms: 0)
    let graph = sample.legs.attribution(
      within: sample.hubs.windows, transforms: sample.hubs.transforms)
    let bounds = sample.hubs.bounds(hub: 0, inLegs: sample.inLegs, outLegs: sample.outLegs)
    let attributed = (0..<graph.edgeCount)
      .filter { sample.isChosen(graph.source[$0], graph.target[$0]) }
      .reduce(0) { $0 + graph.quantity[$1] }
    #expect(bounds.lower <= attributed)
    #expect(attributed <= bounds.upper)
  }

  @Test("a sweep of single families is a maximum flow, equal to a cut", arguments: 0..<UInt64(400))
  func sweepIsMaximal(seed: UInt64) {
    let sample = Case(seed: seed, families: 2, transforms: 0)
    let graph = sample.legs.attribution(
      within: sample.hubs.windows, transforms: sample.hubs.transforms)
    let maximum = sample.hubs.maximumFlow(hub: 0)
    #expect(graph.explainedQuantity == sample.maximum { _, _ in true })
    #expect(graph.explainedQuantity == maximum.value)
    #expect(graph.explainedQuantity == maximum.cut.capacity)
    #expect(sample.holds(maximum.cut) { _, _ in true })
  }

  @Test("say how much must have come from one supplier")
  func mustHaveComeFromOne() {
    var legs = LegColumns()
    legs.append(sender: 1, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 50)
    legs.append(sender: 2, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 83)
    legs.append(sender: 0, receiver: 9, family: 0, departure: 5, arrival: 5, quantity: 120)
    let hubs = HubFlows(
      of: legs, within: DwellWindow(minimum: 0, maximum: 30),
      transforms: FamilyTransforms(familyCount: 1))
    let bounds = hubs.bounds(hub: 0, inLegs: [0], outLegs: [2])
    #expect(bounds.lower == 37)
    #expect(bounds.upper == 50)
    #expect(bounds.othersCut == FlowCut(inLegs: [1], outLegs: [], capacity: 83))
  }

  @Test("of a set of legs is exact where a difference of flows is too low")
  func lowerBoundOfSetsIsExact() {
    // Lots on days 0, 10, 20, 30 and demands on 10, 20, 30, 40 have one full allocation; it puts
    // 2 on the chosen pairs, and the difference of flows proves 1 of them.
    var legs = LegColumns()
    for lot in 0..<Int32(4) {
      legs.append(
        sender: 1 + lot, receiver: 0, family: 0, departure: 0, arrival: lot * 10 + 0, quantity: 1)
    }
    for demand in 0..<Int32(4) {
      legs.append(
        sender: 0, receiver: 9 + demand, family: 0, departure: demand * 10 + 10,
        arrival: demand * 10 + 10, quantity: 1)
    }
    let hubs = HubFlows(
      of: legs, within: DwellWindow(minimum: 0, maximum: 10),
      transforms: FamilyTransforms(familyCount: 1))
    let bounds = hubs.bounds(hub: 0, inLegs: [1, 3], outLegs: [5, 7])
    #expect(bounds.explained == 4)
    #expect(bounds.others == 3)
    #expect(bounds.lower == 2)
    // Two cuts together: 2 × 4 less 6.
    #expect(bounds.lowerCuts.map(\.capacity).reduce(0, +) == 6)
    #expect(bounds.lowerCuts.count == 2)
  }
}
