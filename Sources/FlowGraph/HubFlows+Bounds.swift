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
    let families = familiesConnected(to: chosenIn, chosenOut, hub: hub)
    let lots = buckets(
      of: arrivingLegs(at: hub), days: columns.arrival, families: families, chosen: chosenIn)
    let demands = buckets(
      of: leavingLegs(of: hub), days: columns.departure, families: families, chosen: chosenOut)
    var all = HubNetwork(lots: lots, demands: demands, window: window, transforms: transforms)
    let explained = all.augment()
    let freed = all.closeChosenPairs()
    let others = explained - freed + all.augment()
    var pairs = HubNetwork(
      lots: lots.filter(\.isChosen), demands: demands.filter(\.isChosen), window: window,
      transforms: transforms)
    let upper = pairs.augment()
    return FlowBounds(
      lower: explained - others, upper: upper, explained: explained, others: others,
      othersCut: all.minimumCut(), upperCut: pairs.minimumCut())
  }

  /// The most outflow of a hub that its recorded inflow can explain, over all families.
  public func maximumFlow(hub: Int32) -> (value: Int64, cut: FlowCut) {
    let everything = Set(
      (arrivingLegs(at: hub) + leavingLegs(of: hub)).map { columns.family[Int($0)] })
    var network = HubNetwork(
      lots: buckets(
        of: arrivingLegs(at: hub), days: columns.arrival, families: everything, chosen: []),
      demands: buckets(
        of: leavingLegs(of: hub), days: columns.departure, families: everything, chosen: []),
      window: window, transforms: transforms)
    let value = network.augment()
    return (value, network.minimumCut())
  }

  /// Families that can affect the chosen legs: theirs, and all linked to them at this hub.
  private func familiesConnected(
    to chosenIn: Set<Int32>, _ chosenOut: Set<Int32>, hub: Int32
  ) -> Set<Int16> {
    var connected = Set(
      chosenIn.union(chosenOut).map { columns.family[Int($0)] }.filter { $0 >= 0 })
    let incoming = Set(arrivingLegs(at: hub).map { columns.family[Int($0)] })
    let outgoing = Set(leavingLegs(of: hub).map { columns.family[Int($0)] })
    var grew = true
    while grew {
      let before = connected.count
      for to in outgoing {
        for origin in transforms.origins[Int(to)] where incoming.contains(origin.family) {
          if connected.contains(to) || connected.contains(origin.family) {
            connected.insert(to)
            connected.insert(origin.family)
          }
        }
      }
      grew = connected.count > before
    }
    return connected
  }

  /// Buckets of some legs, which are sorted by family and day, with chosen legs set apart.
  private func buckets(
    of legs: ArraySlice<Int32>, days: [Int32], families: Set<Int16>, chosen: Set<Int32>
  ) -> [HubNetwork.Bucket] {
    var buckets: [HubNetwork.Bucket] = []
    var start = legs.startIndex
    while start < legs.endIndex {
      let family = columns.family[Int(legs[start])]
      let day = days[Int(legs[start])]
      var end = start + 1
      while end < legs.endIndex, columns.family[Int(legs[end])] == family,
        days[Int(legs[end])] == day
      {
        end += 1
      }
      if families.contains(family) {
        for isChosen in [true, false] {
          let members = legs[start..<end].filter { chosen.contains($0) == isChosen }
          guard !members.isEmpty else { continue }
          let quantity = members.reduce(Int64(0)) { $0 + columns.quantity[Int($1)] }
          buckets.append(
            HubNetwork.Bucket(
              family: family, day: day, isChosen: isChosen, legs: members, quantity: quantity))
        }
      }
      start = end
    }
    return buckets
  }
}
