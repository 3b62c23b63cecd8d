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
    arriving = SortedSide(of: partition, side: .arriving, nodes: legs.receiver)
    leaving = SortedSide(of: partition, side: .leaving, nodes: legs.sender)
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

  /// Legs of one hub and family that come in on `day` or later, in no order.
  func arrivals(
    at hub: Int32, of family: Int16, from day: Int, legs: LegColumns, classCount: Int
  ) -> [Int32] {
    let classes = legs.dwellClass.isEmpty ? 0..<1 : 0..<classCount
    // Within a family, arriving legs are sorted by dwell class before they are sorted by day.
    let sorted = classes.flatMap { dwellClass in
      arriving.legs(
        at: hub,
        from: { leg in
          let found = (legs.family[leg], legs.dwellClass(of: Int32(leg)), Int(legs.arrival[leg]))
          return found >= (family, dwellClass, day)
        },
        until: { (legs.family[$0], legs.dwellClass(of: Int32($0))) > (family, dwellClass) })
    }
    return sorted
      + (addedArriving[TouchedHubs.key(hub: hub, family: family)] ?? [])
      .filter { Int(legs.arrival[Int($0)]) >= day }
  }

  /// Legs of one hub and family that go out on `day` or later, in no order.
  func departures(of hub: Int32, of family: Int16, from day: Int, legs: LegColumns) -> [Int32] {
    leaving.legs(
      at: hub, from: { (legs.family[$0], Int(legs.departure[$0])) >= (family, day) },
      until: { legs.family[$0] > family })
      + (addedLeaving[TouchedHubs.key(hub: hub, family: family)] ?? [])
      .filter { Int(legs.departure[Int($0)]) >= day }
  }
}

/// Legs of one side by hub, strand and day.
private struct SortedSide: Sendable {
  private let sorted: [Int32]
  private let offsets: [Int32]

  init(of partition: HubPartition, side: HubSide, nodes: [Int32]) {
    sorted = Parallel.map(count: partition.count) {
      PartRecords(of: partition, part: $0, side: side).sortedLegs
    }.flatMap { $0 }
    offsets = HubFlows.offsets(
      of: sorted, nodes: nodes, nodeCount: partition.layout.nodeCount)
  }

  /// The legs of a hub from the first that is far enough up to the first that is too far.
  func legs(
    at hub: Int32, from isReached: (Int) -> Bool, until isPast: (Int) -> Bool
  ) -> ArraySlice<Int32> {
    guard Int(hub) + 1 < offsets.count else { return [] }
    let all = Int(offsets[Int(hub)])..<Int(offsets[Int(hub) + 1])
    let start = first(in: all, where: isReached)
    return sorted[start..<first(in: start..<all.upperBound, where: isPast)]
  }

  private func first(in range: Range<Int>, where isPast: (Int) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if isPast(Int(sorted[middle])) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
