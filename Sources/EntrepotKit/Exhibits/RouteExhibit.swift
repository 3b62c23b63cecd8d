public import Foundation
import RouteCharts
public import TradeModel

/// A route of a run as an exhibit, in any drawing and format.
public struct RouteExhibit: Sendable {
  let route: Route
  let provenance: ChartProvenance
  /// Every file that the run read, for the case sheet.
  let inputs: [ChartSource]
  let concern: Set<CountryCode>
  let style: ExhibitStyle
  /// The party whose joined routes are drawn; nil for one route.
  private(set) var party: RoutesOfParty?

  /// A route of a run; what must not be shown is taken out here.
  public init(_ route: Route, of run: ExhibitRun, style: ExhibitStyle) {
    let reader = run.reader
    self.init(
      route, provenance: reader.provenance, inputs: run.inputs,
      concern: reader.destinationsOfConcern, style: style)
  }

  /// The suspected routes that a party of a run is on, drawn together.
  ///
  /// - Throws: `RunError` where the party is on no route.
  public init(routesOf name: String, of run: ExhibitRun, style: ExhibitStyle) throws {
    let reader = run.reader
    let key = try reader.partyKey(name, in: try reader.graph()).dropFirst("party:".count)
    let score = try run.partyScores()[String(key)]
    let found = RoutesOfParty(
      String(key), on: try reader.routes().routes, probability: score?.probability,
      band: score?.band)
    guard let shown = found?.redacted(by: style.redaction) else {
      throw RunError(
        "\(name): is on no suspected route; its trade is drawn with --as network")
    }
    var plain = style
    plain.redaction = Redaction()
    self.init(
      shown.joined, provenance: reader.provenance, inputs: run.inputs,
      concern: reader.destinationsOfConcern, style: plain)
    party = shown.routes
  }

  init(
    _ route: Route, provenance: ChartProvenance, inputs: [ChartSource] = [],
    concern: Set<CountryCode>, style: ExhibitStyle
  ) {
    self.inputs = inputs
    self.route = style.redaction.applied(to: route)
    var provenance = provenance
    provenance.handling = style.handling
    self.provenance = provenance
    self.concern = concern
    self.style = style
  }

  /// The exhibit in a format.
  ///
  /// - Parameters:
  ///   - kind: lanes, chronology or sheet.
  ///   - format: what it is written as.
  /// - Returns: the bytes of the file.
  /// - Throws: `ChartError` or `RunError`, where it cannot be made.
  public func data(_ kind: ExhibitKind, as format: ExhibitFormat) throws -> Data {
    switch (kind, format) {
    case (.network, _):
      throw RunError("a network is drawn around a party: entrepot draw party KEY --as network")
    case (.sheet, .pdf): return try converter.pdf(sheet.pages())
    case (.sheet, .svg): return Data(try sheet.stacked().utf8)
    case (.sheet, .png): return try converter.png(try sheet.stacked(), zoom: style.zoom)
    case (.lanes, .svg), (.chronology, .svg): return Data(try svg(kind).utf8)
    case (.lanes, .pdf), (.chronology, .pdf): return try converter.pdf([svg(kind)])
    case (.lanes, .png), (.chronology, .png):
      return try converter.png(svg(kind), zoom: style.zoom)
    case (_, .dot): return Data(try lanes.dot().utf8)
    case (_, .json): return Data(try json(kind).utf8)
    case (_, .csv): return Data(try lanes.content().linkChart.utf8)
    case (_, .graphml): return Data(try lanes.content().graphML.utf8)
    case (_, .gexf): return Data(try lanes.content().gexf.utf8)
    case (_, .ftm): return Data(try lanes.content().followTheMoney.utf8)
    }
  }

  private var converter: PictureConverter { PictureConverter(day: provenance.asOf) }

  private func svg(_ kind: ExhibitKind) throws -> String {
    if kind == .lanes { return try lanes.svg() }
    var chart = ChronologyChart(
      route: route, provenance: provenance, language: style.language, countriesOfConcern: concern)
    chart.theme = style.theme
    chart.grades = style.grades
    chart.folding = style.folding
    chart.party = party
    return try chart.svg()
  }

  private var lanes: LanesChart {
    var chart = LanesChart(
      route: route, provenance: provenance, language: style.language, countriesOfConcern: concern)
    chart.theme = style.theme
    chart.grades = style.grades
    chart.folding = style.folding
    chart.party = party
    return chart
  }

  private var sheet: CaseSheet {
    var provenance = provenance
    if !inputs.isEmpty { provenance.sources = inputs }
    var sheet = CaseSheet(
      route: route, provenance: provenance, language: style.language, countriesOfConcern: concern)
    sheet.theme = style.theme
    sheet.grades = style.grades
    sheet.folding = style.folding
    sheet.party = party
    return sheet
  }

  private func json(_ kind: ExhibitKind) throws -> String {
    var head: [(String, JSONText)] = [("exhibit", .string(kind.rawValue))]
    if let party {
      head += [
        ("party", .string(party.party.key)),
        ("routes", .array(party.routes.map { .string($0.routeID) })),
        ("routes_not_drawn", .array(party.others.map { .string($0.routeID) })),
        ("probability", .optional(party.party.probability)),
        ("band", .optional(party.band?.rawValue)),
      ]
    } else {
      head += [("route_id", .string(route.routeID)), ("rank", .integer(route.rank))]
    }
    head += [
      ("family", .string(route.family)),
      (
        "quantity",
        .object([
          ("unit", .string(route.unit)), ("attributed", .number(route.attributed.units)),
          ("lower", .number(route.lower.units)), ("upper", .number(route.upper.units)),
        ])
      ),
    ]
    let body = try lanes.content().json + (party == nil ? route.assessment.json : [])
    return JSONText.object(head + body + provenance.json).indented
  }
}

extension ChartProvenance {
  /// Where an exhibit comes from, as its JSON says it.
  var json: [(String, JSONText)] {
    [
      (
        "sources",
        .array(
          sources.map {
            .object([("file", .string($0.name)), ("sha256", .string($0.sha256))])
          })
      ),
      ("run_id", .string(runID)), ("version", .string(version)),
      ("as_of", .string(asOf.description)), ("handling", .optional(handling)),
      ("caveat", .string("A score is a risk indicator, not proof of an offence.")),
    ]
  }
}
