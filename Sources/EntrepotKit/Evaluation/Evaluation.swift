import Appraisal
import Foundation
import RouteCharts
import TradeModel

/// How good a run was, measured against what really happened.
public struct Evaluation: Sendable {
  /// The tables, in reading order.
  public internal(set) var tables: [EvaluationTable]
  /// The precision–recall curve of the tested rows.
  let curve: [(recall: Double, precision: Double)]
  /// The share of positives among the tested rows.
  let prevalence: Double
  let asOf: TradeDay
  let runID: String

  /// What an evaluation is asked for.
  public struct Request: Sendable {
    /// The run folder.
    public var run: String
    /// The folder with the truth.
    public var truth: String
    /// Seed of the bootstrap.
    public var seed: UInt64 = 1
    /// Resamples of the bootstrap.
    public var rounds = 200

    /// A request with the usual bootstrap.
    public init(run: String, truth: String) {
      self.run = run
      self.truth = truth
    }
  }

  /// Measures a run.
  ///
  /// - Throws: `RunError` for a folder that is not a run or not a truth.
  public init(_ request: Request) throws {
    let reader = try RunReader(folder: request.run)
    asOf = reader.asOf
    runID = reader.provenance.runID
    let truth = try TruthFolder(path: request.truth)
    let scores = try RunScores(folder: request.run)
    let rows = TestedRows(truth: truth) { scores.exports[$0] }
    curve = rows.tested.ranked.curve
    prevalence = rows.tested.ranked.prevalence
    let chance = Resampling(rounds: request.rounds, seed: request.seed)
    tables = [
      rows.figures(chance), rows.calibration(chance), rows.typologies(chance),
      DetectionTable.table(rows, truth: truth, alertBand: reader.alertBand, chance),
      PartyRecovery.table(truth: truth, scores: scores, chance),
      try RouteRecovery.table(truth: truth, scores: scores, chance),
      try Ablation.table(rows, scores: scores),
    ]
    if let bounds = try BoundCheck.table(rows, run: request.run, alertBand: reader.alertBand) {
      tables.append(bounds)
    }
  }

  /// A table by its name in JSON.
  public func table(_ key: String) -> EvaluationTable? { tables.first { $0.key == key } }

  /// A figure by its name.
  public func figure(_ name: String) -> Double? {
    for row in table("figures")?.rows ?? [] where row.first == .text(name) {
      if case .number(let value) = row[1] { return value }
      if case .count(let value) = row[1] { return Double(value) }
    }
    return nil
  }
}
