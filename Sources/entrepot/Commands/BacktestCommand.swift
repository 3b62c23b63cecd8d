import ArgumentParser
import EntrepotKit
import TradeIntake
import TradeModel

/// `entrepot backtest`: what would have been said on earlier days.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest", abstract: "Replays earlier days and says what came of their alerts.",
    discussion: """
      entrepot backtest trade-folder --from 2025-01-31 --to 2025-09-30 --every 30
      entrepot backtest world --from 2025-03-31 --to 2025-09-30 --truth world/truth --json days.json

      Each day is judged as known on it. What came of its alerts is what outcomes.csv decides later.
      """)

  @Argument(help: "The trade folder.", completion: .directory)
  var folder: String

  @Option(help: "The first day to replay, YYYY-MM-DD.")
  var from: String

  @Option(help: "Replay no day after this one, YYYY-MM-DD.")
  var to: String

  @Option(help: "Days from one replayed day to the next.")
  var every = 30

  @Option(help: "The folder with the truth of an invented world.", completion: .directory)
  var truth: String?

  @Option(help: "Keep declarations in this SQLite database; without it a temporary one is used.")
  var database: String?

  @Option(help: "Analysis configuration, YAML.", completion: .file(extensions: ["yml", "yaml"]))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Read files in another layout: a mapping profile by name or as a YAML file; may be repeated.",
      valueName: "profile"))
  var profile: [String] = []

  @Option(help: "Write all figures to this JSON file.")
  var json: String?

  @Option(help: "Write the table of days to this CSV file.")
  var csv: String?

  func validate() throws {
    if !(1...3_660).contains(every) {
      throw ValidationError("--every must be between 1 and 3,660 days.")
    }
  }

  func run() throws {
    var request = BacktestRequest(
      folder: folder, from: try TradeDay(argument: from, of: "--from"),
      to: try TradeDay(argument: to, of: "--to"))
    request.every = every
    request.truth = truth
    request.database = database
    if let config { request.settings = try AnalysisSettings(file: config) }
    request.profiles = try profile.map { try MappingProfile(nameOrPath: $0) }
    request.progress = { Terminal.note("… \($0)") }
    let backtest = try Backtest(request)
    if let json { try WholeFile.write(backtest.json, to: json) }
    if let csv { try WholeFile.write(backtest.csv, to: csv) }
    for table in backtest.tables { TableOutput.show(table) }
  }
}
