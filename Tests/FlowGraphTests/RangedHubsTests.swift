import Testing

@testable import FlowGraph

@Suite("Bounds with quantities within limits")
struct RangedHubsTests {
  private static let window = DwellWindow(minimum: 0, maximum: 30)

  /// Legs in three tiers, so that chains of two hubs exist, of which some quantities are ranged.
  private struct Case {
    var columns = LegColumns()
    var limits: [Int32: (least: Int64, most: Int64)] = [:]
    var chains: [[Int32]] = []

    init(seed: UInt64, isRanged: Bool = true) {
      var random = SeededGenerator(seed: seed)
      for leg in 0..<Int.random(in: 4...12, using: &random) {
        let tier = Int32(leg % 3)
        let day = Int32.random(in: 0...20, using: &random)
        let quantity = Int64.random(in: 1...12, using: &random)
        columns.append(
          sender: tier * 2 + Int32.random(in: 0...1, using: &random),
          receiver: tier * 2 + 2 + Int32.random(in: 0...1, using: &random), family: 0,
          departure: day, arrival: day, quantity: quantity)
        if isRanged, Int.random(in: 0..<3, using: &random) == 0 {
          limits[Int32(leg)] = (
            Int64.random(in: 0...quantity, using: &random),
            quantity + Int64.random(in: 0...6, using: &random)
          )
        }
      }
      for leg in 0..<Int32(columns.count) { extend([leg]) }
    }

    private mutating func extend(_ chain: [Int32]) {
      if chain.count > 1 { chains.append(chain) }
      guard chain.count < 4, let last = chain.last else { return }
      for next in 0..<Int32(columns.count)
      where columns.receiver[Int(last)] == columns.sender[Int(next)]
        && columns.departure[Int(next)] >= columns.arrival[Int(last)]
      {
        extend(chain + [next])
      }
    }

    func hubs(_ quantities: [Int64]? = nil) -> HubFlows {
      var columns = columns
      if let quantities { columns.quantity = quantities }
      return HubFlows(
        of: columns, within: RangedHubsTests.window, transforms: FamilyTransforms(familyCount: 1))
    }

    /// Quantities somewhere between the limits.
    func drawn(_ random: inout SeededGenerator) -> [Int64] {
      columns.quantity.enumerated().map { leg, quantity in
        guard let limit = limits[Int32(leg)] else { return quantity }
        return switch Int.random(in: 0...3, using: &random) {
        case 0: limit.least
        case 1: limit.most
        default: Int64.random(in: limit.least...limit.most, using: &random)
        }
      }
    }
  }

  @Test("hold for every quantity between the limits", arguments: 0..<UInt64(60))
  func sound(seed: UInt64) {
    let trade = Case(seed: seed)
    let ranged = RangedHubs(trade.hubs(), limits: trade.limits)
    var random = SeededGenerator(seed: seed &+ 1000)
    for _ in 0..<6 {
      let hubs = trade.hubs(trade.drawn(&random))
      for chain in trade.chains {
        let bounds = ranged.chainBounds(legs: chain)
        let drawn = hubs.chainBounds(legs: chain)
        #expect(bounds.lower <= drawn.lower && drawn.upper <= bounds.upper)
        guard chain.count == 2 else { continue }
        let pairs = LegPairs(from: [chain[0]], to: [chain[1]])
        let hub = trade.columns.receiver[Int(chain[0])]
        let pair = ranged.bounds(hub: hub, pairs: pairs)
        #expect(pair.lower == bounds.lower && pair.upper == bounds.upper)
      }
    }
  }

  @Test("are the exact ones where all quantities are exact", arguments: 0..<UInt64(20))
  func exact(seed: UInt64) {
    let trade = Case(seed: seed, isRanged: false)
    let limits = trade.columns.quantity.enumerated().map { (Int32($0), (least: $1, most: $1)) }
    let ranged = RangedHubs(trade.hubs(), limits: Dictionary(uniqueKeysWithValues: limits))
    for chain in trade.chains {
      let exact = trade.hubs().chainBounds(legs: chain)
      let bounds = ranged.chainBounds(legs: chain)
      #expect(bounds.lower == exact.lower && bounds.upper == exact.upper)
    }
  }

  @Test("are proved anew to be what they are", arguments: 0..<UInt64(30))
  func proofs(seed: UInt64) {
    let trade = Case(seed: seed)
    let ranged = RangedHubs(trade.hubs(), limits: trade.limits)
    for (chain, proof) in zip(trade.chains, ranged.chainProofs(of: trade.chains)) {
      let bounds = ranged.chainBounds(legs: chain)
      #expect(proof.lower == bounds.lower && proof.upper == bounds.upper)
      #expect(proof.faults.isEmpty)
    }
  }

  @Test("only leave a hub's surplus over its other suppliers' most")
  func example() {
    var columns = LegColumns()
    for (sender, day, quantity) in [(Int32(0), Int32(1), Int64(10)), (1, 2, 4)] {
      columns.append(
        sender: sender, receiver: 2, family: 0, departure: day, arrival: day, quantity: quantity)
    }
    columns.append(sender: 2, receiver: 3, family: 0, departure: 5, arrival: 5, quantity: 12)
    let hubs = HubFlows(
      of: columns, within: Self.window, transforms: FamilyTransforms(familyCount: 1))
    let pairs = LegPairs(from: [0], to: [2])
    #expect(RangedHubs(hubs, limits: [:]).bounds(hub: 2, pairs: pairs) == (8, 10))
    #expect(RangedHubs(hubs, limits: [1: (3, 7)]).bounds(hub: 2, pairs: pairs) == (5, 10))
    #expect(RangedHubs(hubs, limits: [0: (8, 13)]).bounds(hub: 2, pairs: pairs) == (8, 12))
  }
}
