import ArgumentParser
import EntrepotKit

/// `entrepot party links`: who hangs together with a party, and by what.
struct PartyLinksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links",
    abstract: "Shows who shares an address, telephone, officer or owner with a party.",
    discussion: """
      entrepot party links KR4156172K --run run
      entrepot party links KR4156172K --run run --depth 1 --json

      The component around a party by steps, with who is listed. What too many share (addresses \
      where companies are registered, nominee directors) links nobody and is told apart; addresses \
      where people live are marked.
      """)

  @OptionGroup
  var asked: RunPartyOptions

  @Option(help: "How many steps.")
  var depth = 3

  @Flag(help: "Print the parties as JSON lines.")
  var json = false

  func validate() throws {
    guard (1...20).contains(depth) else { throw ValidationError("--depth must be 1 to 20") }
  }

  func run() throws {
    let component = try PartyComponent(asked.party, run: asked.runFolder, depth: depth)
    if json {
      for member in component.members { Terminal.printJSON(member.jsonLine) }
      return
    }
    Terminal.print(Terminal.safe(component.sentence))
    var table = TextTable(["steps>", "party", "country", "name", "by", "shares", "listed", "band"])
    for member in component.members {
      let shared = [member.kind, member.value].compactMap(\.self).joined(separator: " ")
      table.add([
        String(member.distance), member.key, member.country ?? "",
        TextTable.fitted(member.name, 40), member.by ?? "",
        TextTable.fitted(shared, 60) + (member.note.map { " (\($0))" } ?? ""),
        member.lists.joined(separator: ", "), member.band ?? "",
      ])
    }
    for line in table.lines { Terminal.print(line) }
    for mass in component.mass {
      Terminal.print(
        Terminal.safe("links nobody: \(mass.kind) \(mass.value), of \(mass.sharers) parties"))
    }
  }
}
