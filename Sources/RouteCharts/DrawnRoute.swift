import TradeModel

/// A route as a page can hold it: folded where it is larger, with what was folded in words.
struct DrawnRoute {
  /// The movements that a drawn leg stands for, by their places in the route, and until when.
  struct Bundle: Hashable {
    let members: [Int]
    let last: TradeDay

    var count: Int { members.count }
  }

  /// The parties and legs that are drawn.
  private(set) var route: Route
  /// For each drawn leg, what it stands for.
  private(set) var bundles: [Bundle]
  /// How many parties the folded ones stand for, by key.
  private(set) var folded: [String: Int] = [:]
  /// What the drawing leaves out or folds, in words.
  private(set) var leftOut: [String] = []

  /// Folds a route so that it fits a page; a small one stays as it is.
  init(_ route: Route, folding: ChartFolding, language: ChartLanguage) throws(ChartError) {
    guard !route.legs.isEmpty else { throw .noLegs }
    self.route = route
    bundles = route.legs.enumerated().map { Bundle(members: [$0.offset], last: $0.element.date) }
    let parties = Self.parties(of: route)
    let isLarge =
      parties.count > LanesChart.mostParties || route.legs.count > LanesChart.mostLegs
    guard isLarge else { return }
    let groups = PartyFolds(route, parties: parties, folding: folding).groups
    fold(groups, language: language)
    bundleLegs()
    leaveOutLeast(language: language)
    let left = Set(self.route.legs.flatMap { [$0.shipper, $0.consignee] }).count
    guard left <= LanesChart.mostParties else {
      throw .tooLarge(parties: left, legs: route.legs.count)
    }
  }

  /// The parties that legs name, in order, those without details included.
  static func parties(of route: Route) -> [RouteParty] {
    var known: [String: RouteParty] = [:]
    for party in route.parties where known[party.key] == nil { known[party.key] = party }
    var seen: Set<String> = []
    var parties: [RouteParty] = []
    for leg in route.legs {
      for (key, country) in [(leg.shipper, leg.from), (leg.consignee, leg.to)]
      where seen.insert(key).inserted {
        parties.append(
          known[key]
            ?? RouteParty(
              key: key, name: key, localName: nil, country: country, role: .consignee,
              isListed: false, probability: nil))
      }
    }
    return parties
  }

  private mutating func fold(_ groups: [[RouteParty]], language: ChartLanguage) {
    var replacement: [String: RouteParty] = [:]
    for group in groups {
      guard let first = group.first else { continue }
      let party = PartyFolds.card(of: group, language: language)
      folded[party.key] = group.count
      for member in group { replacement[member.key] = party }
      let words = language.say(
        "\(first.country.code) 당사자 \(group.count)곳 접음",
        "\(group.count) parties in \(first.country.code) folded", between: " · ")
      leftOut.append(words)
    }
    route.parties = route.parties.map { replacement[$0.key] ?? $0 }
    for place in route.legs.indices {
      let leg = route.legs[place]
      route.legs[place].shipper = replacement[leg.shipper]?.key ?? leg.shipper
      route.legs[place].consignee = replacement[leg.consignee]?.key ?? leg.consignee
    }
  }

  /// Movements between the same two cards become one, with their sums.
  private mutating func bundleLegs() {
    struct Ends: Hashable {
      let shipper, consignee: String
      let from, to: CountryCode
    }
    var places: [Ends: Int] = [:]
    var legs: [RouteLeg] = []
    var counts: [Bundle] = []
    for (leg, bundle) in zip(route.legs, bundles) {
      let ends = Ends(shipper: leg.shipper, consignee: leg.consignee, from: leg.from, to: leg.to)
      if let place = places[ends] {
        legs[place].absorb(leg)
        counts[place] = Bundle(
          members: counts[place].members + bundle.members,
          last: max(counts[place].last, bundle.last))
      } else {
        places[ends] = legs.count
        legs.append(leg)
        counts.append(bundle)
      }
    }
    let bundled = bundles.count - legs.count
    route.legs = legs
    bundles = counts
    if bundled > 0 { leftOut.append("\(bundled + legs.count) → \(legs.count) lines") }
  }

  /// Where legs are still too many, those of least value go to the table, and that is said.
  private mutating func leaveOutLeast(language: ChartLanguage) {
    guard route.legs.count > LanesChart.mostLegs else { return }
    let ranked = route.legs.indices.sorted { one, other in
      let (first, second) = (route.legs[one].valueUSD ?? 0, route.legs[other].valueUSD ?? 0)
      return first != second ? first > second : one < other
    }
    let kept = Set(ranked.prefix(LanesChart.mostLegs))
    let dropped = route.legs.indices.filter { !kept.contains($0) }
    let value = dropped.reduce(0) { $0 + (route.legs[$1].valueUSD ?? 0) }
    let money = TradeFigures.compactDollars(value)
    leftOut.append(
      language.say(
        "금액이 작은 \(dropped.count)개 구간 \(money)은 표에만 있음",
        TradeFigures.counted(dropped.count, "leg", "legs")
          + " of least value, \(money), in the table only", between: " · "))
    bundles = route.legs.indices.filter(kept.contains).map { bundles[$0] }
    route.legs = route.legs.indices.filter(kept.contains).map { route.legs[$0] }
  }
}

extension RouteLeg {
  /// Adds another movement between the same ends.
  fileprivate mutating func absorb(_ other: RouteLeg) {
    date = min(date, other.date)
    if let mine = quantity?.thousandths, let theirs = other.quantity?.thousandths {
      quantity = FlowQuantity(thousandths: mine + theirs)
    } else {
      // A part that nobody knows makes the sum an estimate of at least what is known.
      quantity = quantity ?? other.quantity
      isEstimated = true
    }
    isEstimated = isEstimated || other.isEstimated
    if let value = other.valueUSD { valueUSD = (valueUSD ?? 0) + value }
    attributed = FlowQuantity(thousandths: attributed.thousandths + other.attributed.thousandths)
    mirrors += other.mirrors
    if hsCode != other.hsCode {
      hsCode = String(zip(hsCode, other.hsCode).prefix { $0 == $1 }.map(\.0))
    }
  }
}
