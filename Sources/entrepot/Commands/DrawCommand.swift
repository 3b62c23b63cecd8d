import ArgumentParser
import EntrepotKit
import Foundation
import RouteCharts
import TradeModel

/// `entrepot draw`: exhibits.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draws a route or a party as an exhibit.",
    discussion: """
      entrepot draw route R-0123456789ABCDEF --run run -o route.svg
      entrepot draw party KR4156172K --run run --format pdf -o party.pdf
      """,
    subcommands: [
      DrawRouteCommand.self, DrawPartyCommand.self, DrawRoutesCommand.self, LayoutsCommand.self,
    ])
}

/// `entrepot draw route`.
struct DrawRouteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route", abstract: "Draws a route: lanes, chronology, network or case sheet.",
    discussion: """
      entrepot draw route R-0123456789ABCDEF --run run -o route.svg
      entrepot draw route R-0123456789ABCDEF --run run --as sheet --format pdf -o sheet.pdf
      entrepot draw route R-0123456789ABCDEF --run run --redact role:forwarder --lang ko > route.svg
      entrepot draw route R-0123456789ABCDEF --run run --format dot > route.dot

      The network of a route is that of its first hub. dot, json, csv, graphml, gexf and ftm hold
      what the drawing rests on.
      """)

  @Argument(help: "The route's id.")
  var route: String

  @Option(name: .customLong("as"), help: "lanes, chronology, network or sheet.")
  var kind: ExhibitKind = .lanes

  @OptionGroup var options: DrawOptions

  func run() throws {
    Layouts.useHelper()
    let run = try ExhibitRun(folder: options.runFolder)
    let style = try options.style()
    let route = try run.route(route)
    if kind == .network {
      guard let hub = route.legs.first?.consignee else {
        throw RunError("\(self.route): has no legs, so no hub")
      }
      try DrawPartyCommand.draw(hub, of: run, style: style, options: options)
      return
    }
    let exhibit = RouteExhibit(route, of: run, style: style)
    try options.deliver {
      try exhibit.data(kind, as: options.format)
    } twins: {
      try exhibit.data(.lanes, as: $0)
    }
  }
}

/// `entrepot draw party`.
struct DrawPartyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "party", abstract: "Draws a party and those it trades with.",
    discussion: """
      entrepot draw party KR4156172K --run run -o party.svg
      entrepot draw party "Harbour Nine Pte Ltd" --run run --format graphml > party.graphml

      At most eight counterparties have a card; the others are folded by country and counted.
      """)

  @Argument(help: "The party's key or its exact name.")
  var party: String

  @Option(name: .customLong("as"), help: "network.")
  var kind: ExhibitKind = .network

  @OptionGroup var options: DrawOptions

  func validate() throws {
    guard kind == .network else {
      throw ValidationError(
        "a party is drawn as network; lanes, chronology and sheet are of routes")
    }
  }

  func run() throws {
    Layouts.useHelper()
    let run = try ExhibitRun(folder: options.runFolder)
    try Self.draw(party, of: run, style: try options.style(), options: options)
  }

  static func draw(
    _ party: String, of run: ExhibitRun, style: ExhibitStyle, options: DrawOptions
  ) throws {
    let exhibit = try PartyExhibit(party, of: run, style: style)
    try options.deliver {
      try exhibit.data(as: options.format)
    } twins: {
      try exhibit.data(as: $0)
    }
  }
}

/// `entrepot draw routes`: many routes at once.
struct DrawRoutesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "Draws the first routes of a run into a folder.",
    discussion: """
      entrepot draw routes --run run --top 1000 -o drawings

      Routes that cannot be drawn are said, and keep their json and csv.
      """)

  @Option(help: "How many routes of the ranking.")
  var top = 100

  @Option(name: .customLong("as"), help: "lanes, chronology or sheet.")
  var kind: ExhibitKind = .lanes

  @OptionGroup var options: DrawOptions

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top must be above 0") }
    guard options.output != nil else { throw ValidationError("name the folder with --output") }
    guard kind != .network else { throw ValidationError("a network is of a party: draw party KEY") }
  }

  func run() throws {
    Layouts.useHelper()
    guard let folder = options.output else { return }
    let run = try ExhibitRun(folder: options.runFolder)
    let style = try options.style()
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw RunError("\(folder): cannot be made; choose a place with -o that may be written")
    }
    var failures = 0
    let routes = try run.reader.routes(top: top).routes
    for route in routes {
      let exhibit = RouteExhibit(route, of: run, style: style)
      let stem = folder + "/" + route.routeID
      do {
        let data = try exhibit.data(kind, as: options.format)
        try ExhibitFile.write(data, to: stem + "." + options.format.rawValue)
      } catch {
        failures += 1
        Terminal.note("entrepot: \(route.routeID): not drawn: \(error)")
        for twin in [ExhibitFormat.json, .csv] {
          try ExhibitFile.write(try exhibit.data(kind, as: twin), to: stem + "." + twin.rawValue)
        }
      }
    }
    Terminal.note("drawn: \(routes.count - failures) of \(routes.count) in \(folder)")
    if failures > 0 { throw ExitCode(Failure.unusable) }
  }
}
