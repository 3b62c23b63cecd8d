import Testing

@testable import FlowGraph

@Suite("Chain bounds and pair counts")
struct ChainTests {
  @Test("enclose every decomposed route through the same legs", arguments: 0..<UInt64(200))
  func encloseRoutes(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.legs(nodes: 5, families: 1, days: 10, count: 50)
    let window = trade.window(longest: 4)
    let transforms = FamilyTransforms(familyCount: 1)
    let hubs = HubFlows(of: legs, within: window, transforms: transforms)
    let graph = legs.attribution(within: window, transforms: transforms)
    let everyLeg = [Bool](repeating: true, count: legs.count)
    let routes = graph.widestRoutes(
      origins: everyLeg, destinations: everyLeg, maxLegs: 4, legQuantity: legs.quantity)
    let together = hubs.chainBounds(of: routes)
    for (route, bounds) in zip(routes, together) {
      #expect(bounds == hubs.chainBounds(legs: route.legs))
      #expect(hubs.chainLimits(legs: route.legs) == (bounds.lower, bounds.upper))
      #expect(hubs.chainUpper(legs: route.legs) == bounds.upper)
      #expect(bounds.lower <= bounds.upper)
      #expect(route.quantity <= bounds.upper)
      #expect(bounds.pairs.count == route.legs.count - 1)
      #expect(bounds.pairs.allSatisfy { bounds.lower <= $0.lower && bounds.upper <= $0.upper })
    }
  }

  @Test("prove what went all the way through two hubs")
  func proveTwoHubs() {
    var legs = LegColumns()
    legs.append(sender: 1, receiver: 2, family: 0, departure: 0, arrival: 1, quantity: 100)
    legs.append(sender: 2, receiver: 3, family: 0, departure: 2, arrival: 3, quantity: 90)
    legs.append(sender: 3, receiver: 4, family: 0, departure: 4, arrival: 5, quantity: 80)
    legs.append(sender: 8, receiver: 3, family: 0, departure: 0, arrival: 1, quantity: 10)
    let hubs = HubFlows(
      of: legs, within: DwellWindow(minimum: 0, maximum: 30),
      transforms: FamilyTransforms(familyCount: 1))
    let bounds = hubs.chainBounds(legs: [0, 1, 2])
    // 90 of 90 came from leg 0; 80 less the other supplier's 10 went on: 90 + 70 - 90.
    #expect(bounds.pairs.map(\.lower) == [90, 70])
    #expect(bounds.lower == 70)
    #expect(bounds.upper == 80)
  }

  @Test("count the pairs that listing them would find", arguments: 0..<UInt64(200))
  func countPairs(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let classes = 1 + Int(seed % 2) * 2
    let legs = trade.dealt(
      trade.legs(nodes: 4, families: 3, days: 9, count: 60), classes: classes)
    let hubs = HubFlows(
      of: legs, within: trade.windows(classes: classes, longest: 5),
      transforms: trade.transforms(families: 3, count: 3))
    var count = 0
    for incoming in 0..<Int32(legs.count) {
      for outgoing in 0..<Int32(legs.count) where hubs.admits(inLeg: incoming, outLeg: outgoing) {
        count += 1
      }
    }
    #expect(hubs.compatiblePairCount() == count)
    #expect((0..<4).reduce(0) { $0 + hubs.compatiblePairCount(hub: $1) } == count)
  }
}
