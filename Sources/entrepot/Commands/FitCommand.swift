import ArgumentParser
import EntrepotKit
import TradeModel

/// `entrepot fit`: weights from outcomes of inspections.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fits the weights to outcomes of inspections.",
    discussion: """
      entrepot fit trade-folder --out fitted.yml --why "outcomes of the third quarter"
      entrepot fit trade-folder --out fitted.yml --why "controls only" --outcomes controls.csv

      Writes a new weight set and shows what it would change. To use it: `weights: fitted.yml` in the configuration.
      """)

  @Argument(help: "Trade folders with outcomes.", completion: .directory)
  var folders: [String]

  @Option(help: "The weight set to write, YAML.")
  var out: String

  @Option(help: "The reason, for the dated entry in the new set.")
  var why: String

  @Option(
    help: "Learn from this file in the layout of outcomes.csv instead; once for each folder.")
  var outcomes: [String] = []

  @Option(help: "The name of the new set.")
  var version: String?

  @Option(help: "Share of diversion among all scored exports; without it, it is estimated.")
  var baseRate: Double?

  @Option(help: "Judge as known on this day, YYYY-MM-DD (default: the last day declared).")
  var asOf: String?

  @Option(help: "Analysis configuration; its weight set is where the fit starts.")
  var config: String?

  @Option(help: "Write all figures to this JSON file.")
  var json: String?

  @Option(help: "Write the measure of every line for every scored export to this CSV file.")
  var measures: String?

  func validate() throws {
    if let baseRate, !(baseRate > 0 && baseRate < 0.5) {
      throw ValidationError("--base-rate must be above 0 and below 0.5.")
    }
  }

  func run() throws {
    var request = FitRequest(folders: folders, why: why)
    request.outcomes = outcomes
    request.version = version
    request.baseRate = baseRate
    request.measures = measures
    if let config { request.settings = try AnalysisSettings(file: config) }
    if let asOf { request.asOf = try TradeDay(argument: asOf, of: "--as-of") }
    request.progress = { Terminal.note("… \($0)") }
    let fit = try Fit(request)
    for table in fit.tables { TableOutput.show(table) }
    if let json { try WholeFile.write(fit.json, to: json) }
    if let weights = fit.weights {
      try WholeFile.write(weights, to: out)
      Terminal.note("\(fit.verdict); written to \(out)")
    } else {
      Terminal.note("\(fit.verdict); nothing was written")
    }
  }
}
