extension RouteIndex {
  /// The routes of a question on which families stay what they are.
  ///
  /// Arrivals and departures of a family and node are looked at together, and only those are kept
  /// that have one of the others within their dwell: as a rule a small part of either side. A middle
  /// leg must have been kept on both sides; where some were not, all that is left is looked at again.
  func meetingRoutes(of families: [Range<Int>], question: RouteQuestion) -> RouteSpace {
    let search = IndexSearch(of: self, question: question)
    let pieces = meetingPieces(of: families)
    let rowCount = pieces.joined().reduce(0) { $0 + $1.rowCount }
    var found = Parallel.map(count: pieces.count, steps: rowCount) {
      search.meetings(of: pieces[$0])
    }
    if question.hasMiddleLegs { found = search.meetingAgain(found) }
    let arrivals = side(of: found, isArriving: true)
    let departures = side(of: found, isArriving: false)
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
    let families = families.flatMap(Array.init)
    let found = Parallel.map(count: families.count) {
      search.rows(of: families[$0], isArriving: isArriving)
    }
    return side(of: found, isArriving: isArriving).side
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
      let runs = MeetingRuns(
        family: family, runs: self.families.runs(of: family),
        arriving: meetingRows(of: family, on: arriving),
        leaving: meetingRows(of: family, on: leaving))
      guard !runs.runs.isEmpty else { continue }
      if rows + runs.rowCount > most { close() }
      guard runs.rowCount > most else {
        open.append(runs)
        rows += runs.rowCount
        continue
      }
      pieces += cut(runs, in: (runs.rowCount + most - 1) / most).map { [$0] }
    }
    close()
    return pieces
  }

  /// The same runs in pieces.
  private func cut(_ whole: MeetingRuns, in count: Int) -> [MeetingRuns] {
    var pieces: [MeetingRuns] = []
    var left = whole
    for piece in 1..<(count + 1) where !left.runs.isEmpty {
      let rows = whole.rowCount * piece / count
      var end = left.runs.lowerBound + 1
      var high = left.runs.upperBound
      while end < high {
        let middle = (end + high) / 2
        let before =
          arriving.ends[middle - 1] - whole.arriving.lowerBound + leaving.ends[middle - 1]
          - whole.leaving.lowerBound
        if before < rows { end = middle + 1 } else { high = middle }
      }
      let (came, gone) = (arriving.ends[end - 1], leaving.ends[end - 1])
      pieces.append(
        MeetingRuns(
          family: left.family, runs: left.runs.lowerBound..<end,
          arriving: left.arriving.lowerBound..<came, leaving: left.leaving.lowerBound..<gone))
      left.runs = end..<left.runs.upperBound
      left.arriving = came..<left.arriving.upperBound
      left.leaving = gone..<left.leaving.upperBound
    }
    return pieces
  }
}

/// Some runs of a family that meet, with their rows on both sides.
struct MeetingRuns: Sendable {
  let family: Int
  var runs: Range<Int>
  var arriving: Range<Int>
  var leaving: Range<Int>

  /// The rows of both sides.
  var rowCount: Int { arriving.count + leaving.count }
}

/// The rows of an index that a question is about.
private struct IndexSearch: Sendable {
  private let index: RouteIndex
  private let question: RouteQuestion
  private let via: NodeBits
  /// What a leg may be where it comes in, by its sender.
  private let senders: RoleBits
  /// What a leg may be where it goes out, by its receiver.
  private let receivers: RoleBits
  /// The legs that may be on a route; nil for all.
  private let legs: NodeBits?

  init(of index: RouteIndex, question: RouteQuestion) {
    self.index = index
    self.question = question
    via = NodeBits(question.via)
    senders = RoleBits(of: question, ends: question.from)
    receivers = RoleBits(of: question, ends: question.to)
    legs = question.legs.map { NodeBits($0) }
  }

  /// Arrivals and departures of some runs that meet, as far as each has one of the others.
  func meetings(of piece: [MeetingRuns]) -> FoundRuns {
    let nodeField = index.nodes.field
    let nodeBytes = index.nodes.bytes.raw
    let endField = index.arriving.ends.field
    let arrivingEnds = index.arriving.ends.bytes.raw
    let leavingEnds = index.leaving.ends.bytes.raw
    let arriving = IndexedRows(index.arriving, of: index)
    let leaving = IndexedRows(index.leaving, of: index)
    var meetings = RunMeetings(for: question)
    for part in piece {
      var (came, gone) = (part.arriving.lowerBound, part.leaving.lowerBound)
      for run in part.runs {
        let comingIn = came..<Int(endField.number(at: run, of: arrivingEnds))
        let goingOut = gone..<Int(endField.number(at: run, of: leavingEnds))
        (came, gone) = (comingIn.upperBound, goingOut.upperBound)
        let node = Int32(truncatingIfNeeded: nodeField.number(at: run, of: nodeBytes))
        guard via.contains(node) else { continue }
        let hub = RouteRow.hub(family: Int16(part.family), node: node)
        if meetings.pick(
          comingIn, goingOut, dwell: question.dwell(at: hub), arriving, senders, leaving,
          receivers)
        {
          meetings.meet(at: hub)
        }
      }
    }
    meetings.name(index, among: legs, onBothSides: true)
    return meetings.finished()
  }

  /// What is left of some runs when a middle leg must have been found on both sides.
  func meetingAgain(_ found: [FoundRuns]) -> [FoundRuns] {
    var first = Int.max
    var end = 0
    for runs in found where runs.arriving.count > 0 {
      first = min(first, Int(runs.arriving.span[0].row))
      end = max(end, Int(runs.arriving.span[runs.arriving.count - 1].row) + 1)
    }
    guard first < end else { return found }
    var middles = RowBits(within: first..<end)
    var goingOut = middles
    for runs in found {
      middles.insertMiddles(of: runs.arriving.span)
      goingOut.insertMiddles(of: runs.leaving.span)
    }
    middles.formIntersection(goingOut)
    let both = middles
    let count = found.reduce(0) { $0 + $1.arriving.count + $1.leaving.count }
    return Parallel.map(count: found.count, steps: count) { piece in
      let runs = found[piece]
      var meetings = RunMeetings(for: question)
      for run in runs.hubs.indices {
        let comingIn = runs.arriving.span.extracting(runs.arriving.range(of: run))
        let goingOut = runs.leaving.span.extracting(runs.leaving.range(of: run))
        guard meetings.take(comingIn, isArriving: true, middles: both) > 0,
          meetings.take(goingOut, isArriving: false, middles: both) > 0
        else { continue }
        meetings.meet(at: runs.hubs[run])
      }
      return meetings.finished()
    }
  }

  /// The rows of one side of a family, its runs by node.
  func rows(of family: Int, isArriving: Bool) -> FoundRuns {
    let side = isArriving ? index.arriving : index.leaving
    let rows = IndexedRows(side, of: index)
    let roles = isArriving ? senders : receivers
    var found = RunMeetings(for: question)
    for run in runs(of: family, on: side) {
      let count = found.pick(run.rows, of: rows, isArriving: isArriving, roles: roles)
      guard count > 0 else { continue }
      found.keepAll(
        at: RouteRow.hub(family: Int16(family), node: run.node), isArriving: isArriving)
    }
    found.name(index, among: legs, onBothSides: false)
    return found.finished()
  }

  /// The runs of a family that routes may pass through, by node: those that meet and the others.
  private func runs(of family: Int, on side: IndexedSide) -> [(node: Int32, rows: Range<Int>)] {
    var runs: [(node: Int32, rows: Range<Int>)] = []
    var row = index.families.rows(of: family).lowerBound
    for run in index.families.runs(of: family) {
      let node = Int32(truncatingIfNeeded: index.nodes[run])
      let end = side.ends[run]
      if via.contains(node) { runs.append((node, row..<end)) }
      row = end
    }
    let lone = index.loneRows(of: family, on: side)
    var place = lone.lowerBound
    while place < lone.upperBound {
      let node = side.loneNodes[place]
      var end = place + 1
      while end < lone.upperBound, side.loneNodes[end] == node { end += 1 }
      if via.contains(Int32(truncatingIfNeeded: node)) {
        runs.append((Int32(truncatingIfNeeded: node), row..<(row + end - place)))
      }
      row += end - place
      place = end
    }
    return runs.sorted { $0.node < $1.node }
  }
}

/// A set of nodes, or all of them, for asking many times.
struct NodeBits: Sendable {
  let words: [UInt64]
  /// Whether nodes that have no word are in the set.
  let isOpen: Bool

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

/// What legs may be on a route by the nodes at their other ends, for asking many times.
struct RoleBits: Sendable {
  /// For each 64 nodes a word of those that make an end and, where routes have middle legs, a word of those
  /// that make one.
  ///
  /// Both lie in one line of the cache. The last are those of all further nodes.
  let words: [UInt64]
  /// How many words there are for 64 nodes, less one.
  let step: Int

  init(of question: RouteQuestion, ends: NumberSet?) {
    step = question.hasMiddleLegs ? 1 : 0
    let sets = [ends?.bits, question.via?.bits].prefix(step + 1)
    let count = sets.map { $0?.count ?? 0 }.max() ?? 0
    if step == 0 {
      words = (ends?.bits ?? []) + [ends == nil ? .max : 0]
      return
    }
    var words = [UInt64](repeating: 0, count: 2 * count + 2)
    for (place, set) in sets.enumerated() {
      for word in 0...count {
        words[2 * word + place] = set.map { word < $0.count ? $0[word] : 0 } ?? .max
      }
    }
    self.words = words
  }

  /// What a leg may be whose other end is a node, by the words of such bits.
  static func roles(of node: Int32, in words: borrowing Span<UInt64>, step: Int) -> LegRoles {
    // Never below zero, so that the words are within the bounds.
    let last = (words.count &>> step) &- 1
    let word = min(Int(UInt32(bitPattern: node) &>> 6), last) &<< step
    let ends = unsafe words[unchecked: word] &>> UInt64(node & 63) & 1
    let middles =
      unsafe words[unchecked: word &+ step] &>> UInt64(node & 63) & UInt64(step)
    return LegRoles(rawValue: UInt8(truncatingIfNeeded: ends | middles &<< 1))
  }
}
