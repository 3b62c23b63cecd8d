/// The flow network of one hub: source → lots → demands → sink, over (family, day) buckets.
///
/// Legs of a group of `LegPairs` are in buckets of their own, so that the pairs asked about can be
/// told apart. Connections of these pairs begin closed.
struct HubNetwork {
  private let lots: HubBuckets
  private let demands: HubBuckets
  private var network: FlowNetwork
  private var pairArcs: [PairArc] = []

  /// A connection of a lot to a demand.
  private struct PairArc {
    var arc: Int
    var lot: Int
    var demand: Int
    /// Whether its pairs of legs are among those asked about.
    var isAsked: Bool
  }

  private static let source = 0
  private static let sink = 1

  /// Makes the network of some buckets.
  ///
  /// - Parameters:
  ///   - lots: What came in.
  ///   - demands: What went out.
  ///   - pairs: The pairs asked about.
  ///   - onlyPairs: Whether all other pairs are left out.
  ///   - windows: Which dwells are allowed.
  ///   - transforms: Which families may leave as which others.
  init(
    lots: HubBuckets, demands: HubBuckets, pairs: LegPairs, onlyPairs: Bool = false,
    windows: DwellWindows, transforms: FamilyTransforms
  ) {
    self.lots = lots
    self.demands = demands
    let (_, overflow) = lots.total.addingReportingOverflow(demands.total)
    precondition(
      !overflow, "linked legs of one hub must sum to at most Int64.max thousandths, in and out")
    network = FlowNetwork(nodeCount: 2 + lots.buckets.count + demands.buckets.count)
    for (index, lot) in lots.buckets.enumerated() {
      _ = network.addArc(from: Self.source, to: 2 + index, capacity: lot.quantity)
    }
    for (index, demand) in demands.buckets.enumerated() {
      _ = network.addArc(
        from: 2 + lots.buckets.count + index, to: Self.sink, capacity: demand.quantity)
    }
    lots.forEachAdmissible(demands, windows: windows, transforms: transforms) { lot, demand in
      let isAsked = pairs.joins(lots.buckets[lot].group, demands.buckets[demand].group)
      guard isAsked || !onlyPairs else { return }
      let arc = network.addArc(
        from: 2 + lot, to: 2 + lots.buckets.count + demand,
        capacity: isAsked && !onlyPairs ? 0 : FlowNetwork.unlimited)
      pairArcs.append(PairArc(arc: arc, lot: lot, demand: demand, isAsked: isAsked))
    }
  }

  /// Adds as much flow as possible over connections that are open.
  mutating func augment() -> Int64 { network.augment(from: Self.source, to: Self.sink) }

  /// Opens the pairs asked about and adds as much flow as possible, with as little on them as can be.
  mutating func augmentOverAskedPairs() -> PricedFlow {
    let asked = pairArcs.filter(\.isAsked).map(\.arc)
    guard !asked.isEmpty else { return PricedFlow() }
    for arc in asked { network.setCapacity(FlowNetwork.unlimited, of: arc) }
    network.setPrice(1, of: asked)
    return network.augmentCheaply(from: Self.source, to: Self.sink)
  }

  /// The minimum cut, once the flow is maximal.
  func minimumCut() -> FlowCut {
    let isReachable = network.reachable(from: Self.source)
    return cut {
      !isReachable[$0]
    } demands: {
      isReachable[$0]
    }
  }

  /// The cuts that prove together how little can be on the pairs asked about.
  ///
  /// Let *p* be the potential of a node and *d* that of the sink. Counting a lot *p* times and a
  /// demand *d − p* times solves the dual program; cut *k* holds what is counted at least *k* times
  /// as a lot, or at least *d − k + 1* times as a demand.
  func layers(of flow: PricedFlow) -> [FlowCut] {
    guard flow.dearest > 0 else { return [] }
    let potentials = network.potentials
    return (1...flow.dearest).map { layer in
      cut {
        potentials[$0] >= layer
      } demands: {
        potentials[$0] < layer
      }
    }
  }

  private func cut(lots isLotCut: (Int) -> Bool, demands isDemandCut: (Int) -> Bool) -> FlowCut {
    var inLegs: [Int32] = []
    var outLegs: [Int32] = []
    var capacity: Int64 = 0
    for (index, lot) in lots.buckets.enumerated() where isLotCut(2 + index) {
      inLegs += lots.legs[lot.members]
      capacity += lot.quantity
    }
    for (index, demand) in demands.buckets.enumerated()
    where isDemandCut(2 + lots.buckets.count + index) {
      outLegs += demands.legs[demand.members]
      capacity += demand.quantity
    }
    return FlowCut(inLegs: inLegs.sorted(), outLegs: outLegs.sorted(), capacity: capacity)
  }

  /// The flow as draws between single legs; within a bucket the lower numbers go first.
  func draws(of columns: LegColumns) -> [FlowDraw] {
    var lotRest = LegRests(of: lots, columns: columns)
    var demandRest = LegRests(of: demands, columns: columns)
    var draws: [FlowDraw] = []
    for pair in pairArcs {
      var left = network.flow(on: pair.arc)
      while left > 0 {
        let part = min(left, lotRest.left(of: pair.lot), demandRest.left(of: pair.demand))
        draws.append(
          FlowDraw(
            inLeg: lotRest.take(part, from: pair.lot),
            outLeg: demandRest.take(part, from: pair.demand), quantity: part))
        left -= part
      }
    }
    return draws.sorted { ($0.inLeg, $0.outLeg) < ($1.inLeg, $1.outLeg) }
  }
}

/// What is left of the legs of each bucket while they are drawn upon in their order.
private struct LegRests {
  private let legs: [Int32]
  private var quantities: [Int64]
  private var next: [Int]

  init(of side: HubBuckets, columns: LegColumns) {
    legs = side.legs
    quantities = side.legs.map { columns.quantity[Int($0)] }
    next = side.buckets.map(\.members.lowerBound)
  }

  func left(of bucket: Int) -> Int64 { quantities[next[bucket]] }

  mutating func take(_ quantity: Int64, from bucket: Int) -> Int32 {
    let leg = legs[next[bucket]]
    quantities[next[bucket]] -= quantity
    if quantities[next[bucket]] == 0 { next[bucket] += 1 }
    return leg
  }
}
