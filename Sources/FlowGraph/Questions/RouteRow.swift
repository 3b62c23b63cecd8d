/// One end of a leg that a question is about: where it comes in or goes out, when, and how much.
struct RouteRow: Sendable {
  /// The family above, the hub's node below: rows of one place are rows of equal `hub`.
  var hub: UInt64
  var quantity: Int64
  var day: Int32
  var leg: Int32
  /// What the leg may be on a route.
  var roles: LegRoles

  static func hub(family: Int16, node: Int32) -> UInt64 {
    UInt64(truncatingIfNeeded: family) &<< 32 | UInt64(truncatingIfNeeded: node)
  }

  static func family(of hub: UInt64) -> Int16 { Int16(truncatingIfNeeded: hub &>> 32) }
}

/// What a leg may be on a route: its end on this side, or one of its middle legs.
struct LegRoles: OptionSet, Sendable {
  let rawValue: UInt8
  /// The first leg among legs that come in, the last leg among legs that go out.
  static let end = LegRoles(rawValue: 1)
  /// A leg between two others.
  static let middle = LegRoles(rawValue: 2)
}

/// What each node may be on the routes of a question, in one byte a node.
struct NodeRoles: Sendable {
  private static let from: UInt8 = 1
  private static let via: UInt8 = 2
  private static let to: UInt8 = 4

  private let roles: [UInt8]
  /// The roles of nodes that no set reaches.
  private let others: UInt8
  private let hasMiddleLegs: Bool
  private let legs: NumberSet?

  init(of question: RouteQuestion) {
    let sets = [question.from, question.via, question.to]
    var roles = [UInt8](repeating: 0, count: sets.map { $0?.capacity ?? 0 }.max() ?? 0)
    var others: UInt8 = 0
    for (set, role) in zip(sets, [Self.from, Self.via, Self.to]) {
      if let set {
        set.mark(role, in: &roles)
      } else {
        others |= role
        for node in roles.indices { roles[node] |= role }
      }
    }
    self.roles = roles
    self.others = others
    hasMiddleLegs = question.hasMiddleLegs
    legs = question.legs
  }

  func of(_ node: Int32) -> UInt8 {
    let node = Int(node)
    return node < roles.count ? roles[node] : others
  }

  func admits(leg: Int) -> Bool { legs?.contains(leg) ?? true }

  /// What a leg between nodes of these roles may be where it comes in.
  func arriving(sender: UInt8, receiver: UInt8) -> LegRoles {
    guard receiver & Self.via != 0 else { return [] }
    var found: LegRoles = sender & Self.from != 0 ? .end : []
    if hasMiddleLegs && sender & Self.via != 0 { found.insert(.middle) }
    return found
  }

  /// What a leg between nodes of these roles may be where it goes out.
  func leaving(sender: UInt8, receiver: UInt8) -> LegRoles {
    guard sender & Self.via != 0 else { return [] }
    var found: LegRoles = receiver & Self.to != 0 ? .end : []
    if hasMiddleLegs && receiver & Self.via != 0 { found.insert(.middle) }
    return found
  }
}

/// The rows of both sides that a question is about, in rising leg number.
struct RouteRows: Sendable {
  var arriving: [RouteRow] = []
  var leaving: [RouteRow] = []

  /// Picks the rows out of all legs, on all cores.
  init(of columns: LegColumns, question: RouteQuestion) {
    let roles = NodeRoles(of: question)
    let pieces = Parallel.pieceCount(rows: columns.count)
    let found = Parallel.map(count: pieces) { piece in
      let rows = Parallel.rows(of: piece, in: pieces, count: columns.count)
      return RouteRows(of: columns, rows: rows, roles: roles, families: question.families)
    }
    arriving = Parallel.joined(found.map { $0.arriving })
    leaving = Parallel.joined(found.map { $0.leaving })
  }

  private init(
    of columns: LegColumns, rows: Range<Int>, roles: NodeRoles, families wanted: NumberSet?
  ) {
    let senders = columns.sender.span
    let receivers = columns.receiver.span
    let families = columns.family.span
    let quantities = columns.quantity.span
    // Room that is not used is not touched; growing would copy what is there.
    arriving.reserveCapacity(rows.count / 4)
    leaving.reserveCapacity(rows.count / 4)
    for leg in rows where roles.admits(leg: leg) {
      let sender = senders[leg]
      let receiver = receivers[leg]
      let from = roles.of(sender)
      let to = roles.of(receiver)
      let comingIn = roles.arriving(sender: from, receiver: to)
      let goingOut = roles.leaving(sender: from, receiver: to)
      guard !comingIn.isEmpty || !goingOut.isEmpty else { continue }
      let family = families[leg]
      let quantity = quantities[leg]
      guard family >= 0, quantity > 0, sender != receiver,
        wanted?.contains(Int(family)) ?? true
      else { continue }
      if !comingIn.isEmpty {
        arriving.append(
          RouteRow(
            hub: RouteRow.hub(family: family, node: receiver), quantity: quantity,
            day: columns.arrival[leg], leg: Int32(truncatingIfNeeded: leg), roles: comingIn))
      }
      if !goingOut.isEmpty {
        leaving.append(
          RouteRow(
            hub: RouteRow.hub(family: family, node: sender), quantity: quantity,
            day: columns.departure[leg], leg: Int32(truncatingIfNeeded: leg), roles: goingOut))
      }
    }
  }
}
