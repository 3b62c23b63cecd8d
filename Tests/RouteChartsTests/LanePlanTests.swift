import Testing
import TradeModel

@testable import RouteCharts

@Suite("Lane plans")
struct LanePlanTests {
  @Test("a country that is visited again gets a lane of its own, and the party says so")
  func returns() {
    let plan = LanePlan(SampleRoutes.roundTrip)
    #expect(plan.lanes.map(\.country.code) == ["KR", "SG", "KR", "CN"])
    #expect(plan.lanes.map(\.visit) == [1, 1, 2, 1])
    #expect(plan.cards.map(\.party.key) == ["gaon", "harbour", "gaon", "saehan", "north"])
    #expect(plan.cards.map(\.isRepeated) == [false, false, true, false, false])
    #expect(plan.cards.map(\.lane) == [0, 1, 2, 2, 3])
  }

  @Test("parties that share a hub share its card")
  func merges() {
    let plan = LanePlan(SampleRoutes.merge)
    #expect(plan.lanes.map(\.country.code) == ["KR", "HK", "AE", "CN"])
    #expect(plan.cards.count == 5)
    #expect(plan.hasForks)
  }

  @Test("goods that left from elsewhere than they arrived are joined by a gap, not by a leg")
  func gaps() {
    let plan = LanePlan(SampleRoutes.moved)
    #expect(plan.lanes.map(\.country.code) == ["KR", "SG", "MY", "CN"])
    #expect(plan.links.map(\.basis) == [.documented, .unrecorded, .documented])
    #expect(plan.links.map(\.leg) == [0, nil, 1])
  }

  @Test("a party that sends to itself within a country stands there twice")
  func toItself() {
    let route = SampleRoutes.route(
      "R-self",
      [
        SampleRoutes.leg("gaon", "KR", "gaon", "KR", "2025-01-01", 1, 1),
        SampleRoutes.leg("gaon", "KR", "gaon", "SG", "2025-01-02", 1, 1),
      ])
    let plan = LanePlan(route)
    #expect(plan.cards.map(\.lane) == [0, 0, 1])
    #expect(Set(plan.cards.indices.map(plan.name(ofCard:))).count == 3)
  }

  @Test("goods never run to the left, and every leg is there once", arguments: 0..<UInt64(300))
  func forward(seed: UInt64) {
    let route = RandomRoute(seed: seed).route()
    let plan = LanePlan(route)
    #expect(plan.links.compactMap(\.leg) == Array(route.legs.indices))
    for link in plan.links {
      let (from, to) = (plan.cards[link.from], plan.cards[link.to])
      #expect(from.lane < to.lane || (from.lane == to.lane && link.from < link.to))
      guard let place = link.leg else { continue }
      let leg = route.legs[place]
      #expect(from.party.key == leg.shipper && to.party.key == leg.consignee)
      #expect(plan.lanes[from.lane].country == leg.from)
      #expect(plan.lanes[to.lane].country == leg.to)
    }
  }
}

/// Invented routes without sense, to try what no sample thought of.
struct RandomRoute {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  /// A route of one to eight legs between a few parties in a few countries, mostly chained.
  func route() -> Route {
    var random = self
    let keys = SampleRoutes.parties.map(\.key)
    let countries = ["KR", "SG", "MY", "HK", "CN"]
    var legs: [RouteLeg] = []
    for place in 0...random.next(8) {
      let chained = random.next(4) > 0 ? legs.last : nil
      let from = chained.map(\.to.code) ?? countries[random.next(countries.count)]
      legs.append(
        SampleRoutes.leg(
          chained?.consignee ?? keys[random.next(keys.count)], from,
          keys[random.next(keys.count)], countries[random.next(countries.count)],
          "2025-0\(place + 1)-1\(random.next(9))", Double(random.next(900)),
          random.next(3) > 0 ? Double(random.next(9_000_000)) : nil,
          isEstimated: random.next(3) == 0))
    }
    return SampleRoutes.route("R-\(state)", legs)
  }

  private mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
