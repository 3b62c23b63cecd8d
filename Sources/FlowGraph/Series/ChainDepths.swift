/// How few legs a chain has from an origin up to each leg, and from each leg on to a destination.
///
/// A chain is a row of legs each of which may follow the one before; it begins at an origin that is
/// no destination and ends at the first destination. Quantities play no part.
///
/// - Complexity: O(legs × compatible families) time for each leg that a chain may have.
/// - SeeAlso: <doc:FlowInSeries>
struct ChainDepths {
  /// The fewest legs from an origin up to and with each leg; 255 for none that is short enough.
  private(set) var before: [UInt8]
  /// The fewest legs from each leg on to a destination, itself counted; 255 likewise.
  private(set) var after: [UInt8]
  private let maxLegs: Int

  init(in hubs: HubFlows, origins: [Bool], destinations: [Bool], maxLegs: Int) {
    self.maxLegs = maxLegs
    let columns = hubs.columns
    let takesPart = (0..<columns.count).map { columns.takesPart(leg: $0) }
    before = takesPart.enumerated().map { leg, takesPart in
      takesPart && origins[leg] && !destinations[leg] ? 1 : .max
    }
    after = takesPart.enumerated().map { $1 && destinations[$0] ? 1 : .max }
    for legs in 2...UInt8(maxLegs) {
      let known = (before: before, after: after)
      for hub in 0..<Int32(hubs.nodeCount) {
        for incoming in hubs.strandRuns(of: hubs.arrivingLegs(at: hub)) {
          let window = hubs.windows.window(of: incoming[incoming.startIndex], in: columns)
          for outgoing in hubs.familyRuns(of: hubs.leavingLegs(of: hub)) {
            let from = columns.family[Int(incoming[incoming.startIndex])]
            let to = columns.family[Int(outgoing[outgoing.startIndex])]
            guard hubs.transforms.penalty(from: from, to: to) != nil else { continue }
            // A destination ends a chain, so nothing follows on it.
            let givers = Self.prefixCounts(of: incoming) {
              known.before[$0] == legs - 1 && !destinations[$0]
            }
            let takers = Self.prefixCounts(of: outgoing) { known.after[$0] == legs - 1 }
            Self.visit(
              outgoing, columns.departure, beside: incoming, columns.arrival,
              shift: -Int(window.maximum)...(-Int(window.minimum))
            ) { leg, reach in
              if before[leg] == .max, givers[reach.upperBound] > givers[reach.lowerBound] {
                before[leg] = legs
              }
            }
            Self.visit(
              incoming, columns.arrival, beside: outgoing, columns.departure,
              shift: Int(window.minimum)...Int(window.maximum)
            ) { leg, reach in
              if after[leg] == .max, !destinations[leg],
                takers[reach.upperBound] > takers[reach.lowerBound]
              {
                after[leg] = legs
              }
            }
          }
        }
      }
    }
  }

  /// Whether a leg lies on some chain of 2 to `maxLegs` legs.
  func isOnChain(_ leg: Int) -> Bool {
    before[leg] != .max && after[leg] != .max
      && Int(before[leg]) + Int(after[leg]) <= maxLegs + 1
  }

  /// For each place of a run, how many legs before it a condition holds for.
  private static func prefixCounts(
    of run: ArraySlice<Int32>, where holds: (Int) -> Bool
  ) -> [Int] {
    var counts = [0]
    for leg in run { counts.append(counts[counts.count - 1] + (holds(Int(leg)) ? 1 : 0)) }
    return counts
  }

  /// Visits the legs of a run sorted by day with the places of those of another run whose days are
  /// within `shift` of theirs, by two pointers.
  private static func visit(
    _ run: ArraySlice<Int32>, _ days: [Int32], beside others: ArraySlice<Int32>,
    _ otherDays: [Int32], shift: ClosedRange<Int>, _ body: (Int, Range<Int>) -> Void
  ) {
    var first = 0
    var end = 0
    for leg in run {
      let day = Int(days[Int(leg)])
      while end < others.count,
        Int(otherDays[Int(others[others.startIndex + end])]) <= day + shift.upperBound
      {
        end += 1
      }
      while first < end,
        Int(otherDays[Int(others[others.startIndex + first])]) < day + shift.lowerBound
      {
        first += 1
      }
      body(Int(leg), first..<end)
    }
  }
}
