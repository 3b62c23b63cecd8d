import Appraisal
import DiversionRisk
import TradeModel

/// Which alerts come and go with new weights, and which past cases are caught and lost.
///
/// What spreads from the scores of other exports is taken as it was before.
struct FitComparison {
  private let rows: [(export: FitMaterial.Export, before: Double, after: Double)]
  private let before: WeightSet
  private let after: WeightSet
  private let band: RiskBand

  init(_ outcome: FitOutcome, exports: [FitMaterial.Export], settings: AnalysisSettings) {
    (before, after, band) = (outcome.start, outcome.set, settings.alertBand)
    let (old, new) = (outcome.start.model, outcome.set.model)
    let oldPrior = outcome.prior + (outcome.start.shift ?? 0)
    let newPrior = outcome.prior + (outcome.set.shift ?? 0)
    rows = exports.map { export in
      (
        export, oldPrior + old.decibans(of: export.levels),
        newPrior + new.decibans(of: export.levels)
      )
    }
  }

  private func isAlert(_ decibans: Double, _ set: WeightSet) -> Bool {
    set.bands.band(of: decibans) >= band
  }

  var tables: [EvaluationTable] { [summary, changes] }

  private var summary: EvaluationTable {
    func line(_ name: String, _ isWanted: (Bool?) -> Bool) -> [EvaluationTable.Cell] {
      let wanted = rows.filter { isWanted($0.export.isDiverted) }
      let old = wanted.map { isAlert($0.before, before) }
      let new = wanted.map { isAlert($0.after, after) }
      let come = zip(old, new).count { !$0 && $1 }
      let go = zip(old, new).count { $0 && !$1 }
      return [
        .text(name), .count(wanted.count), .count(old.count { $0 }), .count(new.count { $0 }),
        .count(come), .count(go),
      ]
    }
    return EvaluationTable(
      "alerts", "Alerts before and after",
      note:
        "Exports in the alert band or above. Past cases were learnt from: what is caught of them "
        + "flatters; the table of held-out losses does not.",
      columns: ["exports", "all", "alerts before", "after", "come", "go"],
      rows: [
        line("found diverted") { $0 == true }, line("cleared") { $0 == false },
        line("not inspected") { $0 == nil },
      ])
  }

  /// The alerts that come and go, the largest moves first.
  private var changes: EvaluationTable {
    let moved = rows.filter { isAlert($0.before, before) != isAlert($0.after, after) }
      .sorted { one, other in
        let (first, second) = (abs(one.after - one.before), abs(other.after - other.before))
        return first != second ? first > second : one.export.identity < other.export.identity
      }
    return EvaluationTable(
      "changes", "Alerts that come and go",
      note: "The first 40 of \(moved.count), the largest moves first.",
      columns: ["export", "outcome", "change", "dB before", "dB after"],
      rows: moved.prefix(40).map { row in
        [
          .text(row.export.identity.description),
          .text(row.export.isDiverted.map { $0 ? "diverted" : "cleared" } ?? "–"),
          .text(isAlert(row.after, after) ? "comes" : "goes"), .number(tenth(row.before)),
          .number(tenth(row.after)),
        ]
      })
  }

  private func tenth(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
