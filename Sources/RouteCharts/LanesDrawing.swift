import TradeModel

/// A lanes chart with every part measured and placed.
struct LanesDrawing {
  let chart: LanesChart
  let drawn: DrawnRoute
  let plan: LanePlan
  let headings: [LaneHeading]
  let cards: [PartyCard]
  let labels: [LegLabel]
  private(set) var layout: LanesLayout
  let width: Double

  private static let lanesTop = 92.0

  var language: ChartLanguage { chart.language }
  var route: Route { drawn.route }
  var words: RouteWords {
    RouteWords(route: chart.route, language: language, party: chart.party)
  }

  init(chart: LanesChart) throws(ChartError) {
    self.chart = chart
    let drawn = try chart.drawn()
    let plan = LanePlan(drawn.route)
    self.drawn = drawn
    self.plan = plan
    headings = plan.lanes.map {
      LaneHeading(
        $0, isOfConcern: chart.countriesOfConcern.contains($0.country), language: chart.language)
    }
    cards = plan.cards.map { card in
      PartyCard(
        card.party, in: plan.lanes[card.lane].country, isRepeated: card.isRepeated,
        language: chart.language)
    }
    let headings = headings
    labels = plan.links.map { link in
      Self.label(of: link, chart: chart, drawn: drawn, plan: plan, headings: headings)
    }
    layout = try LanesLayout(
      plan: plan, cards: cards, labels: labels, headings: headings, left: ChartFrame.margin,
      top: Self.lanesTop)
    let right = layout.lanes.map(\.right).max() ?? 0
    width = max(right + ChartFrame.margin, ChartFrame.leastWidth)
    layout.moveDown(by: frame.top - Self.lanesTop)
  }

  /// The whole document.
  func svg() -> String {
    let frame = frame
    var canvas = frame.canvas
    frame.drawHeader(on: &canvas)
    drawBody(on: &canvas)
    let height = frame.drawFoot(on: &canvas, from: bottom)
    return frame.page(canvas.lines, height: height)
  }

  /// Lanes, movements and cards, without the page around them.
  func drawBody(on canvas: inout SVGCanvas) {
    drawLanes(on: &canvas)
    for place in plan.links.indices { drawLink(place, on: &canvas) }
    for place in plan.cards.indices { drawCard(place, on: &canvas) }
  }

  /// Where the lanes begin and end.
  var top: Double { layout.lanes.map(\.top).min() ?? 0 }
  var bottom: Double { layout.lanes.map(\.bottom).max() ?? 0 }

  /// The stroke of a link: hot where goods reach a country of concern, else the sender's role.
  func ink(of link: LanePlan.Link) -> Ink {
    Self.ink(of: link, plan: plan, headings: headings)
  }

  private static func ink(
    of link: LanePlan.Link, plan: LanePlan, headings: [LaneHeading]
  ) -> Ink {
    if link.basis == .unrecorded { return .muted }
    let (from, to) = (plan.cards[link.from], plan.cards[link.to])
    if from.lane != to.lane, headings[to.lane].isHot { return .hot }
    switch from.party.role {
    case .exporter: return .exporter
    case .consignee, .endUser: return .muted
    case .forwarder: return .forwarderText
    }
  }

  private static func label(
    of link: LanePlan.Link, chart: LanesChart, drawn: DrawnRoute, plan: LanePlan,
    headings: [LaneHeading]
  ) -> LegLabel {
    guard let place = link.leg else { return LegLabel(unrecorded: chart.language) }
    let leg = drawn.route.legs[place]
    let arrivals = drawn.route.legs[..<place].filter { $0.consignee == leg.shipper }
    let ink = ink(of: link, plan: plan, headings: headings)
    return LegLabel(
      leg, bundle: drawn.bundles[place], number: place + 1, unit: chart.unit,
      wait: arrivals.last.map { leg.date - $0.date }, ink: ink == .hot ? .hotText : ink,
      grade: chart.grades.grade(of: leg.identity.source),
      isJoined: chart.joinsRoutes, language: chart.language)
  }
}
