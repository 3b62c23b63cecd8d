import ArgumentParser
import EntrepotKit

/// What every list of a run's ranking is asked for.
struct RunListOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The run folder.", valueName: "run"), completion: .directory)
  var runFolder: String

  @Option(help: "How many are listed.")
  var top = 20

  @Option(help: "Language of words: en or ko.")
  var lang: OutputLanguage = .english

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top must be at least 1") }
  }
}
