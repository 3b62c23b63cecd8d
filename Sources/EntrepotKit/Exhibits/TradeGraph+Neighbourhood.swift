import RouteCharts
import TradeModel

extension TradeGraph {
  /// A party's neighbourhood for a drawing: direct trade, and where suspected routes go.
  ///
  /// - Parameters:
  ///   - id: the party's node.
  ///   - routes: every route of the run.
  ///   - scores: what the run says of parties, by key.
  /// - Returns: the neighbourhood, or nil where there is no such party.
  func neighbourhood(
    of id: String, routes: [Route], scores: [String: PartyScore]
  ) -> Neighbourhood? {
    let prefix = "party:"
    guard id.hasPrefix(prefix), nodes.contains(where: { $0.id == id }) else { return nil }
    let focus = String(id.dropFirst(prefix.count))
    let through = routes.filter {
      $0.legs.contains { $0.shipper == focus || $0.consignee == focus }
    }
    var details: [String: RouteParty] = [:]
    for party in through.flatMap(\.parties) where details[party.key] == nil {
      details[party.key] = party
    }
    var links: [LinkEnds: NeighbourLink] = [:]
    var values: [LinkEnds: [String: Int64]] = [:]
    let wanted = Set(details.keys.map { prefix + $0 } + [id])
    for edge in edges where edge.kind == .ships && edge.source != edge.target {
      let isDirect = edge.source == id || edge.target == id
      guard isDirect || (wanted.contains(edge.source) && wanted.contains(edge.target)) else {
        continue
      }
      let ends = LinkEnds(
        from: String(edge.source.dropFirst(prefix.count)),
        to: String(edge.target.dropFirst(prefix.count)))
      links[ends, default: NeighbourLink(from: ends.from, to: ends.to)].add(edge)
      values[ends, default: [:]][edge.item ?? "", default: 0] += edge.totals.valueCents
    }
    for edge in edges where edge.kind == .possiblySame {
      guard edge.source == id || edge.target == id else { continue }
      let other = edge.source == id ? edge.target : edge.source
      let ends = LinkEnds(from: focus, to: String(other.dropFirst(prefix.count)))
      links[ends, default: NeighbourLink(from: ends.from, to: ends.to)].possiblySame =
        edge.probability
    }
    for route in through {
      let pairs = Set(route.legs.map { LinkEnds(from: $0.shipper, to: $0.consignee) })
      for ends in pairs { links[ends]?.routes += 1 }
    }
    for (ends, items) in values {
      links[ends]?.items = items.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
    // Beyond direct trade only what a suspected route runs along.
    let kept = links.values.filter { $0.from == focus || $0.to == focus || $0.routes > 0 }
      .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    let keys = Set(kept.flatMap { [$0.from, $0.to] }).subtracting([focus])
    var known: [String: TradeNode] = [:]
    for node in nodes where node.kind == .party {
      known[String(node.id.dropFirst(prefix.count))] = node
    }
    func party(_ key: String) -> NeighbourParty {
      let sent = links[LinkEnds(from: key, to: focus)]?.valueUSD ?? 0
      let received = links[LinkEnds(from: focus, to: key)]?.valueUSD ?? 0
      return Self.party(
        key, isSupplier: sent > received, node: known[key], details: details[key],
        score: scores[key])
    }
    return Neighbourhood(
      focus: party(focus), parties: keys.sorted().map(party), links: Array(kept))
  }

  private struct LinkEnds: Hashable {
    let from: String
    let to: String
  }

  private static func party(
    _ key: String, isSupplier: Bool, node: TradeNode?, details: RouteParty?, score: PartyScore?
  ) -> NeighbourParty {
    let sendsOnly = node?.isExporter == true && node?.isConsignee != true
    let role: RouteRole = details?.role ?? (isSupplier || sendsOnly ? .exporter : .consignee)
    var party = NeighbourParty(
      key: key, name: details?.name ?? node?.label ?? key,
      country: node?.country ?? details?.country,
      role: role)
    party.localName = details?.localName
    party.isListed = score?.isListed ?? details?.isListed ?? false
    party.probability = score?.probability ?? node?.probability
    party.band = score?.band
    return party
  }
}

/// What `parties.csv` says of a party.
struct PartyScore {
  let probability: Double?
  let band: RiskBand?
  let isListed: Bool
}

extension NeighbourLink {
  fileprivate mutating func add(_ edge: TradeEdge) {
    movements += edge.totals.movements
    if edge.totals.valueCents > 0 {
      valueUSD = (valueUSD ?? 0) + Double(edge.totals.valueCents) / 100
    }
    first = [first, edge.totals.first].compactMap(\.self).min()
    last = [last, edge.totals.last].compactMap(\.self).max()
    if let destination = edge.to { destinations.insert(destination) }
  }
}
