public import ArgumentParser
public import EntrepotKit
import Foundation

/// What every question over movements can be given.
struct AskOptions: ParsableArguments {
  @Argument(
    help: "A trade folder, a run folder, or a database that `entrepot run --database` kept.",
    completion: .file())
  var source: String

  @Option(
    help: "As known on this day, YYYY-MM-DD (default: that of the run, or the last declared).")
  var asOf: String?

  @Option(help: "Analysis configuration, YAML.", completion: .file(extensions: ["yml", "yaml"]))
  var config: String?

  @Option(help: "Language of words: en or ko.")
  var lang: OutputLanguage = .english

  @Flag(help: "Print the whole answer as JSON.")
  var json = false

  @Flag(help: "Print the table as CSV.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("choose one of --json and --csv") }
  }

  /// Opens the source.
  func trade() throws -> KnownTrade {
    try KnownTrade(at: source, asOf: asOf, config: config)
  }

  /// Prints an answer as asked.
  func show(_ answer: InquiryAnswer) {
    if json {
      for line in answer.json.split(separator: "\n") { Terminal.printJSON(String(line)) }
      return
    }
    if csv {
      Terminal.write(answer.csv)
      for note in answer.notes { Terminal.note(note) }
      return
    }
    for sentence in answer.sentences { Terminal.print(Terminal.safe(sentence)) }
    if !answer.rows.isEmpty {
      Terminal.print("")
      var table = TextTable(answer.headings)
      for row in answer.rows { table.add(row) }
      for line in table.lines { Terminal.print(line) }
      Terminal.print("")
    }
    for note in answer.notes { Terminal.print(Terminal.safe(note)) }
  }
}

/// What every question about the flows of a run can be given.
struct RunFlowOptions: ParsableArguments {
  @Option(name: .customLong("run"), help: "The run folder.", completion: .directory)
  var runFolder: String

  @Option(help: "Language of words: en or ko.")
  var lang: OutputLanguage = .english

  /// The flows of the run.
  func flows() throws -> RunFlows { try RunReader(folder: runFolder).flows() }
}

extension RouteInquiry.Ranking: ExpressibleByArgument {}
extension RouteInquiry.Goods: ExpressibleByArgument {}
extension NeighbourInquiry.Direction: ExpressibleByArgument {}
extension InfluenceInquiry.Seed: ExpressibleByArgument {}

/// Arguments that are a number or a range of numbers.
enum RangeArgument {
  /// Reads `2`, `2-4`; nil where it is neither.
  static func whole(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let low = parts.first ?? nil, parts.count <= 2, low >= 0 else { return nil }
    guard parts.count == 2 else { return low...low }
    guard let high = parts[1], high >= low else { return nil }
    return low...high
  }

  /// Reads `0.5-1.1` as thousandths; nil where it is not a range of such.
  static func thousandths(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Double($0) }
    guard parts.count == 2, let low = parts[0], let high = parts[1], low.isFinite, high.isFinite,
      low >= 0, high >= low, high <= 1_000_000
    else { return nil }
    return Int((low * 1000).rounded())...Int((high * 1000).rounded())
  }
}
