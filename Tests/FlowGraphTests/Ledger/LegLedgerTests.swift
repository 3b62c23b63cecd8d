import Testing

@testable import FlowGraph

@Suite("Leg ledger")
struct LegLedgerTests {
  @Test("step by step gives what all at once gives", arguments: 0..<UInt64(400))
  func agreesWithBatch(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let families = trade.number(1...4)
    let nodes = trade.number(2...6)
    let days = trade.number(1...30)
    // Windows differ by leg in every second case.
    let classes = 1 + Int(seed % 2) * 2
    let windows = trade.windows(classes: classes, longest: 6)
    let transforms = trade.transforms(families: families, count: trade.number(0...3))
    let first = trade.legs(
      nodes: nodes, families: families, days: days, count: trade.number(0...60))
    var ledger = LegLedger(
      of: trade.dealt(first, classes: classes), within: windows, transforms: transforms)
    for _ in 0..<trade.number(1...6) {
      // Any day: most legs arrive late.
      let late = trade.legs(
        nodes: nodes, families: families, days: days, count: trade.number(0...8))
      var added = trade.dealt(late, classes: classes)
      let known = ledger.legs.count
      var withdrawn: [Int32] = []
      for _ in 0..<trade.number(0...3) where known > 0 {
        let leg = trade.number(0...(known - 1))
        withdrawn.append(Int32(leg))
        // An amendment: the leg again, with another quantity.
        if trade.number(0...1) == 0 {
          added.append(leg: leg, of: ledger.legs)
          added.quantity[added.count - 1] = Int64(trade.number(0...20))
        }
      }
      ledger.apply(adding: added, withdrawing: withdrawn)
      ledger.graph.checkInvariants()
      #expect(
        ledger.graph == ledger.legs.attribution(within: windows, transforms: transforms))
    }
  }

  @Test("crowded days agree too", arguments: 0..<UInt64(40))
  func agreesOnCrowdedDays(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let window = DwellWindow(minimum: 0, maximum: 2)
    let transforms = trade.transforms(families: 2, count: trade.number(0...1))
    var ledger = LegLedger(
      of: trade.legs(nodes: 14, families: 2, days: 4, count: 500, longestVoyage: 0),
      within: window, transforms: transforms)
    for _ in 0..<4 {
      ledger.apply(
        adding: trade.legs(nodes: 14, families: 2, days: 4, count: 5, longestVoyage: 0),
        withdrawing: [Int32(trade.number(0...499))])
      #expect(
        ledger.graph == ledger.legs.attribution(within: window, transforms: transforms))
    }
  }

  @Test("only what a change touches is swept again")
  func sweepsLittle() {
    var trade = RandomTrade(seed: 7)
    let legs = trade.legs(nodes: 60, families: 4, days: 300, count: 20_000)
    var ledger = LegLedger(
      of: legs, within: DwellWindow(minimum: 0, maximum: 10),
      transforms: FamilyTransforms(familyCount: 4))
    var last = LegColumns()
    last.append(sender: 1, receiver: 2, family: 3, departure: 299, arrival: 300, quantity: 5)
    let change = ledger.apply(adding: last)
    #expect(change.hubsSwept == 2)
    #expect(change.legsSwept < 40)
    #expect(ledger.apply(adding: LegColumns()) == .init(hubsSwept: 0, legsSwept: 0))
  }

  /// More than 512, which more than one worker looks up.
  @Test("a change at very many hubs agrees too", arguments: 0..<UInt64(6))
  func touchesMany(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let classes = 1 + Int(seed % 2) * 2
    let windows = trade.windows(classes: classes, longest: 30)
    let transforms = trade.transforms(families: 3, count: trade.number(0...2))
    let before = trade.legs(nodes: 900, families: 3, days: 90, count: 9_000)
    var ledger = LegLedger(
      of: trade.dealt(before, classes: classes), within: windows, transforms: transforms)
    for _ in 0..<2 {
      let added = trade.legs(nodes: 900, families: 3, days: 120, count: 1_500)
      let change = ledger.apply(
        adding: trade.dealt(added, classes: classes),
        withdrawing: (0..<40).map { _ in Int32(trade.number(0...8_999)) })
      #expect(change.hubsSwept > 512)
      ledger.graph.checkInvariants()
      #expect(ledger.graph == ledger.legs.attribution(within: windows, transforms: transforms))
    }
  }

  @Test("sorting again after many additions changes nothing")
  func renewal() {
    var trade = RandomTrade(seed: 9)
    let window = DwellWindow(minimum: 0, maximum: 9)
    let transforms = trade.transforms(families: 3, count: 2)
    var ledger = LegLedger(
      of: LegColumns(), within: window, transforms: transforms)
    for _ in 0..<4 {
      ledger.apply(adding: trade.legs(nodes: 30, families: 3, days: 90, count: 2_500))
    }
    #expect(ledger.graph == ledger.legs.attribution(within: window, transforms: transforms))
  }
}
