import ArgumentParser
import EntrepotKit
import PartyMatch

/// `entrepot party search`: parties by what somebody has typed so far.
struct PartySearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Finds parties by name or identifier, as one types.",
    discussion: """
      entrepot party search ㅎㅂㄴㄴ --run run
      entrepot party search "harbour ni" --database trade.sqlite --json

      Words may be begun only, misspelt, in Korean (also by initial consonants), Latin or Han \
      letters; identifiers with or without their marks. Each hit says why.
      """)

  @Argument(help: "What was typed.")
  var text: String

  @Option(name: .customLong("run"), help: "The run folder.", completion: .directory)
  var runFolder: String?

  @Option(help: "The database that runs keep.", completion: .file(extensions: ["sqlite"]))
  var database: String?

  @Option(help: "How many parties.")
  var top = 20

  @Flag(help: "Print the hits as JSON lines.")
  var json = false

  func validate() throws {
    guard (runFolder == nil) != (database == nil) else {
      throw ValidationError("name either --run or --database")
    }
    guard (1...10_000).contains(top) else { throw ValidationError("--top must be 1 to 10000") }
  }

  func run() throws {
    let search =
      if let runFolder {
        try PartySearch(run: runFolder)
      } else {
        try PartySearch(database: database ?? "")
      }
    let hits = search.hits(text, limit: top)
    if json {
      for hit in hits { Terminal.printJSON(hit.jsonLine) }
      return
    }
    var table = TextTable(["party", "country", "name", "found as", "why"])
    for hit in hits {
      table.add([
        hit.party.key, hit.party.country, TextTable.fitted(hit.party.name, 40),
        TextTable.fitted(hit.name, 40), hit.reason,
      ])
    }
    for line in table.lines { Terminal.print(line) }
    Terminal.note(
      "\(hits.count)\(hits.count == top ? " or more" : "") of \(search.partyCount) parties")
  }
}
