public import TradeModel

/// A route drawn as lanes: countries from left to right, parties in them, movements between them.
///
/// The drawing is made by our own code around a layout by Graphviz, which is given sizes only: no
/// filed text can change the picture, and the bytes depend on no font of the machine. It is safe to
/// draw from several threads; they take turns at Graphviz.
///
/// ```swift
/// let chart = LanesChart(route: route, provenance: provenance)
/// try Data(chart.svg().utf8).write(to: file)
/// ```
public struct LanesChart: Sendable {
  /// The route that is drawn.
  public let route: Route
  /// Where it comes from, for the footer.
  public let provenance: ChartProvenance
  /// The language of the words.
  public let language: ChartLanguage
  /// Countries whose lanes are marked when goods arrive there.
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

  /// Most parties on one page.
  public static let mostParties = 12
  /// Most legs on one page.
  public static let mostLegs = 20

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
    try LanesDrawing(chart: self).svg()
  }

  /// The drawing's content as DOT, to be opened and changed in any Graphviz tool.
  ///
  /// It holds the same cards and movements as the picture, with plain shapes, and is read back by
  /// Graphviz before it is returned.
  public func dot() throws(ChartError) -> String {
    let drawn = try drawn()
    let plan = LanePlan(drawn.route)
    let twin = LanesTwin(chart: self, drawn: drawn, plan: plan)
    let dot = twin.dot()
    try Graphviz.check(dot, nodes: plan.cards.count, edges: plan.links.count)
    return dot
  }

  /// The unit of account as it is printed.
  var unit: String { Self.short(route.unit) }

  /// A code or unit as filed, cut to what a label has room for.
  static func short(_ filed: String) -> String {
    TextMetrics.cut(FiledText(filed).visible, into: 84, size: 10)
  }

  /// The route as the page can hold it.
  func drawn() throws(ChartError) -> DrawnRoute {
    try DrawnRoute(route, folding: folding, language: language)
  }
}
