import Testing

@testable import FlowGraph

@Suite("Attribution")
struct AttributionTests {
  @Test("agrees with its definition", arguments: 0..<UInt64(200))
  func agreesWithOracle(seed: UInt64) {
    AttributionExample(seed: seed, classes: 1...1).expectDefinition()
  }

  @Test("agrees with its definition on crowded days", arguments: 0..<UInt64(15))
  func agreesWithOracleOnCrowdedDays(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    AttributionExample(
      legs: trade.legs(nodes: 14, families: 2, days: 2, count: 600, longestVoyage: 0),
      windows: DwellWindows(DwellWindow(minimum: 0, maximum: 1)),
      transforms: trade.transforms(families: 2, count: 1)
    ).expectDefinition()
  }

  @Test("spends no leg twice and uses admissible pairs only", arguments: 0..<UInt64(200))
  func conserves(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.legs(nodes: 6, families: 3, days: 10, count: 120, largestQuantity: 5_000)
    let window = trade.window(longest: 5)
    let transforms = trade.transforms(families: 3, count: 3)
    let graph = legs.attribution(within: window, transforms: transforms)
    let hubs = HubFlows(of: legs, within: window, transforms: transforms)
    var gone = [Int64](repeating: 0, count: legs.count)
    var come = gone
    for edge in 0..<graph.edgeCount {
      #expect(hubs.admits(inLeg: graph.source[edge], outLeg: graph.target[edge]))
      gone[Int(graph.source[edge])] += graph.quantity[edge]
      come[Int(graph.target[edge])] += graph.quantity[edge]
    }
    for leg in 0..<legs.count {
      #expect(gone[leg] <= legs.quantity[leg])
      #expect(come[leg] <= legs.quantity[leg])
    }
  }

  @Test("draws on its own family first, then by penalty, then on the oldest lot")
  func drawsInOrder() {
    var legs = LegColumns()
    legs.append(sender: 1, receiver: 0, family: 1, departure: 0, arrival: 1, quantity: 5)
    legs.append(sender: 2, receiver: 0, family: 2, departure: 0, arrival: 2, quantity: 5)
    legs.append(sender: 3, receiver: 0, family: 0, departure: 0, arrival: 4, quantity: 5)
    legs.append(sender: 4, receiver: 0, family: 0, departure: 0, arrival: 3, quantity: 5)
    legs.append(sender: 0, receiver: 9, family: 0, departure: 5, arrival: 5, quantity: 18)
    var transforms = FamilyTransforms(familyCount: 3)
    transforms.allow(from: 1, to: 0, penalty: 2)
    transforms.allow(from: 2, to: 0, penalty: 1)
    let graph = legs.attribution(
      within: DwellWindow(minimum: 0, maximum: 10), transforms: transforms)
    #expect(graph.source == [0, 1, 2, 3])
    #expect(graph.quantity == [3, 5, 5, 5])
    #expect(graph.penalty == [2, 1, 0, 0])
  }

  @Test("shares one day's lots in proportion, largest remainder first")
  func sharesInProportion() {
    var legs = LegColumns()
    legs.append(sender: 1, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 10)
    legs.append(sender: 2, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 20)
    legs.append(sender: 3, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 4)
    legs.append(sender: 0, receiver: 9, family: 0, departure: 1, arrival: 1, quantity: 17)
    let graph = legs.attribution(
      within: DwellWindow(minimum: 1, maximum: 1), transforms: FamilyTransforms(familyCount: 1))
    #expect(graph.quantity == [5, 10, 2])
  }

  @Test("leaves out goods of no family, empty legs and legs from a node to itself")
  func leavesOut() {
    var legs = LegColumns()
    legs.append(sender: 1, receiver: 0, family: -1, departure: 0, arrival: 0, quantity: 10)
    legs.append(sender: 1, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 0)
    legs.append(sender: 0, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 10)
    legs.append(sender: 0, receiver: 2, family: 0, departure: 0, arrival: 0, quantity: 10)
    let graph = legs.attribution(
      within: DwellWindow(minimum: 0, maximum: 9), transforms: FamilyTransforms(familyCount: 1))
    #expect(graph.edgeCount == 0)
    #expect(graph.legCount == 4)
  }

  @Test("of no legs is an empty graph")
  func emptyColumns() {
    let graph = LegColumns().attribution(
      within: DwellWindow(minimum: 0, maximum: 9), transforms: FamilyTransforms(familyCount: 0))
    #expect(graph.edgeCount == 0)
    #expect(graph.legCount == 0)
    graph.checkInvariants()
  }
}
