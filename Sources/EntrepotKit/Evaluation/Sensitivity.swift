import Appraisal
import DiversionRisk
import Foundation
import TradeIntake
public import TradeModel
import TradeStore

extension Evaluation {
  /// What the figures would have been with other dwell windows, and with fewer onward records seen.
  public struct SensitivityRequest: Sendable {
    /// The trade folder that the run read.
    public var folder: String
    /// The truth beside it.
    public var truth: String
    /// The settings of the run.
    public var settings: AnalysisSettings
    /// The day as known on which all is judged.
    public var asOf: TradeDay
    /// Longest waits to try, in days.
    public var dwells = [30, 60, 90, 180]
    /// Shares of the onward records to keep, relative to what the folder has.
    public var visibilities = [1.0, 0.71, 0.5]
    /// Told of each run as it begins.
    public var progress: @Sendable (String) -> Void = { _ in }

    /// A request with the usual windows and shares.
    public init(folder: String, truth: String, settings: AnalysisSettings, asOf: TradeDay) {
      self.folder = folder
      self.truth = truth
      self.settings = settings
      self.asOf = asOf
    }
  }

  /// Analyses the folder again for each dwell window and visibility, and adds a table.
  public mutating func addSensitivity(_ request: SensitivityRequest) throws {
    let truth = try TruthFolder(path: request.truth)
    let store = try TradeStore.temporary(in: NSTemporaryDirectory())
    _ = try Ingest(store: store, progress: request.progress).read(
      TradeFolder(path: request.folder))
    var rows: [[EvaluationTable.Cell]] = []
    func add(_ name: String, _ settings: AnalysisSettings, _ share: Double?) throws {
      request.progress(name)
      var analyst = Analyst(
        store: store, settings: settings, weights: try WeightSet.named(settings.weights),
        asOf: request.asOf, clock: StageClock { _ in })
      analyst.visibility = share.map {
        OnwardVisibility(share: $0, origins: settings.origins)
      }
      let ranking = try analyst.rank()
      let scores = Dictionary(
        ranking.exports.enumerated().map { position, export in
          (
            export.identity.description,
            RunScores.Export(
              decibans: export.decibans, probability: probability(ofDecibans: export.decibans),
              rank: position + 1, band: ranking.scorer.band(of: export.decibans),
              valueUSD: export.valueUSD)
          )
        },
        uniquingKeysWith: { first, _ in first })
      let tested = TestedRows(truth: truth) { scores[$0] }
      rows.append([
        .text(name), EvaluationTable.optional(tested.tested.ranked.averagePrecision),
        EvaluationTable.optional(tested.tested.ranked.skill),
        .number(tested.listed.ranked.precision(at: 50)),
        .number(tested.listed.ranked.valueRecall(at: 50)),
      ])
    }
    for dwell in request.dwells {
      var settings = request.settings
      settings.maximumDwellDays = dwell
      settings.minimumDwellDays = min(dwell, settings.minimumDwellDays)
      settings.dwellDaysByFamily = [:]
      try add("dwell up to \(dwell) days", settings, nil)
    }
    for share in request.visibilities {
      try add(
        "\(Int((share * 100).rounded())) % of onward records", request.settings, share)
    }
    tables.append(
      EvaluationTable(
        "sensitivity", "What changes with the dwell window and with what is seen",
        note:
          "The folder analysed anew. Onward records are left out by a hash of their identity, so that "
          + "fewer are part of more.",
        columns: [
          "run", "area under precision–recall", "skill", "precision@50", "value recall@50",
        ], rows: rows))
  }
}
