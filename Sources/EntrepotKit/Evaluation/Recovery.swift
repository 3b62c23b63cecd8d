import Appraisal
import TradeModel

/// How long a scheme goes on before one of its exports is an alert.
enum DetectionTable {
  static func table(_ rows: TestedRows, truth: TruthFolder) -> EvaluationTable {
    var band: [String: RiskBand] = [:]
    for row in rows.listed.rows { band[row.key] = row.band }
    var first: [Int: String] = [:]
    var alerted: [Int: String] = [:]
    for route in truth.routes {
      let keys = route.legs.first ?? []
      guard keys.contains(where: { band[$0] != nil }) else { continue }
      first[route.scheme] = min(first[route.scheme] ?? route.firstDate, route.firstDate)
      if keys.contains(where: { band[$0].map { $0 >= .high } ?? false }) {
        alerted[route.scheme] = min(alerted[route.scheme] ?? route.firstDate, route.firstDate)
      }
    }
    let waits = alerted.compactMap { scheme, date -> Int? in
      guard let start = first[scheme].flatMap({ TradeDay(iso: $0) }), let day = TradeDay(iso: date)
      else { return nil }
      return day - start
    }.sorted()
    let days: EvaluationTable.Cell = waits.isEmpty ? .unknown : .count(waits[waits.count / 2])
    let late: EvaluationTable.Cell =
      waits.isEmpty ? .unknown : .count(waits[min(waits.count - 1, waits.count * 9 / 10)])
    return EvaluationTable(
      "detection", "How soon schemes are found",
      note:
        "Days from the first tested export of a scheme to the first of its exports in the band high "
        + "or above, as judged on the as-of day; `entrepot backtest` replays the days.",
      columns: ["figure", "value"],
      rows: [
        [.text("schemes with tested exports"), .count(first.count)],
        [.text("schemes with an alert"), .count(alerted.count)],
        [
          .text("share of schemes with an alert"),
          EvaluationTable.optional(
            first.isEmpty ? nil : Double(alerted.count) / Double(first.count)),
        ],
        [.text("median days to the first alert"), days],
        [.text("days to the first alert, nine in ten"), late],
      ])
  }
}

/// Whether the parties that knowingly take part stand at the top.
enum PartyRecovery {
  static func table(truth: TruthFolder, scores: RunScores) -> EvaluationTable {
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
    let ranked = RankedOutcomes(
      scores: trading.map { best[$0] ?? -.infinity },
      labels: trading.map { truth.parties[$0].isComplicit })
    return EvaluationTable(
      "parties", "Which parties are found",
      note: "Parties that trade controlled goods; positive are those that knowingly take part.",
      columns: ["figure", "value"],
      rows: [
        [.text("parties"), .count(trading.count)],
        [.text("positives"), .count(ranked.positives)],
        [.text("prevalence"), .number(ranked.prevalence)],
        [.text("not matched"), .count(unmatched)],
        [
          .text("area under precision–recall"), EvaluationTable.optional(ranked.averagePrecision),
        ],
        [.text("precision@50"), .number(ranked.precision(at: 50))],
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

  static func table(truth: TruthFolder, scores: RunScores) throws -> EvaluationTable {
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
    var rows: [[EvaluationTable.Cell]] = [
      [.text("routes"), .count(count)], [.text("planted and findable"), .count(planted.count)],
    ]
    for place in [100, 1_000, Int.max] {
      let found = bestRank.values.count { $0 <= place }
      rows.append([
        .text(place == .max ? "recovered" : "recovered@\(place)"),
        EvaluationTable.optional(
          planted.isEmpty ? nil : Double(found) / Double(planted.count)),
      ])
    }
    rows += coverage(truth: truth, claims)
    return EvaluationTable(
      "routes", "Which routes are found",
      note:
        "A planted route is recovered when a route holds two of its legs in order. Coverage: how "
        + "often the true diverted quantity lies between least and most.",
      columns: ["figure", "value"], rows: rows)
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
    truth: TruthFolder, _ claims: [String: Claim]
  ) -> [[EvaluationTable.Cell]] {
    var (covered, measured, width) = (0, 0, 0.0)
    for (key, quantity) in truth.quantities.sorted(by: { $0.key < $1.key }) {
      guard let claim = claims[key] else { continue }
      // Families may be counted in accelerators or in pieces.
      let factor = claim.unit.lowercased().contains("acc") ? quantity.unitsPerPiece : 1
      let (all, diverted) = (quantity.pieces * factor, quantity.divertedPieces * factor)
      let upper = all > 0 ? min(claim.upper, all) : claim.upper
      measured += 1
      // Half a piece: what was declared is rounded to pieces.
      if claim.lower - 0.51 <= diverted, diverted <= upper + 0.51 { covered += 1 }
      width += (upper - claim.lower) / max(1e-9, all)
    }
    let share = { (sum: Double) in measured == 0 ? nil : sum / Double(measured) }
    return [
      [.text("intervals measured"), .count(measured)],
      [.text("interval coverage"), EvaluationTable.optional(share(Double(covered)))],
      [
        .text("mean width of intervals, share of the line"), EvaluationTable.optional(share(width)),
      ],
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
    var lines = [line("(all)", rows.listed.rows, tested: rows.tested.rows) { $0.decibans }]
    for group in groups {
      lines.append(
        line(group, rows.listed.rows, tested: rows.tested.rows) { row in
          row.decibans.map { $0 - (sums[row.key]?[group] ?? 0) }
        })
    }
    return EvaluationTable(
      "ablation", "What each group of evidence is worth",
      note: "The figures with the group taken out of every sum.",
      columns: ["without", "area under precision–recall", "precision@50", "value recall@50"],
      rows: lines)
  }

  private static func line(
    _ name: String, _ listed: [TestedRows.Row], tested: [TestedRows.Row],
    _ score: (TestedRows.Row) -> Double?
  ) -> [EvaluationTable.Cell] {
    let ranked = RankedOutcomes(
      scores: listed.map { score($0) ?? -.infinity }, labels: listed.map(\.truth.isDiverted),
      values: listed.map(\.value))
    let area = RankedOutcomes(
      scores: tested.map { score($0) ?? -.infinity }, labels: tested.map(\.truth.isDiverted))
    return [
      .text(name), EvaluationTable.optional(area.averagePrecision),
      .number(ranked.precision(at: 50)),
      ranked.positives > 0 ? .number(ranked.valueRecall(at: 50)) : .unknown,
    ]
  }
}
