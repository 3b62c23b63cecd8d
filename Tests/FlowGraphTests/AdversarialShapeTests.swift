import Foundation
import Testing

@testable import FlowGraph

@Suite("Adversarial shapes")
struct AdversarialShapeTests {
  private static let alone = FamilyTransforms(familyCount: 1)

  /// Legs into and out of node 0, all on one day, each with an other end of its own.
  private static func crowd(_ count: Int, sameCounterparty: Bool) -> LegColumns {
    var legs = LegColumns(reserving: count)
    for leg in 0..<count {
      let other = sameCounterparty ? Int32(1 + leg % 2) : Int32(1 + leg)
      legs.append(
        sender: leg % 2 == 0 ? other : 0, receiver: leg % 2 == 0 ? 0 : other, family: 0,
        departure: 3, arrival: 3, quantity: Int64(1 + leg % 7))
    }
    return legs
  }

  @Test("a hub with 100,000 legs on one day stays linear", arguments: [true, false])
  func crowdedDay(sameCounterparty: Bool) {
    let legs = Self.crowd(100_000, sameCounterparty: sameCounterparty)
    let graph = legs.attribution(
      within: DwellWindow(minimum: 0, maximum: 0), transforms: Self.alone)
    let incoming = (0..<legs.count).filter { $0 % 2 == 0 }.reduce(0) { $0 + legs.quantity[$1] }
    let outgoing = (0..<legs.count).filter { $0 % 2 == 1 }.reduce(0) { $0 + legs.quantity[$1] }
    #expect(graph.explainedQuantity == min(incoming, outgoing))
    #expect(graph.edgeCount <= legs.count)
  }

  @Test("a hub of a million legs on one day is attributed, counted, bounded and searched")
  func millionLegs() {
    // A sanitizer looks at every access: for it a tenth of them.
    let isWatched = ProcessInfo.processInfo.environment["ENTREPOT_SANITIZER"] != nil
    let legs = Self.crowd(isWatched ? 100_000 : 1_000_000, sameCounterparty: false)
    let even = stride(from: 0, to: legs.count, by: 2)
    let sums = (
      even.reduce(Int64(0)) { $0 + legs.quantity[$1] },
      even.reduce(Int64(0)) { $0 + legs.quantity[$1 + 1] }
    )
    let sameDay = DwellWindow(minimum: 0, maximum: 0)
    let graph = legs.attribution(within: sameDay, transforms: Self.alone)
    let hubs = HubFlows(of: legs, within: sameDay, transforms: Self.alone)
    #expect(graph.edgeCount <= legs.count)
    #expect(graph.explainedQuantity == hubs.maximumFlow(hub: 0).value)
    #expect(graph.explainedQuantity == min(sums.0, sums.1))
    let pairs = (legs.count / 2) * (legs.count / 2)
    #expect(hubs.compatiblePairCount() == pairs)
    let bounds = hubs.bounds(hub: 0, inLegs: [0, 2], outLegs: [1, 3])
    #expect(bounds.lower == 0)
    #expect(bounds.upper == legs.quantity[0] + legs.quantity[2])
    let answer = legs.routes(answering: RouteQuestion(dwell: sameDay, familyCount: 1))
      .answer(best: 3, by: .smallest(of: legs.quantity))
    #expect(answer.count.total == pairs)
    #expect(answer.routes.map(\.worth) == [7, 7, 7])
  }

  @Test("a crowded lot drawn upon by many days stays linear")
  func crowdedLotManyDays() {
    var legs = LegColumns()
    for leg in 0..<Int32(20_000) {
      legs.append(
        sender: 1 + leg, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 3)
      legs.append(
        sender: 0, receiver: 30_000, family: 0, departure: leg % 90, arrival: leg % 90,
        quantity: 2)
    }
    let graph = legs.attribution(
      within: DwellWindow(minimum: 0, maximum: 90), transforms: Self.alone)
    #expect(graph.explainedQuantity == 40_000)
    #expect(graph.edgeCount <= 2 * legs.count)
  }

  @Test("quantities near the limit are shared exactly")
  func nearOverflow() {
    var legs = LegColumns()
    let large = Int64.max / 4
    legs.append(
      sender: 1, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: large - 11)
    legs.append(sender: 2, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 11)
    legs.append(
      sender: 0, receiver: 3, family: 0, departure: 0, arrival: 0, quantity: large / 2)
    legs.append(
      sender: 0, receiver: 4, family: 0, departure: 0, arrival: 0, quantity: large / 3)
    legs.append(sender: 0, receiver: 5, family: 0, departure: 1, arrival: 1, quantity: large)
    let window = DwellWindow(minimum: 0, maximum: 3)
    let graph = legs.attribution(within: window, transforms: Self.alone)
    #expect(graph.explainedQuantity == large)
    let hubs = HubFlows(of: legs, within: window, transforms: Self.alone)
    let bounds = hubs.bounds(hub: 0, inLegs: [0], outLegs: [4])
    #expect(bounds.upper == large - 11)
    #expect(bounds.explained == large)
    // Without the pair, leg 0 fills the demands of day 0 and leg 1 some of day 1.
    #expect(bounds.lower == large - large / 2 - large / 3 - 11)
  }

  @Test("bounds at a hub of 30,000 legs over a year are proved, self-loops and empty legs aside")
  func largeHub() {
    var trade = RandomTrade(seed: 11)
    var legs = LegColumns()
    for leg in 0..<Int32(30_000) {
      let day = Int32(trade.number(0...364))
      let comesIn = leg % 2 == 0
      let other = leg % 50 == 0 ? 0 : Int32(1 + leg % 400)
      legs.append(
        sender: comesIn ? other : 0, receiver: comesIn ? 0 : other, family: 0, departure: day,
        arrival: day, quantity: Int64(trade.number(0...30)))
    }
    let hubs = HubFlows(
      of: legs, within: DwellWindow(minimum: 0, maximum: 30), transforms: Self.alone)
    let pairs = LegPairs(
      from: hubs.arrivingLegs(at: 0).filter { legs.sender[Int($0)] % 5 < 4 },
      to: hubs.leavingLegs(of: 0).filter { legs.receiver[Int($0)] % 7 < 6 })
    let proof = hubs.proof(hub: 0, pairs: pairs)
    #expect(proof.bounds.lower > 0)
    #expect(hubs.faults(in: proof, hub: 0, pairs: pairs) == [])
  }

  @Test("a bucket above the limit is refused")
  func aboveLimit() async {
    await #expect(processExitsWith: .failure) {
      var legs = LegColumns()
      for sender in 1...Int32(2) {
        legs.append(
          sender: sender, receiver: 0, family: 0, departure: 0, arrival: 0,
          quantity: Int64.max / 5)
      }
      _ = legs.attribution(
        within: DwellWindow(minimum: 0, maximum: 0), transforms: FamilyTransforms(familyCount: 1))
    }
  }

  @Test("a family beyond the table is refused")
  func unknownFamily() async {
    await #expect(processExitsWith: .failure) {
      var legs = LegColumns()
      legs.append(sender: 1, receiver: 0, family: 1, departure: 0, arrival: 0, quantity: 1)
      _ = legs.attribution(
        within: DwellWindow(minimum: 0, maximum: 0), transforms: FamilyTransforms(familyCount: 1))
    }
  }

  @Test("the earliest and the latest day there can be meet in one hub")
  func extremeDays() {
    var legs = LegColumns()
    for day in [Int32.min, -1, 0, Int32.max] {
      legs.append(sender: 1, receiver: 0, family: 0, departure: day, arrival: day, quantity: 5)
      legs.append(sender: 0, receiver: 2, family: 0, departure: day, arrival: day, quantity: 5)
    }
    let graph = legs.attribution(
      within: DwellWindow(minimum: 0, maximum: .max), transforms: Self.alone)
    #expect(graph.source == [0, 2, 4, 6])
    #expect(graph.target == [1, 3, 5, 7])
    let late = legs.attribution(
      within: DwellWindow(minimum: 1, maximum: .max), transforms: Self.alone)
    #expect(late.source == [0, 2, 4])
    #expect(late.target == [3, 5, 7])
  }

  @Test("nodes numbered sparsely are swept all the same")
  func sparseNodes() {
    var legs = LegColumns()
    legs.append(
      sender: 7, receiver: 2_000_000_000, family: 0, departure: 0, arrival: 0, quantity: 5)
    legs.append(
      sender: 2_000_000_000, receiver: 3, family: 0, departure: 1, arrival: 1, quantity: 4)
    let graph = legs.attribution(
      within: DwellWindow(minimum: 0, maximum: 9), transforms: Self.alone)
    #expect(graph.quantity == [4])
  }

  @Test("goods that go round within a day make routes that repeat no leg")
  func cyclesOnOneDay() {
    var legs = LegColumns()
    for round in 0..<Int32(30) {
      legs.append(
        sender: round % 3, receiver: (round + 1) % 3, family: 0, departure: 0, arrival: 0,
        quantity: 4)
    }
    let graph = legs.attribution(
      within: DwellWindow(minimum: 0, maximum: 0), transforms: Self.alone)
    let everyLeg = [Bool](repeating: true, count: legs.count)
    let routes = graph.widestRoutes(
      origins: everyLeg, destinations: everyLeg, maxLegs: 4, legQuantity: legs.quantity)
    #expect(!routes.isEmpty)
    #expect(routes.allSatisfy { Set($0.legs).count == $0.legs.count })
  }

  @Test("a leg with thousands of onward legs decomposes in one go")
  func wideFan() {
    let count: Int32 = 20_000
    let graph = LegGraph(
      legCount: Int(count) + 1, source: Array(repeating: 0, count: Int(count)),
      target: Array(1...count), quantity: (1...Int64(count)).map { $0 },
      penalty: Array(repeating: 0, count: Int(count)))
    let routes = graph.widestRoutes(
      origins: [true] + Array(repeating: false, count: Int(count)),
      destinations: [false] + Array(repeating: true, count: Int(count)), maxLegs: 4,
      legQuantity: Array(repeating: Int64(count) * Int64(count), count: Int(count) + 1))
    #expect(routes.count == Int(count))
    #expect(routes.first == FlowRoute(legs: [0, count], quantity: Int64(count)))
  }
}

@Suite("Proportional shares and radix sort")
struct ShareTests {
  @Test(
    "shares sum up, exceed no holding and agree with sorted fractions", arguments: 0..<UInt64(200))
  func sharesAgree(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let holdings = (0..<trade.number(1...20)).map { _ in Int64(trade.number(0...50)) }
    let total = holdings.reduce(0, +)
    let amount = Int64(trade.number(0...Int(total)))
    let shares = ProportionalShares.shares(of: amount, among: holdings[...], total: total)
    #expect(shares.reduce(0, +) == amount)
    #expect(zip(shares, holdings).allSatisfy { $0 <= $1 })
    #expect(shares == AttributionOracle.shares(of: amount, among: holdings))
  }

  @Test("sorts by the asked bits and keeps the order of equals", arguments: 0..<UInt64(200))
  func radixSort(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let words = (0..<trade.number(0...2_000)).map { _ in trade.generator.next() >> 20 }
    let low = trade.number(0...30)
    let high = low + trade.number(0...14)
    var sorted = words
    RadixSort.sort(&sorted, bits: low..<high)
    let mask = (UInt64(1) << UInt64(high - low)) - 1
    let expected = words.enumerated()
      .sorted { (($0.element >> low) & mask, $0.offset) < (($1.element >> low) & mask, $1.offset) }
      .map(\.element)
    #expect(sorted == expected)
  }
}
