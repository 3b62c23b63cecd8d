public import Foundation
import RouteCharts
import TradeModel

/// A party of a run and those it trades with as an exhibit.
public struct PartyExhibit: Sendable {
  let neighbourhood: Neighbourhood
  let provenance: ChartProvenance
  let concern: Set<CountryCode>
  let style: ExhibitStyle

  /// The neighbourhood of a party of a run; what must not be shown is taken out here.
  ///
  /// - Parameters:
  ///   - name: the party's key or its exact name.
  ///   - run: the run.
  ///   - style: how it looks, and what is redacted.
  /// - Throws: `RunError` where the run has no such party.
  public init(_ name: String, of run: ExhibitRun, style: ExhibitStyle) throws {
    let reader = run.reader
    let graph = try reader.graph()
    let id = try reader.partyKey(name, in: graph)
    let found = graph.neighbourhood(
      of: id, routes: try reader.routes().routes, scores: try run.partyScores())
    guard let found else { throw RunError("\(name): is not a party of the run") }
    self.init(
      found, provenance: reader.provenance, concern: reader.destinationsOfConcern, style: style)
  }

  init(
    _ neighbourhood: Neighbourhood, provenance: ChartProvenance, concern: Set<CountryCode>,
    style: ExhibitStyle
  ) {
    self.neighbourhood = style.redaction.applied(to: neighbourhood)
    var provenance = provenance
    provenance.handling = style.handling
    self.provenance = provenance
    self.concern = concern
    self.style = style
  }

  /// The network in a format.
  public func data(as format: ExhibitFormat) throws -> Data {
    let converter = PictureConverter(day: provenance.asOf)
    return switch format {
    case .svg: Data(chart.svg().utf8)
    case .pdf: try converter.pdf([chart.svg()])
    case .png: try converter.png(chart.svg(), zoom: style.zoom)
    case .dot: Data(try chart.dot().utf8)
    case .json: Data(json.utf8)
    case .csv: Data(chart.content().linkChart.utf8)
    case .graphml: Data(chart.content().graphML.utf8)
    case .gexf: Data(chart.content().gexf.utf8)
    case .ftm: Data(chart.content().followTheMoney.utf8)
    }
  }

  private var chart: NetworkChart {
    var chart = NetworkChart(
      neighbourhood: neighbourhood, provenance: provenance, language: style.language,
      countriesOfConcern: concern)
    chart.theme = style.theme
    return chart
  }

  private var json: String {
    JSONText.object(
      [("exhibit", .string("network")), ("party", .string(neighbourhood.focus.key))]
        + chart.content().json + provenance.json
    ).indented
  }
}
