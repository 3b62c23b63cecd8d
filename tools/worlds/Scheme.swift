/// One planted scheme: who takes part, and the routes its goods took.
struct Scheme {
  let typology: String
  var companies: [Int] = []
  var routes: [Route] = []

  /// Movements in order; the first leaves Korea with the diverted goods.
  struct Route {
    var legs: [Int]
    var pieces: Int
  }
}

/// A way in which goods are diverted, planted as a scheme with its evasions.
struct Typology: Sendable {
  let name: String
  let plant: @Sendable (inout World, Cast) -> Void

  /// Every typology that can be planted.
  ///
  /// T21, a payer who is not the consignee, leaves no trace in any file of a trade folder: planted, it
  /// would be another of these under another name.
  static let all: [Typology] = secondEdition + [.massBalance]

  static let secondEdition: [Typology] =
    firstEdition + [
      .anticipation, .sharedContacts, .lineOfBusiness, .relabelledOrigin, .compensating,
      .roundTrip, .freeZone, .displacement, .tinyNeighbour,
    ]

  static let firstEdition: [Typology] = [
    .passThrough, .hsDowngrade, .newbornBuyer, .disassembly, .withdrawnAndRefiled, .permitAbuse,
    .twoHubs, .fanOutFanIn, .structuring, .substitution, .forwarderConsignee, .ghostTransit,
    .domesticLeak, .shamReturn, .slowDwell,
  ]
}

/// The companies and habits of one scheme.
struct Cast: Sendable {
  let scheme: Int
  let exporter: Int
  /// Consignee at the hub.
  let front: Int
  /// Who receives in the end.
  let buyer: Int
  let good: Int
  /// First day of the scheme.
  let start: Int
  /// Days at the hub, on average.
  let dwell: Double
  /// Share of what arrives that really stays at the hub, to look like a business.
  let kept: Double
  /// How often an export cites a permit obtained with a false end use.
  let falsePermits: Double
}

extension World {
  /// Plants schemes until about `diverted` exports are diverted, each typology in its turn.
  ///
  /// The last schemes must fit: one that would divert a fifth more than wanted is called off.
  mutating func plantSchemes(diverted: Int) {
    let typologies = plan.planted
    var order: [Typology] = []
    var planted = 0
    var calledOff = 0
    while planted < diverted, calledOff < 2 * typologies.count {
      if order.isEmpty {
        order = typologies
        random.shuffle(&order)
      }
      guard let typology = order.popLast() else { return }
      // A copy costs as much as the world is large, so it is kept for the last few schemes only.
      let before = diverted - planted < 12 ? self : nil
      let exports = plant(typology)
      if let before, Double(planted + exports) > 1.2 * Double(diverted) {
        let random = self.random
        self = before
        self.random = random
        calledOff += 1
      } else {
        planted += exports
      }
    }
  }

  /// Plants one scheme and says how many exports it diverts.
  private mutating func plant(_ typology: Typology) -> Int {
    let before = movements.count
    let cast = castScheme(typology.name)
    typology.plant(&self, cast)
    let exports = movements[before...].count { $0.isDiverted && Int($0.departure) == Place.korea }
    if plan.edition > 1 { addEvasions(for: cast, since: before) }
    addCover(for: cast)
    return exports
  }

  /// Finds or founds the companies of a scheme and chooses its habits.
  private mutating func castScheme(_ name: String) -> Cast {
    let start = schemeStart()
    let hub = Place.hubs[random.pick(weights: plan.hubWeights)]
    let buyerPlace = Place.concerns[random.pick(weights: plan.buyerWeights)]
    let front =
      random.happens(0.55)
      ? directory.found(
        random.happens(0.7) ? .trader : .other, in: hub, on: start - random.whole(40...900),
        isRegistered: random.happens(0.7))
      : directory.anyone(Directory.resellers, in: hub, &random)
    let buyer =
      random.happens(0.5)
      ? directory.found(
        random.pick([.trader, .other, .dataCentre]), in: buyerPlace,
        on: start - random.whole(100...3_000), isRegistered: random.happens(0.5))
      : directory.anyone([.trader], in: buyerPlace, &random)
    let cast = Cast(
      scheme: schemes.count,
      exporter: accomplice(of: front),
      front: front, buyer: buyer,
      good: random.pick([
        Good.card, Good.card, Good.module, Good.server, Good.serverUnit, Good.chip,
        Good.memoryStack,
      ]),
      start: start, dwell: random.pick([6, 12, 20, 35, 55]),
      kept: random.pick([0, 0, 0.05, 0.15, 0.3]),
      falsePermits: random.pick([0, 0.3, 0.7, 0.9]))
    schemes.append(Scheme(typology: name))
    for company in [cast.front, cast.buyer] { join(company, cast) }
    if random.happens(0.4) { directory.rename(front) }
    return cast
  }

  private mutating func schemeStart() -> Int {
    switch random.pick(weights: [30, 58, 12]) {
    case 0: WorldDay.number(2023, 11, 20) + random.below(400)
    case 1: WorldDay.testFrom + random.below(215)
    default: WorldDay.asOf - 40 + random.below(60)
    }
  }

  mutating func join(_ company: Int, _ cast: Cast) {
    directory.change(company) { $0.isComplicit = true }
    if !schemes[cast.scheme].companies.contains(company) {
      schemes[cast.scheme].companies.append(company)
    }
  }

  /// Ordinary trade of the front, so that it is not known by its diversion alone.
  private mutating func addCover(for cast: Cast) {
    for _ in 0..<random.whole(0...5) {
      let good = familyGood(controlled: 0.1)
      let day = workingDay(cast.start - 60 + random.below(240))
      guard (WorldDay.first...WorldDay.last).contains(day) else { continue }
      let seller = directory.regular(of: cast.front, Directory.sellers, in: Place.korea, &random)
      let arrival = exportHonestly(good, pieces(of: good), from: seller, to: cast.front, on: day)
      if random.happens(0.5) {
        sendOnHonestly(
          [arrival], pieces: max(1, Int(movements[arrival].pieces) / 2),
          after: random.waiting(mean: 20))
      }
    }
  }
}
