/// The legs of every hub and family by day: those of the last sorting, and the few added since.
struct LedgerIndex: Sendable {
  private let arriving: SortedSide
  private let leaving: SortedSide
  private var addedArriving: [UInt64: [Int32]] = [:]
  private var addedLeaving: [UInt64: [Int32]] = [:]
  private let sortedCount: Int
  private var addedCount = 0

  init(of legs: LegColumns) {
    let partition = HubPartition(of: legs)
    arriving = SortedSide(
      of: partition, side: .arriving, nodes: legs.receiver, families: legs.family)
    leaving = SortedSide(
      of: partition, side: .leaving, nodes: legs.sender, families: legs.family)
    sortedCount = legs.count
  }

  /// Whether so many legs were added that sorting all of them pays.
  var isWorthRenewing: Bool { addedCount > 4_096 && addedCount > sortedCount / 8 }

  mutating func append(_ added: Range<Int>, of legs: LegColumns) {
    for leg in added where legs.takesPart(leg: leg) {
      let family = legs.family[leg]
      addedArriving[TouchedHubs.key(hub: legs.receiver[leg], family: family), default: []]
        .append(Int32(leg))
      addedLeaving[TouchedHubs.key(hub: legs.sender[leg], family: family), default: []]
        .append(Int32(leg))
    }
    addedCount += added.count
  }

  /// Passes on the legs of one hub and family that come in on `day` or later, in no order.
  func forEachArrival(
    at hub: Int32, of family: Int16, from day: Int, legs: LegColumns, _ body: (Int32) -> Void
  ) {
    arriving.forEachLeg(
      at: hub, of: family, from: day, days: legs.arrival, classes: legs.dwellClass, body)
    for leg in addedArriving[TouchedHubs.key(hub: hub, family: family)] ?? []
    where Int(legs.arrival[Int(leg)]) >= day { body(leg) }
  }

  /// Passes on the legs of one hub and family that go out on `day` or later, in no order.
  func forEachDeparture(
    of hub: Int32, of family: Int16, from day: Int, legs: LegColumns, _ body: (Int32) -> Void
  ) {
    leaving.forEachLeg(
      at: hub, of: family, from: day, days: legs.departure, classes: [], body)
    for leg in addedLeaving[TouchedHubs.key(hub: hub, family: family)] ?? []
    where Int(legs.departure[Int(leg)]) >= day { body(leg) }
  }
}

/// Legs of one side by hub, family, dwell class where they come in, and day.
private struct SortedSide: Sendable {
  private let sorted: [Int32]
  /// The family of each: looked up among all legs it would be anywhere in memory.
  private let families: [Int16]
  private let offsets: [Int32]

  init(of partition: HubPartition, side: HubSide, nodes: [Int32], families: [Int16]) {
    let sorted = Parallel.joined(
      Parallel.map(count: partition.count) {
        PartRecords(of: partition, part: $0, side: side).sortedLegs
      })
    let pieces = Parallel.pieceCount(rows: sorted.count)
    self.families = SlicedColumn<Int16>.build(count: sorted.count) { column in
      _ = Parallel.map(count: pieces) { piece in
        for row in Parallel.rows(of: piece, in: pieces, count: sorted.count) {
          column.write(families[Int(sorted[row])], at: row)
        }
      }
    }
    self.sorted = sorted
    offsets = HubFlows.offsets(
      of: sorted, nodes: nodes, nodeCount: partition.layout.nodeCount)
  }

  /// Passes on the legs of a hub and family from a day on, the last of each class first.
  ///
  /// Most changes are late: so legs are looked at from the last one back, and what is passed on costs
  /// no more than there is of it.
  func forEachLeg(
    at hub: Int32, of family: Int16, from day: Int, days: [Int32], classes: [UInt8],
    _ body: (Int32) -> Void
  ) {
    guard Int(hub) + 1 < offsets.count else { return }
    let all = Int(offsets[Int(hub)])..<Int(offsets[Int(hub) + 1])
    let start = first(in: all) { families[$0] >= family }
    var row = first(in: start..<all.upperBound) { families[$0] > family }
    while row > start {
      let leg = sorted[row - 1]
      if Int(days[Int(leg)]) >= day {
        body(leg)
        row -= 1
      } else if classes.isEmpty {
        return
      } else {
        // All others of its class are earlier still.
        let dwellClass = classes[Int(leg)]
        row = first(in: start..<row) { classes[Int(sorted[$0])] >= dwellClass }
      }
    }
  }

  private func first(in range: Range<Int>, where isReached: (Int) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if isReached(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
