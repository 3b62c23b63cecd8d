extension HubFlows {
  /// Bounds on what passed from any of `inLegs` to any of `outLegs` at a hub.
  ///
  /// Pass all legs from one party and all legs to another to bound what passed between the two.
  ///
  /// - Parameters:
  ///   - hub: The node through which goods passed.
  ///   - inLegs: Legs that arrive there; legs that take no part are ignored.
  ///   - outLegs: Legs that leave there; legs that take no part are ignored.
  /// - Returns: The bounds, both exact, with the cuts that certify them.
  /// - Complexity: A few rounds over the pairs of (family, day) buckets that are compatible.
  /// - SeeAlso: <doc:FlowBounds>
  public func bounds(hub: Int32, inLegs: [Int32], outLegs: [Int32]) -> FlowBounds {
    bounds(hub: hub, pairs: LegPairs(from: inLegs, to: outLegs))
  }

  /// Bounds on what passed over some pairs of an incoming and an outgoing leg of a hub.
  ///
  /// - Parameters:
  ///   - hub: The node through which goods passed.
  ///   - pairs: Pairs of a leg that arrives there and one that leaves; pairs that nothing can have
  ///     passed over are ignored.
  /// - Returns: The bounds, both exact, with the cuts that certify them.
  /// - Complexity: A few rounds over the pairs of (family, day) buckets that are compatible.
  /// - SeeAlso: <doc:FlowBounds>
  public func bounds(hub: Int32, pairs: LegPairs) -> FlowBounds {
    BoundedFlows(of: self, hub: hub, pairs: pairs).bounds
  }

  /// What `bounds(hub:pairs:)` comes to, without the cuts that certify it: what scoring needs.
  func limits(hub: Int32, pairs: LegPairs) -> (lower: Int64, upper: Int64) {
    let upper = upper(hub: hub, pairs: pairs)
    guard upper > 0 else { return (0, 0) }
    let (lots, demands) = buckets(
      hub: hub, families: familiesConnected(to: pairs, hub: hub), pairs: pairs)
    var network = HubNetwork(
      lots: lots, demands: demands, pairs: pairs, windows: windows, transforms: transforms)
    _ = network.augment()
    return (network.augmentOverAskedPairs().price, upper)
  }

  /// The most that can have passed over some pairs: nothing but their own legs matters.
  func upper(hub: Int32, pairs: LegPairs) -> Int64 {
    var network = HubNetwork(
      lots: buckets(.arriving, at: hub, of: pairs.inGroups),
      demands: buckets(.leaving, at: hub, of: pairs.outGroups),
      pairs: pairs, onlyPairs: true, windows: windows, transforms: transforms)
    return network.augment()
  }

  /// The most outflow of the families concerned that recorded inflow explains, over whatever pairs.
  func explained(hub: Int32, pairs: LegPairs) -> Int64 {
    let none = LegPairs(from: [], to: [])
    let (lots, demands) = buckets(
      hub: hub, families: familiesConnected(to: pairs, hub: hub), pairs: none)
    var network = HubNetwork(
      lots: lots, demands: demands, pairs: none, windows: windows, transforms: transforms)
    return network.augment()
  }

  /// The most outflow of a hub that its recorded inflow can explain, over all families.
  public func maximumFlow(hub: Int32) -> (value: Int64, cut: FlowCut) {
    let none = LegPairs(from: [], to: [])
    let families = Set(
      (familyRuns(of: arrivingLegs(at: hub)) + familyRuns(of: leavingLegs(of: hub)))
        .compactMap(\.first).map { columns.family[Int($0)] }
    ).sorted()
    let (lots, demands) = buckets(hub: hub, families: families, pairs: none)
    var network = HubNetwork(
      lots: lots, demands: demands, pairs: none, windows: windows, transforms: transforms)
    let value = network.augment()
    return (value, network.minimumCut())
  }

  /// Families that can affect the legs of `pairs`: theirs, and all linked to them at this hub.
  func familiesConnected(to pairs: LegPairs, hub: Int32) -> [Int16] {
    let incoming = arrivingLegs(at: hub)
    let outgoing = leavingLegs(of: hub)
    let asked = Array(pairs.inGroups.keys) + Array(pairs.outGroups.keys)
    var connected = Set(asked.map { columns.family[Int($0)] }.filter { $0 >= 0 })
    var open = Array(connected)
    while let family = open.popLast() {
      var neighbours: [Int16] = []
      if !legs(outgoing, of: family).isEmpty {
        neighbours += transforms.origins[Int(family)].map(\.family)
          .filter { !legs(incoming, of: $0).isEmpty }
      }
      if !legs(incoming, of: family).isEmpty {
        neighbours += products[Int(family)].filter { !legs(outgoing, of: $0).isEmpty }
      }
      open += neighbours.filter { connected.insert($0).inserted }
    }
    return connected.sorted()
  }

  /// The legs of some families at a hub in buckets.
  func buckets(
    hub: Int32, families: [Int16], pairs: LegPairs
  ) -> (lots: HubBuckets, demands: HubBuckets) {
    (
      side(.arriving, at: hub, families: families, groups: pairs.inGroups),
      side(.leaving, at: hub, families: families, groups: pairs.outGroups)
    )
  }

  /// The legs of some groups that take part, in buckets.
  private func buckets(
    _ side: HubSide, at hub: Int32, of groups: [Int32: Int32]
  ) -> HubBuckets {
    let days = side == .arriving ? columns.arrival : columns.departure
    let hubs = side == .arriving ? columns.receiver : columns.sender
    struct Place: Hashable, Comparable {
      let family: Int16
      let dwellClass: Int
      let day: Int32
      let group: Int32

      static func < (one: Self, other: Self) -> Bool {
        (one.family, one.dwellClass, one.day, one.group)
          < (other.family, other.dwellClass, other.day, other.group)
      }
    }
    var members: [Place: [Int32]] = [:]
    for (leg, group) in groups where columns.takesPart(leg: Int(leg)) {
      precondition(hubs[Int(leg)] == hub, "leg \(leg) is not of hub \(hub)")
      let place = Place(
        family: columns.family[Int(leg)],
        dwellClass: side == .arriving ? columns.dwellClass(of: leg) : 0, day: days[Int(leg)],
        group: group)
      members[place, default: []].append(leg)
    }
    var buckets = HubBuckets()
    for (place, legs) in members.sorted(by: { $0.key < $1.key }) {
      buckets.append(
        legs[...], family: place.family, dwellClass: place.dwellClass, day: place.day,
        group: place.group, of: columns)
    }
    return buckets
  }

  private func side(
    _ side: HubSide, at hub: Int32, families: [Int16], groups: [Int32: Int32]
  ) -> HubBuckets {
    let all = side == .arriving ? arrivingLegs(at: hub) : leavingLegs(of: hub)
    let days = side == .arriving ? columns.arrival : columns.departure
    let daysWithGroups = Set(groups.keys.map { days[Int($0)] })
    var buckets = HubBuckets()
    for family in families {
      let legs = legs(all, of: family)
      var start = legs.startIndex
      while start < legs.endIndex {
        let day = days[Int(legs[start])]
        let dwellClass = side == .arriving ? columns.dwellClass(of: legs[start]) : 0
        var end = start + 1
        while end < legs.endIndex, days[Int(legs[end])] == day,
          side == .leaving || columns.dwellClass(of: legs[end]) == dwellClass
        {
          end += 1
        }
        if daysWithGroups.contains(day) {
          let members = Dictionary(grouping: legs[start..<end]) { groups[$0] ?? -1 }
          for (group, legs) in members.sorted(by: { $0.key < $1.key }) {
            buckets.append(
              legs[...], family: family, dwellClass: dwellClass, day: day, group: group,
              of: columns)
          }
        } else {
          buckets.append(
            legs[start..<end], family: family, dwellClass: dwellClass, day: day, group: -1,
            of: columns)
        }
        start = end
      }
    }
    return buckets
  }
}

/// The three flows from which the bounds on some pairs of a hub follow.
struct BoundedFlows {
  let bounds: FlowBounds
  /// Without the pairs, as much as possible.
  private(set) var others: [FlowDraw] = []
  /// As much as possible, and as little as then can be over the pairs.
  private(set) var least: [FlowDraw] = []
  /// As much as possible over the pairs alone.
  private(set) var asked: [FlowDraw] = []

  init(of hubs: HubFlows, hub: Int32, pairs: LegPairs, keepsDraws: Bool = false) {
    let columns = hubs.columns
    precondition(
      pairs.inGroups.keys.allSatisfy { columns.receiver[Int($0)] == hub },
      "an inLeg does not reach \(hub)")
    precondition(
      pairs.outGroups.keys.allSatisfy { columns.sender[Int($0)] == hub },
      "an outLeg does not leave \(hub)")
    let (lots, demands) = hubs.buckets(
      hub: hub, families: hubs.familiesConnected(to: pairs, hub: hub), pairs: pairs)
    var network = HubNetwork(
      lots: lots, demands: demands, pairs: pairs, windows: hubs.windows,
      transforms: hubs.transforms)
    let withoutPairs = network.augment()
    let othersCut = network.minimumCut()
    if keepsDraws { others = network.draws(of: columns) }
    let overPairs = network.augmentOverAskedPairs()
    var alone = HubNetwork(
      lots: lots, demands: demands, pairs: pairs, onlyPairs: true, windows: hubs.windows,
      transforms: hubs.transforms)
    let upper = alone.augment()
    if keepsDraws {
      least = network.draws(of: columns)
      asked = alone.draws(of: columns)
    }
    bounds = FlowBounds(
      lower: overPairs.price, upper: upper, explained: withoutPairs + overPairs.quantity,
      others: withoutPairs, explainedCut: network.minimumCut(), othersCut: othersCut,
      upperCut: alone.minimumCut(), lowerCuts: network.layers(of: overPairs))
  }
}
