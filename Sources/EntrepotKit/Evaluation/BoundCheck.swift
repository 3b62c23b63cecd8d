import Appraisal
import Foundation
import TradeModel

/// Whether what a run promised of its alerts came true.
enum BoundCheck {
  private struct Manifest: Decodable {
    let bounds: Promise?

    struct Promise: Decodable {
      let listed: Int
      let bounds: [Bound]
    }

    struct Bound: Decodable {
      let basis: String
      let alertShare: Double
      /// Nil in runs of versions that did not say it.
      let alertFalseShare: Double?
      let listFalseShare: Double
      let assumption: String
    }
  }

  /// The bounds of `run.json` beside what was true; nil for a run without them.
  static func table(
    _ rows: TestedRows, run: String, alertBand: RiskBand
  ) throws -> EvaluationTable? {
    guard let bytes = FileManager.default.contents(atPath: run + "/run.json") else { return nil }
    let manifest = try JSONDecoder.ofRunFolders.decode(Manifest.self, from: bytes)
    guard let promise = manifest.bounds else { return nil }
    let honest = rows.tested.rows.filter { !$0.truth.isDiverted }
    let alerts = honest.count { $0.band.map { $0 >= alertBand } ?? false }
    let alertShare = honest.isEmpty ? nil : Double(alerts) / Double(honest.count)
    let inBand = rows.listed.rows.filter { $0.band.map { $0 >= alertBand } ?? false }.count
    let first = min(promise.listed, inBand)
    let falseAlerts = inBand == 0 ? nil : 1 - rows.listed.ranked.precision(at: inBand)
    let falseShare = first == 0 ? nil : 1 - rows.listed.ranked.precision(at: first)
    var cells: [[EvaluationTable.Cell]] = []
    for bound in promise.bounds {
      for (name, most, seen) in [
        (
          "share of honest exports in the band \(alertBand.rawValue) or above",
          bound.alertShare, alertShare
        ),
        ("false share of the \(inBand) alerts", bound.alertFalseShare ?? 1, falseAlerts),
        ("false share of the first \(first)", bound.listFalseShare, falseShare),
      ] {
        cells.append([
          .text(name), .text(bound.basis), .number(most), EvaluationTable.optional(seen),
          seen.map { .text($0 <= most ? "yes" : "no") } ?? .unknown, .text(bound.assumption),
        ])
      }
    }
    return EvaluationTable(
      "bounds", "Whether the printed bounds held",
      note: "The bounds of run.json, over the tested and listed exports of the truth.",
      columns: ["what", "basis", "at most", "was", "held", "provided that"], rows: cells)
  }
}
