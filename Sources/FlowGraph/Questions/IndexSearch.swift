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
  private let via: NodeBits
  /// What a leg may be where it comes in, by its sender.
  private let senders: RoleBits
  /// What a leg may be where it goes out, by its receiver.
  private let receivers: RoleBits
  private let legs: NodeBits

  init(of index: RouteIndex, question: RouteQuestion) {
    self.index = index
    self.question = question
    via = NodeBits(question.via)
    let middles = question.hasMiddleLegs ? question.via : NumberSet([])
    senders = RoleBits(ends: question.from, middles: middles)
    receivers = RoleBits(ends: question.to, middles: middles)
    legs = NodeBits(question.legs)
  }

  /// Arrivals and departures of some runs that meet, as far as each has one of the others.
  func meetings(of piece: [MeetingRuns]) -> (arriving: FoundPiece, leaving: FoundPiece) {
    let passed = passedRuns(of: piece)
    var arriving = FoundRows(
      in: passed.map { $0.arriving }, of: index.arriving, others: senders)
    if question.legs != nil { arriving.keep(of: index, isArriving: true, among: legs) }
    let reached = arriving.foundRuns
    arriving.keep(runs: reached)
    let leaving = FoundRows(
      in: reached.map { passed[$0].leaving }, of: index.leaving, others: receivers)
    var meetings = FoundMeetings(
      of: arriving, leaving, dwells: reached.map { question.dwell(at: passed[$0].hub) },
      isDirect: question.legCounts.contains(2))
    // Last, because it reads in no order: where the leg of a departure comes in, and which it is.
    if question.legs != nil { meetings.keepDepartures(leaving, of: index, among: legs) }
    let hubs = meetings.keepMeetingRuns().map { passed[reached[$0]].hub }
    return (
      arriving.arrivals(at: meetings.arrivals, hubs: hubs, of: index),
      leaving.departures(at: meetings.departures, hubs: hubs, of: index)
    )
  }

  /// A run of arrivals and the run of departures that it meets.
  private struct PassedRun {
    var hub: UInt64
    var arriving: Int32
    var leaving: Int32
  }

  /// Those of some runs whose nodes routes may pass through.
  private func passedRuns(of piece: [MeetingRuns]) -> [PassedRun] {
    let nodes = index.arriving.nodes.span
    var passed: [PassedRun] = []
    passed.reserveCapacity(piece.reduce(0) { $0 + $1.runs.count })
    for part in piece {
      let first = index.meetingRuns(of: part.family)
      for run in part.runs {
        let arriving = first.arriving.lowerBound + run
        let node = nodes[arriving]
        guard via.contains(node) else { continue }
        passed.append(
          PassedRun(
            hub: RouteRow.hub(family: Int16(part.family), node: node),
            arriving: Int32(truncatingIfNeeded: arriving),
            leaving: Int32(truncatingIfNeeded: first.leaving.lowerBound + run)))
      }
    }
    return passed
  }

  /// The rows of one side of some runs.
  func rows(of runs: Range<Int>, isArriving: Bool) -> FoundPiece {
    let side = isArriving ? index.arriving : index.leaving
    let nodes = side.nodes.span
    let passed = runs.filter { via.contains(nodes[$0]) }
    var found = FoundRows(
      in: passed.map { Int32(truncatingIfNeeded: $0) }, of: side,
      others: isArriving ? senders : receivers)
    if question.legs != nil { found.keep(of: index, isArriving: isArriving, among: legs) }
    let reached = found.foundRuns
    found.keep(runs: reached)
    var family = 0
    let hubs = reached.map { place in
      family = side.family(of: passed[place], from: family)
      return RouteRow.hub(family: Int16(family), node: nodes[passed[place]])
    }
    return isArriving
      ? found.arrivals(at: found.places, hubs: hubs, of: index)
      : found.departures(at: found.places, hubs: hubs, of: index)
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

/// What legs may be on a route by the nodes at their other ends, for asking many times.
struct RoleBits: Sendable {
  /// For each 64 nodes a word of those that make an end and a word of those that make a middle leg.
  ///
  /// Both lie in one line of the cache. The last two are those of all further nodes.
  let words: [UInt64]

  init(ends: NumberSet?, middles: NumberSet?) {
    let sets = [ends?.bits, middles?.bits]
    var words: [UInt64] = []
    let count = sets.map { $0?.count ?? 0 }.max() ?? 0
    words.reserveCapacity(2 * count + 2)
    for word in 0...count {
      for bits in sets {
        if let bits { words.append(word < bits.count ? bits[word] : 0) } else { words.append(.max) }
      }
    }
    self.words = words
  }

  /// What a leg may be whose other end is a node, by the words of such bits.
  static func roles(of node: Int32, in words: borrowing Span<UInt64>) -> LegRoles {
    // Never below zero, so that the words are within the bounds.
    let word = 2 &* min(Int(UInt32(bitPattern: node) &>> 6), words.count &>> 1 &- 1)
    let ends = unsafe words[unchecked: word] &>> UInt64(node & 63) & 1
    let middles = unsafe words[unchecked: word &+ 1] &>> UInt64(node & 63) & 1
    return LegRoles(rawValue: UInt8(truncatingIfNeeded: ends | middles &<< 1))
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
