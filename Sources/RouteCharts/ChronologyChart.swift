public import TradeModel

/// A route drawn over time: one line a party, days from left to right, movements from line to line.
///
/// Nothing is laid out by Graphviz: places follow from days and measures alone.
public struct ChronologyChart: Sendable {
  /// The route that is drawn.
  public let route: Route
  /// Where it comes from, for the footer.
  public let provenance: ChartProvenance
  /// The language of the words.
  public let language: ChartLanguage
  /// Countries whose parties are marked when goods arrive there.
  public let countriesOfConcern: Set<CountryCode>
  /// Light, dark, or both in one file.
  public var theme = ChartTheme.auto
  /// How far each source may be trusted; printed at each leg.
  public var grades = SourceGrades()
  /// What is folded first where the route does not fit a page.
  public var folding = ChartFolding.country
  /// The party whose joined routes `route` is; nil where it is one route.
  public var party: RoutesOfParty?

  /// True where several routes are drawn as one.
  var joinsRoutes: Bool { (party?.routes.count ?? 1) > 1 }
  /// How wide the page is, in points.
  var width = 1240.0

  /// A chart of a route.
  public init(
    route: Route, provenance: ChartProvenance, language: ChartLanguage = .both,
    countriesOfConcern: Set<CountryCode> = []
  ) {
    self.route = route
    self.provenance = provenance
    self.language = language
    self.countriesOfConcern = countriesOfConcern
  }

  /// The drawing as SVG, light and dark in one file.
  public func svg() throws(ChartError) -> String {
    try ChronologyDrawing(self).svg()
  }
}
