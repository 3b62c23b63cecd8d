public import FlowGraph
import PartyMatch
public import TradeModel

/// What the attribution says of every movement: where its goods can have gone on to.
public struct RouteFlow: Sendable {
  /// The movements as legs, in the same order.
  public let legs: LegColumns
  /// Which leg supplied which within the days that goods may lie, before anything was pruned, and what
  /// left late of lots that nothing had drawn on: what lines of evidence look at.
  public let traces: LegGraph
  /// Routes from a country of origin to a destination of concern, widest first.
  public let routes: [FlowRoute]
  /// For each movement that starts a route, its widest; where it starts none, its widest late trace.
  public let widestTrace: [Int32: FlowRoute]
  /// Whether a movement starts in a country of origin.
  public let isOrigin: [Bool]
  /// Whether a movement ends in a destination of concern.
  public let isDestination: [Bool]
  /// Days that goods of each family may lie at a hub.
  public let windows: FlowWindows
  /// Which goods may leave a hub as which others.
  public let transforms: FamilyTransforms
  /// Share of each movement that onward legs draw on, 0 to 1.
  public let shareSentOn: [Double]
  /// Share of each movement that reaches a destination of concern by onward legs, 0 to 1.
  public let shareReaching: [Double]
  /// Answers what could and what must have passed through a hub, whatever was estimated.
  public let hubs: RangedHubs

  /// Attributes movements to one another.
  public init(movements: [Movement], catalogue: GoodsCatalogue, settings: AnalysisSettings) {
    let origins = Set(settings.origins)
    let concern = Set(settings.destinationsOfConcern)
    transforms = FlowClasses(catalogue: catalogue).transforms
    windows = FlowWindows(
      families: catalogue.families.map(\.code),
      days: settings.minimumDwellDays...settings.maximumDwellDays,
      byFamily: settings.dwellDaysByFamily)
    legs = Self.columns(of: movements, windows: windows)
    let attribution = legs.attribution(within: windows.windows, transforms: transforms)
    hubs = RangedHubs(
      HubFlows(of: legs, within: windows.windows, transforms: transforms),
      limits: RangedHubs.limits(of: movements.map(\.limits)))
    isDestination = movements.map { concern.contains($0.to) }
    // What was declared straight to a destination of concern hides nothing about where it went.
    isOrigin = movements.map {
      origins.contains($0.from) && !concern.contains($0.to) && $0.mayBeControlled
    }
    traces = LateFlow.added(
      to: attribution, of: legs, windows: windows.windows, transforms: transforms)
    routes = Self.routes(
      in: Self.stopping(attribution, at: isDestination), legs: legs, from: isOrigin,
      to: isDestination, maxLegs: settings.maximumLegs)
    let traced = Self.stopping(traces, at: isDestination)
    widestTrace = Self.widest(
      of: routes,
      else: Self.routes(
        in: traced, legs: legs, from: isOrigin, to: isDestination, maxLegs: settings.maximumLegs))
    (shareSentOn, shareReaching) = Self.shares(
      in: traced, of: legs, destinations: isDestination, steps: settings.maximumLegs - 1)
  }

  /// Routes in a graph, widest first.
  private static func routes(
    in graph: LegGraph, legs: LegColumns, from origins: [Bool], to destinations: [Bool],
    maxLegs: Int
  ) -> [FlowRoute] {
    graph.widestRoutes(
      origins: origins, destinations: destinations, maxLegs: maxLegs, legQuantity: legs.quantity)
  }

  /// The widest route of each first leg, or, of a leg that starts none, the widest of others.
  private static func widest(
    of routes: [FlowRoute], else others: [FlowRoute]
  ) -> [Int32: FlowRoute] {
    func widest(_ routes: [FlowRoute]) -> [Int32: FlowRoute] {
      Dictionary(routes.map { ($0.legs[0], $0) }) { $0.quantity < $1.quantity ? $1 : $0 }
    }
    return widest(routes).merging(widest(others)) { own, _ in own }
  }

  /// Whether the goods of a movement lay longer than they may before they went on.
  func isLate(_ movement: Int, onward: Int) -> Bool {
    let window = windows.windows.window(of: Int32(movement), in: legs)
    return legs.departure[onward] - legs.arrival[movement] > window.maximum
  }

  /// The onward legs of a movement that left late and went towards a destination of concern.
  func lateOnward(of movement: Int) -> [Int32] {
    onwardNumbers(of: movement).filter {
      isLate(movement, onward: Int($0)) && (isDestination[Int($0)] || shareReaching[Int($0)] > 0)
    }
  }

  /// The onward legs of a movement, with the quantity that each draws on it.
  public func onward(of movement: Int) -> [(movement: Int, quantity: Int64)] {
    traces.onward(of: Int32(movement)).map {
      (Int(traces.target[$0]), traces.quantity[$0])
    }
  }

  /// The onward legs of a movement.
  func onwardNumbers(of movement: Int) -> [Int32] {
    traces.onward(of: Int32(movement)).map { traces.target[$0] }
  }

  private static func columns(of movements: [Movement], windows: FlowWindows) -> LegColumns {
    struct Place: Hashable {
      let party: PartyIndex
      let country: CountryCode
    }
    var nodes: [Place: Int32] = [:]
    func node(_ party: PartyIndex, _ country: CountryCode) -> Int32 {
      let place = Place(party: party, country: country)
      if let number = nodes[place] { return number }
      nodes[place] = Int32(nodes.count)
      return Int32(nodes.count - 1)
    }
    var columns = LegColumns(reserving: movements.count)
    for movement in movements {
      columns.append(
        sender: node(movement.shipper, movement.from),
        receiver: node(movement.consignee, movement.to), family: FlowClasses.number(of: movement),
        departure: movement.departure.raw, arrival: movement.arrival.raw,
        quantity: movement.quantity?.thousandths ?? 0,
        dwellClass: windows.dwellClass(of: movement.family))
    }
    return columns
  }

  /// The graph without what leaves a destination of concern: a route ends at the first.
  private static func stopping(_ graph: LegGraph, at destinations: [Bool]) -> LegGraph {
    let kept = (0..<graph.edgeCount).filter { !destinations[Int(graph.source[$0])] }
    return LegGraph(
      legCount: graph.legCount, source: kept.map { graph.source[$0] },
      target: kept.map { graph.target[$0] }, quantity: kept.map { graph.quantity[$0] },
      penalty: kept.map { graph.penalty[$0] })
  }

  /// Shares sent on and shares that reach a destination within a number of onward legs; what a leg
  /// brought is taken to be mixed, so that each onward leg carries its part of it.
  private static func shares(
    in graph: LegGraph, of legs: LegColumns, destinations: [Bool], steps: Int
  ) -> (sentOn: [Double], reaching: [Double]) {
    var reaching = [Double](repeating: 0, count: graph.legCount)
    var sentOn = reaching
    for step in 0..<max(1, steps) {
      var next = reaching
      for leg in 0..<graph.legCount where legs.quantity[leg] > 0 {
        var sum = 0.0
        var sent: Int64 = 0
        for edge in graph.onward(of: Int32(leg)) {
          let target = Int(graph.target[edge])
          sum += Double(graph.quantity[edge]) * (destinations[target] ? 1 : reaching[target])
          sent += graph.quantity[edge]
        }
        next[leg] = min(1, sum / Double(legs.quantity[leg]))
        if step == 0 { sentOn[leg] = min(1, Double(sent) / Double(legs.quantity[leg])) }
      }
      reaching = next
    }
    return (sentOn, reaching)
  }
}

extension RangedHubs {
  /// The limits of some legs by their number, as `init` takes them.
  public static func limits(
    of legs: [QuantityLimits?]
  ) -> [Int32: (least: Int64, most: Int64)] {
    var limits: [Int32: (least: Int64, most: Int64)] = [:]
    for (leg, limit) in legs.enumerated() {
      guard let limit else { continue }
      limits[Int32(leg)] = (limit.least.thousandths, limit.most.thousandths)
    }
    return limits
  }
}
