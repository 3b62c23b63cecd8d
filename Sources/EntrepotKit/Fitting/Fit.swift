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
    let tails =
      best?.strength.map { strength in
        validation.tails(strength, in: material.exports.filter { $0.isDiverted == nil })
      } ?? []
    let outcome = FitOutcome(
      start: start, strength: best?.strength, known: known, material: material,
      baseRate: Self.baseRate(request, tails), tails: tails, version: request.version)
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

  /// The share of diversion among exports that nobody inspected; nil where nothing says so.
  ///
  /// Weights that stay as they are keep their prior as well, unless the base rate was given.
  private static func baseRate(_ request: FitRequest, _ tails: [Double]) -> FitOutcome.Rate? {
    if let given = request.baseRate { return .given(given) }
    return BaseRate.ofPositives(tails: tails).map(FitOutcome.Rate.estimated)
  }

  private static func table(_ validation: CrossValidation, chosen: String?) -> EvaluationTable {
    EvaluationTable(
      "validation", "Which prior strength does best on outcomes held out",
      note:
        "Mean log-loss and area under precision–recall of outcomes that the fit did not see: "
        + "\(validation.parts) parts by \(validation.splitBy), each ranked by itself, and the last third "
        + "by time. Chosen is the strongest prior whose loss is not clearly above the least, among those that "
        + "do not rank clearly worse than the weights as before: by more than the standard error over the "
        + "parts.",
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
  let baseRate: Rate?
  let prior: Double
  private let strength: StepFit.Strength?

  /// Where a base rate comes from.
  enum Rate {
    case given(Double)
    case estimated(BaseRate.Estimate)

    var value: Double {
      switch self {
      case .given(let rate): rate
      case .estimated(let estimate): estimate.rate
      }
    }
  }

  /// Fits, moves the prior to the base rate, and the scale to where found exports stand.
  ///
  /// `tails` are, for each export found diverted, the share of those nobody inspected that scores as high,
  /// judged by a fit that did not see it; without them the scale is what outcomes alone give.
  init(
    start: WeightSet, strength: StepFit.Strength?, known: [FitMaterial.Export],
    material: FitMaterial, baseRate: Rate?, tails: [Double] = [], version: String?
  ) {
    self.start = start
    self.strength = strength
    self.baseRate = baseRate
    let sample = CrossValidation.sample(known, lines: start.model.lines.count)
    let fit = strength.map { StepFit(start.model, to: sample, strength: $0) }
    factors = fit?.factors ?? start.groupNames.map { _ in 1 }
    // The configured prior, without what an earlier fit added.
    let prior = material.prior - (start.shift ?? 0)
    self.prior = prior
    let natural = log(10.0) / 10
    let population = material.exports.filter { $0.isDiverted == nil }
    var model = fit?.model ?? start.model
    var open = (population.isEmpty ? known : population).map {
      model.decibans(of: $0.levels) * natural
    }
    let factor =
      baseRate.map { rate in
        Self.factor(of: open, tails: tails, rate: rate.value, scale: fit?.scale ?? 1)
      } ?? 1
    model = model.scaled(by: model.limits.map { _ in factor })
    open = open.map { $0 * factor }
    scale = (fit?.scale ?? 1) * factor
    let shift =
      baseRate.map { BaseRate.shift(logOdds: open, toMean: $0.value) / natural - prior }
      ?? start.shift ?? 0
    set = start.taking(
      model, version: version ?? "\(start.version)-fit-\(material.asOf)", shift: shift)
  }

  /// What to multiply a fit's weights by, so that found exports stand where its probabilities say.
  ///
  /// - Parameters:
  ///   - open: log-odds of the exports that nobody inspected.
  ///   - tails: where found ones stand among them.
  ///   - rate: the base rate.
  ///   - scale: what the fit multiplied the weights by.
  /// - Returns: the factor; 1 where fewer than five were found.
  private static func factor(
    of open: [Double], tails: [Double], rate: Double, scale: Double
  ) -> Double {
    guard tails.count >= 5 else { return 1 }
    let sorted = open.sorted(by: >)
    // A share of (k + 1) / (n + 1) is that of k of them: the last of these stands where the found one does.
    let found = tails.map { share in
      sorted[max(0, min(sorted.count, Int((share * Double(sorted.count + 1)).rounded()) - 1) - 1)]
    }
    // From what an export scores about which nothing speaks to what convinces anybody, in the weights' scale
    // before: beyond, a score says no more.
    let reach = scale * log(10.0) / 10
    return BaseRate.factor(
      population: open, positives: found, rate: rate, reach: -10 * reach...50 * reach)
  }

  /// Whether the new set would weigh everything as the old one does.
  var changesNothing: Bool { strength == nil && abs((set.shift ?? 0) - (start.shift ?? 0)) < 0.05 }

  /// How far weights could move, and where the prior is now, for the entry under CHANGES.
  var priorInWords: String {
    let rate =
      switch baseRate {
      case nil: "prior as before"
      case .given(let rate): "base rate \(EvaluationTable.Cell.number(rate).text)"
      case .estimated(let estimate):
        "base rate \(EvaluationTable.Cell.number(estimate.rate).text), estimated"
      }
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
          + "among exports. Estimated from where exports found diverted stand among those that nobody "
          + "inspected: those found are taken to score like those not found.",
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

  private var baseRateRows: [[EvaluationTable.Cell]] {
    let rows: [[EvaluationTable.Cell]]
    switch baseRate {
    case nil: rows = [[.text("base rate, the prior stays"), .unknown]]
    case .given(let rate): rows = [[.text("base rate, as given"), .number(rate)]]
    case .estimated(let estimate):
      rows = [
        [.text("base rate, estimated"), .number(estimate.rate)],
        [.text("at least"), .number(estimate.interval.lowerBound)],
        [.text("at most"), .number(estimate.interval.upperBound)],
        [.text("exports found diverted that it rests on"), .count(estimate.positives)],
      ]
    }
    return rows + [[.text("shift of the prior, dB"), .number(set.shift ?? 0)]]
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
