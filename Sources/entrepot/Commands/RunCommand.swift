import ArgumentParser
import EntrepotKit
import Foundation

/// `entrepot run`: the main job.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Reads a trade folder and writes ranked, explained and drawn routes.",
    discussion: """
      entrepot run trade-folder --out run
      entrepot run trade-folder --out run --database trade.sqlite --as-of 2025-09-30
      entrepot run trade-folder --out run --previous run

      Everything of a run appears in the output folder together, or nothing does.

      Exit status: 0 done; 1 done with alerts (only with --fail-on-alert); 2 unusable input or arguments; 70 internal error.
      """)

  @Argument(help: "The trade folder.", completion: .directory)
  var folder: String

  @Option(help: "Where the run folder goes; an earlier run there is replaced.")
  var out: String

  @Option(help: "Keep declarations in this SQLite database; without it a temporary one is used.")
  var database: String?

  @Option(help: "Judge as known on this day, YYYY-MM-DD (default: the last day declared).")
  var asOf: String?

  @Option(help: "Analysis configuration, YAML.", completion: .file(extensions: ["yml", "yaml"]))
  var config: String?

  @Option(
    help: """
      Tell moves of parties and changes of the watchlist against the run in this folder (default: \
      the last run of an earlier day in --database).
      """, completion: .directory)
  var previous: String?

  @Option(
    help: ArgumentHelp(
      "Read files in another layout: a mapping profile by name or as a YAML file; may be repeated.",
      discussion: "Files that a built-in profile covers by their names need none.",
      valueName: "profile"))
  var profile: [String] = []

  @Flag(help: "End with status 1 if a route is at or above the alert band.")
  var failOnAlert = false

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  func run() throws {
    let isQuiet = quiet
    let request = try RunRequest.reading(
      folder: folder, output: out, database: database, asOf: asOf, config: config,
      profiles: profile, previous: previous
    ) { stage in
      if !isQuiet { Terminal.note("… \(stage)") }
    }
    let summary = try Run.perform(request)
    for warning in summary.warnings { Terminal.note("entrepot: warning: \(warning)") }
    if !quiet {
      Terminal.note(
        "\(summary.rows) rows read, \(summary.rejects) rejected; \(summary.declarations) exports "
          + "scored as of \(summary.asOf); \(summary.routes) routes, \(summary.alerts) of them "
          + "alerts; \(summary.diagrams) drawings in \(summary.output)/diagrams")
      Terminal.note(summary.bounds)
    }
    if failOnAlert, summary.alerts > 0 { throw ExitCode(1) }
  }
}
