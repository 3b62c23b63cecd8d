/// The rows of both sides that a question is about, in groups of families.
///
/// Goods of different families never meet, so a group is sorted by itself: small enough that the
/// cache holds it, and work of its own for a core.
struct RouteRows: Sendable {
  let arriving: RowGroups
  let leaving: RowGroups

  /// The number of groups, which is that of both sides.
  var groupCount: Int { arriving.count }

  /// With how many rows of both sides a group is large enough.
  static let groupSize = 32_768

  /// Picks the rows out of all legs, on all cores.
  init(of columns: LegColumns, question: RouteQuestion, groupSize: Int) {
    let roles = NodeRoles(of: question)
    let pieces = Parallel.pieceCount(rows: columns.count)
    let found = Parallel.map(count: pieces) { piece in
      PickedRows(
        of: columns, rows: Parallel.rows(of: piece, in: pieces, count: columns.count),
        roles: roles, families: question.families)
    }
    let groups = GroupedFamilies(of: found, groupSize: groupSize)
    arriving = RowGroups(joining: found.map { $0.arriving }, groups: groups)
    leaving = RowGroups(joining: found.map { $0.leaving }, groups: groups)
  }
}

/// The rows of one side by group, in each by rising leg number.
struct RowGroups: Sendable {
  private let rows: [RouteRow]
  /// Rows of group `group` are at `offsets[group]..<offsets[group + 1]`.
  private let offsets: [Int]

  fileprivate init(joining pieces: [FamilyPiece], groups: GroupedFamilies) {
    // Where each piece writes its first row of each group.
    var starts = pieces.map { $0.counts(by: groups) }
    var offsets = [0]
    for group in 0..<groups.count {
      var next = offsets[group]
      for piece in starts.indices {
        let count = starts[piece][group]
        starts[piece][group] = next
        next += count
      }
      offsets.append(next)
    }
    self.offsets = offsets
    let firsts = starts
    rows = SlicedColumn<RouteRow>.build(count: offsets[groups.count]) { column in
      _ = Parallel.map(count: pieces.count) { piece in
        var next = firsts[piece]
        let picked = pieces[piece].rows
        let rows = picked.span
        let groupOfFamily = groups.ofFamily.span
        for index in rows.indices {
          let row = rows[index]
          let group = Int(groupOfFamily[row.family])
          column.write(row, at: next[group])
          next[group] &+= 1  // at most the number of rows
        }
      }
    }
  }

  /// The number of groups.
  var count: Int { offsets.count - 1 }

  /// The rows of a group.
  @_lifetime(borrow self)
  func rows(of group: Int) -> Span<RouteRow> {
    rows.span.extracting(offsets[group]..<offsets[group + 1])
  }
}

/// Which families are in a row with enough rows together to be a group.
private struct GroupedFamilies: Sendable {
  /// The group of each family.
  let ofFamily: [Int32]
  let count: Int

  init(of pieces: [PickedRows], groupSize: Int) {
    let familyCount = pieces.map { max($0.arriving.counts.count, $0.leaving.counts.count) }.max()
    var weights = [Int](repeating: 0, count: familyCount ?? 0)
    for piece in pieces {
      for counts in [piece.arriving.counts, piece.leaving.counts] {
        for family in counts.indices { weights[family] += Int(counts[family]) }
      }
    }
    var group: Int32 = 0
    var load = 0
    ofFamily = weights.map { weight in
      if load > 0 && load + weight > groupSize {
        group += 1
        load = 0
      }
      load += weight
      return group
    }
    count = weights.isEmpty ? 0 : Int(group) + 1
  }
}

/// Rows of one side that a piece of all legs has, and how many of each family.
private struct FamilyPiece: Sendable {
  var rows: [RouteRow] = []
  var counts: [Int32] = []

  mutating func count() {
    counts = [Int32](repeating: 0, count: 1 + (rows.map { $0.family }.max() ?? -1))
    for row in rows { counts[row.family] += 1 }
  }

  func counts(by groups: GroupedFamilies) -> [Int] {
    var found = [Int](repeating: 0, count: groups.count)
    for family in counts.indices { found[Int(groups.ofFamily[family])] += Int(counts[family]) }
    return found
  }
}

/// The rows of both sides that a piece of all legs has.
private struct PickedRows: Sendable {
  var arriving = FamilyPiece()
  var leaving = FamilyPiece()

  init(of columns: LegColumns, rows: Range<Int>, roles: NodeRoles, families: NumberSet?) {
    let blockSize = 2_048
    var comingIn = CandidateLegs(among: blockSize)
    var goingOut = CandidateLegs(among: blockSize)
    // Room that is not used is not touched; growing would copy what is there.
    arriving.rows.reserveCapacity(rows.count / 2)
    leaving.rows.reserveCapacity(rows.count / 2)
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: blockSize) {
      let block = first..<min(first + blockSize, rows.upperBound)
      CandidateLegs.pick(block, of: columns, roles: roles, &comingIn, &goingOut)
      comingIn.add(to: &arriving.rows, of: columns, isArriving: true, families: families)
      goingOut.add(to: &leaving.rows, of: columns, isArriving: false, families: families)
    }
    arriving.count()
    leaving.count()
  }
}

/// Legs of a block whose ends allow them some role on one side.
private struct CandidateLegs {
  private var legs: [Int32]
  private var roles: [LegRoles]
  private var count = 0

  /// Makes room for the legs of a block.
  init(among count: Int) {
    legs = [Int32](repeating: 0, count: count)
    roles = [LegRoles](repeating: [], count: count)
  }

  static func pick(
    _ block: Range<Int>, of columns: LegColumns, roles: NodeRoles,
    _ comingIn: inout CandidateLegs, _ goingOut: inout CandidateLegs
  ) {
    let senders = columns.sender.span
    let receivers = columns.receiver.span
    comingIn.count = 0
    goingOut.count = 0
    for leg in block where roles.admits(leg: leg) {
      let sender = roles.of(senders[leg])
      let receiver = roles.of(receivers[leg])
      comingIn.write(leg, roles: roles.arriving(sender: sender, receiver: receiver))
      goingOut.write(leg, roles: roles.leaving(sender: sender, receiver: receiver))
    }
  }

  /// Writes in any case, and keeps what has a role.
  private mutating func write(_ leg: Int, roles: LegRoles) {
    legs[count] = Int32(truncatingIfNeeded: leg)
    self.roles[count] = roles
    count &+= roles.isEmpty ? 0 : 1  // at most the legs of a block
  }

  /// Adds the rows of those legs that take part with goods of wanted families.
  func add(
    to rows: inout [RouteRow], of columns: LegColumns, isArriving: Bool, families wanted: NumberSet?
  ) {
    let nodes = (isArriving ? columns.receiver : columns.sender).span
    let others = (isArriving ? columns.sender : columns.receiver).span
    let days = (isArriving ? columns.arrival : columns.departure).span
    let families = columns.family.span
    let quantities = columns.quantity.span
    for place in 0..<count {
      let leg = Int(legs[place])
      let family = families[leg]
      guard family >= 0, quantities[leg] > 0, nodes[leg] != others[leg],
        wanted?.contains(Int(family)) ?? true
      else { continue }
      rows.append(
        RouteRow(
          hub: RouteRow.hub(family: family, node: nodes[leg]), quantity: quantities[leg],
          day: days[leg], leg: legs[place], roles: roles[place]))
    }
  }
}
