/// One end of a leg that a question is about: where it comes in or goes out, when, and how much.
///
/// Rows are copied and sorted in millions, so they are as small as may be: 24 bytes.
struct RouteRow: Sendable {
  /// The hub below, the roles above it.
  private let place: UInt64
  let quantity: Int64
  let day: Int32
  let leg: Int32

  init(hub: UInt64, quantity: Int64, day: Int32, leg: Int32, roles: LegRoles) {
    place = UInt64(roles.rawValue) &<< 48 | hub
    self.quantity = quantity
    self.day = day
    self.leg = leg
  }

  /// The family above, the hub's node below: rows of one place are rows of equal `hub`.
  var hub: UInt64 { place & 0xFFFF_FFFF_FFFF }

  /// What the leg may be on a route.
  var roles: LegRoles { LegRoles(rawValue: UInt8(truncatingIfNeeded: place &>> 48)) }

  /// The family, which is 0 or more.
  var family: Int { Int(place &>> 32 & 0xFFFF) }

  static func hub(family: Int16, node: Int32) -> UInt64 {
    UInt64(UInt16(bitPattern: family)) &<< 32 | UInt64(UInt32(bitPattern: node))
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
  /// Both.
  static let any: LegRoles = [.end, .middle]
}

/// What each node may be on the routes of a question, in one byte a node.
struct NodeRoles: Sendable {
  private static let from: UInt8 = 1
  private static let via: UInt8 = 2
  private static let to: UInt8 = 4

  private let roles: [UInt8]
  /// The roles of nodes that no set reaches.
  private let others: UInt8
  /// The roles that some leg may have.
  private let legRoles: UInt8
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
    legRoles = question.hasMiddleLegs ? LegRoles.any.rawValue : LegRoles.end.rawValue
    legs = question.legs
  }

  func of(_ node: Int32) -> UInt8 {
    let node = Int(node)
    return node < roles.count ? roles[node] : others
  }

  func admits(leg: Int) -> Bool { legs?.contains(leg) ?? true }

  /// What a leg between nodes of these roles may be where it comes in.
  ///
  /// Without a branch: which legs a question is about, a processor mostly guesses wrong.
  func arriving(sender: UInt8, receiver: UInt8) -> LegRoles {
    // Senders that begin routes and those in between have the bits of ends and middle legs.
    LegRoles(rawValue: sender & legRoles & Self.mask(ofVia: receiver))
  }

  /// What a leg between nodes of these roles may be where it goes out.
  func leaving(sender: UInt8, receiver: UInt8) -> LegRoles {
    let roles = (receiver &>> 2 & LegRoles.end.rawValue) | (receiver & LegRoles.middle.rawValue)
    return LegRoles(rawValue: roles & legRoles & Self.mask(ofVia: sender))
  }

  /// All bits for a node that routes may pass through, else none.
  private static func mask(ofVia node: UInt8) -> UInt8 { 0 &- (node &>> 1 & 1) }
}
