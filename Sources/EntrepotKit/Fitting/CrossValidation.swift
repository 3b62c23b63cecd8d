import Appraisal

/// Which prior strength does best on outcomes that were not learnt from.
///
/// Two ways of holding out, because each alone flatters: by network (parties that trade with one
/// another stay together; folders, where there are three or more) and by time (the last third).
struct CrossValidation {
  /// How outcomes were judged by fits that did not see them.
  struct HeldOut {
    /// Mean log-loss.
    let loss: Double
    /// Area under precision–recall.
    let area: Double
  }

  /// A strength that was tried, and how it did on outcomes held out.
  struct Trial {
    let name: String
    let strength: StepFit.Strength?
    let byNetwork: HeldOut
    let byTime: HeldOut
    var loss: Double { (byNetwork.loss + byTime.loss) / 2 }
    var area: Double { (byNetwork.area + byTime.area) / 2 }
  }

  let trials: [Trial]
  /// How many parts outcomes were split into by network.
  let parts: Int
  /// What the parts are.
  let splitBy: String

  static let strengths: [(String, StepFit.Strength?)] = [
    ("as before", nil),
    ("scale only", StepFit.Strength(factorSpread: 0, levelSpread: 0)),
    ("very strong", StepFit.Strength(factorSpread: 0.1, levelSpread: 0.5)),
    ("strong", StepFit.Strength(factorSpread: 0.2, levelSpread: 1)),
    ("medium", StepFit.Strength(factorSpread: 0.4, levelSpread: 2)),
    ("weak", StepFit.Strength(factorSpread: 0.6, levelSpread: 4)),
  ]

  init(_ model: StepModel, _ exports: [FitMaterial.Export], folders: Int) {
    let sample = Self.sample(exports, lines: model.lines.count)
    let byFolder = folders >= 3
    splitBy = byFolder ? "folder" : "network of parties"
    let parts = byFolder ? folders : 5
    self.parts = parts
    let part =
      byFolder
      ? exports.map(\.folder)
      : NetworkFolds.parts(
        nodes: exports.map(\.parties), count: parts, hub: max(5, exports.count / 40))
    let days = exports.map(\.day).sorted()
    let cut = days[days.count * 2 / 3]
    let late = exports.map { $0.day >= cut }
    trials = Self.strengths.map { name, strength in
      Trial(
        name: name, strength: strength,
        byNetwork: Self.heldOut(
          model, sample, strength, (0..<parts).map { number in part.map { $0 == number } }),
        byTime: Self.heldOut(model, sample, strength, [late]))
    }
  }

  /// The trial with the least loss among those that rank held-out outcomes no worse than the weights as
  /// they are; of equals the stronger prior.
  var best: Trial? {
    let before = trials.first?.area ?? 0
    return trials.filter { $0.area >= before - 1e-9 }.min { $0.loss < $1.loss }
  }

  static func sample(_ exports: [FitMaterial.Export], lines: Int) -> StepSample {
    var sample = StepSample(lineCount: lines)
    for export in exports { sample.append(export.levels, label: export.isDiverted ?? false) }
    return sample
  }

  /// Rows held out, each judged by a fit that did not see it.
  private static func heldOut(
    _ model: StepModel, _ sample: StepSample, _ strength: StepFit.Strength?, _ tests: [[Bool]]
  ) -> HeldOut {
    var scores: [Double] = []
    var labels: [Bool] = []
    for isTested in tests {
      let training = sample.rows((0..<sample.count).filter { !isTested[$0] })
      let canFit = (1..<max(1, training.count)).contains(training.positives)
      let fitted =
        strength.flatMap { canFit ? StepFit(model, to: training, strength: $0).model : nil }
        ?? model
      for row in 0..<sample.count where isTested[row] {
        scores.append(fitted.decibans(of: sample.row(row)))
        labels.append(sample.labels[row])
      }
    }
    return HeldOut(
      loss: StepFit.logLoss(decibans: scores, labels: labels),
      area: RankedOutcomes(scores: scores, labels: labels).averagePrecision ?? 0)
  }
}
