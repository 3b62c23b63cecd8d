extension HubFlows {
  /// Bounds on what passed from any of `inLegs` to any of `outLegs` at a hub.
  ///
  /// Pass all legs from one party and all legs to another to bound what passed between the two.
  /// `upper` is exact for any allocation. `lower` never claims too much; it is exact when the
  /// incoming or the outgoing legs are of one family and day, as a single leg is.
  ///
  /// - Parameters:
  ///   - hub: The node through which goods passed.
  ///   - inLegs: Legs that arrive there; legs that take no part are ignored.
  ///   - outLegs: Legs that leave there; legs that take no part are ignored.
  /// - Returns: The bounds with the minimum cuts that certify them.
  /// - Complexity: A few rounds over the pairs of (family, day) buckets that are compatible.
  /// - SeeAlso: <doc:FlowBounds>
  public func bounds(hub: Int32, inLegs: [Int32], outLegs: [Int32]) -> FlowBounds {
    let chosenIn = Set(inLegs)
    let chosenOut = Set(outLegs)
    precondition(
      chosenIn.allSatisfy { columns.receiver[Int($0)] == hub }, "an inLeg does not reach \(hub)")
    precondition(
      chosenOut.allSatisfy { columns.sender[Int($0)] == hub }, "an outLeg does not leave \(hub)")
    let families = familiesConnected(
      to: Set(chosenIn.union(chosenOut).map { columns.family[Int($0)] }.filter { $0 >= 0 }),
      hub: hub)
    let lots = side(
      arrivingLegs(at: hub), days: columns.arrival, families: families, chosen: chosenIn)
    let demands = side(
      leavingLegs(of: hub), days: columns.departure, families: families, chosen: chosenOut)
    var all = HubNetwork(lots: lots, demands: demands, window: window, transforms: transforms)
    let explained = all.augment()
    let freed = all.closeChosenPairs()
    let others = explained - freed + all.augment()
    var pairs = HubNetwork(
      lots: lots.chosenOnly, demands: demands.chosenOnly, window: window, transforms: transforms)
    let upper = pairs.augment()
    return FlowBounds(
      lower: explained - others, upper: upper, explained: explained, others: others,
      othersCut: all.minimumCut(), upperCut: pairs.minimumCut())
  }

  /// The most outflow of a hub that its recorded inflow can explain, over all families.
  public func maximumFlow(hub: Int32) -> (value: Int64, cut: FlowCut) {
    let incoming = arrivingLegs(at: hub)
    let outgoing = leavingLegs(of: hub)
    let families = Set(
      (familyRuns(of: incoming) + familyRuns(of: outgoing)).compactMap(\.first)
        .map { columns.family[Int($0)] }
    ).sorted()
    var network = HubNetwork(
      lots: side(incoming, days: columns.arrival, families: families, chosen: []),
      demands: side(outgoing, days: columns.departure, families: families, chosen: []),
      window: window, transforms: transforms)
    let value = network.augment()
    return (value, network.minimumCut())
  }

  /// Families that can affect legs of `families`: these, and all linked to them at this hub.
  private func familiesConnected(to families: Set<Int16>, hub: Int32) -> [Int16] {
    let incoming = arrivingLegs(at: hub)
    let outgoing = leavingLegs(of: hub)
    var connected = families
    var open = Array(families)
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

  /// The legs of some families of one side of a hub, in buckets.
  private func side(
    _ all: ArraySlice<Int32>, days: [Int32], families: [Int16], chosen: Set<Int32>
  ) -> HubNetwork.Side {
    let chosenDays = Set(chosen.map { days[Int($0)] })
    var side = HubNetwork.Side()
    for family in families {
      let legs = legs(all, of: family)
      var start = legs.startIndex
      while start < legs.endIndex {
        let day = days[Int(legs[start])]
        var end = start + 1
        while end < legs.endIndex, days[Int(legs[end])] == day { end += 1 }
        if chosenDays.contains(day) {
          for isChosen in [true, false] {
            let members = legs[start..<end].filter { chosen.contains($0) == isChosen }
            side.append(members[...], family: family, day: day, isChosen: isChosen, of: columns)
          }
        } else {
          side.append(legs[start..<end], family: family, day: day, isChosen: false, of: columns)
        }
        start = end
      }
    }
    return side
  }
}
