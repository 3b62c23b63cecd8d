import ArgumentParser
import EntrepotKit
import Foundation
import RouteCharts

/// `entrepot draw`: exhibits.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draws a route as an exhibit.",
    subcommands: [DrawRouteCommand.self])
}

/// `entrepot draw route`.
struct DrawRouteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route", abstract: "Draws the lanes of a route as SVG or DOT.",
    discussion: """
      entrepot draw route R-0123456789ABCDEF --run run -o route.svg
      entrepot draw route R-0123456789ABCDEF --run run --format dot > route.dot
      """)

  @Argument(help: "The route's id.")
  var route: String

  @Option(name: .customLong("run"), help: "The run folder.", completion: .directory)
  var runFolder: String

  @Option(name: .shortAndLong, help: "The file to write; standard output without it.")
  var output: String?

  @Option(help: "svg or dot.")
  var format: DrawingFormat = .svg

  @Option(help: "Language of words: en, ko or both.")
  var lang: DrawingLanguage = .both

  @Option(help: "Handling mark for the footer, such as OFFICIAL.")
  var handling: String?

  func run() throws {
    let reader = try RunReader(folder: runFolder)
    var provenance = reader.provenance
    provenance.handling = handling
    let chart = LanesChart(
      route: try reader.route(route), provenance: provenance, language: lang.chartLanguage,
      countriesOfConcern: reader.destinationsOfConcern)
    let text = format == .svg ? try chart.svg() : try chart.dot()
    guard let output, output != "-" else {
      Terminal.write(text)
      return
    }
    try WholeFile.write(text, to: output)
    Terminal.note("drawn: \(output)")
  }
}

/// What a drawing is written as.
enum DrawingFormat: String, ExpressibleByArgument, CaseIterable {
  case svg
  case dot
}

/// The language of a drawing's words.
enum DrawingLanguage: String, ExpressibleByArgument, CaseIterable {
  case en
  case ko
  case both

  var chartLanguage: ChartLanguage {
    switch self {
    case .en: .english
    case .ko: .korean
    case .both: .both
    }
  }
}
