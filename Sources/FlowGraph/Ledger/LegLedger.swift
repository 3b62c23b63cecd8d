/// Legs as they become known, with their attribution kept up to date.
///
/// Legs keep their numbers for good: a new leg gets the next one, a withdrawn leg keeps its number
/// and a quantity of 0. After every change ``graph`` equals the attribution of ``legs`` made from
/// the beginning, however late a leg arrives; only the hubs and families that a change touches are
/// swept again, and these only from the first day that it touches.
///
/// ```swift
/// var ledger = LegLedger(of: legs, within: window, transforms: transforms)
/// ledger.apply(adding: today, withdrawing: [17])  // an amended leg is withdrawn and added
/// ```
public struct LegLedger: Sendable {
  /// All legs ever added.
  public private(set) var legs: LegColumns
  /// The attribution of `legs`.
  public private(set) var graph: LegGraph
  /// How long the goods of each leg may stay at a hub.
  public let windows: DwellWindows
  /// Which families may leave as which others.
  public let transforms: FamilyTransforms

  private var index: LedgerIndex
  private let groups: FamilyGroups

  /// What a change took.
  public struct Change: Sendable, Equatable {
    /// How many pairs of a hub and a group of linked families were swept again.
    public let hubsSwept: Int
    /// How many legs took part in that.
    public let legsSwept: Int
  }

  /// Begins with some legs; one window holds for all.
  public init(of legs: LegColumns, within window: DwellWindow, transforms: FamilyTransforms) {
    self.init(of: legs, within: DwellWindows(window), transforms: transforms)
  }

  /// Begins with some legs.
  ///
  /// - Complexity: the cost of an attribution, and of sorting the legs by hub.
  public init(of legs: LegColumns, within windows: DwellWindows, transforms: FamilyTransforms) {
    self.legs = legs
    self.windows = windows
    self.transforms = transforms
    groups = FamilyGroups(of: transforms)
    graph = legs.attribution(within: windows, transforms: transforms)
    index = LedgerIndex(of: legs)
    // The first change would else copy all legs and edges, as each does that finds no room.
    self.legs.makeRoom(for: legs.count / 8)
    graph.makeRoom(for: legs.count / 8)
  }

  /// Adds legs at the end and withdraws others, by their numbers.
  ///
  /// - Returns: How much had to be swept again.
  /// - Complexity: a sweep of the legs within reach of the change, those of its hubs and linked families
  ///   from its first day on, and O(legs and edges) from the first leg within reach on.
  /// - SeeAlso: <doc:Ledger>
  @discardableResult
  public mutating func apply(adding added: LegColumns, withdrawing: [Int32] = []) -> Change {
    added.checkInvariants()
    windows.check(added)
    precondition(
      withdrawing.allSatisfy { $0 >= 0 && Int($0) < legs.count }, "a withdrawn leg is not known")
    precondition(
      added.family.allSatisfy { Int($0) < transforms.familyCount },
      "a leg has a family outside 0..<\(transforms.familyCount)")
    let firstNew = legs.count
    var touched = TouchedHubs()
    for leg in withdrawing where legs.takesPart(leg: Int(leg)) {
      touched.touch(Int(leg), of: legs, groups: groups, windows: windows)
    }
    legs.append(contentsOf: added)
    for leg in firstNew..<legs.count where legs.takesPart(leg: leg) {
      touched.touch(leg, of: legs, groups: groups, windows: windows)
    }
    index.append(firstNew..<legs.count, of: legs)
    var part = TouchedPart(of: touched, index: index, groups: groups, legs: legs, windows: windows)
    for leg in withdrawing { legs.quantity[Int(leg)] = 0 }
    part.gather(legs: legs, graph: graph)
    let changed = part.columns.attribution(
      within: windows, transforms: transforms, drawn: part.drawn)
    graph.replace(part, by: changed, legs: legs)
    if index.isWorthRenewing { index = LedgerIndex(of: legs) }
    return Change(hubsSwept: touched.firstDays.count, legsSwept: part.columns.count)
  }
}

/// Families that goods can change between, directly or not.
struct FamilyGroups: Sendable {
  /// The group of each family: the lowest family in it.
  private var groups: [Int16]
  /// The families of each group, at the place of the lowest.
  private var members: [[Int16]]

  init(of transforms: FamilyTransforms) {
    groups = (0..<transforms.familyCount).map { Int16($0) }
    members = groups.map { [$0] }
    for (family, origins) in transforms.origins.enumerated() {
      for origin in origins { join(Int16(family), origin.family) }
    }
  }

  func group(of family: Int16) -> Int16 { groups[Int(family)] }

  func families(of group: Int16) -> [Int16] { members[Int(group)] }

  private mutating func join(_ first: Int16, _ second: Int16) {
    let low = min(group(of: first), group(of: second))
    let high = max(group(of: first), group(of: second))
    guard low != high else { return }
    for family in members[Int(high)] { groups[Int(family)] = low }
    members[Int(low)] = (members[Int(low)] + members[Int(high)]).sorted()
    members[Int(high)] = []
  }
}

/// The hubs and family groups that a change touches, and from which day of departure on.
struct TouchedHubs {
  /// A hub above, a family group below.
  private(set) var firstDays: [UInt64: Int] = [:]

  static func key(hub: Int32, family: Int16) -> UInt64 {
    UInt64(hub) << 16 | UInt64(family)
  }

  /// Notes a leg that comes or goes: it can change departures at both of its ends.
  mutating func touch(
    _ leg: Int, of legs: LegColumns, groups: FamilyGroups, windows: DwellWindows
  ) {
    let group = groups.group(of: legs.family[leg])
    let window = windows.window(of: Int32(leg), in: legs)
    touch(
      Self.key(hub: legs.receiver[leg], family: group),
      day: Int(legs.arrival[leg]) + Int(window.minimum))
    touch(Self.key(hub: legs.sender[leg], family: group), day: Int(legs.departure[leg]))
  }

  /// The touched hubs and family groups with their first days, by hub, then by group.
  var byHub: [(key: UInt64, firstDay: Int)] {
    var keys = Array(firstDays.keys)
    RadixSort.sort(&keys, bits: 0..<(keys.max() ?? 0).bitLength)
    return keys.map { ($0, firstDays[$0] ?? 0) }
  }

  private mutating func touch(_ key: UInt64, day: Int) {
    firstDays[key] = min(firstDays[key] ?? .max, day)
  }
}
