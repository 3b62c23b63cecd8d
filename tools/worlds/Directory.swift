/// All companies of a world, and who is likely to be met in which part.
struct Directory {
  private(set) var firms: [Firm] = []
  private(set) var names = NameMaker()
  private var choices: [Part: WeightedChoice] = [:]
  private var random: RandomSource
  private let seed: UInt64

  /// A part a company plays in trade, in one country.
  struct Part: Hashable {
    var kinds: [Firm.Kind]
    var place: Int
  }

  static let sellers: [Firm.Kind] = [.manufacturer, .distributor, .trader]
  static let users: [Firm.Kind] = [.dataCentre, .university, .manufacturer, .government]
  static let assemblers: [Firm.Kind] = [.manufacturer]
  static let resellers: [Firm.Kind] = [.distributor, .trader]
  static let carriers: [Firm.Kind] = [.forwarder]
  static let centres: [Firm.Kind] = [.dataCentre]
  private static let parts = [
    sellers, users, assemblers, resellers, carriers, centres, [.trader], Firm.Kind.allCases,
  ]

  init(seed: UInt64, count: Int) {
    self.seed = seed
    random = RandomSource(seed: seed, purpose: 1)
    let places = WeightedChoice(
      members: Place.all.indices.map { Int32($0) },
      weights: Place.all.indices.map { $0 == Place.korea ? 48 : Place.all[$0].weight })
    // Every country has at least one company of the kinds that practices and schemes look for.
    for place in Place.all.indices {
      for kind in [Firm.Kind.manufacturer, .distributor, .trader, .forwarder, .dataCentre] {
        add(kind: kind, place: place)
      }
    }
    let kinds: [Firm.Kind] = [
      .manufacturer, .trader, .distributor, .forwarder, .dataCentre, .university, .government,
      .other,
    ]
    let shares: [Double] = [38, 22, 16, 5, 5, 3, 2, 9]
    while firms.count < count {
      add(kind: kinds[random.pick(weights: shares)], place: places.pick(&random))
    }
    joinGroups()
    for place in Place.all.indices {
      for kinds in Self.parts {
        choices[Part(kinds: kinds, place: place)] = choice(kinds: kinds, place: place)
      }
    }
  }

  /// Somebody who plays a part, met by chance; larger companies are met more often.
  func anyone(_ kinds: [Firm.Kind], in place: Int, _ random: inout RandomSource) -> Int {
    guard let choice = choices[Part(kinds: kinds, place: place)] else {
      preconditionFailure("no choice was prepared for these kinds")
    }
    return choice.pick(&random)
  }

  /// A regular partner of a company: the same few again and again, mostly the first of them.
  func regular(
    of firm: Int, _ kinds: [Firm.Kind], in place: Int, _ random: inout RandomSource
  ) -> Int {
    if random.happens(0.15) { return anyone(kinds, in: place, &random) }
    return partner(of: firm, kinds, in: place, slot: min(random.below(6), random.below(6)))
  }

  /// The first of the regular partners of a company.
  func first(of firm: Int, _ kinds: [Firm.Kind], in place: Int) -> Int {
    partner(of: firm, kinds, in: place, slot: 0)
  }

  private func partner(of firm: Int, _ kinds: [Firm.Kind], in place: Int, slot: Int) -> Int {
    var memory = RandomSource(
      seed: seed,
      purpose: UInt64(firm) << 20 | UInt64(place) << 12 | UInt64(kinds.count) << 4 | UInt64(slot))
    return anyone(kinds, in: place, &memory)
  }

  /// Founds a company for a scheme: it is in nobody's weighted choice.
  mutating func found(
    _ kind: Firm.Kind, in place: Int, on day: Int?, isRegistered: Bool
  ) -> Int {
    let firm = add(kind: kind, place: place)
    firms[firm].incorporated = day
    firms[firm].isRegistered = isRegistered
    firms[firm].weight = 0
    return firm
  }

  /// Gives a company a second name, close to the first.
  mutating func rename(_ firm: Int) {
    guard !firms[firm].isRenamed else { return }
    firms[firm].isRenamed = true
    firms[firm].spellings.append(NameMaker.drifted(firms[firm].spellings[0], random: &random))
  }

  mutating func change(_ firm: Int, _ edit: (inout Firm) -> Void) {
    edit(&firms[firm])
  }

  @discardableResult
  private mutating func add(kind: Firm.Kind, place: Int) -> Int {
    let country = Place.all[place]
    let letter = random.pick(["A", "C", "D", "F", "H", "K", "L", "R", "T", "W"])
    let number = "\(country.code)\(FiledRow.scattered(firms.count))\(letter)"
    var firm = Firm(
      place: place, kind: kind, registryNumber: number,
      spellings: names.spellings(kind: kind, place: country, random: &random),
      address: NameMaker.address(in: country, random: &random))
    firm.industry = random.happens(0.8) ? random.pick(kind.industries) : ""
    firm.incorporated =
      random.happens(0.85) ? WorldDay.first - 200 - Int(9_000 * random.fraction()) : nil
    firm.officer = random.happens(0.5) ? NameMaker.person(&random) : ""
    firm.phone =
      "+\(country.dialling)-\(random.whole(100...999))-\(random.whole(1_000...9_999))-\(random.whole(1_000...9_999))"
    firm.weight = random.pareto(1.15)
    firm.isRegistered = random.happens(0.88)
    firms.append(firm)
    return firms.count - 1
  }

  /// Some companies abroad belong to larger ones at home.
  private mutating func joinGroups() {
    let parents = firms.indices.filter { firms[$0].kind == .manufacturer && firms[$0].weight > 3 }
    guard !parents.isEmpty else { return }
    for firm in firms.indices where firms[firm].weight < 3 && random.happens(0.08) {
      let parent = random.pick(parents)
      if firms[parent].place != firms[firm].place { firms[firm].parent = parent }
    }
    // Honest companies, too, are young, change their name or share an address.
    for firm in firms.indices where random.happens(0.06) {
      firms[firm].incorporated = WorldDay.first + random.below(WorldDay.span - 60)
    }
    for firm in firms.indices where random.happens(0.03) { rename(firm) }
    for firm in firms.indices.dropFirst(Place.all.count) where random.happens(0.03) {
      let neighbour = random.below(firm)
      if firms[neighbour].place == firms[firm].place {
        firms[firm].address = firms[neighbour].address
      }
    }
  }

  private func choice(kinds: [Firm.Kind], place: Int) -> WeightedChoice {
    let members = firms.indices.filter {
      firms[$0].place == place && kinds.contains(firms[$0].kind)
    }
    return WeightedChoice(
      members: members.map { Int32($0) }, weights: members.map { min(firms[$0].weight, 60) })
  }
}
