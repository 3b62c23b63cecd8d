import TradeModel

@testable import RouteCharts

/// Invented parties with those they trade with.
enum SampleNeighbourhoods {
  /// A hub with 34 partners, some of them on suspected routes, and what lies beyond.
  static let hub: Neighbourhood = {
    var focus = party("harbour", "Harbour Nine Ltd", "하버나인", "HK", .consignee, 0.78, .high)
    focus.isListed = false
    var parties = [
      party("gaon", "Gaon Electronics Co., Ltd.", "가온전자(주)", "KR", .exporter, 0.41, .elevated),
      party("saehan", "Saehan Trading", "새한무역", "KR", .exporter, 0.63, .high),
      party("hokuto", "Hokuto Seimitsu KK", "북두정밀", "JP", .exporter, 0.12, .low),
      party("dune", "Dune Star FZE", "듄스타", "AE", .forwarder, 0.71, .high),
      party("north", "Northern Optics JSC", "노던옵틱스", "CN", .endUser, 0.97, .critical),
      party("far", "Far Harbour Computing Co., Ltd.", "远港计算有限公司", "CN", .endUser, 0.88, .high),
    ]
    parties[4].isListed = true
    var links = [
      link("gaon", "harbour", 31, 9_100_000, routes: 3, to: "HK"),
      link("saehan", "harbour", 18, 4_400_000, routes: 1, to: "HK"),
      link("hokuto", "harbour", 6, 700_000, to: "HK"),
      link("harbour", "dune", 27, 11_900_000, routes: 3, to: "AE"),
      link("harbour", "north", 3, 400_000, routes: 1, to: "CN"),
      link("dune", "north", 22, 12_600_000, routes: 2, to: "CN"),
      link("dune", "far", 4, nil, routes: 1, to: "CN"),
      link("harbour", "gaon", 1, 12_000, to: "KR"),
    ]
    for place in 0..<9 {
      parties.append(party("k\(place)", "Exporter \(place)", nil, "KR", .exporter, nil, nil))
      links.append(link("k\(place)", "harbour", 5, 333_000, to: "HK"))
    }
    for (place, country) in ["AE", "AE", "AE", "AE", "AE", "VN", "TH", "MY", "IN", "TW"]
      .enumerated()
    {
      parties.append(party("o\(place)", "Buyer \(place)", nil, country, .consignee, nil, nil))
      links.append(link("harbour", "o\(place)", 2, 110_000, to: country))
    }
    return Neighbourhood(focus: focus, parties: parties, links: links)
  }()

  /// A party with one partner of unknown country.
  static let pair = Neighbourhood(
    focus: party("gaon", "Gaon Electronics Co., Ltd.", "가온전자(주)", "KR", .exporter, nil, nil),
    parties: [NeighbourParty(key: "x", name: "", country: nil, role: .consignee)],
    links: [link("gaon", "x", 1, nil, to: "SG")])

  /// Every sample with the name of its golden file.
  static let all = [("hub", hub), ("pair", pair)]

  static func party(
    _ key: String, _ name: String, _ local: String?, _ country: String, _ role: RouteRole,
    _ probability: Double?, _ band: RiskBand?
  ) -> NeighbourParty {
    var party = NeighbourParty(
      key: key, name: name, country: SampleRoutes.place(country), role: role)
    party.localName = local
    party.probability = probability
    party.band = band
    return party
  }

  static func link(
    _ from: String, _ to: String, _ movements: Int, _ dollars: Double?, routes: Int = 0,
    to country: String
  ) -> NeighbourLink {
    var link = NeighbourLink(from: from, to: to)
    link.movements = movements
    link.valueUSD = dollars
    link.first = TradeDay(iso: "2025-06-03")
    link.last = TradeDay(iso: "2026-05-19")
    link.items = movements > 4 ? ["847330", "847150", "854231"] : ["847330"]
    link.routes = routes
    link.destinations = [SampleRoutes.place(country)]
    return link
  }
}
