import ArgumentParser
import EntrepotKit
import Foundation
import PartyMatch
import TradeIntake
import TradeModel

/// `entrepot party screen`: names, or everybody in a trade folder, against lists.
struct PartyScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Screens names or the parties of a trade folder against lists.",
    discussion: """
      entrepot party screen trade-folder --as-of 2025-09-30
      entrepot party screen names.csv --lists lists.csv --least 0.5 --csv > hits.csv

      Every role is screened: shipper, consignee, end user, forwarder or notify party. A hit gives \
      the entry, the name or alias that agrees, the probability, and every line that led to it.
      """)

  @Argument(
    help: "The trade folder, or a CSV file with a column name; - is standard input.",
    completion: .file())
  var source: String

  @Option(
    help: "A file or folder of lists (default: those of the trade folder).", completion: .file())
  var lists: String?

  @Option(help: "Entries must be listed on this day, YYYY-MM-DD (default: the last day declared).")
  var asOf: String?

  @Option(help: "The least probability of a hit.")
  var least = 0.5

  @Option(
    help: ArgumentHelp(
      "Read files in another layout: a mapping profile by name or as a YAML file; may be repeated.",
      valueName: "profile"))
  var profile: [String] = []

  @OptionGroup
  var output: ComparisonOutput

  func validate() throws {
    guard (0...1).contains(least) else { throw ValidationError("--least must be 0 to 1") }
  }

  func run() throws {
    let screening = try ListScreening(
      source, lists: lists, on: try asOf.map { try TradeDay(argument: $0, of: "--as-of") },
      least: least, profiles: try profile.map { try MappingProfile(nameOrPath: $0) })
    for fault in screening.faults { Terminal.note(fault) }
    if output.json {
      for finding in screening.findings { Terminal.printJSON(finding.jsonLine) }
    } else if output.isCSV {
      Terminal.write(screening.csv)
    } else {
      for finding in screening.findings { show(finding) }
    }
    Terminal.note(
      "\(screening.screened) \(screening.screened == 1 ? "party" : "parties") against "
        + "\(screening.entries) \(screening.entries == 1 ? "entry" : "entries")"
        + (screening.day.map { " as of \($0)" } ?? "")
        + ": \(screening.findings.count) may be listed")
  }

  private func show(_ finding: ListScreening.Finding) {
    let party = finding.party
    for hit in finding.hits {
      let probability = hit.probability.formatted(.number.precision(.fractionLength(3)))
      Terminal.print(
        Terminal.safe(
          "\(hit.decision.answer.rawValue)  p \(probability)  \(party.name)"
            + (party.country.map { " (\($0))" } ?? "")
            + (party.roles.isEmpty ? "" : ", \(party.roles.joined(separator: ", "))")
            + "  |  \(hit.entry.listID) \(hit.entry.entryID) \(hit.entry.name)"
            + (hit.isAlias ? ", alias \(hit.listedName)" : "")
            + (hit.entry.designatedOn.map { ", from \($0)" } ?? "")
            + (hit.entry.delistedOn.map { ", until \($0)" } ?? "")))
      var table = TextTable(["", "line", "decibans>", "words"])
      for line in hit.decision.lines {
        table.add(["", line.name, MatchReport.decibans(line), line.words])
      }
      for line in table.lines.dropFirst() { Terminal.print(line) }
    }
  }
}
