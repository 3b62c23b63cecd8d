/// All routes that answer a question, held as the legs that may be on them and never listed.
///
/// Made by ``LegColumns/routes(answering:)``, or from a ``RouteIndex`` without reading all legs.
public struct RouteSpace: Sendable {
  let question: RouteQuestion
  /// Legs that come in at a hub: first and middle legs.
  let arrivals: RouteSide
  /// Legs that go out of a hub: middle and last legs.
  let departures: RouteSide
  /// Where the legs of each departure row come in again, when they may be middle legs; else -1.
  let onward: [Int32]
  /// The runs of departures that an arrival run may go on with are
  /// `meetings[meetingOffsets[run]..<meetingOffsets[run + 1]]`.
  let meetings: [Int32]
  let meetingOffsets: [Int32]

  /// Takes all that is known of the rows already.
  init(
    question: RouteQuestion, arrivals: RouteSide, departures: RouteSide, onward: [Int32],
    meetings: [Int32], meetingOffsets: [Int32]
  ) {
    self.question = question
    self.arrivals = arrivals
    self.departures = departures
    self.onward = onward
    self.meetings = meetings
    self.meetingOffsets = meetingOffsets
  }

  init(question: RouteQuestion, arrivals: RouteSide, departures: RouteSide) {
    self.question = question
    self.arrivals = arrivals
    self.departures = departures
    onward = question.hasMiddleLegs ? Self.onward(arrivals: arrivals, departures: departures) : []
    (meetings, meetingOffsets) = Self.meetings(
      arrivals: arrivals, departures: departures, transforms: question.transforms)
  }

  /// Pieces of whole arrival runs with about as many rows each.
  var pieces: [Range<Int>] {
    let count = max(1, min(arrivals.count / 4_096, 128))
    var pieces: [Range<Int>] = []
    var start = 0
    for piece in 1..<(count + 1) {
      let row = arrivals.count * piece / count
      var end = start
      var high = arrivals.hubs.count
      while end < high {
        let middle = (end + high) / 2
        if Int(arrivals.offsets[middle]) < row { end = middle + 1 } else { high = middle }
      }
      if piece == count { end = arrivals.hubs.count }
      if end > start { pieces.append(start..<end) }
      start = end
    }
    return pieces
  }

  /// The runs of departures that an arrival run may go on with.
  func onwardRuns(of run: Int) -> ArraySlice<Int32> {
    meetings[Int(meetingOffsets[run])..<Int(meetingOffsets[run + 1])]
  }

  /// Builds a column by arrival row; workers fill the rows of whole runs.
  func column<Element: BitwiseCopyable & Sendable>(
    _ fill: @Sendable (_ runs: Range<Int>, _ rows: inout MutableSpan<Element>) -> Void
  ) -> [Element] {
    let pieces = pieces
    return SlicedColumn<Element>.build(count: arrivals.count) { column in
      _ = Parallel.map(count: pieces.count) { piece in
        let runs = pieces[piece]
        let rows = Int(arrivals.offsets[runs.lowerBound])..<Int(arrivals.offsets[runs.upperBound])
        column.withSlice(rows) { fill(runs, &$0) }
      }
    }
  }

  static func meetings(
    arrivals: RouteSide, departures: RouteSide, transforms: FamilyTransforms
  ) -> (runs: [Int32], offsets: [Int32]) {
    var runs: [Int32] = []
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(arrivals.hubs.count + 1)
    let products = transforms.isIdentity ? [] : HubFlows.products(of: transforms)
    var next = 0
    for hub in arrivals.hubs {
      while next < departures.hubs.count, departures.hubs[next] < hub { next += 1 }
      if next < departures.hubs.count, departures.hubs[next] == hub { runs.append(Int32(next)) }
      let family = Int(hub >> 32)
      if family < products.count {
        for product in products[family] {
          let other = RouteRow.hub(family: product, node: Int32(hub & 0xFFFF_FFFF))
          if let run = departures.run(of: other) { runs.append(Int32(run)) }
        }
      }
      offsets.append(Int32(runs.count))
    }
    return (runs, offsets)
  }

  private static func onward(arrivals: RouteSide, departures: RouteSide) -> [Int32] {
    let sides = Parallel.map(count: 2) { middleRows(of: $0 == 0 ? arrivals : departures) }
    var onward = [Int32](repeating: -1, count: departures.count)
    // Both lists rise by leg; a middle leg that meets nothing on one side is only on the other.
    var next = 0
    for departure in sides[1] {
      while next < sides[0].count, sides[0][next] >> 32 < departure >> 32 { next += 1 }
      guard next < sides[0].count, sides[0][next] >> 32 == departure >> 32 else { continue }
      onward[Int(departure & 0xFFFF_FFFF)] = Int32(truncatingIfNeeded: sides[0][next])
    }
    return onward
  }

  /// Leg and row of every middle leg, by leg.
  private static func middleRows(of side: RouteSide) -> [UInt64] {
    var words: [UInt64] = []
    var last: UInt64 = 0
    for row in 0..<side.count where side.roles[row].contains(.middle) {
      let leg = UInt64(side.legs[row])
      last = max(last, leg)
      words.append(leg << 32 | UInt64(row))
    }
    RadixSort.sort(&words, bits: 32..<(96 - last.leadingZeroBitCount))
    return words
  }
}

extension RouteSide {
  /// The run of a family and node, by bisection.
  func run(of hub: UInt64) -> Int? {
    var low = 0
    var high = hubs.count
    while low < high {
      let middle = (low + high) / 2
      if hubs[middle] < hub { low = middle + 1 } else { high = middle }
    }
    return low < hubs.count && hubs[low] == hub ? low : nil
  }
}

extension LegColumns {
  /// All routes that answer a question.
  ///
  /// Reads every leg once; for many questions on the same legs make a ``RouteIndex``.
  ///
  /// - Complexity: O(legs) and a radix sort of the legs that the question is about.
  /// - SeeAlso: <doc:RouteQuestions>
  public func routes(answering question: RouteQuestion) -> RouteSpace {
    routes(answering: question, groupSize: RouteRows.groupSize)
  }

  /// The same with groups of families of another size.
  func routes(answering question: RouteQuestion, groupSize: Int) -> RouteSpace {
    question.checkArguments()
    let rows = RouteRows(of: self, question: question, groupSize: groupSize)
    let groups = Parallel.map(count: rows.groupCount) { rows.sides(of: $0, question: question) }
    return RouteSpace(
      question: question, arrivals: .joined(groups.map { $0.arrivals }),
      departures: .joined(groups.map { $0.departures }))
  }
}

extension RouteRows {
  /// Both sides of a group of families, sorted.
  fileprivate func sides(
    of group: Int, question: RouteQuestion
  ) -> (arrivals: RouteSide, departures: RouteSide) {
    let arriving = arriving.rows(of: group)
    let leaving = leaving.rows(of: group)
    // Goods that become others meet those, which a table of hubs does not know of.
    guard question.transforms.isIdentity else {
      return (
        RouteSide(sorting: arriving) { _ in true }, RouteSide(sorting: leaving) { _ in true }
      )
    }
    let meeting = MeetingRows(arriving: arriving, leaving: leaving, question: question)
    return (
      RouteSide(sorting: arriving) { meeting.mayMeet($0, isArriving: true) },
      RouteSide(sorting: leaving) { meeting.mayMeet($0, isArriving: false) }
    )
  }
}
