import ArgumentParser
import EntrepotKit
import Foundation
import RouteCharts
import TradeModel

/// `entrepot draw`: exhibits.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draws a route, a party or a case as an exhibit.",
    discussion: """
      entrepot draw route R-0123456789ABCDEF --run run -o route.svg
      entrepot draw party KR4156172K --run run -o party.pdf
      """,
    subcommands: [
      DrawRouteCommand.self, DrawPartyCommand.self, DrawCaseCommand.self, DrawRoutesCommand.self,
      LayoutsCommand.self,
    ])
}

/// `entrepot draw route`.
struct DrawRouteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route", abstract: "Draws a route: lanes, chronology, network or case sheet.",
    discussion: """
      entrepot draw route R-0123456789ABCDEF --run run -o route.svg
      entrepot draw route R-0123456789ABCDEF --run run --as sheet -o sheet.pdf
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
    try Self.draw(route, of: try options.run(), as: kind, options: options)
  }

  static func draw(
    _ id: String, of run: ExhibitRun, as kind: ExhibitKind, options: DrawOptions
  ) throws {
    let style = try options.style()
    let route = try run.route(id)
    if kind == .network {
      guard let hub = route.legs.first?.consignee else {
        throw RunError("\(id): has no legs, so no hub")
      }
      try DrawPartyCommand.drawNetwork(hub, of: run, style: style, options: options)
      return
    }
    try options.deliver(RouteExhibit(route, of: run, style: style), as: kind)
  }
}

/// `entrepot draw party`.
struct DrawPartyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "party", abstract: "Draws a party: its trade, or its suspected routes together.",
    discussion: """
      entrepot draw party KR4156172K --run run -o party.svg
      entrepot draw party "Harbour Nine Pte Ltd" --run run --as chronology -o party.svg
      entrepot draw party "Harbour Nine Pte Ltd" --run run --format graphml > party.graphml

      The network has a card for at most eight counterparties; the others are folded by country and
      counted. Lanes, chronology and sheet show every suspected route that the party is on.
      """)

  @Argument(help: "The party's key or its exact name.")
  var party: String

  @Option(name: .customLong("as"), help: "network, lanes, chronology or sheet.")
  var kind: ExhibitKind = .network

  @OptionGroup var options: DrawOptions

  func run() throws {
    Layouts.useHelper()
    let run = try options.run()
    let style = try options.style()
    if kind == .network {
      try Self.drawNetwork(party, of: run, style: style, options: options)
    } else {
      try options.deliver(RouteExhibit(routesOf: party, of: run, style: style), as: kind)
    }
  }

  static func drawNetwork(
    _ party: String, of run: ExhibitRun, style: ExhibitStyle, options: DrawOptions
  ) throws {
    let exhibit = try PartyExhibit(party, of: run, style: style)
    try options.deliver(.network, exhibit.data(as:), twins: exhibit.data(as:))
  }
}

/// `entrepot draw case`.
struct DrawCaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "Draws a case: the sheet of a route, or of a case bundle.",
    discussion: """
      entrepot draw case R-0123456789ABCDEF --run run -o sheet.pdf
      entrepot draw case case.zip --as lanes --lang en -o lanes.svg

      A bundle that someone sent is drawn without the run that it came from, in another language or
      redacted further; it is verified first.
      """)

  @Argument(help: "The route's id, or a case bundle (.zip).", completion: .file())
  var subject: String

  @Option(name: .customLong("as"), help: "sheet, lanes, chronology or network.")
  var kind: ExhibitKind = .sheet

  @OptionGroup var options: DrawOptions

  func run() throws {
    Layouts.useHelper()
    guard subject.lowercased().hasSuffix(".zip") else {
      try DrawRouteCommand.draw(subject, of: try options.run(), as: kind, options: options)
      return
    }
    guard kind != .network else {
      throw RunError(
        "\(subject): holds the network as it was drawn, drawings/network.svg; only a run can draw "
          + "it anew")
    }
    let exhibit = try CaseFile(bundle: subject).exhibit(style: try options.style())
    try options.deliver(exhibit, as: kind)
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
    let run = try options.run()
    let style = try options.style()
    let format = options.format(of: kind)
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
        let data = try exhibit.data(kind, as: format)
        try ExhibitFile.write(data, to: stem + "." + format.rawValue)
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
