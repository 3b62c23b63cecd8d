import TradeModel

/// Invented routes that between them need every part of a drawing.
enum SampleRoutes {
  /// The parties, by a short key.
  static let parties: [RouteParty] = [
    party("gaon", "Gaon Electronics Co., Ltd.", local: "가온전자(주)", "KR", .exporter),
    party("saehan", "Saehan Trading", local: "새한무역", "KR", .exporter),
    party("harbour", "Harbour Nine Pte Ltd", "SG", .consignee),
    party("kuala", "Kuala Mesra Sdn Bhd", "MY", .consignee),
    party(
      "saomai", "Công ty TNHH Thương mại Dịch vụ Xuất nhập khẩu Sao Mai Việt Nam", "VN", .consignee),
    party("dune", "Dune Star Logistics FZE", local: "듄스타", "AE", .forwarder),
    party(
      "north", "Northern Optics (Shenzhen) Technology Co., Ltd.", local: "深圳北方光学科技有限公司",
      "CN", .endUser, isListed: true, probability: 0.87),
  ]

  /// One leg per lane, a share of the first lot, an estimated end.
  static let chain = route(
    "R-4f2a9c01",
    [
      leg("gaon", "KR", "harbour", "SG", "2025-03-02", 1200, 910_000, drawn: 512, mirrors: 1),
      leg("harbour", "SG", "dune", "AE", "2025-03-19", 512, 1_610_000),
      leg("dune", "AE", "north", "CN", "2025-05-19", 512, 1_840_000, isEstimated: true),
    ])

  /// The least: two legs, the second without quantity or value.
  static let short = route(
    "R-00aa11bb",
    [
      leg("gaon", "KR", "harbour", "SG", "2025-03-02", 64, 1_910_000),
      leg("harbour", "SG", "north", "CN", "2025-03-19", nil, nil),
    ], band: .critical, probability: 0.984)

  /// Two exporters into one hub.
  static let merge = route(
    "R-2026-00417",
    [
      leg("gaon", "KR", "harbour", "HK", "2025-03-02", 1200, 910_000),
      leg("saehan", "KR", "harbour", "HK", "2025-03-11", 940, 688_000),
      leg("harbour", "HK", "dune", "AE", "2025-04-07", 2140, 1_610_000),
      leg("dune", "AE", "north", "CN", "2025-05-19", 2100, 1_840_000, isEstimated: true),
    ])

  /// Out and back, then sold within the country, then out again.
  static let roundTrip = route(
    "R-7be0551d",
    [
      leg("gaon", "KR", "harbour", "SG", "2025-03-02", 64, 1_910_000),
      leg("harbour", "SG", "gaon", "KR", "2025-03-19", 64, 1_990_000),
      leg("gaon", "KR", "saehan", "KR", "2025-03-29", 64, 2_000_000),
      leg("saehan", "KR", "north", "CN", "2025-04-19", 64, 2_990_000),
    ], band: .elevated, probability: 0.41)

  /// Six legs and a long name.
  static let long = route(
    "R-c3d2e1f0",
    [
      leg("gaon", "KR", "saehan", "KR", "2025-02-01", 64, 1_800_000, code: "847150"),
      leg("saehan", "KR", "harbour", "SG", "2025-03-02", 64, 1_910_000, code: "847150"),
      leg("harbour", "SG", "kuala", "MY", "2025-03-19", 64, 1_990_000),
      leg("kuala", "MY", "saomai", "VN", "2025-03-29", 64, 2_000_000),
      leg("saomai", "VN", "dune", "HK", "2025-04-19", 64, 12_990_000, isEstimated: true),
      leg("dune", "HK", "north", "CN", "2025-04-29", 64, 2_990_000),
    ], band: .low, probability: 0.05)

  /// Received in one country, sent from another, with nothing in between.
  static let moved = route(
    "R-11223344",
    [
      leg("gaon", "KR", "harbour", "SG", "2025-03-02", 64, 19_000),
      leg("harbour", "MY", "north", "CN", "2025-03-19", 64, 190_990_000),
    ])

  /// A movement that passes a lane without stopping there.
  static let bypass = route(
    "R-99887766",
    [
      leg("gaon", "KR", "harbour", "SG", "2025-03-02", 64, 1_910_000),
      leg("harbour", "SG", "dune", "HK", "2025-03-12", 64, 1_910_000),
      leg("saehan", "KR", "dune", "HK", "2025-03-14", 640, 19_000),
      leg("dune", "HK", "north", "CN", "2025-03-19", 64, 190_990_000),
    ])

  /// A party of a sample.
  static func party(
    _ key: String, _ name: String, local: String? = nil, _ country: String, _ role: RouteRole,
    isListed: Bool = false, probability: Double? = nil
  ) -> RouteParty {
    RouteParty(
      key: key, name: name, localName: local, country: place(country), role: role,
      isListed: isListed, probability: probability)
  }

  /// A movement of a sample.
  static func leg(
    _ shipper: String, _ from: String, _ consignee: String, _ to: String, _ date: String,
    _ quantity: Double?, _ dollars: Double?, isEstimated: Bool = false, drawn: Double? = nil,
    mirrors: Int = 0, code: String = "847330"
  ) -> RouteLeg {
    let day = TradeDay(iso: date) ?? TradeDay(raw: 0)
    let number = "\(from)-25-\(1_000_000 + day.raw)"
    return RouteLeg(
      identity: DeclarationIdentity(
        source: from == "KR" ? "KR" : "\(from)-partner", declarationID: number, line: 1),
      mirrors: (0..<mirrors).map {
        DeclarationIdentity(source: "\(to)-partner", declarationID: "M-\($0 + 1)", line: 1)
      },
      date: day, shipper: shipper, consignee: consignee, from: place(from), to: place(to),
      hsCode: code, quantity: quantity.flatMap { FlowQuantity(units: $0) },
      isEstimated: isEstimated, valueUSD: dollars, attributed: amount(drawn ?? quantity ?? 64))
  }

  /// A sample from its movements.
  static func route(
    _ routeID: String, _ legs: [RouteLeg], parties: [RouteParty]? = nil, band: RiskBand = .high,
    probability: Double = 0.87, unit: String = "accelerator"
  ) -> Route {
    let met = legs.flatMap { [$0.shipper, $0.consignee] }
    let attributed = legs.map(\.attributed).min() ?? amount(0)
    return Route(
      routeID: routeID, rank: 1, family: "ACC", unit: unit, attributed: attributed,
      lower: amount(0), upper: amount(attributed.units * 2), legs: legs,
      parties: parties ?? Self.parties.filter { met.contains($0.key) },
      assessment: Assessment(
        prior: -23, lines: [], decibans: 8, probability: probability,
        low: probability * 0.8, high: min(1, probability * 1.1), band: band,
        counterfactual: BilingualText(english: "", korean: "")))
  }

  private static func amount(_ units: Double) -> FlowQuantity {
    FlowQuantity(units: units) ?? FlowQuantity(thousandths: 0)
  }

  /// A country of a sample.
  static func place(_ code: String) -> CountryCode {
    guard let country = CountryCode(code) else { preconditionFailure("no country \(code)") }
    return country
  }
}
