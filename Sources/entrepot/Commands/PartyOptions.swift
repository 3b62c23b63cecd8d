import ArgumentParser

/// A party of a run.
struct RunPartyOptions: ParsableArguments {
  @Argument(help: "The party's key, or a name that no other party has.")
  var party: String

  @Option(name: .customLong("run"), help: "The run folder.", completion: .directory)
  var runFolder: String
}

/// In what form names that were compared are printed.
struct ComparisonOutput: ParsableArguments {
  @Flag(help: "Print CSV, as is done without it where standard output is no terminal.")
  private var csv = false

  @Flag(help: "Print one JSON object for each pair, or each party that may be listed.")
  var json = false

  /// Whether CSV is printed.
  var isCSV: Bool { csv || !json && !Terminal.isInteractive }

  func validate() throws {
    guard !(csv && json) else { throw ValidationError("--csv and --json exclude one another") }
  }
}
