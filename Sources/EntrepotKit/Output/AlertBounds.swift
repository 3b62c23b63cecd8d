import Appraisal
import DiversionRisk
import TradeModel
import TradeStore

/// How many of the alerts, and of the exports at the head of the list, can be false, at most.
///
/// Two bounds, each with the assumption that it rests on; the one by inspections is there where enough
/// exports were inspected and cleared.
struct AlertBounds {
  /// A bound and what it rests on.
  struct Bound {
    let basis: String
    /// Share of honest exports that reach the alert band, at most.
    let alertShare: Double
    /// Share of the exports at the head of the list that are honest, at most.
    let listFalseShare: Double
    let assumption: String
  }

  /// Exports scored.
  let exports: Int
  /// Exports in the alert band or above.
  let alerts: Int
  /// Exports at the head: as many alerts as the places that are not drawn at random.
  let listed: Int
  /// Places that are drawn at random.
  let controls: Int
  /// Inspected and cleared exports among those scored.
  let cleared: Int
  let bounds: [Bound]

  /// Fewer cleared inspections say too little to rest anything on.
  static let leastCleared = 50
  /// One-sided, of the bound by inspections.
  static let confidence = 0.95

  init(_ analysis: Analysis, settings: AnalysisSettings) {
    let weights = analysis.scorer.weights
    let scores = analysis.exports.map(\.score.decibans)
    let outcomes = Dictionary(
      analysis.registers.outcomes.map { ($0.identity, $0.outcome) },
      uniquingKeysWith: { _, later in later })
    let honest = analysis.exports.filter { outcomes[$0.identity] == .cleared }
      .map(\.score.decibans)
    let threshold = weights.bands.least(of: settings.alertBand) ?? -.infinity
    exports = scores.count
    alerts = scores.count { $0 >= threshold }
    controls = Int((Double(settings.capacityPerDay) * settings.randomControlShare).rounded())
    listed = min(alerts, max(0, settings.capacityPerDay - controls))
    cleared = honest.count
    let lowest = listed > 0 ? max(threshold, scores[listed - 1]) : threshold
    bounds =
      Self.byWeights(threshold - analysis.scorer.prior, exports, listed)
      + Self.byInspections(honest, threshold, lowest, exports, listed)
  }

  /// The bound that is to be quoted: by inspections where there are enough.
  var quoted: Bound? { bounds.last }

  /// The head of the list is bounded by all alerts: how high scores are among honest exports beyond the
  /// threshold is what weights say least well.
  private static func byWeights(
    _ decibansAbovePrior: Double, _ exports: Int, _ listed: Int
  ) -> [Bound] {
    let share = FalseShareBound.byWeights(decibansAbovePrior: decibansAbovePrior)
    return [
      Bound(
        basis: "weights", alertShare: share,
        listFalseShare: FalseShareBound.ofList(
          share: share, candidates: exports, listed: listed),
        assumption: "the weights are right: among honest exports a likelihood ratio has mean 1")
    ]
  }

  private static func byInspections(
    _ honest: [Double], _ threshold: Double, _ lowest: Double, _ exports: Int, _ listed: Int
  ) -> [Bound] {
    guard honest.count >= leastCleared else { return [] }
    return [
      Bound(
        basis: "inspections",
        alertShare: FalseShareBound.upper(
          successes: honest.count { $0 >= threshold }, trials: honest.count,
          confidence: confidence),
        listFalseShare: FalseShareBound.ofList(
          share: FalseShareBound.conformal(lowest, among: honest), candidates: exports,
          listed: listed),
        assumption: "honest exports that were inspected score as high as those that were not, or "
          + "higher, and what was cleared was honest")
    ]
  }

  /// The bounds as part of `run.json`.
  var json: JSONText {
    .object([
      ("exports", .integer(exports)), ("alerts", .integer(alerts)), ("listed", .integer(listed)),
      ("controls", .integer(controls)), ("cleared", .integer(cleared)),
      (
        "bounds",
        .array(
          bounds.map { bound in
            .object([
              ("basis", .string(bound.basis)), ("alert_share", .number(bound.alertShare)),
              ("list_false_share", .number(bound.listFalseShare)),
              ("assumption", .string(bound.assumption)),
            ])
          })
      ),
    ])
  }

  /// The bound to be quoted, in a sentence.
  var sentence: String {
    guard let quoted else { return "" }
    let share = { (value: Double) in "\((value * 100_000).rounded() / 1_000) %" }
    let observed = exports == 0 ? 0 : Double(alerts) / Double(exports)
    return
      "\(alerts) of \(exports) exports (\(share(observed))) are alerts; of honest exports at most "
      + "\(share(quoted.alertShare)) should be, and of the first \(listed) at most "
      + "\(share(quoted.listFalseShare)) are false, provided that \(quoted.assumption); "
      + "\(controls) places are drawn at random"
  }
}
