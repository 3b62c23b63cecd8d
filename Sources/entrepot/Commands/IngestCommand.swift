import ArgumentParser
import EntrepotKit

/// `entrepot ingest`: files into a database, nothing scored.
struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Reads a trade folder into a database and says what came of each file.",
    discussion: """
      entrepot ingest trade-folder --database trade.sqlite
      entrepot ingest trade-folder

      Without --database the folder is only tried: the database is deleted afterwards. Files that \
      the database knows already are not read again.

      Exit status: 0 done; 2 unusable input or arguments; 70 internal error.
      """)

  @Argument(help: "The trade folder.", completion: .directory)
  var folder: String

  @Option(help: "Keep declarations in this SQLite database.")
  var database: String?

  @Option(
    help: ArgumentHelp(
      "Read files in another layout: a mapping profile by name or as a YAML file; may be repeated.",
      valueName: "profile"))
  var profile: [String] = []

  func run() throws {
    let summary = try IngestSummary.reading(
      folder: folder, database: database, profiles: profile
    ) { stage in
      Terminal.note("… \(stage)")
    }
    var table = TextTable(["file", "rows>", "accepted>", "rejected>", "repeated>"])
    for file in summary.files {
      table.add([
        file.name, String(file.rows), String(file.accepted), String(file.rejected),
        String(file.duplicates),
      ])
    }
    for line in table.lines { Terminal.print(line) }
    for reason in summary.files.flatMap(\.reasons) { Terminal.note(Terminal.safe(reason)) }
    for warning in summary.warnings { Terminal.note("entrepot: warning: \(warning)") }
    Terminal.note(summary.sentence)
  }
}
