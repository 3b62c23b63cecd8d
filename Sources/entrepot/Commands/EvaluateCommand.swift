import ArgumentParser
import EntrepotKit
import Foundation
import TradeModel

/// `entrepot evaluate`: how good a run was, where the truth is known.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measures a run against the truth of an invented world.",
    discussion: """
      entrepot evaluate run --truth world/truth
      entrepot evaluate run --truth world/truth --html report.html --json report.json

      Nothing that scores may read the truth; this reads both, afterwards.
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "run"), completion: .directory)
  var runFolder: String

  @Option(help: "The folder with the truth, as entrepot-worlds writes it.", completion: .directory)
  var truth: String

  @Option(help: "Write all figures to this JSON file.")
  var json: String?

  @Option(help: "Write a report with plots to this HTML file.")
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Analyse this trade folder again with other dwell windows and fewer onward records.",
      valueName: "folder"),
    completion: .directory)
  var sensitivity: String?

  @Option(help: "Analysis configuration of the run, for --sensitivity.")
  var config: String?

  @Option(help: "Seed of the bootstrap.")
  var seed: UInt64 = 1

  @Option(help: "Resamples of the bootstrap, 2 to 100,000.")
  var rounds = 200

  func validate() throws {
    if !(2...100_000).contains(rounds) {
      throw ValidationError("--rounds must be between 2 and 100,000.")
    }
  }

  func run() throws {
    var request = Evaluation.Request(run: runFolder, truth: truth)
    request.seed = seed
    request.rounds = rounds
    var evaluation = try Evaluation(request)
    if let sensitivity {
      let settings = try config.map { try AnalysisSettings(file: $0) } ?? AnalysisSettings()
      var again = Evaluation.SensitivityRequest(
        folder: sensitivity, truth: truth, settings: settings,
        asOf: try RunReader(folder: runFolder).asOf)
      again.progress = { Terminal.note("… \($0)") }
      try evaluation.addSensitivity(again)
    }
    if let json { try WholeFile.write(evaluation.json, to: json) }
    if let html { try WholeFile.write(evaluation.html, to: html) }
    for table in evaluation.tables { TableOutput.show(table) }
  }
}

/// Shows a table of figures on a terminal.
enum TableOutput {
  static func show(_ table: EvaluationTable) {
    Terminal.print(Terminal.safe(table.title))
    let isNumber = table.columns.indices.map { column in
      !table.rows.contains { row in
        if case .text = row[column] { true } else { false }
      }
    }
    var text = TextTable(zip(table.columns, isNumber).map { $0 + ($1 ? ">" : "") })
    for row in table.rows { text.add(row.map(\.text)) }
    for line in text.lines { Terminal.print("  " + line) }
    Terminal.print("")
  }
}
