import TradeModel

extension SampleRoutes {
  /// One party that sends to itself abroad, and nothing else.
  static let single = route(
    "R-5a5a0001",
    [
      leg("gaon", "KR", "gaon", "SG", "2025-01-14", 8, 214_000),
      leg("gaon", "SG", "gaon", "HK", "2025-02-03", 8, nil),
    ], band: .elevated, probability: 0.33)

  /// Two flows that cross, and the longest names.
  static let crossing = route(
    "R-0c0ffee0",
    [
      leg("hanbit", "KR", "kuala", "MY", "2025-03-03", 400, 8_100_000),
      leg("saehan", "KR", "harbour", "SG", "2025-03-05", 96, 1_020_000),
      leg("kuala", "MY", "north", "CN", "2025-03-24", 400, 9_300_000),
      leg("harbour", "SG", "meridian", "CN", "2025-03-28", 96, 1_440_000, isEstimated: true),
    ],
    parties: parties + [
      party(
        "hanbit", "Hanbit Next Generation Semiconductor Equipment & Materials Co., Ltd.",
        local: "한빛차세대반도체장비소재부품산업주식회사 수출입사업본부", "KR", .exporter),
      party(
        "meridian",
        "Meridian Consolidated Advanced Computing Infrastructure Procurement (Guangdong) Limited",
        "CN", .endUser, probability: 0.64),
    ], band: .high, probability: 0.71)

  /// As many parties as a page holds.
  static let twelve: Route = {
    var legs: [RouteLeg] = []
    for place in 0..<5 {
      legs.append(
        leg(
          "kr\(place)", "KR", place < 3 ? "sg0" : "sg1", "SG", "2025-02-0\(place + 1)",
          Double(100 * (place + 1)), Double(300_000 * (place + 1))))
    }
    legs.append(leg("sg0", "SG", "hk0", "HK", "2025-02-20", 600, 2_400_000))
    legs.append(leg("sg1", "SG", "hk1", "HK", "2025-02-26", 900, 3_100_000))
    legs.append(leg("hk0", "HK", "cn0", "CN", "2025-03-11", 600, 2_900_000))
    legs.append(leg("hk1", "HK", "cn1", "CN", "2025-03-12", 500, 2_000_000, isEstimated: true))
    legs.append(leg("hk1", "HK", "cn2", "CN", "2025-03-19", 400, nil))
    return route("R-12121212", legs, parties: crowd, band: .critical, probability: 0.97)
  }()

  /// More parties and legs than a page holds: it is folded.
  static let crowded: Route = {
    var legs: [RouteLeg] = []
    for place in 0..<16 {
      legs.append(
        leg(
          "kr\(place)", "KR", "sg\(place % 2)", "SG",
          "2025-02-\(place < 9 ? "0" : "")\(place + 1)", Double(10 * (place + 1)),
          Double(30_000 * (place + 1))))
    }
    for place in 0..<9 {
      legs.append(
        leg(
          "sg\(place % 2)", "SG", "cn\(place)", "CN", "2025-03-1\(place)", Double(20 + place),
          Double(90_000 * (place + 1))))
    }
    return route("R-27271190", legs, parties: crowd, band: .critical, probability: 0.93)
  }()

  /// What the first page of the project shows.
  static let readme = route(
    "R-4f2a9c01",
    [
      leg("gaon", "KR", "harbour", "SG", "2025-03-02", 1200, 910_000, drawn: 512, mirrors: 1),
      leg("harbour", "SG", "north", "CN", "2025-03-19", 512, 1_840_000, isEstimated: true),
    ])

  private static let crowd: [RouteParty] =
    (0..<16).map {
      party("kr\($0)", "Exporter \($0) Co., Ltd.", local: "수출\($0)상사", "KR", .exporter)
    }
    + (0..<2).map { party("sg\($0)", "Straits Hub \($0) Pte. Ltd.", "SG", .consignee) }
    + (0..<2).map { party("hk\($0)", "Victoria Freight \($0) Limited", "HK", .forwarder) }
    + (0..<9).map {
      party(
        "cn\($0)", "Buyer \($0) Technology Co., Ltd.", local: "买方\($0)科技", "CN", .endUser,
        isListed: $0 == 1, probability: 0.9 - Double($0) / 20)
    }

  /// The gallery: every sample with the name of its golden file.
  static let all: [(name: String, route: Route)] = [
    ("chain", chain), ("short", short), ("merge", merge), ("round-trip", roundTrip),
    ("long", long), ("moved", moved), ("bypass", bypass), ("single", single),
    ("crossing", crossing), ("twelve", twelve),
  ]
}
