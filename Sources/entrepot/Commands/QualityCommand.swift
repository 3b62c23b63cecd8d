import ArgumentParser
import EntrepotKit

/// `entrepot quality`: how good the data of a run was.
struct QualityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality", abstract: "Shows how good the data of a run is, by file and by source.",
    discussion: """
      entrepot quality run

      The same is in quality.json of the run folder.
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "run"), completion: .directory)
  var runFolder: String

  func run() throws {
    let quality = try QualityTable(run: runFolder)
    var files = TextTable(["file", "rows>", "accepted>", "rejected>", "repeated>", "repairs>"])
    for file in quality.files {
      files.add([
        file.file, String(file.rows), String(file.accepted), String(file.rejected),
        String(file.repeated), String(file.repairs.values.reduce(0, +)),
      ])
    }
    var sources = TextTable([
      "source", "goods lines>", "withdrawn>", "first day", "last day", "days behind>",
      "outliers>", "unknown HS>",
    ])
    for source in quality.sources {
      sources.add([
        source.source, String(source.rows), String(source.withdrawn), source.firstDay,
        source.lastDay, String(source.daysBehind), String(source.outliers),
        String(source.unknownHS),
      ])
    }
    var missing = TextTable(["missing"] + quality.sources.map { $0.source + ">" })
    for column in quality.columns {
      missing.add(
        [column] + quality.sources.map { Self.share($0.missing[column] ?? 0, of: $0.rows) })
    }
    for line in files.lines + [""] + sources.lines + [""] + missing.lines { Terminal.print(line) }
    for file in quality.files {
      for (what, count) in notes(on: file) { Terminal.print("\(file.file): \(what): \(count)") }
    }
  }

  /// Reasons of rejects and mends, the most frequent first.
  private func notes(on file: QualityTable.File) -> [(String, Int)] {
    (Array(file.rejectReasons) + Array(file.repairs)).map { ($0.key, $0.value) }
      .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
  }

  private static func share(_ count: Int, of rows: Int) -> String {
    guard rows > 0 else { return "–" }
    return "\((Double(count) * 1000 / Double(rows)).rounded() / 10) %"
  }
}
