import TradeModel

/// How long before inspections the program would have raised exports that were found diverted.
struct LeadTimes {
  /// An export that was found diverted and that a replayed day could have raised before.
  private struct Case {
    let export: Replay.Scored
    let decidedOn: TradeDay
    /// The first day on which it was an open alert.
    let alertedOn: TradeDay?
  }

  private let cases: [Case]
  /// By exporter and consignee: the first shipment found diverted, and the first alert of any export.
  private let pairs: [(shipped: TradeDay, alertedOn: TradeDay?)]
  /// Exports found diverted that no replayed day saw undecided.
  private let beyond: Int

  init(_ replay: Replay) {
    var seen: [DeclarationIdentity: Replay.Scored] = [:]
    var alertedOn: [DeclarationIdentity: TradeDay] = [:]
    for day in replay.days {
      for export in day.exports
      where replay.findings[export.identity].map({ $0.isDiverted && $0.decidedOn > day.asOf })
        ?? false
      {
        seen[export.identity] = seen[export.identity] ?? export
      }
      for identity in day.open { alertedOn[identity] = alertedOn[identity] ?? day.asOf }
    }
    cases = seen.values.compactMap { export in
      replay.findings[export.identity].map {
        Case(
          export: export, decidedOn: $0.decidedOn, alertedOn: alertedOn[export.identity])
      }
    }.sorted { one, other in
      one.decidedOn != other.decidedOn
        ? one.decidedOn < other.decidedOn : one.export.identity < other.export.identity
    }
    beyond = replay.findings.values.count(where: \.isDiverted) - cases.count
    pairs = Self.pairs(cases, in: replay)
  }

  /// Who trades with whom; goods of one pair are found out together.
  private struct Pair: Hashable {
    let exporter: String
    let consignee: String
  }

  private static func pairs(
    _ cases: [Case], in replay: Replay
  ) -> [(shipped: TradeDay, alertedOn: TradeDay?)] {
    var shipped: [Pair: TradeDay] = [:]
    var decided: [Pair: TradeDay] = [:]
    for found in cases {
      let pair = Pair(exporter: found.export.exporter, consignee: found.export.consignee)
      shipped[pair] = min(shipped[pair] ?? found.export.shipped, found.export.shipped)
      decided[pair] = min(decided[pair] ?? found.decidedOn, found.decidedOn)
    }
    var alerted: [Pair: TradeDay] = [:]
    for day in replay.days {
      let open = Set(day.open)
      for export in day.exports where open.contains(export.identity) {
        let pair = Pair(exporter: export.exporter, consignee: export.consignee)
        guard let end = decided[pair], day.asOf < end else { continue }
        alerted[pair] = alerted[pair] ?? day.asOf
      }
    }
    return shipped.map { (shipped: $0.value, alertedOn: alerted[$0.key]) }
  }

  var tables: [EvaluationTable] { [summary, list] }

  private var summary: EvaluationTable {
    let raised = cases.compactMap { found in
      found.alertedOn.map { (found: found, alertedOn: $0) }
    }
    let toAlert = Waits(raised.map { $0.alertedOn - $0.found.export.shipped })
    let toDecision = Waits(raised.map { $0.found.decidedOn - $0.alertedOn })
    let raisedPairs = pairs.compactMap { pair in pair.alertedOn.map { $0 - pair.shipped } }
    let pairWaits = Waits(raisedPairs)
    func share(_ part: Int, _ whole: Int) -> EvaluationTable.Cell {
      whole == 0 ? .unknown : .number(Double(part) / Double(whole))
    }
    return EvaluationTable(
      "lead", "How long before inspections they would have been raised",
      note:
        "Exports found diverted that a replayed day saw before it was decided. Days count to the "
        + "replayed day on which an alert first shows, so they are too long by up to the days between "
        + "two replays. A pair is an exporter and a consignee, and its first alert any export between "
        + "them before the first decision; below zero where that was before the shipment found.",
      columns: ["figure", "value"],
      rows: [
        [.text("exports found diverted, seen before"), .count(cases.count)],
        [.text("exports found diverted, not seen before"), .count(beyond)],
        [.text("with an alert before the decision"), .count(raised.count)],
        [.text("share with an alert before"), share(raised.count, cases.count)],
        [.text("median days from shipment to alert"), toAlert.median],
        [.text("days from shipment to alert, nine in ten"), toAlert.ninth],
        [.text("median days from alert to decision"), toDecision.median],
        [.text("days from alert to decision, nine in ten"), toDecision.ninth],
        [.text("pairs found diverted"), .count(pairs.count)],
        [.text("pairs with an alert before"), .count(raisedPairs.count)],
        [.text("median days from a pair's first shipment to its first alert"), pairWaits.median],
      ])
  }

  private var list: EvaluationTable {
    EvaluationTable(
      "cases", "Exports found diverted, and when they would have been raised",
      note: "By the day of the decision; nothing under \"first alert\" where none came before it.",
      columns: [
        "export", "shipped", "first alert", "decided", "shipment to alert", "alert to decision",
      ],
      rows: cases.map { found in
        [
          .text(found.export.identity.description), .text(found.export.shipped.description),
          found.alertedOn.map { .text($0.description) } ?? .unknown,
          .text(found.decidedOn.description),
          found.alertedOn.map { .count($0 - found.export.shipped) } ?? .unknown,
          found.alertedOn.map { .count(found.decidedOn - $0) } ?? .unknown,
        ]
      })
  }
}
