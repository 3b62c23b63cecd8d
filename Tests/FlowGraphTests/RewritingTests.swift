import Testing

@testable import FlowGraph

/// Ways of writing one trade down that must not change what is found in it.
enum Rewriting: CaseIterable {
  case renamed, shuffled, moved, scaled, split, beside

  /// The same trade, written down differently.
  ///
  /// - Returns: the legs, for each node what it is called now, and by how much quantities grew.
  func of(
    _ legs: LegColumns, nodes: Int, by trade: inout RandomTrade
  ) -> (legs: LegColumns, names: [Int32], factor: Int64) {
    var written = legs
    var names = (0..<Int32(nodes)).map { $0 }
    switch self {
    case .renamed:
      names = trade.order(90).prefix(nodes).map { Int32($0) }
      written.sender = legs.sender.map { names[Int($0)] }
      written.receiver = legs.receiver.map { names[Int($0)] }
    case .shuffled: written = legs.reordered(trade.order(legs.count))
    case .moved:
      let days = Int32(trade.number(-400...400))
      written.departure = legs.departure.map { $0 + days }
      written.arrival = legs.arrival.map { $0 + days }
    case .scaled:
      written.quantity = legs.quantity.map { $0 * 1_000 }
      return (written, names, 1_000)
    case .split:
      for leg in 0..<legs.count where legs.quantity[leg] > 1 && trade.number(0...2) == 0 {
        let part = Int64(trade.number(1...(Int(legs.quantity[leg]) - 1)))
        written.quantity[leg] -= part
        written.append(leg: leg, of: legs)
        written.quantity[written.count - 1] = part
      }
    case .beside:
      let other = trade.legs(nodes: nodes, families: 3, days: 9, count: 40)
      for leg in 0..<other.count {
        written.append(leg: leg, of: other)
        written.sender[written.count - 1] += Int32(nodes)
        written.receiver[written.count - 1] += Int32(nodes)
      }
    }
    return (written, names, 1)
  }

  /// Whether the number of legs, and so of pairs and routes, stays.
  var keepsLegs: Bool { self != .split && self != .beside }
}

@Suite("A trade written down differently")
struct RewritingTests {
  private static let nodes = 5

  /// A trade with everything that is asked of it.
  private struct Trade {
    let hubs: HubFlows
    /// For each node of the trade what it is called here.
    let names: [Int32]

    /// What can and must have passed from one node through another to a third.
    func bounds(_ from: Int, _ hub: Int, _ to: Int) -> FlowBounds {
      let legs = hubs.columns
      return hubs.bounds(
        hub: names[hub],
        inLegs: hubs.arrivingLegs(at: names[hub]).filter { legs.sender[Int($0)] == names[from] },
        outLegs: hubs.leavingLegs(of: names[hub]).filter { legs.receiver[Int($0)] == names[to] })
    }

    func count(_ legCounts: ClosedRange<Int>) -> RouteCount {
      var question = RouteQuestion(
        dwell: hubs.windows.byClass[0], transforms: hubs.transforms, legCounts: legCounts)
      question.from = NumberSet([Int(names[0]), Int(names[1])])
      question.to = NumberSet([Int(names[2]), Int(names[3])])
      return hubs.columns.routes(answering: question).count()
    }

    /// The most that can have gone from what leaves one node to what reaches another.
    func optimum() -> Int64 {
      let legs = hubs.columns
      return hubs.seriesOptimum(
        origins: legs.sender.map { $0 == names[0] },
        destinations: legs.receiver.map { $0 == names[3] }, maxLegs: 4
      ).bound
    }
  }

  @Test("has the same bounds, counts and optimum", arguments: 0..<UInt64(200))
  func sameFindings(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.legs(
      nodes: Self.nodes, families: 3, days: 9, count: trade.number(10...60),
      largestQuantity: 3_000)
    let window = trade.window(longest: 5)
    let transforms = trade.transforms(families: 3, count: trade.number(0...3))
    let names = (0..<Int32(Self.nodes)).map { $0 }
    let plain = Trade(
      hubs: HubFlows(of: legs, within: window, transforms: transforms), names: names)
    for rewriting in Rewriting.allCases {
      let (written, names, factor) = rewriting.of(legs, nodes: Self.nodes, by: &trade)
      let other = Trade(
        hubs: HubFlows(of: written, within: window, transforms: transforms), names: names)
      for (from, hub, to) in [(0, 1, 2), (3, 1, 0), (2, 4, 3)] {
        let bounds = (plain.bounds(from, hub, to), other.bounds(from, hub, to))
        #expect(bounds.1.lower == bounds.0.lower * factor, "\(rewriting)")
        #expect(bounds.1.upper == bounds.0.upper * factor, "\(rewriting)")
        #expect(bounds.1.explained == bounds.0.explained * factor, "\(rewriting)")
        #expect(
          other.hubs.maximumFlow(hub: names[hub]).value
            == plain.hubs.maximumFlow(hub: Int32(hub)).value * factor, "\(rewriting)")
      }
      #expect(other.optimum() == plain.optimum() * factor, "\(rewriting)")
      if rewriting.keepsLegs {
        #expect(
          other.hubs.compatiblePairCount() == plain.hubs.compatiblePairCount(), "\(rewriting)")
      }
      if rewriting != .split { #expect(other.count(2...4) == plain.count(2...4), "\(rewriting)") }
    }
  }

  @Test("backward in time, in and out swapped, has the same bounds", arguments: 0..<UInt64(200))
  func reversed(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let legs = trade.legs(nodes: Self.nodes, families: 2, days: 9, count: 60)
    let window = trade.window(longest: 5)
    let alone = FamilyTransforms(familyCount: 2)
    var reversed = legs
    reversed.sender = legs.receiver
    reversed.receiver = legs.sender
    reversed.departure = legs.arrival.map { -$0 }
    reversed.arrival = legs.departure.map { -$0 }
    let names = (0..<Int32(Self.nodes)).map { $0 }
    let plain = Trade(hubs: HubFlows(of: legs, within: window, transforms: alone), names: names)
    let other = Trade(
      hubs: HubFlows(of: reversed, within: window, transforms: alone), names: names)
    for (from, hub, to) in [(0, 1, 2), (3, 1, 0), (2, 4, 3)] {
      let bounds = (plain.bounds(from, hub, to), other.bounds(to, hub, from))
      #expect(bounds.1.lower == bounds.0.lower)
      #expect(bounds.1.upper == bounds.0.upper)
      #expect(bounds.1.explained == bounds.0.explained)
    }
    #expect(other.hubs.compatiblePairCount() == plain.hubs.compatiblePairCount())
  }

  @Test(
    "with one leg more, or a wider window, can have carried no less", arguments: 0..<UInt64(200))
  func growing(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    var legs = trade.legs(nodes: Self.nodes, families: 2, days: 9, count: 30)
    var window = trade.window(longest: 2)
    let transforms = trade.transforms(families: 2, count: trade.number(0...1))
    let names = (0..<Int32(Self.nodes)).map { $0 }
    func findings() -> [Int64] {
      let known = Trade(
        hubs: HubFlows(of: legs, within: window, transforms: transforms), names: names)
      let bounds = known.bounds(0, 1, 2)
      return [
        bounds.upper, known.hubs.maximumFlow(hub: 1).value,
        Int64(known.hubs.compatiblePairCount()), Int64(known.count(2...4).total),
      ]
    }
    var before = findings()
    for _ in 0..<6 {
      if trade.number(0...1) == 0 {
        window = DwellWindow(
          minimum: max(0, window.minimum - 1), maximum: window.maximum + Int32(trade.number(0...2)))
      } else {
        legs.append(leg: 0, of: trade.legs(nodes: Self.nodes, families: 2, days: 9, count: 1))
      }
      let after = findings()
      for (less, more) in zip(before, after) { #expect(less <= more) }
      before = after
    }
  }
}
