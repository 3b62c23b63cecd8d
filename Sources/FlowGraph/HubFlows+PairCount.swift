extension HubFlows {
  /// The number of admissible pairs of legs over all hubs, counted without listing them.
  ///
  /// - Complexity: O(legs × compatible families) time, on all cores.
  /// - SeeAlso: <doc:PairCount>
  public func compatiblePairCount() -> Int {
    let pieces = Parallel.pieceCount(rows: nodeCount)
    return Parallel.map(count: pieces) { piece in
      Parallel.rows(of: piece, in: pieces, count: nodeCount)
        .reduce(0) { $0 + compatiblePairCount(hub: Int32($1)) }
    }.reduce(0, +)
  }

  /// The number of admissible pairs of legs at one hub.
  public func compatiblePairCount(hub: Int32) -> Int {
    let incoming = strandRuns(of: arrivingLegs(at: hub))
    guard !incoming.isEmpty else { return 0 }
    var count = 0
    for outRun in familyRuns(of: leavingLegs(of: hub)) {
      for inRun in incoming {
        let from = columns.family[Int(inRun[inRun.startIndex])]
        let to = columns.family[Int(outRun[outRun.startIndex])]
        if transforms.penalty(from: from, to: to) != nil {
          count += pairCount(incoming: inRun, outgoing: outRun)
        }
      }
    }
    return count
  }

  /// Pairs of two runs sorted by day: two pointers to the first leg too young and too old.
  private func pairCount(incoming: ArraySlice<Int32>, outgoing: ArraySlice<Int32>) -> Int {
    let arrivals = columns.arrival.span
    let departures = columns.departure.span
    let window = windows.window(of: incoming[incoming.startIndex], in: columns)
    let minimum = Int(window.minimum)
    let maximum = Int(window.maximum)
    var expired = incoming.startIndex
    var arrived = incoming.startIndex
    var count = 0
    for leg in outgoing {
      let day = Int(departures[Int(leg)])
      while arrived < incoming.endIndex,
        Int(arrivals[Int(incoming[arrived])]) + minimum <= day
      {
        arrived += 1
      }
      while expired < arrived, Int(arrivals[Int(incoming[expired])]) + maximum < day {
        expired += 1
      }
      count += arrived - expired
    }
    return count
  }
}
