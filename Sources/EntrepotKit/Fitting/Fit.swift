import Appraisal
import DiversionRisk
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
    let tails =
      best?.strength.map { strength in
        validation.tails(strength, in: material.unseen)
      } ?? []
    let outcome = FitOutcome(
      start: start, strength: best?.strength, known: known, material: material,
      baseRate: Self.baseRate(request, tails), version: request.version)
    let comparison = FitComparison(outcome, exports: material.exports, settings: request.settings)
    tables =
      [Self.table(validation, chosen: best?.name)] + outcome.tables
      + comparison.tables
    let learnt = "\(diverted) diverted and \(known.count - diverted) cleared exports"
    if outcome.changesNothing {
      weights = nil
      verdict =
        "no prior strength did better on held-out outcomes than the weights as they are: they stay"
    } else {
      weights = WeightSetText.text(
        of: outcome.set, from: try WeightSet.source(of: request.settings.weights),
        day: material.asOf, why: "\(request.why) (\(learnt); \(outcome.priorInWords))")
      verdict = "\(outcome.set.version): fitted to \(learnt); \(outcome.priorInWords)"
    }
  }

  private static func baseRate(
    _ request: FitRequest, _ tails: [Double]
  ) -> FitOutcome.BaseRateSource {
    request.baseRate.map(FitOutcome.BaseRateSource.given)
      ?? .asBefore(unless: BaseRate.ofPositives(tails: tails))
  }

  private static func table(_ validation: CrossValidation, chosen: String?) -> EvaluationTable {
    EvaluationTable(
      "validation", "Which prior strength does best on outcomes held out",
      note:
        "Mean log-loss and area under precision–recall of outcomes that the fit did not see: "
        + "\(validation.parts) parts by \(validation.splitBy), each ranked by itself, and the last third "
        + "by time. Chosen is the strongest prior whose loss is not clearly above the least, among those that "
        + "do not rank clearly worse than the weights as before, by more than the standard error over the "
        + "parts; or a stronger one with less loss.",
      columns: [
        "prior", "spread of factors", "spread of weights, dB", "loss by network", "by time",
        "area by network", "by time too", "chosen",
      ],
      rows: validation.trials.map { trial in
        [
          .text(trial.name), EvaluationTable.optional(trial.strength?.factorSpread),
          EvaluationTable.optional(trial.strength?.levelSpread), .number(trial.networkLoss),
          .number(trial.byTime.loss), .number(trial.networkArea),
          EvaluationTable.optional(trial.byTime.area),
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
  /// The share of diversion among exports that nobody inspected; nil where the prior stays.
  let baseRate: Double?
  /// The share of honest exports of which outcomes say diversion nevertheless; nil without a fit.
  let mistakenShare: Double?
  let prior: Double
  private let source: BaseRateSource
  private let strength: StepFit.Strength?

  /// Where a base rate comes from.
  enum BaseRateSource {
    /// A person's.
    case given(Double)
    /// What the weights before expect, or the nearest that an estimate from outcomes allows.
    case asBefore(unless: BaseRate.Estimate?)

    /// The rate for what the weights before expect.
    func rate(_ expected: Double) -> Double {
      switch self {
      case .given(let rate): rate
      case .asBefore(nil): expected
      case .asBefore(let estimate?):
        min(estimate.interval.upperBound, max(estimate.interval.lowerBound, expected))
      }
    }
  }

  /// Fits, and moves the prior to the base rate.
  ///
  /// Weights that stay as they are keep their prior as well, unless the base rate was given.
  init(
    start: WeightSet, strength: StepFit.Strength?, known: [FitMaterial.Export],
    material: FitMaterial, baseRate source: BaseRateSource, version: String?
  ) {
    self.start = start
    self.strength = strength
    self.source = source
    let sample = CrossValidation.sample(known, lines: start.model.lines.count)
    let fit = strength.map { StepFit(start.model, to: sample, strength: $0) }
    factors = fit?.factors ?? start.groupNames.map { _ in 1 }
    scale = fit?.scale ?? 1
    mistakenShare = fit?.link.mistakenShare
    // The configured prior, without what an earlier fit added.
    let prior = material.prior - (start.shift ?? 0)
    self.prior = prior
    let population = material.unseen.isEmpty ? known : material.unseen
    let expected =
      population.reduce(0) {
        $0 + probability(ofDecibans: material.prior + start.model.decibans(of: $1.levels))
      } / Double(max(1, population.count))
    let model = fit?.model ?? start.model
    baseRate =
      if case .asBefore = source, fit == nil { nil } else { source.rate(expected) }
    let open = population.map { model.decibans(of: $0.levels) * StepFit.natural }
    let shift =
      baseRate.map { BaseRate.shift(logOdds: open, toMean: $0) / StepFit.natural - prior }
      ?? start.shift ?? 0
    set = start.taking(
      model, version: version ?? "\(start.version)-fit-\(material.asOf)", shift: shift,
      scale: scale, prior: prior)
  }

  /// Whether the new set would weigh everything as the old one does.
  var changesNothing: Bool { strength == nil && abs((set.shift ?? 0) - (start.shift ?? 0)) < 0.05 }

  /// How far weights could move, and where the prior is now, for the entry under CHANGES.
  var priorInWords: String {
    let rate =
      baseRate.map { rate in
        let number = EvaluationTable.Cell.number(rate).text
        return switch source {
        case .given: "base rate \(number)"
        case .asBefore: "base rate \(number), \(bindingEnd ?? "as the weights before expect")"
        }
      } ?? "prior as before"
    let spread =
      strength.map { strength in
        "prior: factors 1 ± \(strength.factorSpread), weights ± \(strength.levelSpread) dB"
      } ?? "weights as before"
    return "\(spread); \(rate)"
  }

  /// What moved.
  var tables: [EvaluationTable] {
    [
      EvaluationTable(
        "base_rate", "From outcomes to all exports",
        note:
          "Inspections look where they expect something, so diversion is commoner among outcomes than "
          + "among exports. The base rate is the mean probability by the weights before, unless outcomes "
          + "contradict it: estimated from where exports found diverted stand among those that nobody "
          + "inspected, those found taken to score like those not found.",
        columns: ["figure", "value"], rows: baseRateRows),
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

  /// Which end of the estimate's interval the base rate was moved to; nil where it was not.
  private var bindingEnd: String? {
    guard case .asBefore(let estimate?) = source, let baseRate else { return nil }
    if baseRate == estimate.interval.lowerBound { return "the least that outcomes allow" }
    return baseRate == estimate.interval.upperBound ? "the most that outcomes allow" : nil
  }

  private var baseRateRows: [[EvaluationTable.Cell]] {
    var rows: [[EvaluationTable.Cell]] = []
    if case .asBefore(let estimate?) = source {
      rows = [
        [.text("base rate by outcomes, estimated"), .number(estimate.rate)],
        [.text("at least"), .number(estimate.interval.lowerBound)],
        [.text("at most"), .number(estimate.interval.upperBound)],
        [.text("exports found diverted that it rests on"), .count(estimate.positives)],
      ]
    }
    let name =
      switch source {
      case .given: "base rate, as given"
      case .asBefore: "base rate, " + (bindingEnd ?? "as the weights before expect")
      }
    rows.append([.text(name), EvaluationTable.optional(baseRate)])
    rows.append([.text("shift of the prior, dB"), .number(set.shift ?? 0)])
    rows.append([
      .text("honest exports of which diversion was said, share"),
      EvaluationTable.optional(mistakenShare),
    ])
    return rows
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
