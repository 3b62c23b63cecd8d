import Testing

@testable import FlowGraph

/// What must stay the same, or must not fall, when a trade is written down differently or grows.
@Suite("Flow properties")
struct FlowPropertyTests {
  private static let window = DwellWindow(minimum: 0, maximum: 5)

  private static func transforms(_ seed: UInt64) -> FamilyTransforms {
    var trade = RandomTrade(seed: seed &+ 1_000)
    return trade.transforms(families: 3, count: 3)
  }

  private static func legs(_ seed: UInt64, largestQuantity: Int = 3_000) -> LegColumns {
    var trade = RandomTrade(seed: seed)
    return trade.legs(
      nodes: 5, families: 3, days: 8, count: 70, largestQuantity: largestQuantity)
  }

  @Test("renaming nodes changes nothing", arguments: 0..<UInt64(200))
  func renamingNodes(seed: UInt64) {
    var trade = RandomTrade(seed: seed &+ 1)
    let legs = Self.legs(seed)
    let names = trade.order(900).map { Int32($0) }
    var renamed = legs
    renamed.sender = legs.sender.map { names[Int($0)] }
    renamed.receiver = legs.receiver.map { names[Int($0)] }
    let transforms = Self.transforms(seed)
    #expect(
      renamed.attribution(within: Self.window, transforms: transforms)
        == legs.attribution(within: Self.window, transforms: transforms))
  }

  @Test("shuffling rows changes nothing where no two legs are alike", arguments: 0..<UInt64(200))
  func shufflingRows(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    var legs = Self.legs(seed)
    // Powers of two: no two legs, and no two sets of legs of two counterparties, are equal in sum.
    legs = legs.reordered(Array(0..<50))
    legs.quantity = trade.order(50).map { Int64(1) << Int64($0) }
    let order = trade.order(legs.count)
    let transforms = Self.transforms(seed)
    let graph = legs.attribution(within: Self.window, transforms: transforms)
    let shuffled = legs.reordered(order)
      .attribution(within: Self.window, transforms: transforms)
    let first = Set(
      zip(zip(graph.source, graph.target), graph.quantity).map {
        [$0.0, $0.1].map(Int64.init) + [$1]
      })
    let second = Set(
      zip(zip(shuffled.source, shuffled.target), shuffled.quantity)
        .map { [Int64(order[Int($0.0)]), Int64(order[Int($0.1)]), $1] })
    #expect(first == second)
  }

  @Test("shuffling rows keeps what each hub, family and day explains", arguments: 0..<UInt64(200))
  func shufflingAlikeRows(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = Self.legs(seed, largestQuantity: 3)
    let shuffled = legs.reordered(trade.order(legs.count))
    let transforms = Self.transforms(seed)
    #expect(
      Self.bucketTotals(legs, legs.attribution(within: Self.window, transforms: transforms))
        == Self.bucketTotals(
          shuffled, shuffled.attribution(within: Self.window, transforms: transforms)))
  }

  private static func bucketTotals(_ legs: LegColumns, _ graph: LegGraph) -> [[Int32]: Int64] {
    var totals: [[Int32]: Int64] = [:]
    for edge in 0..<graph.edgeCount {
      let incoming = Int(graph.source[edge])
      let outgoing = Int(graph.target[edge])
      let key = [
        legs.receiver[incoming], Int32(legs.family[incoming]), legs.arrival[incoming],
        Int32(legs.family[outgoing]), legs.departure[outgoing],
      ]
      totals[key, default: 0] += graph.quantity[edge]
    }
    return totals
  }

  @Test("moving all days changes nothing", arguments: 0..<UInt64(200), [Int32(-7), 40_000])
  func movingDays(seed: UInt64, days: Int32) {
    let legs = Self.legs(seed)
    var moved = legs
    moved.departure = legs.departure.map { $0 + days }
    moved.arrival = legs.arrival.map { $0 + days }
    let transforms = Self.transforms(seed)
    #expect(
      moved.attribution(within: Self.window, transforms: transforms)
        == legs.attribution(within: Self.window, transforms: transforms))
  }

  @Test("scaling all quantities scales what is explained", arguments: 0..<UInt64(200))
  func scaling(seed: UInt64) {
    let legs = Self.legs(seed)
    var scaled = legs
    scaled.quantity = legs.quantity.map { $0 * 1_000 }
    let transforms = Self.transforms(seed)
    let graph = legs.attribution(within: Self.window, transforms: transforms)
    let large = scaled.attribution(within: Self.window, transforms: transforms)
    let before = Self.bucketTotals(legs, graph).mapValues { $0 * 1_000 }
    #expect(Self.bucketTotals(scaled, large) == before)
  }

  @Test("splitting a leg within its day keeps all totals", arguments: 0..<UInt64(300))
  func splitting(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = Self.legs(seed)
    let split = trade.number(0...(legs.count - 1))
    let parts = trade.number(2...9)
    guard legs.quantity[split] >= parts else { return }
    var apart = legs
    // The first part keeps the number of the whole; the others are filed later.
    for others in 1..<parts {
      let most = Int(apart.quantity[split]) - (parts - others)
      let part = Int64(trade.number(1...most))
      apart.quantity[split] -= part
      apart.append(leg: split, of: legs)
      apart.quantity[apart.count - 1] = part
    }
    let transforms = Self.transforms(seed)
    #expect(
      apart.attribution(within: Self.window, transforms: transforms).totals(of: apart)
        == legs.attribution(within: Self.window, transforms: transforms).totals(of: legs))
  }

  @Test("adding a leg never lowers what is explained", arguments: 0..<UInt64(200))
  func addingLeg(seed: UInt64) {
    var trade = RandomTrade(seed: seed &+ 5)
    let legs = Self.legs(seed)
    var more = legs
    more.append(leg: 0, of: trade.legs(nodes: 5, families: 3, days: 8, count: 1))
    let alone = FamilyTransforms(familyCount: 3)
    #expect(
      more.attribution(within: Self.window, transforms: alone).explainedQuantity
        >= legs.attribution(within: Self.window, transforms: alone).explainedQuantity)
  }

  @Test("widening the dwell window never lowers what is explained", arguments: 0..<UInt64(200))
  func wideningWindow(seed: UInt64) {
    let legs = Self.legs(seed)
    let alone = FamilyTransforms(familyCount: 3)
    let windows = [(3, 3), (3, 4), (2, 4), (1, 4), (1, 7), (0, 9)]
    let explained = windows.map {
      legs.attribution(
        within: DwellWindow(minimum: Int32($0.0), maximum: Int32($0.1)), transforms: alone
      ).explainedQuantity
    }
    #expect(explained == explained.sorted())
  }

  @Test("an unrelated component changes nothing", arguments: 0..<UInt64(200))
  func unrelatedComponent(seed: UInt64) {
    let legs = Self.legs(seed)
    let other = Self.legs(seed &+ 77)
    var both = legs
    for leg in 0..<other.count {
      both.append(leg: leg, of: other)
      both.sender[both.count - 1] += 5
      both.receiver[both.count - 1] += 5
    }
    let transforms = Self.transforms(seed)
    let graph = legs.attribution(within: Self.window, transforms: transforms)
    let whole = both.attribution(within: Self.window, transforms: transforms)
    #expect(Array(whole.source.prefix(graph.edgeCount)) == graph.source)
    #expect(Array(whole.target.prefix(graph.edgeCount)) == graph.target)
    #expect(Array(whole.quantity.prefix(graph.edgeCount)) == graph.quantity)
    let everyLeg = [Bool](repeating: true, count: both.count)
    let routes = graph.widestRoutes(
      origins: Array(everyLeg.prefix(legs.count)), destinations: Array(everyLeg.prefix(legs.count)),
      maxLegs: 3, legQuantity: legs.quantity)
    let wholeRoutes = whole.widestRoutes(
      origins: everyLeg, destinations: everyLeg, maxLegs: 3, legQuantity: both.quantity)
    #expect(wholeRoutes.filter { $0.legs.allSatisfy { $0 < legs.count } } == routes)
  }

  @Test("reversing time and swapping in and out keeps the flow value", arguments: 0..<UInt64(200))
  func reversingTime(seed: UInt64) {
    let legs = Self.legs(seed)
    var reversed = legs
    reversed.sender = legs.receiver
    reversed.receiver = legs.sender
    reversed.departure = legs.arrival.map { -$0 }
    reversed.arrival = legs.departure.map { -$0 }
    let alone = FamilyTransforms(familyCount: 3)
    #expect(
      reversed.attribution(within: Self.window, transforms: alone).explainedQuantity
        == legs.attribution(within: Self.window, transforms: alone).explainedQuantity)
  }

  @Test("one large and many small parts give the same graph", arguments: 0..<UInt64(3))
  func partsDoNotMatter(seed: UInt64) {
    // Enough legs for several pieces and parts; each hub alone must give the same edges.
    var trade = RandomTrade(seed: seed)
    let legs = trade.legs(nodes: 400, families: 3, days: 60, count: 30_000)
    let transforms = Self.transforms(seed)
    let graph = legs.attribution(within: Self.window, transforms: transforms)
    graph.checkInvariants()
    for hub in [Int32(0), 17, 399] {
      var alone = legs
      alone.family = legs.family.indices.map {
        legs.receiver[$0] == hub || legs.sender[$0] == hub ? legs.family[$0] : -1
      }
      let single = alone.attribution(within: Self.window, transforms: transforms)
      let edges = (0..<graph.edgeCount).filter { legs.receiver[Int(graph.source[$0])] == hub }
      let singleEdges = (0..<single.edgeCount).filter {
        legs.receiver[Int(single.source[$0])] == hub
      }
      #expect(edges.map { graph.quantity[$0] } == singleEdges.map { single.quantity[$0] })
      #expect(edges.map { graph.target[$0] } == singleEdges.map { single.target[$0] })
    }
  }
}
