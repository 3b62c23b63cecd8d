import Appraisal
import DiversionRisk
import Foundation
import TradeModel

/// New weights from outcomes of inspections, and what they would change.
public struct Fit: Sendable {
  /// What was found, in reading order.
  public let tables: [EvaluationTable]
  /// The new weight set as a file; nil where the weights stay as they are.
  public let weights: String?
  /// What came of it, in a sentence.
  public let verdict: String

  /// Fewer of either kind teach nothing that could be told from chance.
  public static let leastOutcomes = 10

  /// Fits.
  ///
  /// - Throws: `RunError` where there are too few outcomes, or a folder or file is unusable.
  public init(_ request: FitRequest) throws {
    guard request.why.contains(where: { !$0.isWhitespace }) else {
      throw RunError("--why: say why the weights are fitted; it becomes the entry under CHANGES")
    }
    let start = try WeightSet.named(request.settings.weights)
    let material = try FitMaterial(request, weights: start)
    let known = material.exports.filter { $0.isDiverted != nil }
    let diverted = known.count { $0.isDiverted == true }
    guard diverted >= Self.leastOutcomes, known.count - diverted >= Self.leastOutcomes else {
      throw RunError(
        "too few outcomes to learn from: \(diverted) scored exports were found diverted and "
          + "\(known.count - diverted) cleared; at least \(Self.leastOutcomes) of each are needed, "
          + "so the weights stay as they are")
    }
    request.progress("cross-validating \(known.count) outcomes")
    let validation = CrossValidation(start.model, known, folders: request.folders.count)
    let best = validation.best
    let outcome = FitOutcome(
      start: start, strength: best?.strength, known: known, material: material,
      baseRate: request.baseRate, version: request.version)
    let comparison = FitComparison(outcome, exports: material.exports, settings: request.settings)
    tables =
      [Self.table(validation, chosen: best?.name)] + outcome.tables
      + comparison.tables
    if best?.strength == nil, abs(outcome.set.shift ?? 0) < 0.5 {
      weights = nil
      verdict =
        "no prior strength did better on held-out outcomes than the weights as they are: they stay"
    } else {
      weights = WeightSetText.text(
        of: outcome.set, from: try WeightSet.source(of: request.settings.weights),
        day: material.asOf, why: request.why)
      verdict =
        "\(outcome.set.version): fitted to \(diverted) diverted and \(known.count - diverted) cleared "
        + "exports with a prior that is \(best?.name ?? "as before")"
    }
  }

  private static func table(_ validation: CrossValidation, chosen: String?) -> EvaluationTable {
    EvaluationTable(
      "validation", "Which prior strength does best on outcomes held out",
      note:
        "Mean log-loss and area under precision–recall of outcomes that the fit did not see: "
        + "\(validation.parts) parts by \(validation.splitBy), and the last third by time. Chosen is "
        + "the least loss among those that rank no worse than the weights as before.",
      columns: [
        "prior", "spread of factors", "spread of weights, dB", "loss by network", "by time",
        "area by network", "by time too", "chosen",
      ],
      rows: validation.trials.map { trial in
        [
          .text(trial.name), EvaluationTable.optional(trial.strength?.factorSpread),
          EvaluationTable.optional(trial.strength?.levelSpread), .number(trial.byNetwork.loss),
          .number(trial.byTime.loss), .number(trial.byNetwork.area), .number(trial.byTime.area),
          .text(trial.name == chosen ? "yes" : ""),
        ]
      })
  }

  /// Everything as JSON.
  public var json: String {
    var pairs: [(String, JSONText)] = [("verdict", .string(verdict))]
    for table in tables { pairs.append((table.key, table.json)) }
    return JSONText.object(pairs).indented
  }
}

/// A weight set fitted with one prior strength.
struct FitOutcome {
  let start: WeightSet
  let set: WeightSet
  let factors: [Double]
  let scale: Double
  let baseRate: Double
  let isEstimated: Bool
  let prior: Double

  init(
    start: WeightSet, strength: StepFit.Strength?, known: [FitMaterial.Export],
    material: FitMaterial, baseRate given: Double?, version: String?
  ) {
    self.start = start
    let sample = CrossValidation.sample(known, lines: start.model.lines.count)
    let fit = strength.map { StepFit(start.model, to: sample, strength: $0) }
    let model = fit?.model ?? start.model
    factors = fit?.factors ?? start.groupNames.map { _ in 1 }
    scale = fit?.scale ?? 1
    // The configured prior, without what an earlier fit added.
    prior = material.prior - (start.shift ?? 0)
    let natural = log(10.0) / 10
    let sampled = (0..<sample.count).map { model.decibans(of: sample.row($0)) * natural }
    let rate = Double(sample.positives) / Double(sample.count)
    let intercept = fit?.intercept ?? BaseRate.shift(logOdds: sampled, toMean: rate)
    let population = material.exports.filter { $0.isDiverted == nil }
    let open = (population.isEmpty ? known : population).map {
      model.decibans(of: $0.levels) * natural
    }
    isEstimated = given == nil
    baseRate =
      given ?? BaseRate.estimated(logOdds: open.map { $0 + intercept }, sampleRate: rate)
    let shift = BaseRate.shift(logOdds: open, toMean: baseRate) / natural - prior
    set = start.taking(
      model, version: version ?? "\(start.version)-fit-\(material.asOf)", shift: shift)
  }

  /// What moved.
  var tables: [EvaluationTable] {
    [
      EvaluationTable(
        "base_rate", "From outcomes to all exports",
        note:
          "Inspections look where they expect something, so diversion is commoner among outcomes than "
          + "among exports. Within each kind, what was inspected is taken to be like what was not.",
        columns: ["figure", "value"],
        rows: [
          [
            .text(isEstimated ? "base rate, estimated" : "base rate, as given"), .number(baseRate),
          ],
          [.text("shift of the prior, dB"), .number(set.shift ?? 0)],
        ]),
      EvaluationTable(
        "groups", "Factors of the groups",
        note: "1 is as before, none can be below 0; the scale counts for all.",
        columns: ["group", "factor"],
        rows: [[.text("(scale of all)"), .number(scale)]]
          + zip(start.groupNames, factors).map { [.text($0), .number($1)] }),
      EvaluationTable(
        "lines", "Lines that weigh otherwise",
        note: "Decibans at each level, the lowest measure first.",
        columns: ["line", "before", "after"], rows: changedLines),
    ]
  }

  private var changedLines: [[EvaluationTable.Cell]] {
    func levels(_ set: WeightSet, _ code: String) -> String {
      let line = set.lines[code]
      return ([line?.base ?? 0] + (line?.steps.map(\.decibans) ?? [])).map { "\($0)" }
        .joined(separator: " ")
    }
    return EvidenceLines.codes.compactMap { code in
      let (before, after) = (levels(start, code), levels(set, code))
      return before == after ? nil : [.text(code), .text(before), .text(after)]
    }
  }
}
