import Testing

@testable import FlowGraph

@Suite("Bounds of chains through hubs of several families, some of which they pass twice")
struct RangedChainsTests {
  /// A few nodes, so that chains come back to hubs, with families, windows and transforms.
  private struct Case {
    let columns: LegColumns
    let windows: DwellWindows
    let transforms: FamilyTransforms
    var limits: [Int32: (least: Int64, most: Int64)] = [:]
    var chains: [[Int32]] = []

    init(seed: UInt64) {
      var trade = RandomTrade(seed: seed)
      let classes = 1 + Int(seed % 2) * 2
      let families = 1 + Int(seed % 3)
      columns = trade.dealt(
        trade.legs(
          nodes: 3, families: families, days: 6, count: 14, longestVoyage: 1, largestQuantity: 6),
        classes: classes)
      windows = trade.windows(classes: classes, longest: 6)
      transforms = trade.transforms(families: families, count: families - 1)
      for leg in columns.quantity.indices where trade.number(0...2) == 0 {
        let stated = Int(columns.quantity[leg])
        limits[Int32(leg)] = (
          Int64(trade.number(0...stated)), Int64(stated + trade.number(0...4))
        )
      }
      let hubs = hubs(columns.quantity)
      for leg in 0..<Int32(columns.count) { extend([leg], hubs, &trade) }
    }

    private mutating func extend(_ chain: [Int32], _ hubs: HubFlows, _ trade: inout RandomTrade) {
      if chain.count > 1 { chains.append(chain) }
      guard chain.count < 5, chains.count < 60, let last = chain.last else { return }
      for next in trade.order(columns.count).map(Int32.init)
      where !chain.contains(next) && hubs.admits(inLeg: last, outLeg: next) {
        extend(chain + [next], hubs, &trade)
      }
    }

    func hubs(_ quantities: [Int64]) -> HubFlows {
      var columns = columns
      columns.quantity = quantities
      return HubFlows(of: columns, within: windows, transforms: transforms)
    }

    func drawn(_ trade: inout RandomTrade) -> [Int64] {
      columns.quantity.enumerated().map { leg, stated in
        guard stated > 0, columns.takesPart(leg: leg), let limit = limits[Int32(leg)] else {
          return stated
        }
        return switch trade.number(0...3) {
        case 0: limit.least
        case 1: limit.most
        default: Int64(trade.number(Int(limit.least)...Int(limit.most)))
        }
      }
    }
  }

  /// What must have gone along a chain, of the least at every hub, found without the engine.
  private func least(_ chain: [Int32], _ hubs: HubFlows) -> Int64 {
    let steps = zip(chain, chain.dropFirst()).map { (from: $0, to: $1) }
    var sum: Int64 = 0
    for hub in Set(steps.map { hubs.columns.receiver[Int($0.from)] }) {
      sum += LeastFlowOracle.leastOnPairs(
        hubs.columns, incoming: Array(hubs.arrivingLegs(at: hub)),
        outgoing: Array(hubs.leavingLegs(of: hub)),
        admits: { hubs.admits(inLeg: $0, outLeg: $1) },
        isAsked: { from, to in steps.contains { $0.from == from && $0.to == to } })
    }
    for between in chain.dropFirst().dropLast() { sum -= hubs.columns.quantity[Int(between)] }
    return max(0, sum)
  }

  @Test("are what the least at every hub leaves", arguments: 0..<UInt64(60))
  func exact(seed: UInt64) {
    let trade = Case(seed: seed)
    let hubs = trade.hubs(trade.columns.quantity)
    for chain in trade.chains {
      let limits = hubs.chainLimits(legs: chain)
      let bounds = hubs.chainBounds(legs: chain)
      #expect(limits == (bounds.lower, bounds.upper))
      #expect(limits.lower == least(chain, hubs), "\(chain)")
      #expect(hubs.chainUpper(legs: chain) == limits.upper)
      #expect(limits.upper == chain.map { hubs.columns.quantity[Int($0)] }.min())
    }
  }

  @Test("hold for every quantity between the limits, and are proved", arguments: 0..<UInt64(60))
  func ranged(seed: UInt64) {
    let trade = Case(seed: seed)
    let ranged = RangedHubs(trade.hubs(trade.columns.quantity), limits: trade.limits)
    var random = RandomTrade(seed: seed &+ 1000)
    for _ in 0..<4 {
      let hubs = trade.hubs(trade.drawn(&random))
      for chain in trade.chains {
        let bounds = ranged.chainBounds(legs: chain)
        #expect(bounds.lower <= least(chain, hubs))
        #expect(hubs.chainUpper(legs: chain) <= bounds.upper)
        for (from, to) in zip(chain, chain.dropFirst()) {
          let hub = trade.columns.receiver[Int(from)]
          let pairs = LegPairs(from: [from], to: [to])
          let pair = ranged.bounds(hub: hub, pairs: pairs)
          let drawn = hubs.limits(hub: hub, pairs: pairs)
          #expect(pair.lower <= drawn.lower && drawn.upper <= pair.upper)
        }
      }
    }
    for (chain, proof) in zip(trade.chains, ranged.chainProofs(of: trade.chains)) {
      let bounds = ranged.chainBounds(legs: chain)
      #expect(proof.lower == bounds.lower && proof.upper == bounds.upper)
      #expect(proof.faults.isEmpty)
    }
  }
}
