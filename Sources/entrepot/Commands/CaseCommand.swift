import ArgumentParser
import EntrepotKit
import Foundation

/// `entrepot case`: everything about a route in one file.
struct CaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "Bundles a route with everything that it rests on.",
    subcommands: [CaseBundleCommand.self])
}

/// `entrepot case bundle`.
struct CaseBundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle", abstract: "Writes a zip of drawings, rows, reasons, sums and versions.",
    discussion: """
      entrepot case bundle R-0123456789ABCDEF --run run -o case.zip
      entrepot case bundle R-0123456789ABCDEF --run run --anonymise -o partner.zip

      Whether a bundle is still what it was, `entrepot verify` says.
      """)

  @Argument(help: "The route's id.")
  var route: String

  @Option(name: .customLong("run"), help: "The run folder.", completion: .directory)
  var runFolder: String

  @Option(name: .shortAndLong, help: "The zip archive to write.")
  var output: String

  @Option(help: "Language of words: en, ko or both.")
  var lang: DrawingLanguage = .both

  @Option(help: "Handling mark for the footer, such as OFFICIAL.")
  var handling: String?

  @Flag(help: "Take out every name, party key and document number, for a partner agency.")
  var anonymise = false

  func run() throws {
    Layouts.useHelper()
    var style = ExhibitStyle()
    style.language = lang.chartLanguage
    style.handling = handling
    let (data, summary) = try CaseBundle.make(
      route, of: try ExhibitRun(folder: runFolder), style: style, anonymised: anonymise)
    try ExhibitFile.write(data, to: output)
    for sentence in summary.missing { Terminal.note("entrepot: not in the bundle: \(sentence)") }
    Terminal.note("\(output): \(summary.files.count) files")
  }
}
