extension RouteIndex {
  /// The routes of a question on which families stay what they are.
  ///
  /// Arrivals and departures of a family and node are looked at together, and only those are kept
  /// that have one of the others within their dwell: as a rule a small part of either side.
  func meetingRoutes(of families: [Range<Int>], question: RouteQuestion) -> RouteSpace {
    let search = IndexSearch(of: self, question: question)
    let pieces = meetingPieces(of: families)
    let found = Parallel.map(count: pieces.count) { search.meetings(of: pieces[$0]) }
    let arrivals = FoundPiece.joined(found.map { $0.arriving })
    let departures = FoundPiece.joined(found.map { $0.leaving })
    let runs = Int32(arrivals.side.hubs.count)
    return RouteSpace(
      question: question, arrivals: arrivals.side, departures: departures.side,
      onward: question.hasMiddleLegs
        ? RankedRows(arrivals.arrivals).ranks(of: departures.arrivals) : [],
      meetings: Array(0..<runs), meetingOffsets: Array(0...runs))
  }

  /// One side of the routes of a question.
  func side(
    of families: [Range<Int>], isArriving: Bool, question: RouteQuestion
  ) -> RouteSide {
    let search = IndexSearch(of: self, question: question)
    let side = isArriving ? arriving : leaving
    let pieces = families.flatMap { side.pieces(of: side.runs(of: $0)) }
    return FoundPiece.joined(
      Parallel.map(count: pieces.count) {
        search.rows(of: pieces[$0], isArriving: isArriving)
      }
    ).side.inOrderOfHubs
  }

  /// The meeting runs of some families in pieces with about as many rows each.
  private func meetingPieces(of families: [Range<Int>]) -> [[MeetingRuns]] {
    let most = 16_384
    var pieces: [[MeetingRuns]] = []
    var open: [MeetingRuns] = []
    var rows = 0
    func close() {
      if !open.isEmpty { pieces.append(open) }
      open = []
      rows = 0
    }
    for family in families.joined() {
      let (comingIn, goingOut) = meetingRuns(of: family)
      guard !comingIn.isEmpty else { continue }
      let count = arriving.rows(of: comingIn).count + leaving.rows(of: goingOut).count
      if rows + count > most { close() }
      guard count > most else {
        open.append(MeetingRuns(family: family, runs: 0..<comingIn.count))
        rows += count
        continue
      }
      for runs in arriving.pieces(of: comingIn, count: (count + most - 1) / most) {
        let first = runs.lowerBound - comingIn.lowerBound
        pieces.append([MeetingRuns(family: family, runs: first..<(first + runs.count))])
      }
    }
    close()
    return pieces
  }
}

/// Some runs of a family, counted among those that meet.
struct MeetingRuns: Sendable {
  let family: Int
  let runs: Range<Int>
}

extension IndexedSide {
  /// Ranges of runs with about as many rows each.
  fileprivate func pieces(of runs: Range<Int>) -> [Range<Int>] {
    pieces(of: runs, count: max(1, min(rows(of: runs).count / 8_192, 256)))
  }

  fileprivate func pieces(of runs: Range<Int>, count: Int) -> [Range<Int>] {
    let starts = starts.span
    let rows = rows(of: runs)
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
  private let legs: NodeBits

  init(of index: RouteIndex, question: RouteQuestion) {
    self.index = index
    self.question = question
    from = NodeBits(question.from)
    via = NodeBits(question.via)
    to = NodeBits(question.to)
    legs = NodeBits(question.legs)
  }

  /// Arrivals and departures of some runs that meet, as far as each has one of the others.
  func meetings(of piece: [MeetingRuns]) -> (arriving: FoundPiece, leaving: FoundPiece) {
    let starts = index.arriving.starts.span
    let leavingStarts = index.leaving.starts.span
    let nodes = index.arriving.nodes.span
    let senders = index.arriving.others.span
    let receivers = index.leaving.others.span
    let arrivalDays = index.arriving.days.span
    let departureDays = index.leaving.days.span
    let (from, via, to, wanted) = (self.from, self.via, self.to, legs)
    let middles = question.hasMiddleLegs ? via : NodeBits(NumberSet([]))
    var (arriving, leaving) = room(for: piece)
    var windows: [Range<Int>] = []
    for part in piece {
      let first = index.meetingRuns(of: part.family)
      let dwell = question.dwell(at: RouteRow.hub(family: Int16(part.family), node: 0))
      for run in part.runs {
        let comingIn = first.arriving.lowerBound + run
        let node = nodes[comingIn]
        guard via.contains(node) else { continue }
        arriving.pick(
          Int(starts[comingIn])..<Int(starts[comingIn + 1]), others: senders, days: arrivalDays,
          ends: from, middles: middles)
        if question.legs != nil {
          arriving.keepPicked(of: index, isArriving: true, among: wanted)
        }
        guard arriving.hasPicked else { continue }
        let goingOut = first.leaving.lowerBound + run
        leaving.pick(
          Int(leavingStarts[goingOut])..<Int(leavingStarts[goingOut + 1]), others: receivers,
          days: departureDays, ends: to, middles: middles)
        if question.legs != nil {
          leaving.keepPicked(of: index, isArriving: false, among: wanted)
        }
        guard leaving.hasPicked else { continue }
        arriving.keepMeeting(leaving, dwell: dwell, windows: &windows)
        guard arriving.hasPicked else { continue }
        leaving.keep(windows)
        let hub = RouteRow.hub(family: Int16(part.family), node: node)
        arriving.take(hub: hub)
        leaving.take(hub: hub)
      }
    }
    return (arriving.arrivals(of: index), leaving.departures(of: index))
  }

  /// Room for all rows of some runs that meet.
  private func room(for piece: [MeetingRuns]) -> (arriving: FoundRows, leaving: FoundRows) {
    var counts = (arriving: 0, leaving: 0)
    for part in piece {
      let first = index.meetingRuns(of: part.family)
      let (comingIn, goingOut) = (first.arriving.lowerBound, first.leaving.lowerBound)
      counts.arriving +=
        index.arriving.rows(
          of: (comingIn + part.runs.lowerBound)..<(comingIn + part.runs.upperBound)
        ).count
      counts.leaving +=
        index.leaving.rows(
          of: (goingOut + part.runs.lowerBound)..<(goingOut + part.runs.upperBound)
        ).count
    }
    return (FoundRows(among: counts.arriving), FoundRows(among: counts.leaving))
  }

  /// The rows of one side of some runs.
  func rows(of runs: Range<Int>, isArriving: Bool) -> FoundPiece {
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
      if question.legs != nil {
        found.keepPicked(of: index, isArriving: isArriving, among: legs)
      }
      guard found.hasPicked else { continue }
      family = side.family(of: run, from: family)
      found.take(hub: RouteRow.hub(family: Int16(family), node: nodes[run]))
    }
    return isArriving ? found.arrivals(of: index) : found.departures(of: index)
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

extension RouteSide {
  /// The side with its runs by family and node.
  ///
  /// Within each family they come as two rising lists, those that meet and those that do not.
  fileprivate var inOrderOfHubs: RouteSide {
    let order = runsByHub
    guard zip(order, order.dropFirst()).contains(where: { $0 > $1 }) else { return self }
    let rows = order.flatMap { self.rows(of: Int($0)) }
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(order.count + 1)
    for run in order {
      offsets.append(offsets[offsets.count - 1] + Int32(self.rows(of: Int(run)).count))
    }
    return RouteSide(
      legs: rows.map { legs[$0] }, days: rows.map { days[$0] },
      quantities: rows.map { quantities[$0] }, roles: rows.map { roles[$0] },
      hubs: order.map { hubs[Int($0)] }, offsets: offsets)
  }

  private var runsByHub: [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(hubs.count)
    var first = 0
    while first < hubs.count {
      var end = first + 1
      while end < hubs.count, hubs[end] >> 32 == hubs[first] >> 32 { end += 1 }
      var middle = first + 1
      while middle < end, hubs[middle] > hubs[middle - 1] { middle += 1 }
      var (one, other) = (first, middle)
      while one < middle || other < end {
        if other == end || one < middle && hubs[one] < hubs[other] {
          order.append(Int32(one))
          one += 1
        } else {
          order.append(Int32(other))
          other += 1
        }
      }
      first = end
    }
    return order
  }
}
