/// All legs sorted by family, node and day on both sides, for many questions on the same legs.
///
/// ```swift
/// let index = RouteIndex(of: legs)
/// let count = index.routes(answering: question).count()
/// ```
public struct RouteIndex: Sendable {
  /// Some families in a row.
  private struct Group: Sendable {
    var families: Range<Int>
    var arriving: RouteSide
    var leaving: RouteSide
    /// The sender of each row of `arriving`.
    var senders: [Int32]
    /// The receiver of each row of `leaving`.
    var receivers: [Int32]
  }

  private let groups: [Group]

  /// Sorts the legs of `columns`.
  ///
  /// - Complexity: O(legs × key bits / 11) time on all cores, 42 bytes a leg.
  public init(of columns: LegColumns) {
    let byFamily = FamilyRows(of: columns)
    let families = byFamily.groups
    groups = Parallel.map(count: families.count) { index in
      let legs = byFamily.legs(of: families[index])
      let sides = [true, false].map { isArriving in
        let nodes = isArriving ? columns.receiver : columns.sender
        let days = isArriving ? columns.arrival : columns.departure
        return RouteSide(
          sorting: legs.map { leg in
            RouteRow(
              hub: RouteRow.hub(family: columns.family[Int(leg)], node: nodes[Int(leg)]),
              quantity: columns.quantity[Int(leg)], day: days[Int(leg)], leg: leg,
              roles: [.end, .middle])
          })
      }
      return Group(
        families: families[index], arriving: sides[0], leaving: sides[1],
        senders: sides[0].legs.map { columns.sender[Int($0)] },
        receivers: sides[1].legs.map { columns.receiver[Int($0)] })
    }
  }

  /// All routes that answer a question.
  ///
  /// - Complexity: O(legs of the families asked about).
  /// - SeeAlso: <doc:RouteQuestions>
  public func routes(answering question: RouteQuestion) -> RouteSpace {
    question.checkArguments()
    let roles = NodeRoles(of: question)
    let asked = groups.filter { group in
      question.families.map { wanted in group.families.contains(where: wanted.contains) } ?? true
    }
    let found = Parallel.map(count: asked.count * 2) { index in
      Self.rows(
        of: asked[index / 2], isArriving: index % 2 == 0, roles: roles,
        families: question.families)
    }
    let sides = Parallel.map(count: 2) { side in
      RouteSide(
        sorted: RouteRows.joined(stride(from: side, to: found.count, by: 2).map { found[$0] }))
    }
    return RouteSpace(question: question, arrivals: sides[0], departures: sides[1])
  }

  /// The rows of one group that a question is about, sorted.
  private static func rows(
    of group: Group, isArriving: Bool, roles: NodeRoles, families: NumberSet?
  ) -> [RouteRow] {
    let side = isArriving ? group.arriving : group.leaving
    let others = (isArriving ? group.senders : group.receivers).span
    let legs = side.legs.span
    let days = side.days.span
    let quantities = side.quantities.span
    var rows: [RouteRow] = []
    for run in side.runs(of: families) {
      let hub = side.hubs[run]
      let here = roles.of(Int32(truncatingIfNeeded: hub & 0xFFFF_FFFF))
      guard families?.contains(Int(hub >> 32)) ?? true, NodeRoles.mayBePassed(here) else {
        continue
      }
      for row in side.rows(of: run) {
        let there = roles.of(others[row])
        let found =
          isArriving
          ? roles.arriving(sender: there, receiver: here)
          : roles.leaving(sender: here, receiver: there)
        guard !found.isEmpty, roles.admits(leg: Int(legs[row])) else { continue }
        rows.append(
          RouteRow(
            hub: hub, quantity: quantities[row], day: days[row], leg: legs[row], roles: found))
      }
    }
    return rows
  }
}

extension RouteSide {
  /// The runs between the first and the last of some families.
  fileprivate func runs(of families: NumberSet?) -> Range<Int> {
    guard let families, let first = families.first, let last = families.last else {
      return families == nil ? 0..<hubs.count : 0..<0
    }
    let start = firstRun(notBelow: RouteRow.hub(family: Int16(clamping: first), node: 0))
    let end = last >= Int(Int16.max) ? hubs.count : firstRun(notBelow: UInt64(last + 1) << 32)
    return start..<max(start, end)
  }

  private func firstRun(notBelow hub: UInt64) -> Int {
    var low = 0
    var high = hubs.count
    while low < high {
      let middle = (low + high) / 2
      if hubs[middle] < hub { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The legs that take part, by family, then by number.
private struct FamilyRows: Sendable {
  private let sorted: [Int32]
  private let offsets: [Int32]

  init(of columns: LegColumns) {
    let pieces = Parallel.pieceCount(rows: columns.count)
    let familyCount = 1 + Int(columns.family.max() ?? 0)
    let counts = Parallel.map(count: pieces) { piece in
      var counts = [Int32](repeating: 0, count: familyCount)
      for leg in Parallel.rows(of: piece, in: pieces, count: columns.count)
      where columns.takesPart(leg: leg) { counts[Int(columns.family[leg])] += 1 }
      return counts
    }
    var offsets: [Int32] = [0]
    // Where each piece writes its first leg of each family.
    var starts = counts
    for family in 0..<familyCount {
      var next = offsets[family]
      for piece in 0..<pieces {
        starts[piece][family] = next
        next += counts[piece][family]
      }
      offsets.append(next)
    }
    self.offsets = offsets
    let firsts = starts
    sorted = SlicedColumn<Int32>.build(count: Int(offsets[familyCount])) { column in
      _ = Parallel.map(count: pieces) { piece in
        var next = firsts[piece]
        for leg in Parallel.rows(of: piece, in: pieces, count: columns.count)
        where columns.takesPart(leg: leg) {
          let family = Int(columns.family[leg])
          column.write(Int32(truncatingIfNeeded: leg), at: Int(next[family]))
          next[family] += 1
        }
      }
    }
  }

  /// Families in a row with enough legs together to be worth a worker.
  var groups: [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    for family in 1..<offsets.count where offsets[family] - offsets[start] >= 32_768 {
      groups.append(start..<family)
      start = family
    }
    if start < offsets.count - 1 { groups.append(start..<(offsets.count - 1)) }
    return groups
  }

  /// The legs of some families in a row.
  func legs(of families: Range<Int>) -> ArraySlice<Int32> {
    sorted[Int(offsets[families.lowerBound])..<Int(offsets[families.upperBound])]
  }
}
