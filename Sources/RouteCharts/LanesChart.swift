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
    let plan = try plan()
    let drawing = try LanesDrawing(chart: self, plan: plan)
    return drawing.svg()
  }

  /// The drawing's content as DOT, to be opened and changed in any Graphviz tool.
  ///
  /// It holds the same cards and movements as the picture, with plain shapes, and is read back by
  /// Graphviz before it is returned.
  public func dot() throws(ChartError) -> String {
    let plan = try plan()
    let twin = LanesTwin(chart: self, plan: plan)
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

  private func plan() throws(ChartError) -> LanePlan {
    guard !route.legs.isEmpty else { throw .noLegs }
    guard route.legs.count <= Self.mostLegs else {
      throw .tooLarge(parties: route.parties.count, legs: route.legs.count)
    }
    let plan = LanePlan(route)
    let parties = Set(plan.cards.map(\.party.key)).count
    guard parties <= Self.mostParties else {
      throw .tooLarge(parties: parties, legs: route.legs.count)
    }
    return plan
  }
}
