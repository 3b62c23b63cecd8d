public import TradeModel

/// A route as a case sheet: drawings, movements, reasons, certificate and sources on A4 pages.
///
/// Each page is an SVG of its own, lying, with the route's name, the handling mark, the caveat and
/// its number; the heads of tables are repeated where a table goes on.
public struct CaseSheet: Sendable {
  /// The route.
  public let route: Route
  /// Where it comes from.
  public let provenance: ChartProvenance
  /// The language of the words.
  public let language: ChartLanguage
  /// Countries whose lanes are marked when goods arrive there.
  public let countriesOfConcern: Set<CountryCode>
  /// Light or dark.
  public var theme = ChartTheme.light
  /// How far each source may be trusted.
  public var grades = SourceGrades()
  /// What is folded first where the route does not fit a page.
  public var folding = ChartFolding.country
  /// The party whose joined routes `route` is; nil where it is one route.
  public var party: RoutesOfParty?

  /// A sheet of a route.
  public init(
    route: Route, provenance: ChartProvenance, language: ChartLanguage = .both,
    countriesOfConcern: Set<CountryCode> = []
  ) {
    self.route = route
    self.provenance = provenance
    self.language = language
    self.countriesOfConcern = countriesOfConcern
  }

  /// The pages, each an SVG of A4 size.
  public func pages() throws(ChartError) -> [String] {
    try set().pages()
  }

  /// The pages below one another in one SVG.
  public func stacked() throws(ChartError) -> String {
    try set().stacked()
  }

  private func set() throws(ChartError) -> SheetSetter {
    var setter = SheetSetter(sheet: self)
    try setter.setLanes()
    if let party {
      setter.setRoutes(of: party)
      setter.setLegs()
      try setter.setChronology()
      setter.setSources()
    } else {
      setter.setCertificate()
      setter.setLegs()
      try setter.setChronology()
      setter.setReasons()
      setter.setSources()
      setter.setLinesOfNoWeight()
    }
    return setter
  }

  var words: RouteWords {
    RouteWords(
      route: route, language: language, kind: BilingualText(english: "Case sheet", korean: "사건표"),
      party: party)
  }
}
