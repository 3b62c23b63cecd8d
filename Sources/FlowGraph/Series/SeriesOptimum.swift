/// The most that can have gone from origins to destinations through hubs in series.
///
/// - SeeAlso: <doc:FlowInSeries>
public struct SeriesOptimum: Sendable, Equatable {
  /// Routes of no more legs than asked, from a maximum flow; they spend no quantity twice.
  public let routes: [FlowRoute]
  /// What these routes carry together: so much is possible.
  public let attained: Int64
  /// What no routes of any length can exceed together.
  public let bound: Int64
  /// Legs whose quantities sum to `bound` and one of which is on every route: its certificate.
  public let cut: [Int32]

  /// Whether no other routes of so few legs carry more.
  public var isExact: Bool { attained == bound }
}

extension HubFlows {
  /// Which legs lie on some chain of legs from an origin to a destination.
  ///
  /// - Parameters:
  ///   - origins: For each leg, whether a chain may begin there.
  ///   - destinations: For each leg, whether a chain ends there.
  ///   - maxLegs: The most legs of a chain, 2 to 200.
  /// - Returns: For each leg, whether it does.
  /// - SeeAlso: <doc:FlowInSeries>
  public func legsOnChains(origins: [Bool], destinations: [Bool], maxLegs: Int) -> [Bool] {
    checkSeries(origins, destinations, maxLegs)
    let depths = ChainDepths(
      in: self, origins: origins, destinations: destinations, maxLegs: maxLegs)
    return (0..<columns.count).map { depths.isOnChain($0) }
  }

  /// Attributes backward, then forward: legs that are on no chain from an origin to a destination are
  /// set aside first, and what is left is swept as ever.
  ///
  /// A lot is then never spent on a shipment from which no destination can be reached any more. This
  /// is not how much *was* sent on: shipments to elsewhere draw on nothing.
  ///
  /// - SeeAlso: <doc:FlowInSeries>
  public func attributionOnChains(
    origins: [Bool], destinations: [Bool], maxLegs: Int
  ) -> LegGraph {
    let isKept = legsOnChains(origins: origins, destinations: destinations, maxLegs: maxLegs)
    var kept = columns
    for leg in 0..<kept.count where !isKept[leg] { kept.quantity[leg] = 0 }
    return kept.attribution(within: windows, transforms: transforms)
  }

  /// The most that can have gone from origin legs to destination legs, in routes of few legs.
  ///
  /// A cheapest maximum flow, at a price of 1 for each leg that a unit takes, over the legs that are on
  /// some chain of at most `maxLegs`; then its decomposition into routes. Where the routes carry all of
  /// the flow, that is the optimum; else the optimum is between `attained` and `bound`, because flow
  /// that needs longer routes is counted in `bound` only.
  ///
  /// - Complexity: A few rounds over legs and compatible pairs of (family, day) buckets.
  /// - SeeAlso: <doc:FlowInSeries>
  public func seriesOptimum(
    origins: [Bool], destinations: [Bool], maxLegs: Int
  ) -> SeriesOptimum {
    let isKept = legsOnChains(origins: origins, destinations: destinations, maxLegs: maxLegs)
    var network = SeriesNetwork(
      of: self, legs: isKept, origins: origins, destinations: destinations)
    let bound = network.augment()
    let routes = network.graph(legCount: columns.count).widestRoutes(
      origins: origins, destinations: destinations, maxLegs: maxLegs,
      legQuantity: columns.quantity)
    return SeriesOptimum(
      routes: routes, attained: routes.reduce(0) { $0 + $1.quantity }, bound: bound,
      cut: network.minimumCut())
  }

  private func checkSeries(_ origins: [Bool], _ destinations: [Bool], _ maxLegs: Int) {
    precondition(
      origins.count == columns.count && destinations.count == columns.count,
      "origins and destinations must have one entry for each of \(columns.count) legs")
    precondition(maxLegs >= 2 && maxLegs <= 200, "a route has 2 to 200 legs, got \(maxLegs)")
  }
}

/// The network of legs: each leg leads from a (node, family, day) bucket of departures to one of
/// arrivals, and each bucket of arrivals to the departures that may follow.
private struct SeriesNetwork {
  private struct BucketArc {
    var arc: Int
    var lot: Int
    var demand: Int
  }

  private var network: FlowNetwork
  private let legs: [Int32]
  private let legArcs: [Int]
  private let feeds: [Int]
  private let drains: [Int]
  private var bucketArcs: [BucketArc] = []
  private var lotLegs: [[Int]] = []
  private var demandLegs: [[Int]] = []

  private static let source = 0
  private static let sink = 1

  init(of hubs: HubFlows, legs isKept: [Bool], origins: [Bool], destinations: [Bool]) {
    let columns = hubs.columns
    let legs = (0..<Int32(columns.count)).filter { isKept[Int($0)] }
    self.legs = legs
    let placeOfLeg = Dictionary(uniqueKeysWithValues: zip(legs, legs.indices))
    let buckets = (0..<Int32(hubs.nodeCount)).map { hub in
      hubs.keptBuckets(hub: hub, isKept: isKept)
    }
    let bucketCount = buckets.reduce(0) { $0 + $1.lots.buckets.count + $1.demands.buckets.count }
    var network = FlowNetwork(nodeCount: 2 + 2 * legs.count + bucketCount)
    var total: Int64 = 0
    var legArcs: [Int] = []
    for (place, leg) in legs.enumerated() {
      let (sum, overflow) = total.addingReportingOverflow(columns.quantity[Int(leg)])
      precondition(
        !overflow && sum <= Int64.max / 256,
        "legs on chains must sum to at most Int64.max / 256 thousandths")
      total = sum
      legArcs.append(
        network.addArc(
          from: 2 + 2 * place, to: 3 + 2 * place, capacity: columns.quantity[Int(leg)]))
    }
    self.legArcs = legArcs
    feeds = legs.enumerated().map { place, leg in
      network.addArc(
        from: Self.source, to: 2 + 2 * place,
        capacity: origins[Int(leg)] && !destinations[Int(leg)] ? FlowNetwork.unlimited : 0)
    }
    drains = legs.enumerated().map { place, leg in
      network.addArc(
        from: 3 + 2 * place, to: Self.sink,
        capacity: destinations[Int(leg)] ? FlowNetwork.unlimited : 0)
    }
    self.network = network
    connect(buckets, placeOfLeg: placeOfLeg, destinations: destinations, hubs: hubs)
  }

  /// Connects legs with their buckets, and buckets with those that may follow.
  private mutating func connect(
    _ buckets: [(lots: HubBuckets, demands: HubBuckets)], placeOfLeg: [Int32: Int],
    destinations: [Bool], hubs: HubFlows
  ) {
    var node = 2 + 2 * legs.count
    for (lots, demands) in buckets where !lots.buckets.isEmpty && !demands.buckets.isEmpty {
      let firstLot = lotLegs.count
      let firstDemand = demandLegs.count
      let lotNodes = node
      let demandNodes = node + lots.buckets.count
      node = demandNodes + demands.buckets.count
      for (index, bucket) in lots.buckets.enumerated() {
        // A destination ends a route.
        let members = lots.legs[bucket.members].filter { !destinations[Int($0)] }
          .compactMap { placeOfLeg[$0] }
        lotLegs.append(members)
        for place in members {
          _ = network.addArc(
            from: 3 + 2 * place, to: lotNodes + index, capacity: FlowNetwork.unlimited)
        }
      }
      for (index, bucket) in demands.buckets.enumerated() {
        let members = demands.legs[bucket.members].compactMap { placeOfLeg[$0] }
        demandLegs.append(members)
        for place in members {
          _ = network.addArc(
            from: demandNodes + index, to: 2 + 2 * place, capacity: FlowNetwork.unlimited)
        }
      }
      var arcs: [BucketArc] = []
      lots.forEachAdmissible(demands, windows: hubs.windows, transforms: hubs.transforms) {
        lot, demand in
        let arc = network.addArc(
          from: lotNodes + lot, to: demandNodes + demand, capacity: FlowNetwork.unlimited)
        arcs.append(BucketArc(arc: arc, lot: firstLot + lot, demand: firstDemand + demand))
      }
      bucketArcs += arcs
    }
  }

  /// Adds as much flow as possible, over as few legs as that can take.
  mutating func augment() -> Int64 {
    network.setPrice(1, of: legArcs)
    return network.augmentCheaply(from: Self.source, to: Self.sink).quantity
  }

  /// The legs that bind, once the flow is maximal.
  func minimumCut() -> [Int32] {
    let isReachable = network.reachable(from: Self.source)
    return legs.indices.filter { isReachable[2 + 2 * $0] && !isReachable[3 + 2 * $0] }
      .map { legs[$0] }
  }

  /// The flow as edges between legs; within a bucket the lower numbers go first.
  func graph(legCount: Int) -> LegGraph {
    var toPass = legs.indices.map { network.flow(on: legArcs[$0]) - network.flow(on: drains[$0]) }
    var toTake = legs.indices.map { network.flow(on: legArcs[$0]) - network.flow(on: feeds[$0]) }
    var nextLot = [Int](repeating: 0, count: lotLegs.count)
    var nextDemand = [Int](repeating: 0, count: demandLegs.count)
    var edges: [LegDraw] = []
    for bucketArc in bucketArcs {
      var left = network.flow(on: bucketArc.arc)
      while left > 0 {
        let from = lotLegs[bucketArc.lot][nextLot[bucketArc.lot]]
        let to = demandLegs[bucketArc.demand][nextDemand[bucketArc.demand]]
        let part = min(left, toPass[from], toTake[to])
        if part > 0 {
          edges.append(LegDraw(source: legs[from], target: legs[to], quantity: part))
        }
        left -= part
        toPass[from] -= part
        toTake[to] -= part
        if toPass[from] == 0 { nextLot[bucketArc.lot] += 1 }
        if toTake[to] == 0 { nextDemand[bucketArc.demand] += 1 }
      }
    }
    edges.sort { ($0.source, $0.target) < ($1.source, $1.target) }
    return LegGraph(
      legCount: legCount, source: edges.map(\.source), target: edges.map(\.target),
      quantity: edges.map(\.quantity), penalty: edges.map { _ in 0 })
  }
}

extension HubFlows {
  /// The legs of a hub that are kept, in buckets.
  fileprivate func keptBuckets(
    hub: Int32, isKept: [Bool]
  ) -> (lots: HubBuckets, demands: HubBuckets) {
    func side(_ all: ArraySlice<Int32>, _ days: [Int32], isArriving: Bool) -> HubBuckets {
      let kept = all.filter { isKept[Int($0)] }
      var side = HubBuckets()
      var start = 0
      while start < kept.count {
        let first = Int(kept[start])
        let dwellClass = isArriving ? columns.dwellClass(of: kept[start]) : 0
        var end = start + 1
        while end < kept.count, columns.family[Int(kept[end])] == columns.family[first],
          days[Int(kept[end])] == days[first],
          !isArriving || columns.dwellClass(of: kept[end]) == dwellClass
        {
          end += 1
        }
        side.append(
          kept[start..<end], family: columns.family[first], dwellClass: dwellClass,
          day: days[first], group: -1, of: columns)
        start = end
      }
      return side
    }
    return (
      side(arrivingLegs(at: hub), columns.arrival, isArriving: true),
      side(leavingLegs(of: hub), columns.departure, isArriving: false)
    )
  }
}
