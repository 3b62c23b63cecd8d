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
    /// Share of all alerts that are honest, at most.
    let alertFalseShare: Double
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
  private(set) var bounds: [Bound]

  /// Fewer cleared inspections say too little to rest anything on.
  static let leastCleared = 50
  /// With as many alerts inspected, what was found of them bounds how many of all alerts are false: better
  /// than the share of honest exports, which among many thousand allows for more than there are alerts.
  static let leastInspectedAlerts = 10
  /// One-sided, of every bound but the conformal one, which holds on average.
  static let confidence = 0.95

  init(_ analysis: Analysis, settings: AnalysisSettings) {
    let weights = analysis.scorer.weights
    let scores = analysis.exports.map(\.score.decibans)
    let outcomes = Dictionary(
      analysis.registers.outcomes.map { ($0.identity, $0.outcome) },
      uniquingKeysWith: { _, later in later })
    let honest = analysis.exports.filter { outcomes[$0.identity] == .cleared }
      .map(\.score.decibans)
    let found = analysis.exports.filter { outcomes[$0.identity] == .diverted }
      .map(\.score.decibans)
    let threshold = weights.bands.least(of: settings.alertBand) ?? -.infinity
    exports = scores.count
    alerts = scores.count { $0 >= threshold }
    controls = Int((Double(settings.capacityPerDay) * settings.randomControlShare).rounded())
    listed = min(alerts, max(0, settings.capacityPerDay - controls))
    cleared = honest.count
    let lowest = listed > 0 ? max(threshold, scores[listed - 1]) : threshold
    bounds = [
      Self.byWeights(
        threshold - analysis.scorer.prior, exports: exports, alerts: alerts, listed: listed)
    ]
    if honest.count >= Self.leastCleared {
      bounds.append(
        Self.byInspections(
          honest, found: found, threshold: threshold, lowest: lowest, exports: exports,
          alerts: alerts, listed: listed))
    }
  }

  /// The bound that is to be quoted: by inspections where there are enough.
  var quoted: Bound? { bounds.last }

  /// What every bound of the head rests on besides: it is bounded by all alerts, because a list of a
  /// few dozen places among many thousand exports is too short to be bounded by itself.
  private static let headAssumption = ", and that alerts further up are not more often false"

  private static func byWeights(
    _ decibansAbovePrior: Double, exports: Int, alerts: Int, listed: Int
  ) -> Bound {
    let share = inFolder(
      FalseShareBound.byWeights(decibansAbovePrior: decibansAbovePrior), exports)
    let ofAlerts = FalseShareBound.ofList(share: share, candidates: exports, listed: alerts)
    return Bound(
      basis: "weights", alertShare: share, alertFalseShare: ofAlerts,
      listFalseShare: listed == 0 ? 0 : ofAlerts,
      assumption: "the weights are right: among honest exports a likelihood ratio has mean 1"
        + headAssumption)
  }

  /// What a share in the long run can be among the exports of this folder.
  private static func inFolder(_ share: Double, _ exports: Int) -> Double {
    guard exports > 0 else { return share }
    let most = FalseShareBound.most(share: share, trials: exports, confidence: confidence)
    return Double(most) / Double(exports)
  }

  /// The head is bounded by its own conformal p-value where that says more than all alerts do.
  private static func byInspections(
    _ honest: [Double], found: [Double], threshold: Double, lowest: Double, exports: Int,
    alerts: Int, listed: Int
  ) -> Bound {
    let clearedAlerts = honest.count { $0 >= threshold }
    let share = inFolder(
      FalseShareBound.upper(
        successes: clearedAlerts, trials: honest.count, confidence: confidence),
      exports)
    let inspectedAlerts = clearedAlerts + found.count { $0 >= threshold }
    // Which of the two is taken goes by how many were inspected, never by what was found of them.
    let isByAlerts = inspectedAlerts >= leastInspectedAlerts
    let ofAlerts =
      isByAlerts
      ? FalseShareBound.ofAll(
        alerts, found: clearedAlerts, inspected: inspectedAlerts, confidence: confidence)
      : FalseShareBound.ofList(share: share, candidates: exports, listed: alerts)
    let ofHead = FalseShareBound.ofList(
      share: FalseShareBound.conformal(lowest, among: honest), candidates: exports, listed: listed)
    return Bound(
      basis: "inspections", alertShare: share, alertFalseShare: ofAlerts,
      listFalseShare: min(ofHead, ofAlerts),
      assumption: "honest exports that were inspected score as high as those that were not, or "
        + "higher, that what was cleared was honest"
        + (isByAlerts
          ? ", that alerts not inspected are not more often false than those that were" : "")
        + (ofHead <= ofAlerts ? "" : headAssumption))
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
              ("alert_false_share", .number(bound.alertFalseShare)),
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
      + "\(share(quoted.alertShare)) should be, so that at most \(share(quoted.alertFalseShare)) of the "
      + "alerts are false, and \(share(quoted.listFalseShare)) of the first \(listed), provided that "
      + "\(quoted.assumption); \(controls) places are drawn at random"
  }
}
