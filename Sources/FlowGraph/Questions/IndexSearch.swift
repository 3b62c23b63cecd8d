extension RouteIndex {
  /// The routes of a question on which families stay what they are.
  ///
  /// Arrivals and departures of a family and node are looked at together, and only those are kept
  /// that have one of the others within their dwell: as a rule a small part of either side. A middle
  /// leg must have been kept on both sides; where some were not, all that is left is looked at again, if
  /// it is more than `fewRows`.
  func meetingRoutes(
    of families: [Range<Int>], question: RouteQuestion, fewRows: Int
  ) -> RouteSpace {
    let search = IndexSearch(of: self, question: question)
    let pieces = meetingPieces(of: families)
    let rowCount = pieces.joined().reduce(0) { $0 + $1.rowCount }
    var found = Parallel.map(count: pieces.count, steps: rowCount) {
      search.meetings(of: pieces[$0])
    }
    // Of few rows, going on with those that lead nowhere takes less time than finding them.
    if question.hasMiddleLegs, found.reduce(0, { $0 + $1.rowCount }) > fewRows {
      found = search.meetingAgain(found)
    }
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
    let picked = picked(of: piece)
    let arriving = IndexedRows(index.arriving, of: index)
    let leaving = IndexedRows(index.leaving, of: index)
    let arrivingBytes = index.arriving.rows.bytes.raw
    let leavingBytes = index.leaving.rows.bytes.raw
    let meetings = RunMeetings(for: question)
    var runs: [FoundRuns.Run] = []
    runs.reserveCapacity(picked.count)
    var arrivals = [FoundRow](repeating: .none, count: picked.reduce(0) { $0 + $1.comingIn.count })
    var departures = [FoundRow](
      repeating: .none, count: picked.reduce(0) { $0 + $1.goingOut.count })
    var cameRows = arrivals.mutableSpan
    var leftRows = departures.mutableSpan
    var (came, left) = (0, 0)
    for run in picked {
      let cameEnd = arriving.pick(
        run.comingIn, of: arrivingBytes, roles: senders, into: &cameRows, from: came)
      guard cameEnd > came else { continue }
      let leftEnd = leaving.pick(
        run.goingOut, of: leavingBytes, roles: receivers, into: &leftRows, from: left)
      guard leftEnd > left else { continue }
      let kept = meetings.keep(
        came..<cameEnd, of: &cameRows, left..<leftEnd, of: &leftRows,
        dwell: question.dwell(at: run.hub))
      guard kept.arrivals > came else { continue }
      (came, left) = kept
      runs.append(FoundRuns.Run(hub: run.hub, arrivalEnd: came, departureEnd: left))
    }
    var found = FoundRuns(runs, arrivals: arrivals, departures: departures)
    found.name(index, among: legs)
    return found
  }

  /// A run that may have something on a route.
  private struct PickedRun {
    let hub: UInt64
    let comingIn: Range<Int>
    let goingOut: Range<Int>
  }

  /// Those of some runs that routes may pass through, and of which something has something of the other
  /// side within its dwell if nothing but days is looked at.
  private func picked(of piece: [MeetingRuns]) -> [PickedRun] {
    let stays = index.leastStays.span
    let nodeField = index.nodes.field
    let nodeBytes = index.nodes.bytes.raw
    let endField = index.arriving.ends.field
    let arrivingEnds = index.arriving.ends.bytes.raw
    let leavingEnds = index.leaving.ends.bytes.raw
    var picked: [PickedRun] = []
    for part in piece {
      let longest = UInt8(clamping: question.dwell(ofFamily: Int16(part.family)).maximum)
      for run in part.runs where stays[run] <= longest {
        let node = Int32(truncatingIfNeeded: nodeField.number(at: run, of: nodeBytes))
        guard via.contains(node) else { continue }
        var (came, gone) = (part.arriving.lowerBound, part.leaving.lowerBound)
        if run > part.runs.lowerBound {
          came = Int(endField.number(at: run - 1, of: arrivingEnds))
          gone = Int(endField.number(at: run - 1, of: leavingEnds))
        }
        picked.append(
          PickedRun(
            hub: RouteRow.hub(family: Int16(part.family), node: node),
            comingIn: came..<Int(endField.number(at: run, of: arrivingEnds)),
            goingOut: gone..<Int(endField.number(at: run, of: leavingEnds))))
      }
    }
    return picked
  }

  /// What is left of some runs when a middle leg must have been found on both sides.
  func meetingAgain(_ found: [FoundRuns]) -> [FoundRuns] {
    var first = Int.max
    var end = 0
    for arrivals in found.lazy.map(\.arrivals) where !arrivals.isEmpty {
      first = min(first, Int(arrivals[0].row))
      end = max(end, Int(arrivals[arrivals.count - 1].row) + 1)
    }
    guard first < end else { return found }
    var middles = RowBits(within: first..<end)
    var goingOut = middles
    for runs in found {
      middles.insertMiddles(of: runs.arrivals.span)
      goingOut.insertMiddles(of: runs.departures.span)
    }
    middles.formIntersection(goingOut)
    let both = middles
    let count = found.reduce(0) { $0 + $1.rowCount }
    return Parallel.map(count: found.count, steps: count) { meeting(found[$0], middles: both) }
  }

  /// What is left of some runs when only some legs may be middle ones.
  private func meeting(_ found: FoundRuns, middles: borrowing RowBits) -> FoundRuns {
    let meetings = RunMeetings(for: question)
    let comingIn = found.arrivals.span
    let goingOut = found.departures.span
    var runs: [FoundRuns.Run] = []
    runs.reserveCapacity(found.runs.count)
    var arrivals = [FoundRow](repeating: .none, count: comingIn.count)
    var departures = [FoundRow](repeating: .none, count: goingOut.count)
    var cameRows = arrivals.mutableSpan
    var leftRows = departures.mutableSpan
    var (came, left) = (0, 0)
    for run in found.runs.indices {
      let cameEnd = middles.keep(
        comingIn.extracting(found.arrivals(of: run)), into: &cameRows, from: came)
      guard cameEnd > came else { continue }
      let leftEnd = middles.keep(
        goingOut.extracting(found.departures(of: run)), into: &leftRows, from: left)
      guard leftEnd > left else { continue }
      let hub = found.runs[run].hub
      let kept = meetings.keep(
        came..<cameEnd, of: &cameRows, left..<leftEnd, of: &leftRows,
        dwell: question.dwell(at: hub))
      guard kept.arrivals > came else { continue }
      (came, left) = kept
      runs.append(FoundRuns.Run(hub: hub, arrivalEnd: came, departureEnd: left))
    }
    return FoundRuns(runs, arrivals: arrivals, departures: departures)
  }

  /// The rows of one side of a family, its runs by node.
  func rows(of family: Int, isArriving: Bool) -> FoundRuns {
    let side = isArriving ? index.arriving : index.leaving
    let rows = IndexedRows(side, of: index)
    let bytes = side.rows.bytes.raw
    let roles = isArriving ? senders : receivers
    var runs: [FoundRuns.Run] = []
    var found = [FoundRow](repeating: .none, count: index.families.rows(of: family).count)
    var span = found.mutableSpan
    var place = 0
    for run in self.runs(of: family, on: side) {
      let end = rows.pick(run.rows, of: bytes, roles: roles, into: &span, from: place)
      guard end > place else { continue }
      place = end
      runs.append(
        FoundRuns.Run(
          hub: RouteRow.hub(family: Int16(family), node: run.node),
          arrivalEnd: isArriving ? end : 0, departureEnd: isArriving ? 0 : end))
    }
    var named = FoundRuns(
      runs, arrivals: isArriving ? found : [], departures: isArriving ? [] : found)
    named.name(index, among: legs)
    return named
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
  /// Whether there are words of middle legs.
  let hasMiddles: Bool

  init(of question: RouteQuestion, ends: NumberSet?) {
    hasMiddles = question.hasMiddleLegs
    guard question.hasMiddleLegs else {
      words = (ends?.bits ?? []) + [ends == nil ? .max : 0]
      return
    }
    let sets = [ends?.bits, question.via?.bits]
    let count = sets.map { $0?.count ?? 0 }.max() ?? 0
    var words = [UInt64](repeating: 0, count: 2 * count + 2)
    for (place, set) in sets.enumerated() {
      for word in 0...count {
        words[2 * word + place] = set.map { word < $0.count ? $0[word] : 0 } ?? .max
      }
    }
    self.words = words
  }

  /// What a leg may be whose other end is a node, by the words of bits without middle legs.
  static func ends(of node: Int32, in words: borrowing Span<UInt64>) -> LegRoles {
    // Never below zero, so that the word is within the bounds.
    let word = min(Int(UInt32(bitPattern: node) &>> 6), words.count &- 1)
    let bit = unsafe words[unchecked: word] &>> UInt64(node & 63) & 1
    return LegRoles(rawValue: UInt8(truncatingIfNeeded: bit))
  }

  /// The same by the words of bits with middle legs.
  static func endsAndMiddles(of node: Int32, in words: borrowing Span<UInt64>) -> LegRoles {
    // Two words for each place up to the last, which is no less than zero.
    let word = min(Int(UInt32(bitPattern: node) &>> 6), words.count &>> 1 &- 1) &<< 1
    let ends = unsafe words[unchecked: word] &>> UInt64(node & 63) & 1
    let middles = unsafe words[unchecked: word &+ 1] &>> UInt64(node & 63) & 1
    return LegRoles(rawValue: UInt8(truncatingIfNeeded: ends | middles &<< 1))
  }
}
