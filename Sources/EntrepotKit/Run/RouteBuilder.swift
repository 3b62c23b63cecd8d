import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// Turns a chain of legs into a route that a person can read.
struct RouteBuilder {
  let context: RiskContext

  /// The route of a chain, with its bounds and score.
  func route(of flow: FlowRoute, bounds: (lower: Int64, upper: Int64), assessment: Assessment)
    -> Route
  {
    let movements = flow.legs.map { context.movements[Int($0)] }
    let family = context.catalogue.families[Int(movements[0].family)]
    let attributed = FlowQuantity(thousandths: flow.quantity)
    let legs = movements.compactMap { leg(of: $0, attributed: attributed) }
    return Route(
      routeID: Self.identifier(of: legs), rank: 0, family: family.code,
      unit: family.unitOfAccount, attributed: attributed,
      // The decomposition may share a leg out over several routes; what must have gone this way
      // is then claimed for this route only as far as it carries it.
      lower: FlowQuantity(thousandths: min(bounds.lower, flow.quantity)),
      upper: FlowQuantity(thousandths: bounds.upper), legs: legs,
      parties: parties(of: movements), assessment: assessment)
  }

  private func leg(of movement: Movement, attributed: FlowQuantity) -> RouteLeg? {
    guard let identity = context.identity(of: movement.record),
      let code = context.code(of: movement.record)
    else { return nil }
    return RouteLeg(
      identity: identity,
      mirrors: movement.mirrors.compactMap { context.identity(of: $0) }.sorted(),
      date: movement.date, shipper: context.parties[movement.shipper].key,
      consignee: context.parties[movement.consignee].key, from: movement.from, to: movement.to,
      hsCode: code, quantity: movement.quantity, isEstimated: movement.isEstimated,
      limits: movement.limits, valueUSD: movement.value.isNaN ? nil : movement.value,
      attributed: attributed)
  }

  private func parties(of movements: [Movement]) -> [RouteParty] {
    var parties: [RouteParty] = []
    func add(_ party: PartyIndex, at country: CountryCode, _ role: RouteRole, _ day: TradeDay) {
      let resolved = context.parties[party]
      parties.append(
        RouteParty(
          key: resolved.key, name: resolved.name, localName: resolved.localName,
          country: country, role: role, isListed: context.isListed(party, on: day),
          probability: nil))
    }
    add(movements[0].shipper, at: movements[0].from, .exporter, movements[0].date)
    for (position, movement) in movements.enumerated() {
      let isLast = position == movements.count - 1
      let isForwarder = context.parties[movement.consignee].registered?.kind == .forwarder
      add(
        movement.consignee, at: movement.to,
        isLast ? .endUser : (isForwarder ? .forwarder : .consignee), movement.date)
    }
    return parties
  }

  /// An identifier that depends on nothing but the goods lines of the legs.
  private static func identifier(of legs: [RouteLeg]) -> String {
    "R-" + StableHash.hex(legs.map(\.identity.description).joined(separator: "|"))
  }
}
