import FlowGraph
public import TradeModel

/// How far the attribution along routes is from what could have gone that way at most.
public struct GapAnswer: Sendable {
  /// The families whose goods can turn into each other, and were counted together.
  public let families: [String]
  /// Whether the goods are those that may be controlled.
  public let mayBeControlled: Bool
  /// What quantities count.
  public let unit: String
  /// What the run's attribution carries from origins to destinations of concern: every shipment of a
  /// hub draws on the oldest lots, wherever it goes.
  public let forward: FlowQuantity
  /// What it carries when everything that is on no chain to a destination is set aside first.
  public let backwardForward: FlowQuantity
  /// The most that routes of so few legs were found to carry together.
  public let attained: FlowQuantity
  /// What no routes can exceed together.
  public let bound: FlowQuantity

  /// A share of `bound`.
  public func share(_ quantity: FlowQuantity) -> Double {
    bound.thousandths == 0 ? 1 : Double(quantity.thousandths) / Double(bound.thousandths)
  }

  /// The answer as one line of JSON.
  public var json: String {
    JSONText.object([
      ("families", .array(families.map(JSONText.string))), ("controlled", .bool(mayBeControlled)),
      ("unit", .string(unit)), ("forward", .number(forward.units)),
      ("backward_forward", .number(backwardForward.units)), ("attained", .number(attained.units)),
      ("bound", .number(bound.units)), ("forward_share", .number(share(forward))),
      ("backward_forward_share", .number(share(backwardForward))),
      ("exact", .bool(attained == bound)),
    ]).line
  }
}

extension RunFlows {
  /// The gap of each group of goods of which anything can have gone from an origin to a destination of
  /// concern.
  public func gaps() -> [GapAnswer] {
    Set(legs.family.map { groups.group(ofClass: $0) }).sorted().compactMap { group in
      var columns = legs
      for leg in 0..<columns.count where groups.group(ofClass: columns.family[leg]) != group {
        columns.quantity[leg] = 0
      }
      let hubs = HubFlows(of: columns, within: hubs.windows, transforms: hubs.transforms)
      let optimum = hubs.seriesOptimum(
        origins: isOrigin, destinations: isDestination, maxLegs: maximumLegs)
      guard optimum.bound > 0 else { return nil }
      return GapAnswer(
        families: groups.families(ofGroup: group), mayBeControlled: group % 2 == 1,
        unit: groups.unit(ofGroup: group),
        forward: carried(
          by: columns.attribution(within: hubs.windows, transforms: hubs.transforms), of: columns),
        backwardForward: carried(
          by: hubs.attributionOnChains(
            origins: isOrigin, destinations: isDestination, maxLegs: maximumLegs), of: columns),
        attained: FlowQuantity(thousandths: optimum.attained),
        bound: FlowQuantity(thousandths: optimum.bound))
    }
  }

  /// What the routes of an attribution carry; a route ends at the first destination of concern.
  private func carried(by graph: LegGraph, of columns: LegColumns) -> FlowQuantity {
    let kept = (0..<graph.edgeCount).filter { !isDestination[Int(graph.source[$0])] }
    let stopping = LegGraph(
      legCount: graph.legCount, source: kept.map { graph.source[$0] },
      target: kept.map { graph.target[$0] }, quantity: kept.map { graph.quantity[$0] },
      penalty: kept.map { graph.penalty[$0] })
    let routes = stopping.widestRoutes(
      origins: isOrigin, destinations: isDestination, maxLegs: maximumLegs,
      legQuantity: columns.quantity)
    return FlowQuantity(thousandths: routes.reduce(0) { $0 + $1.quantity })
  }
}
