import Appraisal
import DiversionRisk
import Foundation
import PartyMatch
import TradeIntake
import TradeModel
import TradeStore

/// What a fit learns from: the levels that each export reached, and what inspections found.
struct FitMaterial {
  /// A scored export.
  struct Export {
    let identity: DeclarationIdentity
    let folder: Int
    let day: TradeDay
    /// Numbers of the parties, different in every folder.
    let parties: [Int]
    let levels: [Int8]
    /// What was found; nil where nobody looked.
    let isDiverted: Bool?
  }

  private(set) var exports: [Export]
  private(set) var asOf: TradeDay
  /// Decibans before any line, as configured.
  private(set) var prior: Double
  /// What the exports were measured to be; empty unless it was asked for.
  private var measured = MeasureTable()

  /// The exports that nobody inspected.
  var unseen: [Export] { exports.filter { $0.isDiverted == nil } }

  /// Exports that were scored, as known on a day.
  init(exports: [Export], asOf: TradeDay, prior: Double) {
    self.exports = exports
    self.asOf = asOf
    self.prior = prior
  }

  /// Analyses the folders one after the other.
  init(_ request: FitRequest, weights: WeightSet) throws {
    self.init(exports: [], asOf: TradeDay(raw: 0), prior: 0)
    guard request.outcomes.isEmpty || request.outcomes.count == request.folders.count else {
      throw RunError(
        "\(request.outcomes.count) files of outcomes for \(request.folders.count) folders: give "
          + "--outcomes once for each folder, in their order, or not at all")
    }
    for (number, folder) in request.folders.enumerated() {
      request.progress("analysing \(folder)")
      try add(folder, number: number, request, weights)
    }
    if let path = request.measures { try WholeFile.write(measured.bytes, to: path) }
  }

  private mutating func add(
    _ path: String, number: Int, _ request: FitRequest, _ weights: WeightSet
  ) throws {
    let store = try TradeStore.temporary(in: NSTemporaryDirectory())
    _ = try Ingest(store: store, progress: { _ in }).read(TradeFolder(path: path))
    guard let lastDay = try store.lastDay() else {
      throw RunError("\(path): not one usable declaration")
    }
    let day = request.asOf ?? lastDay
    asOf = max(asOf, day)
    let ranking = try Analyst(
      store: store, settings: request.settings, weights: weights, asOf: day,
      clock: StageClock { _ in }
    ).rank()
    prior = ranking.scorer.prior
    let labels =
      request.outcomes.isEmpty
      ? Self.labels(of: ranking.registers.outcomes) : try Self.labels(in: request.outcomes[number])
    let measures = ranking.scorer.measures(
      of: ranking.exports.map(\.subject), in: ranking.context)
    if request.measures != nil {
      measured.add(ranking, measures: measures, labels: labels, folder: number)
    }
    for (export, measures) in zip(ranking.exports, measures) {
      let movement = ranking.context.movements[export.subject.movement]
      exports.append(
        Export(
          identity: export.identity, folder: number, day: movement.date,
          parties: [movement.shipper, movement.consignee].map { Int($0.raw) << 8 | number },
          levels: weights.levels(of: measures), isDiverted: labels[export.identity.description]))
    }
  }

  private static func labels(of outcomes: [Outcome]) -> [String: Bool] {
    Dictionary(
      outcomes.map { ($0.identity.description, $0.outcome == .diverted) },
      uniquingKeysWith: { _, later in later })
  }

  private static func labels(in path: String) throws -> [String: Bool] {
    var labels: [String: Bool] = [:]
    let columns = ["source", "declaration_id", "line", "outcome"]
    try NamedRows.visit(path, columns: columns) { cells in
      guard cells[3] == "diverted" || cells[3] == "cleared" else {
        throw RunError("\(path): outcome \"\(cells[3])\" is neither diverted nor cleared")
      }
      labels["\(cells[0])/\(cells[1])/\(cells[2])"] = cells[3] == "diverted"
    }
    return labels
  }
}

extension WeightSet {
  /// The names of the groups, in the order in which a model numbers them.
  var groupNames: [String] { groups.keys.sorted() }

  /// The set as a model without words.
  var model: StepModel {
    let names = groupNames
    return StepModel(
      lines: EvidenceLines.codes.compactMap { code in
        lines[code].map { line in
          StepModel.Line(
            group: names.firstIndex(of: line.group) ?? 0,
            levels: [line.base] + line.steps.map(\.decibans))
        }
      },
      limits: names.compactMap { name in groups[name].map { $0.least...$0.most } })
  }

  /// The level that each line reaches; −1 where it could not be checked.
  func levels(of measures: [Double?]) -> [Int8] {
    zip(EvidenceLines.codes, measures).map { code, measure in
      guard let measure, let line = lines[code] else { return -1 }
      return Int8(line.steps.count { measure >= $0.from })
    }
  }

  /// The set with the numbers of a model, to a tenth of a deciban.
  ///
  /// Lines that measure what other exports score go by decibans themselves, and their steps move along:
  /// a scale alone is to rank nothing otherwise.
  ///
  /// - Parameters:
  ///   - model: the numbers, in the order of lines and groups here.
  ///   - version: the name of the new set.
  ///   - shift: decibans added to the prior.
  ///   - scale: what all weights were multiplied by.
  ///   - prior: decibans before any line, without a shift.
  /// - Returns: a set that weighs as the model does.
  func taking(
    _ model: StepModel, version: String, shift: Double, scale: Double = 1, prior: Double = 0
  ) -> WeightSet {
    func tenth(_ value: Double) -> Double { (value * 10).rounded() / 10 + 0 }
    var set = self
    set.version = version
    set.shift = tenth(shift)
    for (name, limits) in zip(groupNames, model.limits) {
      set.groups[name]?.least = tenth(limits.lowerBound)
      set.groups[name]?.most = tenth(limits.upperBound)
    }
    for (code, line) in zip(EvidenceLines.codes, model.lines) {
      set.lines[code]?.base = tenth(line.levels[0])
      for (number, level) in line.levels.dropFirst().enumerated() {
        set.lines[code]?.steps[number].decibans = tenth(level)
      }
      guard EvidenceLines.measuresScores(code), let steps = lines[code]?.steps else { continue }
      for (number, step) in steps.enumerated() {
        let above = step.from - prior - (self.shift ?? 0)
        // Scores move by the shift as it is written down.
        set.lines[code]?.steps[number].from = tenth(prior + tenth(shift) + scale * above)
      }
    }
    return set
  }
}
