import Foundation
import Testing

@Suite("Help and documentation of commands")
struct DocumentationTests {
  /// A command as the program describes itself.
  struct Command: Decodable {
    let commandName: String
    let discussion: String?
    /// False for what the program calls itself.
    let shouldDisplay: Bool
    let arguments: [Argument]?
    let subcommands: [Command]?

    struct Argument: Decodable {
      let kind: String
      let valueName: String?
      let names: [Name]?

      struct Name: Decodable {
        let kind: String
        let name: String
      }

      /// The ways of writing it.
      var spellings: [String] {
        guard kind != "positional" else { return valueName.map { ["<\($0)>"] } ?? [] }
        return (names ?? []).filter { $0.kind != "longWithSingleDash" }
          .map { ($0.kind == "short" ? "-" : "--") + $0.name }
      }
    }

    /// The command and all below it, each by the words that call it.
    func all(after words: [String] = []) -> [(words: [String], command: Command)] {
      guard shouldDisplay else { return [] }
      let own = words + [commandName]
      return [(own, self)] + (subcommands ?? []).flatMap { $0.all(after: own) }
    }
  }

  private struct Dump: Decodable {
    let command: Command
  }

  private func commands(in scratch: Scratch) throws -> [(words: [String], command: Command)] {
    let dump = try Program.run(["--experimental-dump-help"], in: scratch)
    #expect(dump.status == 0)
    return try JSONDecoder().decode(Dump.self, from: dump.output).command.all()
  }

  @Test("a page describes every command and every argument")
  func pages() throws {
    let page = try String(
      contentsOfFile: Sample.folder
        + "/../../Sources/EntrepotKit/EntrepotKit.docc/Commands.md", encoding: .utf8)
    let sections = page.components(separatedBy: "\n## ")
    for (words, command) in try commands(in: Scratch()) where command.subcommands == nil {
      let name = words.joined(separator: " ")
      let section = try #require(sections.first { $0.hasPrefix(name + "\n") }, "\(name)")
      for argument in command.arguments ?? [] {
        for spelling in argument.spellings where !["--help", "-h", "--version"].contains(spelling) {
          #expect(
            section.contains("`\(spelling)`") || section.contains("`\(spelling) <")
              || section.contains(" \(spelling)`"), "\(name): \(spelling)")
        }
      }
      // And nothing that is no longer there.
      let known = Set((command.arguments ?? []).flatMap(\.spellings))
      for row in section.split(separator: "\n") where row.hasPrefix("| `") {
        for quoted in row.components(separatedBy: " | ")[0].components(separatedBy: "`") {
          guard let word = quoted.split(separator: " ").first, "-<".contains(word.prefix(1)),
            quoted != "| "
          else { continue }
          #expect(known.contains(String(word)), "\(name): \(word)")
        }
      }
    }
  }

  @Test("help goes to standard output, begins with examples and says what they are of")
  func help() throws {
    let scratch = try Scratch()
    for (words, command) in try commands(in: scratch) where words != ["entrepot", "help"] {
      let help = try Program.run(words.dropFirst() + ["--help"], in: scratch)
      #expect(help.status == 0)
      #expect(help.errors.isEmpty)
      #expect(help.text.contains("USAGE: " + words.joined(separator: " ")))
      guard command.subcommands == nil || words.count == 1 else { continue }
      let examples = (command.discussion ?? "").prefix { $0 != "\n" }
      #expect(examples.hasPrefix("entrepot " + words.dropFirst().joined(separator: " ")))
      #expect(help.text.contains(examples.prefix(60)))
    }
  }

  @Test("examples in help are accepted as they stand, but for the run they speak of")
  func examples() throws {
    let scratch = try Scratch()
    for (words, command) in try commands(in: scratch) where command.subcommands == nil {
      for line in (command.discussion ?? "").split(separator: "\n")
      where line.hasPrefix("entrepot ")
        && !Self.asksNothing.contains(words.dropFirst().joined(separator: " "))
      {
        let ends = line.firstIndex { "|>".contains($0) } ?? line.endIndex
        let arguments = Self.words(of: line[..<ends]).dropFirst().map(String.init)
        let run = try Program.run(arguments, in: scratch)
        #expect(run.status == 2, "\(line)")
        let missing = [
          "run.json", "not a folder", "case.zip", "exports.csv", "trade.sqlite", "pairs.csv",
          "country_flows.csv", "eu_exports_monthly.csv", "quality.json", "trade-folder",
          "names.csv",
        ]
        #expect(missing.contains { run.errors.contains($0) }, "\(line)")
      }
    }
  }

  /// Commands that need no run and no file.
  private static let asksNothing: Set<String> = ["doctor", "profile list", "profile show"]

  /// The words of a command line; quotes hold a word together.
  private static func words(of line: Substring) -> [Substring] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .flatMap { position, part in
        position.isMultiple(of: 2) ? part.split(separator: " ") : [part]
      }
  }

  @Test("the version is a number, on standard output")
  func version() throws {
    let version = try Program.run(["--version"], in: Scratch())
    #expect(version.status == 0)
    #expect(version.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}
