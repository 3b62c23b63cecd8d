import DiversionRisk
import Foundation
import PartyMatch
import TradeIntake
public import TradeModel
import TradeStore

/// A trade folder or a database, opened for questions: movements, parties and flows as known on a day.
///
/// ```swift
/// let trade = try KnownTrade(at: "trade.sqlite")
/// let answer = try RouteInquiry(from: ["KR"], via: ["SG", "MY"], to: ["CN"]).answer(in: trade)
/// ```
public struct KnownTrade {
  let context: RiskContext
  private let analyst: Analyst
  private let registers: Registers
  /// The last day in the source.
  private let lastDay: TradeDay
  /// The run whose scores are those of this trade; nil where they are to be worked out.
  private let scoredRun: ExhibitRun?

  /// Opens a source of movements.
  ///
  /// - Parameters:
  ///   - path: a trade folder, a run folder, or a database that `entrepot run --database` kept.
  ///   - asOf: the day as known on which everything is seen, `YYYY-MM-DD`; nil for that of the run, or
  ///     the last one.
  ///   - config: an analysis configuration; nil for that of the run, or the defaults.
  /// - Throws: `RunError`, and what reading a folder or a database throws.
  public init(at path: String, asOf: String? = nil, config: String? = nil) throws {
    let source = try TradeSource(at: path)
    let store = source.store
    let settings =
      try config.map { try AnalysisSettings(file: $0) } ?? source.run?.settings()
      ?? AnalysisSettings()
    let day = try asOf.map { text throws(RunError) in
      guard let day = TradeDay(iso: text) else {
        throw RunError("--as-of \(text): is not a day; write it as 2025-09-30")
      }
      return day
    }
    guard let last = try store.lastDay() else {
      throw RunError("\(path): holds no usable declaration")
    }
    lastDay = last
    analyst = Analyst(
      store: store, settings: settings, weights: try WeightSet.named(settings.weights),
      asOf: day ?? source.run?.asOf ?? last, clock: StageClock { _ in })
    registers = try store.registers(asOf: day ?? source.run?.asOf ?? last)
    context = try analyst.context(registers)
    let isAsRun = config == nil && source.run?.asOf == context.asOf
    scoredRun = isAsRun ? source.run.map(ExhibitRun.init(reading:)) : nil
  }

  /// The day as known on which everything is seen.
  public var asOf: TradeDay { context.asOf }

  /// What to say instead of an answer where the day asked for is before all that is known; nil elsewhere.
  func nothingKnown(_ language: OutputLanguage) -> String? {
    guard context.records.count == 0 else { return nil }
    return language.say(
      "\(asOf)에는 알려진 신고가 없음.", "Nothing is known on \(asOf): every goods line is later.")
  }

  /// The prior probability in decibans.
  var prior: Double {
    let prior = context.settings.prior
    return 10 * log10(prior / (1 - prior))
  }

  /// How far the score of each movement is above the prior, in decibans, and never below 0.
  ///
  /// An export that is scored itself has its own; any other movement that of the party that receives.
  func movementScores() throws -> [Double] {
    let analysis = try analyst.score(context, registers)
    var scores = [Double](repeating: 0, count: context.movements.count)
    var ofParty: [PartyIndex: Double] = [:]
    for party in analysis.parties { ofParty[party.party] = party.score?.decibans }
    for (movement, known) in context.movements.enumerated() {
      scores[movement] = ofParty[known.consignee] ?? prior
    }
    for export in analysis.exports { scores[export.subject.movement] = export.score.decibans }
    return scores.map { max(0, $0 - prior) }
  }

  /// The probability of every party that has a score.
  ///
  /// A run folder says it; otherwise scoring takes longer than opening.
  func partyProbabilities() throws -> [PartyIndex: Double] {
    var found: [PartyIndex: Double] = [:]
    guard let scoredRun else {
      for party in try analyst.score(context, registers).parties {
        if let score = party.score { found[party.party] = score.probability }
      }
      return found
    }
    for (key, score) in try scoredRun.partyScores() {
      guard let party = context.parties.index(ofKey: key) else { continue }
      found[party] = score.probability
    }
    return found
  }

  /// The party that a text names: by its key, or by its exact name where only one has it.
  func party(_ text: String) throws(RunError) -> PartyIndex {
    let parties = context.parties
    return try PartyText.party(
      text, withKey: { parties.index(ofKey: $0).map { Int($0.raw) } },
      named: { name in
        parties.parties.indices.filter {
          let party = parties.parties[$0]
          return party.name == name || party.localName == name || party.names.contains(name)
        }
      }, key: { parties.parties[$0].key })
  }

  /// Writes the columns that the next question need only open.
  func keepColumns(beside database: String) throws {
    try TradeSnapshot.write(
      context, of: analyst.store, lastDay: lastDay, runID: nil, beside: database)
  }

  /// A party as a line of a table has it.
  func title(_ party: PartyIndex) -> String {
    let known = context.parties[party]
    return [known.country?.code, known.name].compactMap { $0 }.joined(separator: " ")
  }

  /// A party as JSON has it.
  func json(_ party: PartyIndex) -> [(String, JSONText)] { AskedParty(context.parties[party]).json }
}
