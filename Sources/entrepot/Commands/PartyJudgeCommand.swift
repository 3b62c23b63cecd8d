public import ArgumentParser
import EntrepotKit
import Foundation
public import TradeModel

/// `entrepot party judge`: a person decides whether two parties are one.
struct PartyJudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge",
    abstract: "Records a person's decision that two parties are the same, different, or unsure.",
    discussion: """
      entrepot party judge KR4156172K "SG:Harbour Nine" --as same --by Kim --why "one registry number" --database trade.sqlite

      Without --yes nothing is recorded: the scores that would change are listed. A judgement wins \
      over the machine, counts from its day on, and can be revoked: entrepot party judgements \
      --revoke ID.
      """)

  @Argument(help: "An identifier, a party key, a name, or CC:name.")
  var one: String

  @Argument(help: "The other party, written likewise.")
  var other: String

  @Option(name: .customLong("as"), help: "same, different or unsure.")
  var verdict: Verdict

  @Option(name: .customLong("by"), help: "Who decides.")
  var judge: String

  @Option(help: "Why.")
  var why: String

  @OptionGroup
  var decision: DecisionOptions

  func validate() throws {
    for (option, text) in [("--by", judge), ("--why", why)] where text.allSatisfy(\.isWhitespace) {
      throw ValidationError("\(option) must say something")
    }
  }

  func run() throws {
    let desk = try JudgementDesk(database: decision.database)
    let judgement = try desk.judgement(
      on: one, and: other, verdict, by: judge, on: decision.day(at: desk), why: why)
    guard decision.yes else {
      try decision.preview(
        at: desk,
        "\(judgement.one.reference) and \(judgement.other.reference): \(verdict.rawValue)",
        day: judgement.day
      ) { known in known + [judgement] }
      return
    }
    let recorded = try desk.record(judgement)
    Terminal.print(recorded.id)
    Terminal.note(
      "recorded; counts from \(recorded.day) on; to take it back: entrepot party judgements "
        + "--revoke \(recorded.id) --by NAME --why TEXT --database \(decision.database) --yes")
  }
}

extension Verdict: ExpressibleByArgument {}

/// What commands that decide have in common.
struct DecisionOptions: ParsableArguments {
  @Option(
    help: "The database that runs keep.", completion: .file(extensions: ["sqlite"]))
  var database: String

  @Option(help: "The day from which it counts, YYYY-MM-DD (default: the last day declared).")
  var on: String?

  @Option(help: "Show changes as known on this day (default: the day from which it counts).")
  var asOf: String?

  @Option(
    help: "Analysis configuration for the changes shown, YAML.",
    completion: .file(extensions: ["yml", "yaml"]))
  var config: String?

  @Flag(help: "Record it; without this the changes are only shown.")
  var yes = false

  @Flag(help: "Print the changes as JSON lines.")
  var json = false

  /// The day from which the decision counts.
  func day(at desk: JudgementDesk) throws -> TradeDay {
    try on.map { try TradeDay(argument: $0, of: "--on") } ?? desk.lastDay()
  }

  private static func cells(of change: ScoreChange) -> [String] {
    func decibans(_ score: ScoreChange.Score?) -> String {
      score.map { $0.decibans.formatted(.number.precision(.fractionLength(1))) } ?? "–"
    }
    let bands = [change.before, change.after].map { $0?.band.rawValue ?? "–" }
    return [
      change.kind.rawValue, change.key, decibans(change.before), decibans(change.after),
      bands[0] == bands[1] ? bands[0] : bands.joined(separator: " → "),
      TextTable.fitted(change.name, 60),
    ]
  }

  /// Shows what a decision would change.
  func preview(
    at desk: JudgementDesk, _ what: String, day: TradeDay,
    _ change: ([Judgement]) -> [Judgement]
  ) throws {
    let known = try asOf.map { try TradeDay(argument: $0, of: "--as-of") } ?? day
    let settings = try config.map { try AnalysisSettings(file: $0) } ?? AnalysisSettings()
    let (changes, warnings) = try desk.changes(by: change, asOf: known, settings: settings)
    if json {
      for change in changes { Terminal.printJSON(change.jsonLine) }
    } else {
      var table = TextTable(["kind", "key", "decibans>", "would be>", "band", "name"])
      for change in changes { table.add(Self.cells(of: change)) }
      for line in table.lines { Terminal.print(line) }
    }
    for warning in warnings { Terminal.note("entrepot: warning: \(warning)") }
    Terminal.note(
      "\(what): \(changes.count) scores would change as known on \(known); nothing was recorded, "
        + "--yes records it")
    if known < day {
      Terminal.note("the decision counts from \(day) on, which is later: --on says another day")
    }
  }
}
