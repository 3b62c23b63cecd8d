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
      "source", "goods lines>", "withdrawn>", "rejected>", "repeated>", "repairs>", "first day",
      "last day", "days behind>", "outliers>", "unknown HS>",
    ])
    for source in quality.sources {
      sources.add([
        source.source, String(source.rows), String(source.withdrawn), String(source.rejected),
        String(source.repeated), String(source.repairs.values.reduce(0, +)),
        source.firstDay ?? "–", source.lastDay ?? "–", source.daysBehind.map(String.init) ?? "–",
        String(source.outliers), String(source.unknownHS),
      ])
    }
    var missing = TextTable(["missing"] + quality.sources.map { $0.source + ">" })
    for column in quality.columns {
      missing.add(
        [column] + quality.sources.map { Self.share($0.missing[column] ?? 0, of: $0.rows) })
    }
    for line in files.lines + [""] + sources.lines + [""] + missing.lines { Terminal.print(line) }
    Terminal.print("")
    for file in quality.files {
      show(file.rejectReasons, file.repairs, of: file.file)
    }
    for source in quality.sources {
      show(source.rejectReasons, source.repairs, of: source.source)
      show(source.unknownCodes, [:], of: "\(source.source): unknown HS")
    }
    show(quality.strayRejects, [:], of: "rows that do not say who recorded them")
    if !quality.hasNomenclature {
      Terminal.print(
        "HS codes were checked by chapter only: the folder has no hs_nomenclature.csv.")
    }
  }

  /// Two kinds of counts together, the most frequent first.
  private func show(_ counts: [String: Int], _ others: [String: Int], of what: String) {
    let notes = (Array(counts) + Array(others)).map { ($0.key, $0.value) }
      .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
    for (note, count) in notes { Terminal.print(Terminal.safe("\(what): \(note): \(count)")) }
  }

  private static func share(_ count: Int, of rows: Int) -> String {
    guard rows > 0 else { return "–" }
    return "\((Double(count) * 1000 / Double(rows)).rounded() / 10) %"
  }
}
