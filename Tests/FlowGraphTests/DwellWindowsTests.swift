import Testing

@testable import FlowGraph

@Suite("Windows that differ by leg")
struct DwellWindowsTests {
  /// In which order a demand draws on lots.
  private enum DrawOrder {
    case earliestDeadline
    case oldest
    case youngest
  }

  /// A hub of one family with up to 7 legs on each side, each leg with a window of its own.
  private struct Hub {
    let legs: LegColumns
    let windows: DwellWindows
    let incoming: [Int32]
    let outgoing: [Int32]

    init(seed: UInt64) {
      var trade = RandomTrade(seed: seed)
      let sides = (trade.number(1...7), trade.number(1...7))
      windows = trade.windows(classes: sides.0, longest: 7)
      let made = trade.hub(incoming: sides.0, outgoing: sides.1, days: 12)
      var legs = LegColumns()
      for leg in 0..<made.count {
        legs.append(leg: leg, of: made, dwellClass: UInt8(leg < sides.0 ? leg : 0))
      }
      self.legs = legs
      incoming = (0..<Int32(sides.0)).map { $0 }
      outgoing = (Int32(sides.0)..<Int32(legs.count)).map { $0 }
    }

    func admits(_ lot: Int32, _ demand: Int32) -> Bool {
      windows.window(of: lot, in: legs)
        .admits(arrival: legs.arrival[Int(lot)], departure: legs.departure[Int(demand)])
    }

    /// What is explained by drawing lot by lot, leg by leg.
    func total(drawing order: DrawOrder) -> Int64 {
      var left = legs.quantity
      var total: Int64 = 0
      for demand in outgoing.sorted(by: {
        (legs.departure[Int($0)], $0) < (legs.departure[Int($1)], $1)
      }) {
        let lots = incoming.filter { admits($0, demand) }.sorted {
          place(of: $0, order) < place(of: $1, order)
        }
        for lot in lots {
          let part = min(left[Int(lot)], left[Int(demand)])
          left[Int(lot)] -= part
          left[Int(demand)] -= part
          total += part
        }
      }
      return total
    }

    private func place(of lot: Int32, _ order: DrawOrder) -> (Int, Int32) {
      let arrival = Int(legs.arrival[Int(lot)])
      switch order {
      case .earliestDeadline:
        return (arrival + Int(windows.window(of: lot, in: legs).maximum), lot)
      case .oldest: return (arrival, lot)
      case .youngest: return (-arrival, lot)
      }
    }

    /// The smallest cut over every choice of lots, by trying all of them.
    var smallestCut: Int64 {
      (0..<(1 << incoming.count)).map { chosen in
        let isUncut = { (lot: Int32) in chosen >> Int(lot) & 1 == 0 }
        return incoming.filter { !isUncut($0) }.reduce(0) { $0 + legs.quantity[Int($1)] }
          + outgoing.filter { demand in
            incoming.contains { isUncut($0) && admits($0, demand) }
          }.reduce(0) { $0 + legs.quantity[Int($1)] }
      }.min() ?? 0
    }
  }

  @Test(
    "the sweep explains as much as the smallest of all cuts, on 4,000 hubs",
    arguments: 0..<UInt64(200))
  func sweepIsMaximal(seed: UInt64) {
    for number in 0..<UInt64(20) {
      let hub = Hub(seed: seed * 20 + number)
      let smallestCut = hub.smallestCut
      let alone = FamilyTransforms(familyCount: 1)
      let graph = hub.legs.attribution(within: hub.windows, transforms: alone)
      graph.checkInvariants()
      let maximum = HubFlows(of: hub.legs, within: hub.windows, transforms: alone)
        .maximumFlow(hub: 0)
      #expect(graph.explainedQuantity == smallestCut)
      #expect(graph.explainedQuantity == hub.total(drawing: .earliestDeadline))
      #expect(maximum.value == smallestCut)
      #expect(maximum.cut.capacity == smallestCut)
      #expect(
        maximum.value
          == FlowOracle.maximumFlow(
            hub.legs, incoming: hub.incoming, outgoing: hub.outgoing, isAllowed: hub.admits))
    }
  }

  @Test("drawing on the oldest or the youngest lot first would explain less")
  func otherOrdersFail() {
    var oldest = 0
    var youngest = 0
    for seed in 0..<UInt64(4_000) {
      let hub = Hub(seed: seed)
      let most = hub.total(drawing: .earliestDeadline)
      if hub.total(drawing: .oldest) < most { oldest += 1 }
      if hub.total(drawing: .youngest) < most { youngest += 1 }
    }
    // What the page on attribution says.
    #expect(oldest > 100)
    #expect(youngest > 100)
    print("of 4,000 hubs the oldest first fails \(oldest), the youngest first \(youngest)")
  }

  @Test("attribution agrees with its definition", arguments: 0..<UInt64(200))
  func agreesWithOracle(seed: UInt64) {
    AttributionExample(seed: seed, classes: 2...4).expectDefinition()
  }

  @Test("legs that are all of one class are those of one window", arguments: 0..<UInt64(200))
  func oneClass(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let plain = trade.legs(nodes: 5, families: 3, days: 10, count: 60)
    let windows = trade.windows(classes: 3, longest: 5)
    let transforms = trade.transforms(families: 3, count: 2)
    var legs = LegColumns()
    for leg in 0..<plain.count { legs.append(leg: leg, of: plain, dwellClass: 2) }
    #expect(
      legs.attribution(within: windows, transforms: transforms)
        == plain.attribution(within: windows.byClass[2], transforms: transforms))
    #expect(
      HubFlows(of: legs, within: windows, transforms: transforms).compatiblePairCount()
        == HubFlows(of: plain, within: windows.byClass[2], transforms: transforms)
        .compatiblePairCount())
  }

  @Test("widening any window never lowers what is explained", arguments: 0..<UInt64(200))
  func widening(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let plain = trade.legs(nodes: 5, families: 2, days: 10, count: 60)
    let legs = trade.dealt(plain, classes: 3)
    var windows = trade.windows(classes: 3, longest: 5).byClass
    let alone = FamilyTransforms(familyCount: 2)
    var explained = legs.attribution(within: DwellWindows(byClass: windows), transforms: alone)
      .explainedQuantity
    for _ in 0..<4 {
      let widened = trade.number(0...2)
      windows[widened] = DwellWindow(
        minimum: max(0, windows[widened].minimum - Int32(trade.number(0...1))),
        maximum: windows[widened].maximum + Int32(trade.number(0...2)))
      let more = legs.attribution(within: DwellWindows(byClass: windows), transforms: alone)
        .explainedQuantity
      #expect(more >= explained)
      explained = more
    }
  }

  @Test("what must leave first is drawn upon first, whichever came first")
  func drawsByDeadline() {
    var legs = LegColumns()
    legs.append(sender: 1, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 5)
    legs.append(
      sender: 2, receiver: 0, family: 0, departure: 3, arrival: 3, quantity: 5, dwellClass: 1)
    legs.append(sender: 0, receiver: 9, family: 0, departure: 4, arrival: 4, quantity: 5)
    legs.append(sender: 0, receiver: 9, family: 0, departure: 8, arrival: 8, quantity: 5)
    let windows = DwellWindows(byClass: [
      DwellWindow(minimum: 0, maximum: 30), DwellWindow(minimum: 0, maximum: 2),
    ])
    let graph = legs.attribution(within: windows, transforms: FamilyTransforms(familyCount: 1))
    #expect(graph.source == [0, 1])
    #expect(graph.target == [3, 2])
    #expect(graph.quantity == [5, 5])
  }

  @Test("a class without a window is refused")
  func unknownClass() async {
    await #expect(processExitsWith: .failure) {
      var legs = LegColumns()
      legs.append(
        sender: 1, receiver: 0, family: 0, departure: 0, arrival: 0, quantity: 1, dwellClass: 1)
      _ = legs.attribution(
        within: DwellWindow(minimum: 0, maximum: 0), transforms: FamilyTransforms(familyCount: 1))
    }
  }
}
