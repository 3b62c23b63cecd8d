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
    // By hub and family, as the index is: what is looked at of it for one lies near what is for the next.
    let hubs = touched.byHub
    firstDays = hubs.map(\.firstDay)
    let longest = Int(windows.longest)
    let pieces = Parallel.pieceCount(rows: hubs.count * 16)
    let found = Parallel.map(count: pieces) { piece in
      var lots: [UInt64] = []
      var demands: [UInt64] = []
      for hub in Parallel.rows(of: piece, in: pieces, count: hubs.count) {
        let node = Int32(hubs[hub].key >> 16)
        let day = hubs[hub].firstDay
        for family in groups.families(of: Int16(hubs[hub].key & 0xFFFF)) {
          index.forEachArrival(at: node, of: family, from: day - longest, legs: legs) {
            lots.append(UInt64($0) << 32 | UInt64(hub))
          }
          index.forEachDeparture(of: node, of: family, from: day, legs: legs) {
            demands.append(UInt64($0) << 32 | UInt64(hub))
          }
        }
      }
      return (lots: lots, demands: demands)
    }
    lots = Self.byLeg(found.map { $0.lots })
    demands = Self.byLeg(found.map { $0.demands })
  }

  /// The members whose legs stand above and whose hubs below, by leg.
  ///
  /// Ties are broken by leg number; a leg is a lot of one hub and a demand of one hub at most.
  private static func byLeg(_ members: [[UInt64]]) -> [Member] {
    var words = Parallel.joined(members)
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
  /// Makes room for more legs, and as many edges.
  mutating func makeRoom(for more: Int) {
    offsets.reserveCapacity(offsets.count + more)
    source.reserveCapacity(edgeCount + more)
    target.reserveCapacity(edgeCount + more)
    quantity.reserveCapacity(edgeCount + more)
    penalty.reserveCapacity(edgeCount + more)
  }

  /// Replaces the edges of touched lots where they lead to swept departures.
  ///
  /// Edges before those of the first touched lot stay where they are.
  mutating func replace(_ part: TouchedPart, by changed: LegGraph, legs: LegColumns) {
    let first = part.lotCount > 0 ? min(Int(part.lotLeg(0)), legCount) : legCount
    let firstEdge = Int(offsets[first])
    let columns = edges(from: Int32(first), replacing: part, by: changed, legs: legs)
    source.replaceSubrange(firstEdge..., with: columns.source)
    target.replaceSubrange(firstEdge..., with: columns.target)
    quantity.replaceSubrange(firstEdge..., with: columns.quantity)
    penalty.replaceSubrange(firstEdge..., with: columns.penalty)
    offsets.replaceSubrange(first..., with: columns.offsets)
    precondition(edgeCount < Int(Int32.max), "edge numbers are Int32: too many edges")
  }

  /// The edges from a leg on, up to the last of `legs`; touched lots have theirs replaced.
  private func edges(
    from first: Int32, replacing part: TouchedPart, by changed: LegGraph, legs: LegColumns
  ) -> MutableEdges {
    var columns = MutableEdges(
      reserving: edgeCount - Int(offsets[Int(first)]) + changed.edgeCount,
      legCount: legs.count - Int(first), firstEdge: offsets[Int(first)])
    var next = first
    for lot in 0..<part.lotCount {
      let leg = part.lotLeg(lot)
      columns.copy(legs: next..<leg, of: self)
      for edge in part.kept(lot: lot, graph: self, legs: legs) {
        columns.append(leg, target[edge], quantity[edge], penalty[edge])
      }
      for edge in changed.onward(of: Int32(lot)) {
        columns.append(
          leg, part.leg(changed.target[edge]), changed.quantity[edge], changed.penalty[edge])
      }
      columns.closeLeg()
      next = leg + 1
    }
    columns.copy(legs: next..<Int32(legs.count), of: self)
    return columns
  }
}

/// Columns of the last edges of a graph, which grow leg by leg.
private struct MutableEdges {
  private(set) var source: [Int32] = []
  private(set) var target: [Int32] = []
  private(set) var quantity: [Int64] = []
  private(set) var penalty: [UInt8] = []
  /// The first edge of each leg, and one past the last, counted from the first of the graph.
  private(set) var offsets: [Int32]
  private let firstEdge: Int32

  init(reserving edges: Int, legCount: Int, firstEdge: Int32) {
    self.firstEdge = firstEdge
    offsets = [firstEdge]
    source.reserveCapacity(edges)
    target.reserveCapacity(edges)
    quantity.reserveCapacity(edges)
    penalty.reserveCapacity(edges)
    offsets.reserveCapacity(legCount + 1)
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
      let shift = Int32(Int(firstEdge) + source.count - edges.lowerBound)
      source += graph.source[edges]
      target += graph.target[edges]
      quantity += graph.quantity[edges]
      penalty += graph.penalty[edges]
      for leg in known { offsets.append(graph.offsets[Int(leg) + 1] + shift) }
    }
    for _ in known.count..<legs.count { offsets.append(end) }
  }

  /// Ends a leg, and puts its edges in order of their targets.
  mutating func closeLeg() {
    // Departures that were kept are earlier than those that were swept, but leg numbers need not be.
    let edges = Int(offsets[offsets.count - 1] - firstEdge)..<source.count
    if zip(edges, edges.dropFirst()).contains(where: { target[$0] > target[$1] }) {
      let sorted = edges.sorted { target[$0] < target[$1] }
      let targets = sorted.map { target[$0] }
      let quantities = sorted.map { quantity[$0] }
      let penalties = sorted.map { penalty[$0] }
      target.replaceSubrange(edges, with: targets)
      quantity.replaceSubrange(edges, with: quantities)
      penalty.replaceSubrange(edges, with: penalties)
    }
    offsets.append(end)
  }

  /// One past the last edge.
  private var end: Int32 { firstEdge + Int32(source.count) }
}
