/// The part of all legs that a change can reach, as columns of their own.
///
/// Every touched hub and family group becomes a node of its own, so that nothing else is swept;
/// the other ends of its legs get numbers above, which keep counterparties apart. What earlier
/// departures had drawn from a lot stays drawn: they cannot depend on what came after them.
struct TouchedPart {
  /// A leg on one side of a touched hub.
  private struct Member {
    var leg: Int32
    var hub: Int32
  }

  private var lots: [Member] = []
  private var demands: [Member] = []
  /// From which day of departure on each touched hub is swept again.
  private var firstDays: [Int] = []
  /// The columns to sweep: lots first, then demands, each by leg number.
  private(set) var columns = LegColumns()
  /// What of each of these legs had gone on before the first day.
  private(set) var drawn: [Int64] = []

  /// Finds the legs within reach, withdrawn ones included.
  init(
    of touched: TouchedHubs, index: LedgerIndex, groups: FamilyGroups, legs: LegColumns,
    windows: DwellWindows
  ) {
    for (hub, touch) in touched.firstDays.enumerated() {
      let node = Int32(touch.key >> 16)
      for family in groups.families(of: Int16(touch.key & 0xFFFF)) {
        let firstArrival = touch.value - Int(windows.longest)
        let arrivals = index.arrivals(
          at: node, of: family, from: firstArrival, legs: legs,
          classCount: windows.byClass.count)
        for leg in arrivals {
          lots.append(Member(leg: leg, hub: Int32(hub)))
        }
        for leg in index.departures(of: node, of: family, from: touch.value, legs: legs) {
          demands.append(Member(leg: leg, hub: Int32(hub)))
        }
      }
      firstDays.append(touch.value)
    }
    // Ties are broken by leg number; a leg is a lot of one hub and a demand of one hub at most.
    lots = Self.byLeg(lots)
    demands = Self.byLeg(demands)
  }

  private static func byLeg(_ members: [Member]) -> [Member] {
    var words = members.map { UInt64($0.leg) << 32 | UInt64($0.hub) }
    RadixSort.sort(&words, bits: 32..<63)
    return words.map { Member(leg: Int32($0 >> 32), hub: Int32($0 & 0xFFFF_FFFF)) }
  }

  /// Copies the legs and what of them stays drawn; withdrawn legs have quantity 0 by now.
  mutating func gather(legs: LegColumns, graph: LegGraph) {
    columns = LegColumns(reserving: lots.count + demands.count)
    let others = Int32(firstDays.count)
    for lot in lots {
      append(lot.leg, sender: others + legs.sender[Int(lot.leg)], receiver: lot.hub, of: legs)
      let edges = Int(lot.leg) < graph.legCount ? graph.onward(of: lot.leg) : 0..<0
      drawn.append(
        edges.reduce(0) { sum, edge in
          stays(edge, of: lot, graph: graph, legs: legs) ? sum + graph.quantity[edge] : sum
        })
    }
    for demand in demands {
      append(
        demand.leg, sender: demand.hub, receiver: others + legs.receiver[Int(demand.leg)],
        of: legs)
      drawn.append(0)
    }
  }

  private mutating func append(
    _ leg: Int32, sender: Int32, receiver: Int32, of legs: LegColumns
  ) {
    columns.append(
      sender: sender, receiver: receiver, family: legs.family[Int(leg)],
      departure: legs.departure[Int(leg)], arrival: legs.arrival[Int(leg)],
      quantity: legs.quantity[Int(leg)], dwellClass: UInt8(legs.dwellClass(of: leg)))
  }

  private func stays(_ edge: Int, of lot: Member, graph: LegGraph, legs: LegColumns) -> Bool {
    Int(legs.departure[Int(graph.target[edge])]) < firstDays[Int(lot.hub)]
  }

  /// The number of lots; they are the first legs of `columns`.
  var lotCount: Int { lots.count }

  func lotLeg(_ lot: Int) -> Int32 { lots[lot].leg }

  /// The leg that a leg of `columns` was copied from.
  func leg(_ copy: Int32) -> Int32 {
    Int(copy) < lots.count ? lots[Int(copy)].leg : demands[Int(copy) - lots.count].leg
  }

  /// The edges of a lot that stay as they are.
  func kept(lot: Int, graph: LegGraph, legs: LegColumns) -> [Int] {
    let member = lots[lot]
    guard Int(member.leg) < graph.legCount else { return [] }
    return graph.onward(of: member.leg).filter {
      stays($0, of: member, graph: graph, legs: legs)
    }
  }
}

extension LegGraph {
  /// The graph with the edges of touched lots replaced where they lead to swept departures.
  func replacing(_ part: TouchedPart, by changed: LegGraph, legs: LegColumns) -> LegGraph {
    let most = edgeCount + changed.edgeCount
    var columns = MutableEdges(reserving: most, legCount: legs.count)
    var next = Int32(0)
    for lot in 0..<part.lotCount {
      let leg = part.lotLeg(lot)
      columns.copy(legs: next..<leg, of: self)
      for edge in part.kept(lot: lot, graph: self, legs: legs) {
        columns.append(leg, target[edge], quantity[edge], penalty[edge])
      }
      // Kept departures are earlier than swept ones, but leg numbers need not be.
      let first = columns.firstEdge
      for edge in changed.onward(of: Int32(lot)) {
        columns.append(
          leg, part.leg(changed.target[edge]), changed.quantity[edge], changed.penalty[edge])
      }
      columns.closeLeg(sortingFrom: first)
      next = leg + 1
    }
    columns.copy(legs: next..<Int32(legs.count), of: self)
    return columns.graph
  }
}

/// Columns of edges that grow leg by leg.
private struct MutableEdges {
  private var source: [Int32] = []
  private var target: [Int32] = []
  private var quantity: [Int64] = []
  private var penalty: [UInt8] = []
  private var offsets: [Int32] = [0]

  init(reserving edges: Int, legCount: Int) {
    source.reserveCapacity(edges)
    target.reserveCapacity(edges)
    quantity.reserveCapacity(edges)
    penalty.reserveCapacity(edges)
    offsets.reserveCapacity(legCount + 1)
  }

  /// The first edge of the leg that is being added.
  var firstEdge: Int { Int(offsets[offsets.count - 1]) }

  var graph: LegGraph {
    LegGraph(
      source: source, target: target, quantity: quantity, penalty: penalty, offsets: offsets)
  }

  mutating func append(_ leg: Int32, _ onward: Int32, _ amount: Int64, _ fit: UInt8) {
    source.append(leg)
    target.append(onward)
    quantity.append(amount)
    penalty.append(fit)
  }

  /// Copies all edges of some legs in a row; legs that the graph does not know have none.
  mutating func copy(legs: Range<Int32>, of graph: LegGraph) {
    let known = legs.clamped(to: 0..<Int32(graph.legCount))
    if !known.isEmpty {
      let edges =
        Int(graph.offsets[Int(known.lowerBound)])..<Int(graph.offsets[Int(known.upperBound)])
      let shift = Int32(source.count - edges.lowerBound)
      source += graph.source[edges]
      target += graph.target[edges]
      quantity += graph.quantity[edges]
      penalty += graph.penalty[edges]
      for leg in known { offsets.append(graph.offsets[Int(leg) + 1] + shift) }
    }
    for _ in known.count..<legs.count { offsets.append(Int32(source.count)) }
  }

  /// Ends a leg; its edges from `first` on are put in order of their targets.
  mutating func closeLeg(sortingFrom first: Int) {
    let edges = first..<source.count
    if zip(edges, edges.dropFirst()).contains(where: { target[$0] > target[$1] }) {
      let sorted = edges.sorted { target[$0] < target[$1] }
      let targets = sorted.map { target[$0] }
      let quantities = sorted.map { quantity[$0] }
      let penalties = sorted.map { penalty[$0] }
      target.replaceSubrange(edges, with: targets)
      quantity.replaceSubrange(edges, with: quantities)
      penalty.replaceSubrange(edges, with: penalties)
    }
    offsets.append(Int32(source.count))
  }
}
