import ArgumentParser
import EntrepotKit
import TradeIntake

/// `entrepot profile`: how files in other layouts are read.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Lists, shows and proposes mapping profiles.",
    discussion: """
      entrepot profile list
      entrepot profile show bill-of-lading > our-bills.yml
      entrepot profile suggest exports.csv > exports.yml
      entrepot run trade-folder --out run --profile exports.yml
      """,
    subcommands: [
      ProfileListCommand.self, ProfileShowCommand.self, ProfileSuggestCommand.self,
    ])
}

/// `entrepot profile list`: what comes with the program.
struct ProfileListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the mapping profiles that come with Entrepot.",
    discussion: """
      entrepot profile list
      """)

  func run() throws {
    var table = TextTable(["profile", "format", "table", "files"])
    for profile in try MappingProfile.builtIn() {
      table.add([
        profile.name, profile.format.rawValue, profile.table.rawValue,
        profile.files.joined(separator: " "),
      ])
    }
    for line in table.lines { Terminal.print(line) }
  }
}

/// `entrepot profile show`: one profile as YAML, to be copied and changed.
struct ProfileShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints a mapping profile that comes with Entrepot, as YAML.",
    discussion: """
      entrepot profile show bill-of-lading > our-bills.yml
      """)

  @Argument(help: "The profile's name.", completion: .list(MappingProfile.builtInNames))
  var name: String

  func run() throws {
    guard let yaml = MappingProfile.builtInYAML(named: name) else {
      throw RunError(
        "profile \(name): there is none of that name; built in: "
          + MappingProfile.builtInNames.joined(separator: ", "))
    }
    Terminal.write(yaml)
  }
}

/// `entrepot profile suggest`: a first profile for a file that nobody has described yet.
struct ProfileSuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Proposes a mapping profile for a CSV file.",
    discussion: """
      entrepot profile suggest exports.csv > exports.yml

      Headers in Korean, English and Chinese are compared with known words, and values with what a \
      column can hold. The YAML says of every line how sure it is, which headers were not placed \
      and which required columns are missing; profiles that come with Entrepot and read the layout \
      already are named.
      """)

  @Argument(help: "The CSV file, gzip-compressed or not.", completion: .file())
  var file: String

  @Option(help: "How many rows to look at.")
  var rows = 2000

  func validate() throws {
    guard (1...1_000_000).contains(rows) else {
      throw ValidationError("--rows must be 1 to 1000000")
    }
  }

  func run() throws {
    let suggestion = try ProfileSuggestion(path: file, rows: rows)
    Terminal.write(suggestion.yaml)
    let sure = suggestion.proposals.count { $0.certainty == .sure }
    Terminal.note(
      "\(suggestion.table.rawValue): \(suggestion.proposals.count) columns placed, \(sure) of them "
        + "sure; \(suggestion.unplaced.count) headers not placed"
        + (suggestion.missing.isEmpty
          ? "" : "; missing and required: " + suggestion.missing.joined(separator: ", "))
        + suggestion.known.map { "; profile \($0) reads this layout already" }.joined())
  }
}
