extension RouteIndex {
  /// The routes of a question on which families stay what they are.
  ///
  /// Arrivals and departures of a family and node are looked at together, and only those are kept
  /// that have one of the others within their dwell: as a rule a small part of either side.
  func meetingRoutes(of families: [Range<Int>], question: RouteQuestion) -> RouteSpace {
    let search = IndexSearch(of: self, question: question)
    let pieces = families.flatMap { arriving.pieces(of: arriving.runs(of: $0)) }
    let found = Parallel.map(count: pieces.count) { search.meetings(of: pieces[$0]) }
    let arrivals = FoundRows.joined(found.map(\.arriving), of: arriving)
    let departures = FoundRows.joined(
      found.map(\.leaving), of: leaving, others: question.hasMiddleLegs ? onward : nil)
    let runs = Int32(arrivals.side.hubs.count)
    return RouteSpace(
      question: question, arrivals: arrivals.side, departures: departures.side,
      onward: question.hasMiddleLegs
        ? RankedRows(arrivals.rows).ranks(of: departures.rows) : [],
      meetings: Array(0..<runs), meetingOffsets: Array(0...runs))
  }

  /// One side of the routes of a question.
  func side(
    of families: [Range<Int>], isArriving: Bool, question: RouteQuestion
  ) -> RouteSide {
    let search = IndexSearch(of: self, question: question)
    let side = isArriving ? arriving : leaving
    let pieces = families.flatMap { side.pieces(of: side.runs(of: $0)) }
    return FoundRows.joined(
      Parallel.map(count: pieces.count) {
        search.rows(of: pieces[$0], isArriving: isArriving)
      }, of: side
    ).side
  }
}

extension IndexedSide {
  /// Ranges of runs with about as many rows each.
  fileprivate func pieces(of runs: Range<Int>) -> [Range<Int>] {
    let starts = starts.span
    let rows = rows(of: runs)
    let count = max(1, min(rows.count / 8_192, 256))
    var pieces: [Range<Int>] = []
    var start = runs.lowerBound
    for piece in 1..<(count + 1) where start < runs.upperBound {
      let row = rows.lowerBound + rows.count * piece / count
      var end = start + 1
      var high = runs.upperBound
      while end < high {
        let middle = (end + high) / 2
        if Int(starts[middle]) < row { end = middle + 1 } else { high = middle }
      }
      pieces.append(start..<end)
      start = end
    }
    return pieces
  }
}

/// The rows of an index that a question is about.
private struct IndexSearch: Sendable {
  private let index: RouteIndex
  private let question: RouteQuestion
  private let from: NodeBits
  private let via: NodeBits
  private let to: NodeBits

  init(of index: RouteIndex, question: RouteQuestion) {
    self.index = index
    self.question = question
    from = NodeBits(question.from)
    via = NodeBits(question.via)
    to = NodeBits(question.to)
  }

  /// Arrivals and departures of some arriving runs, as far as each has one of the others.
  func meetings(of runs: Range<Int>) -> (arriving: FoundRows, leaving: FoundRows) {
    let starts = index.arriving.starts.span
    let leavingStarts = index.leaving.starts.span
    let nodes = index.arriving.nodes.span
    let meetings = index.meetings.span
    let senders = index.arriving.others.span
    let receivers = index.leaving.others.span
    let arrivalDays = index.arriving.days.span
    let departureDays = index.leaving.days.span
    let (from, via, to) = (self.from, self.via, self.to)
    let middles = question.hasMiddleLegs ? via : NodeBits(NumberSet([]))
    var arriving = FoundRows(among: index.arriving.rows(of: runs).count)
    var leaving = FoundRows(among: mostDepartures(of: runs))
    var windows: [Range<Int>] = []
    var family = 0
    for run in runs {
      let meeting = Int(meetings[run])
      guard meeting >= 0, via.contains(nodes[run]) else { continue }
      arriving.pick(
        Int(starts[run])..<Int(starts[run + 1]), others: senders, days: arrivalDays, ends: from,
        middles: middles)
      guard arriving.hasPicked else { continue }
      leaving.pick(
        Int(leavingStarts[meeting])..<Int(leavingStarts[meeting + 1]), others: receivers,
        days: departureDays, ends: to, middles: middles)
      guard leaving.hasPicked else { continue }
      if let legs = question.legs {
        arriving.keepPicked(of: index.arriving, among: legs)
        leaving.keepPicked(of: index.leaving, among: legs)
        guard arriving.hasPicked, leaving.hasPicked else { continue }
      }
      family = index.arriving.family(of: run, from: family)
      let hub = RouteRow.hub(family: Int16(family), node: nodes[run])
      arriving.keepMeeting(leaving, dwell: question.dwell(at: hub), windows: &windows)
      guard arriving.hasPicked else { continue }
      leaving.keep(windows)
      arriving.take(hub: hub)
      leaving.take(hub: hub)
    }
    return (arriving, leaving)
  }

  /// How many departures the runs have that some arriving runs meet.
  private func mostDepartures(of runs: Range<Int>) -> Int {
    let meetings = index.meetings.span
    let starts = index.leaving.starts.span
    var sum = 0
    for run in runs where meetings[run] >= 0 {
      sum += Int(starts[Int(meetings[run]) + 1] - starts[Int(meetings[run])])
    }
    return sum
  }

  /// The rows of one side of some runs.
  func rows(of runs: Range<Int>, isArriving: Bool) -> FoundRows {
    let side = isArriving ? index.arriving : index.leaving
    let starts = side.starts.span
    let nodes = side.nodes.span
    let others = side.others.span
    let days = side.days.span
    let ends = isArriving ? from : to
    let middles = question.hasMiddleLegs ? via : NodeBits(NumberSet([]))
    var found = FoundRows(among: side.rows(of: runs).count)
    var family = 0
    for run in runs where via.contains(nodes[run]) {
      found.pick(
        Int(starts[run])..<Int(starts[run + 1]), others: others, days: days, ends: ends,
        middles: middles)
      if let legs = question.legs { found.keepPicked(of: side, among: legs) }
      guard found.hasPicked else { continue }
      family = side.family(of: run, from: family)
      found.take(hub: RouteRow.hub(family: Int16(family), node: nodes[run]))
    }
    return found
  }
}

/// A set of nodes, or all of them, for asking many times.
struct NodeBits: Sendable {
  private let words: [UInt64]
  /// Whether nodes that have no word are in the set.
  private let isOpen: Bool

  init(_ set: NumberSet?) {
    words = set?.bits ?? []
    isOpen = set == nil
  }

  func contains(_ node: Int32) -> Bool {
    let word = Int(node) &>> 6
    guard word < words.count else { return isOpen }
    return words[word] &>> UInt64(node & 63) & 1 == 1
  }
}

extension IndexedSide {
  /// The family of a run, which is `family` or a later one; to be asked for rising runs.
  fileprivate func family(of run: Int, from family: Int) -> Int {
    let firsts = families.span
    var family = family
    while Int(firsts[family + 1]) <= run { family += 1 }
    return family
  }
}
