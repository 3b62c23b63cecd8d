import TradeModel

@testable import DiversionRisk

extension Fixture {
  /// A small trade through three hubs, with registers that touch some of it.
  static func random(seed: UInt64) -> Fixture {
    var generator = SeededGenerator(seed: seed)
    var trade = Fixture()
    let exporters = ["Hanul", "Daehan", "Seorak"]
    let hubs = [("Merlion", "SG"), ("Orchid", "SG"), ("Lotus", "VN"), ("Kita", "JP")]
    let buyers = [("Golden", "HK"), ("Jade", "CN"), ("Bulan", "MY")]
    for number in 1...12 {
      guard let exporter = exporters.randomElement(using: &generator),
        let hub = hubs.randomElement(using: &generator)
      else { continue }
      let price = [20_000.0, 20_000, 30_000, 100].randomElement(using: &generator)
      trade.ship(
        "E\(number)", exporter, hub.0, to: hub.1, day: .random(in: 0..<120, using: &generator),
        pieces: Double.random(in: 1...20, using: &generator).rounded() * 2, price: price
      ) { row in
        if generator.chance(0.4) { row.permitNumber = "P1" }
        if generator.chance(0.3) {
          row.nature = TransactionNature.allCases.randomElement(using: &generator)
        }
        if generator.chance(0.3) {
          row.endUser = WrittenParty(name: hub.0, country: Fixture.country(hub.1))
        }
        if generator.chance(0.3) { row.forwarder.name = "Swift Cargo" }
      }
    }
    for number in 1...14 {
      guard let hub = hubs.randomElement(using: &generator),
        let buyer = buyers.randomElement(using: &generator)
      else { continue }
      trade.sendOn(
        "O\(number)", hub.0, buyer.0, from: hub.1, to: buyer.1,
        day: .random(in: 5..<150, using: &generator),
        pieces: Double.random(in: 1...20, using: &generator).rounded() * 2
      ) { row in
        if generator.chance(0.3) { row.forwarder.name = "Swift Cargo" }
      }
    }
    trade.addRegisters(&generator)
    return trade
  }

  private mutating func addRegisters(_ generator: inout SeededGenerator) {
    for (name, kind) in [
      ("Merlion", PartyKind.trader), ("Lotus", .forwarder), ("Kita", .university),
    ] {
      register(name) { party in
        party.kind = kind
        party.industry = "4651"
        party.phone = generator.chance(0.5) ? "6000 1234" : "6000 9999"
        party.incorporatedOn = Fixture.day(-.random(in: 0..<2000, using: &generator))
      }
    }
    permit("P1") {
      $0.quantity = 60
      $0.validUntil = Fixture.day(90)
    }
    list(generator.chance(0.5) ? "Golden" : "Jade")
    inspect("E1", .diverted)
    inspect("E2", .cleared)
  }

  /// The score of every export of goods of the families, by number.
  func scores(_ scorer: Scorer) -> [String: Double] {
    let world = FixtureWorld(self)
    let subjects = world.subjects
    let context = scorer.spreading(over: subjects, in: world.context)
    let scores = zip(subjects, scorer.scores(of: subjects, in: context)).map { subject, score in
      (declarations[subject.row].identity.declarationID, score)
    }
    return Dictionary(uniqueKeysWithValues: scores)
  }
}

extension WeightSet {
  /// Weights that rise or fall with every line, in eight groups.
  static func random(seed: UInt64) -> WeightSet {
    var generator = SeededGenerator(seed: seed)
    var set = WeightSet(
      version: "random", bands: Bands(elevated: -25, high: -15, critical: -5), groups: [:],
      lines: [:])
    for number in 0..<8 {
      set.groups["group \(number)"] = GroupLimits(
        least: -.random(in: 0...15, using: &generator), most: .random(in: 0...20, using: &generator)
      )
    }
    for code in EvidenceLines.codes {
      let count = Int.random(in: 1...3, using: &generator)
      var weights = (0...count).map { _ in Double.random(in: -8...8, using: &generator) }.sorted()
      if generator.chance(0.3) { weights.reverse() }
      let starts = (0..<count).map { _ in Double.random(in: 0..<4, using: &generator) }.sorted()
      set.lines[code] = LineWeights(
        group: "group \(Int.random(in: 0..<8, using: &generator))", base: weights[0],
        steps: zip(starts, weights.dropFirst()).map { .init(from: $0, decibans: $1) })
    }
    return set
  }
}
