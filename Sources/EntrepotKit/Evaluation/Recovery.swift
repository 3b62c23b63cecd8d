import Appraisal
import DiversionRisk
import TradeModel

/// How long a scheme goes on before one of its exports is an alert.
enum DetectionTable {
  static func table(
    _ rows: TestedRows, truth: TruthFolder, alertBand: RiskBand, _ chance: Resampling
  ) -> EvaluationTable {
    var band: [String: RiskBand] = [:]
    for row in rows.listed.rows { band[row.key] = row.band }
    var first: [Int: String] = [:]
    var alerted: [Int: String] = [:]
    for route in truth.routes {
      let keys = route.legs.first ?? []
      guard keys.contains(where: { band[$0] != nil }) else { continue }
      first[route.scheme] = min(first[route.scheme] ?? route.firstDate, route.firstDate)
      if keys.contains(where: { band[$0].map { $0 >= alertBand } ?? false }) {
        alerted[route.scheme] = min(alerted[route.scheme] ?? route.firstDate, route.firstDate)
      }
    }
    let schemes = first.keys.sorted()
    let waits = schemes.map { scheme -> Int? in
      guard let start = first[scheme].flatMap({ TradeDay(iso: $0) }),
        let day = alerted[scheme].flatMap({ TradeDay(iso: $0) })
      else { return nil }
      return day - start
    }
    let intervals = chance.intervals(clusters: schemes, count: 3) { drawn in
      figures(of: drawn.map { waits[$0] })
    }
    let names = [
      "share of schemes with an alert", "median days to the first alert",
      "days to the first alert, nine in ten",
    ]
    return EvaluationTable(
      "detection", "How soon schemes are found",
      note:
        "Days from the first tested export of a scheme to the first of its exports in the band "
        + "\(alertBand.rawValue) or above, as judged on the as-of day; `entrepot backtest` replays the "
        + "days.",
      columns: ["figure", "value", "low", "high"],
      rows: [
        [.text("schemes with tested exports"), .count(schemes.count), .unknown, .unknown],
        [.text("schemes with an alert"), .count(alerted.count), .unknown, .unknown],
      ]
        + zip(zip(names, figures(of: waits)), intervals).map { named, interval in
          [.text(named.0), EvaluationTable.optional(named.1)] + interval
        })
  }

  /// Share with an alert, median and ninth tenth of the days to it.
  private static func figures(of waits: [Int?]) -> [Double?] {
    let found = waits.compactMap { $0 }.sorted()
    return [
      waits.isEmpty ? nil : Double(found.count) / Double(waits.count),
      found.isEmpty ? nil : Double(found[found.count / 2]),
      found.isEmpty ? nil : Double(found[min(found.count - 1, found.count * 9 / 10)]),
    ]
  }
}

/// Whether the parties that knowingly take part stand at the top.
enum PartyRecovery {
  static func table(
    truth: TruthFolder, scores: RunScores, _ chance: Resampling
  ) -> EvaluationTable {
    var best: [Int: Double] = [:]
    var unmatched = 0
    let trading = truth.parties.indices.filter { truth.parties[$0].tradesControlled }
    var byID: [String: Int] = [:]
    var byName: [String: Int] = [:]
    for (number, party) in truth.parties.enumerated() {
      if !party.id.isEmpty { byID[party.id] = number }
      for name in party.spellings {
        let upper = name.uppercased()
        byName[upper + "|" + party.country] = byName[upper + "|" + party.country] ?? number
        byName[upper + "|"] = byName[upper + "|"] ?? number
      }
    }
    for party in scores.parties {
      let upper = party.name.uppercased()
      guard
        let number = byID[party.key] ?? byName[upper + "|" + party.country] ?? byName[upper + "|"]
      else {
        unmatched += 1
        continue
      }
      best[number] = max(best[number] ?? -.infinity, party.decibans)
    }
    let ranking = trading.map { best[$0] ?? -.infinity }
    let labels = trading.map { truth.parties[$0].isComplicit }
    func figures(_ numbers: [Int]) -> [Double?] {
      let ranked = RankedOutcomes(
        scores: numbers.map { ranking[$0] }, labels: numbers.map { labels[$0] })
      return [ranked.averagePrecision, ranked.precision(at: 50)]
    }
    let everyone = Array(trading.indices)
    let values = figures(everyone)
    let intervals = chance.intervals(clusters: everyone, count: 2, figures)
    let positives = labels.count { $0 }
    return EvaluationTable(
      "parties", "Which parties are found",
      note: "Parties that trade controlled goods; positive are those that knowingly take part.",
      columns: ["figure", "value", "low", "high"],
      rows: [
        [.text("parties"), .count(trading.count), .unknown, .unknown],
        [.text("positives"), .count(positives), .unknown, .unknown],
        [
          .text("prevalence"), .number(Double(positives) / Double(max(1, trading.count))),
          .unknown, .unknown,
        ],
        [.text("not matched"), .count(unmatched), .unknown, .unknown],
        [.text("area under precision–recall"), EvaluationTable.optional(values[0])]
          + intervals[0],
        [.text("precision@50"), EvaluationTable.optional(values[1])] + intervals[1],
      ])
  }
}

/// Whether planted routes are among the routes of a run, and intervals hold the true quantity.
enum RouteRecovery {
  /// Sums over the routes that begin with one export.
  private struct Claim {
    var lower = 0.0
    var upper = 0.0
    let unit: String
  }

  static func table(
    truth: TruthFolder, scores: RunScores, _ chance: Resampling
  ) throws -> EvaluationTable {
    let planted = truth.routes.filter(\.isFindable)
    var steps: [String: [(route: Int, leg: Int)]] = [:]
    for (number, route) in planted.enumerated() {
      for (leg, keys) in route.legs.enumerated() {
        for key in keys { steps[key, default: []].append((number, leg)) }
      }
    }
    var bestRank: [Int: Int] = [:]
    var claims: [String: Claim] = [:]
    var count = 0
    try scores.forEachRoute { route in
      count += 1
      for number in hits(route, steps) {
        bestRank[number] = min(bestRank[number] ?? .max, route.rank)
      }
      guard let first = route.legs.first else { return }
      var claim = claims[first.key] ?? Claim(unit: route.quantity.unit)
      claim.lower = max(claim.lower, route.quantity.lower)
      claim.upper += route.quantity.upper
      claims[first.key] = claim
    }
    let ranks = planted.indices.map { bestRank[$0] ?? Int.max }
    func recovered(_ numbers: [Int]) -> [Double?] {
      [100, 1_000, Int.max - 1].map { place in
        numbers.isEmpty
          ? nil : Double(numbers.count { ranks[$0] <= place }) / Double(numbers.count)
      }
    }
    let intervals = chance.intervals(clusters: planted.map(\.scheme), count: 3, recovered)
    let names = ["recovered@100", "recovered@1000", "recovered"]
    return EvaluationTable(
      "routes", "Which routes are found",
      note:
        "A planted route is recovered when a route holds two of its legs in order. Coverage: how "
        + "often the true diverted quantity lies between least and most.",
      columns: ["figure", "value", "low", "high"],
      rows: [
        [.text("routes"), .count(count), .unknown, .unknown],
        [.text("planted and findable"), .count(planted.count), .unknown, .unknown],
      ]
        + zip(zip(names, recovered(Array(ranks.indices))), intervals).map { named, interval in
          [.text(named.0), EvaluationTable.optional(named.1)] + interval
        } + coverage(truth: truth, claims, chance))
  }

  /// The planted routes of which a route holds two consecutive legs.
  private static func hits(
    _ route: RunScores.FoundRoute, _ steps: [String: [(route: Int, leg: Int)]]
  ) -> Set<Int> {
    var seen: [Int: Set<Int>] = [:]
    var hits: Set<Int> = []
    for leg in route.legs {
      for step in steps[leg.key] ?? [] {
        if seen[step.route]?.contains(step.leg - 1) ?? false { hits.insert(step.route) }
        seen[step.route, default: []].insert(step.leg)
      }
    }
    return hits
  }

  private static func coverage(
    truth: TruthFolder, _ claims: [String: Claim], _ chance: Resampling
  ) -> [[EvaluationTable.Cell]] {
    let notPieces = Set(UnitOfAccount.allCases.compactMap(\.label))
    var measured: [(scheme: Int, isCovered: Bool, width: Double)] = []
    for (key, quantity) in truth.quantities.sorted(by: { $0.key < $1.key }) {
      // The truth is in pieces, of which kilograms and dollars say nothing.
      guard let claim = claims[key], !notPieces.contains(claim.unit) else { continue }
      // Families may be counted in accelerators or in pieces.
      let factor = claim.unit.lowercased().contains("acc") ? quantity.unitsPerPiece : 1
      let (all, diverted) = (quantity.pieces * factor, quantity.divertedPieces * factor)
      let upper = all > 0 ? min(claim.upper, all) : claim.upper
      measured.append(
        (
          quantity.scheme,
          // Half a piece: what was declared is rounded to pieces.
          claim.lower - 0.51 <= diverted && diverted <= upper + 0.51,
          (upper - claim.lower) / max(1e-9, all)
        ))
    }
    func figures(_ numbers: [Int]) -> [Double?] {
      guard !numbers.isEmpty else { return [nil, nil] }
      let count = Double(numbers.count)
      return [
        Double(numbers.count { measured[$0].isCovered }) / count,
        numbers.reduce(0) { $0 + measured[$1].width } / count,
      ]
    }
    let values = figures(Array(measured.indices))
    let intervals = chance.intervals(clusters: measured.map(\.scheme), count: 2, figures)
    return [
      [.text("intervals measured"), .count(measured.count), .unknown, .unknown],
      [.text("interval coverage"), EvaluationTable.optional(values[0])] + intervals[0],
      [
        .text("mean width of intervals, share of the line"), EvaluationTable.optional(values[1]),
      ] + intervals[1],
    ]
  }
}

/// What the ranking would be without each group of evidence.
enum Ablation {
  /// Re-adds every explanation without one group after the other.
  ///
  /// Groups have limits of their own, so that nothing of the others changes. What spread from other
  /// exports' scores stays as it was.
  static func table(_ rows: TestedRows, scores: RunScores) throws -> EvaluationTable {
    let sums = try scores.groupSums(of: Set(rows.listed.rows.map(\.key)))
    let groups = Set(sums.values.flatMap(\.keys)).sorted()
    let whole = figures(rows) { $0.decibans }
    var lines = [line("(all)", whole, of: whole)]
    for group in groups {
      let without = figures(rows) { row in
        row.decibans.map { $0 - (sums[row.key]?[group] ?? 0) }
      }
      lines.append(line(group, without, of: whole))
    }
    return EvaluationTable(
      "ablation", "What each group of evidence is worth",
      note: "The figures with the group taken out of every sum.",
      columns: [
        "without", "area under precision–recall", "area lost", "precision@50", "value recall@50",
      ],
      rows: lines)
  }

  private static func line(
    _ name: String, _ figures: [Double?], of whole: [Double?]
  ) -> [EvaluationTable.Cell] {
    let lost = figures[0].flatMap { area in whole[0].map { $0 - area } }
    return [.text(name), EvaluationTable.optional(figures[0]), EvaluationTable.optional(lost)]
      + figures.dropFirst().map(EvaluationTable.optional)
  }

  /// Area of the tested rows, precision and recall of value of the listed ones.
  private static func figures(
    _ rows: TestedRows, _ score: (TestedRows.Row) -> Double?
  ) -> [Double?] {
    let (listed, tested) = (rows.listed.rows, rows.tested.rows)
    let ranked = RankedOutcomes(
      scores: listed.map { score($0) ?? -.infinity }, labels: listed.map(\.truth.isDiverted),
      values: listed.map(\.value))
    let area = RankedOutcomes(
      scores: tested.map { score($0) ?? -.infinity }, labels: tested.map(\.truth.isDiverted))
    return [
      area.averagePrecision, ranked.precision(at: 50),
      ranked.positives > 0 ? ranked.valueRecall(at: 50) : nil,
    ]
  }
}
