import Testing

@testable import FlowGraph

@Suite("Chance control")
struct HubChanceTests {
  private static let months: [Int32] = [4, 9]

  private static func flows(_ seed: UInt64, nodes: Int = 5) -> HubFlows {
    var trade = RandomTrade(seed: seed)
    let legs = trade.legs(nodes: nodes, families: 3, days: 14, count: trade.number(5...70))
    let transforms = trade.transforms(families: 3, count: trade.number(0...2))
    // Windows differ by leg in every second case.
    let classes = 1 + Int(seed % 2) * 2
    return HubFlows(
      of: trade.dealt(legs, classes: classes),
      within: trade.windows(classes: classes, longest: 5), transforms: transforms)
  }

  /// The whole trade attributed, with new days for the legs that leave one hub.
  private static func totals(
    _ flows: HubFlows, hub: Int32, days: [Int32: Int32]
  ) -> [PartyPair: Int64] {
    var legs = flows.columns
    for (leg, day) in days {
      legs.departure[Int(leg)] = day
      legs.arrival[Int(leg)] = max(legs.arrival[Int(leg)], day)
    }
    return legs.attribution(within: flows.windows, transforms: flows.transforms)
      .totals(of: legs).filter { $0.key.hub == hub }
  }

  @Test(
    "counts the rounds in which the whole trade, attributed again, reaches the truth",
    arguments: 0..<UInt64(200))
  func agreesWithWholeTrade(seed: UInt64) {
    let flows = Self.flows(seed)
    let rounds = 7
    let hubs = (0..<Int32(flows.nodeCount)).map { $0 }
    let found = flows.chance(at: hubs, rounds: rounds, seed: seed, periodStarts: Self.months)
    let shuffle = ChanceShuffle(periodStarts: Self.months, seed: seed)
    for result in found {
      let truth = Self.totals(flows, hub: result.hub, days: [:])
      let outgoing = flows.leavingLegs(of: result.hub).sorted()
      let groups = shuffle.groups(of: outgoing, in: flows.columns)
      let chance = (1...rounds).map { round in
        let days = shuffle.days(
          outgoing.map { flows.columns.departure[Int($0)] }, groups: groups, hub: result.hub,
          round: round)
        return Self.totals(
          flows, hub: result.hub, days: Dictionary(uniqueKeysWithValues: zip(outgoing, days)))
      }
      let quantity = truth.values.reduce(0, +)
      #expect(result.quantity == quantity)
      #expect(result.reached == chance.count { $0.values.reduce(0, +) >= quantity })
      #expect(result.pairs.count == truth.count)
      for pair in result.pairs {
        let key = PartyPair(from: pair.supplier, hub: result.hub, to: pair.buyer)
        #expect(truth[key] == pair.quantity)
        #expect(pair.reached == chance.count { $0[key, default: 0] >= pair.quantity })
      }
    }
  }

  @Test("days are dealt out within family and period only", arguments: 0..<UInt64(200))
  func groups(seed: UInt64) {
    let flows = Self.flows(seed, nodes: 3)
    let shuffle = ChanceShuffle(periodStarts: Self.months, seed: seed)
    let legs = flows.leavingLegs(of: 0).sorted()
    let days = legs.map { flows.columns.departure[Int($0)] }
    let dealt = shuffle.days(
      days, groups: shuffle.groups(of: legs, in: flows.columns), hub: 0, round: 3)
    func kinds(_ days: [Int32]) -> [[Int32]] {
      zip(legs, days).map { leg, day in
        [Int32(flows.columns.family[Int(leg)]), Int32(Self.months.count { $0 <= day }), day]
      }.sorted { $0.lexicographicallyPrecedes($1) }
    }
    #expect(kinds(days) == kinds(dealt))
    for (old, new) in zip(days, dealt) {
      #expect(Self.months.count { $0 <= old } == Self.months.count { $0 <= new })
    }
  }

  @Test(
    "what is found at a hub does not depend on the other hubs asked about",
    arguments: 0..<UInt64(200))
  func independent(seed: UInt64) {
    let flows = Self.flows(seed)
    let hubs = (0..<Int32(flows.nodeCount)).map { $0 }
    let together = flows.chance(at: hubs, rounds: 9, seed: 1, periodStarts: Self.months)
    for (hub, result) in zip(hubs, together) {
      #expect(
        flows.chance(at: [hub], rounds: 9, seed: 1, periodStarts: Self.months) == [result])
    }
    #expect(
      flows.chance(at: hubs.reversed(), rounds: 9, seed: 1, periodStarts: Self.months)
        == together.reversed())
  }

  @Test("a chain timed on purpose stands out, by as much as the rounds can tell")
  func plantedChain() {
    var trade = RandomTrade(seed: 5)
    var legs = LegColumns()
    // Ten lots of one supplier, each sent on to one buyer the day after, among much other trade.
    for lot in 0..<Int32(10) {
      let day = lot * 3
      legs.append(
        sender: 1, receiver: 0, family: 0, departure: day, arrival: day, quantity: 100)
      legs.append(
        sender: 0, receiver: 20, family: 0, departure: day + 1, arrival: day + 1, quantity: 100)
    }
    for _ in 0..<30 {
      let day = Int32(trade.number(0...29))
      legs.append(
        sender: 0, receiver: 21, family: 0, departure: day, arrival: day, quantity: 100)
    }
    let flows = HubFlows(
      of: legs, within: DwellWindow(minimum: 1, maximum: 1),
      transforms: FamilyTransforms(familyCount: 1))
    let result = flows.chance(at: [0], rounds: 199, seed: 3, periodStarts: [])[0]
    #expect(result.resolution == 0.005)
    let onward = result.pairs.first { $0.supplier == 1 && $0.buyer == 20 }
    #expect(onward.map { result.pValue(of: $0) } == 0.005)
    let others = result.pairs.first { $0.supplier == 1 && $0.buyer == 21 }
    #expect(others.map { result.pValue(of: $0) > 0.5 } ?? true)
  }

  @Test("hubs without flow have nothing that chance would not reach")
  func noFlow() {
    let flows = Self.flows(1)
    let result = flows.chance(at: [900], rounds: 3, seed: 1, periodStarts: [])[0]
    #expect(result.quantity == 0)
    #expect(result.pValue == 1)
    #expect(result.pairs.isEmpty)
  }
}
