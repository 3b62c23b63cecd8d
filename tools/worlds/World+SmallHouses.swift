/// Companies at a hub that trade a few times in all, honestly: founded lately, seldom met again.
///
/// The fronts of schemes are such companies. Were they the only ones, how often somebody trades would
/// give them away, and a score could be good at invented worlds without knowing what diversion is.
struct SmallHouses {
  /// The house of each part that still has trade before it, and how many times.
  fileprivate var open: [Directory.Part: (firm: Int, left: Int)] = [:]
  /// The first day of each house.
  fileprivate var starts: [Int: Int] = [:]
}

extension World {
  /// A company at a hub with which honest trade is done: a small house mostly.
  ///
  /// Else it is one of those that are there all the time; earlier editions know only those.
  mutating func companyAtHub(_ kinds: [Firm.Kind]) -> Int {
    let place = hub()
    guard plan.edition > 3, random.happens(0.8) else {
      return directory.anyone(kinds, in: place, &random)
    }
    let part = Directory.Part(kinds: kinds, place: place)
    if let house = houses.open[part], house.left > 0 {
      houses.open[part] = (house.firm, house.left - 1)
      return house.firm
    }
    let start = anyDay()
    let isReseller = kinds == Directory.resellers
    let kind: Firm.Kind =
      isReseller ? (random.happens(0.7) ? .trader : .other) : random.pick(kinds)
    let age = random.happens(0.15) ? random.whole(6...70) : random.whole(40...900)
    let firm = directory.found(
      kind, in: place, on: start - age, isRegistered: random.happens(0.7))
    houses.starts[firm] = start
    let times = [1, 2, 4, 8][random.pick(weights: [60, 27, 9, 4])]
    houses.open[part] = (firm, times - 1)
    return firm
  }

  /// A day on which a company trades: any, or one of the months in which a small house does.
  mutating func day(of firm: Int) -> Int {
    guard let start = houses.starts[firm] else { return anyDay() }
    return workingDay(min(start + random.below(240), WorldDay.last - 2))
  }

  /// Who supplies a company at a hub: small houses mostly have one supplier, others a few.
  mutating func supplier(of firm: Int, _ kinds: [Firm.Kind] = Directory.sellers) -> Int {
    if houses.starts[firm] != nil, random.happens(0.8) {
      return directory.first(of: firm, kinds, in: Place.korea)
    }
    return directory.regular(of: firm, kinds, in: Place.korea, &random)
  }

  /// Who supplies a front: one of those who supply its honest likes.
  ///
  /// In earlier editions it is anybody.
  mutating func accomplice(of front: Int) -> Int {
    plan.edition > 3
      ? supplier(of: front) : directory.anyone(Directory.sellers, in: Place.korea, &random)
  }
}
