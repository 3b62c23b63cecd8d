import TradeModel

/// A lanes chart with every part measured and placed.
struct LanesDrawing {
  let chart: LanesChart
  let plan: LanePlan
  let headings: [LaneHeading]
  let cards: [PartyCard]
  let labels: [LegLabel]
  private(set) var layout: LanesLayout
  let width: Double

  static let margin = 24.0
  static let lanesTop = 92.0
  static let subtitleHeight = 16.0
  private static let leastWidth = 760.0

  var language: ChartLanguage { chart.language }
  var route: Route { chart.route }

  init(chart: LanesChart, plan: LanePlan) throws(ChartError) {
    self.chart = chart
    self.plan = plan
    headings = plan.lanes.map {
      LaneHeading(
        $0, isOfConcern: chart.countriesOfConcern.contains($0.country), language: chart.language)
    }
    let scored = Self.cardsWithScore(plan)
    cards = plan.cards.enumerated().map { place, card in
      PartyCard(
        card, in: plan.lanes[card.lane].country, showsScore: scored.contains(place),
        language: chart.language)
    }
    let headings = headings
    labels = plan.links.map { link in
      Self.label(of: link, chart: chart, plan: plan, headings: headings)
    }
    layout = try LanesLayout(
      plan: plan, cards: cards, labels: labels, headings: headings, left: Self.margin,
      top: Self.lanesTop)
    let right = layout.lanes.map(\.right).max() ?? 0
    width = max(right + Self.margin, Self.leastWidth)
    layout.moveDown(by: max(0, Double(subtitleLines.count) - 2) * Self.subtitleHeight)
  }

  /// The whole document.
  func svg() -> String {
    var canvas = SVGCanvas()
    drawHeader(on: &canvas)
    drawLanes(on: &canvas)
    for place in plan.links.indices { drawLink(place, on: &canvas) }
    for place in plan.cards.indices { drawCard(place, on: &canvas) }
    let lanesBottom = layout.lanes.map(\.bottom).max() ?? 0
    let height = drawFoot(on: &canvas, from: lanesBottom)
    return page(canvas.lines, height: height)
  }

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
    of link: LanePlan.Link, chart: LanesChart, plan: LanePlan, headings: [LaneHeading]
  ) -> LegLabel {
    guard let place = link.leg else { return LegLabel(unrecorded: chart.language) }
    let leg = chart.route.legs[place]
    let arrivals = chart.route.legs[..<place].filter { $0.consignee == leg.shipper }
    let ink = ink(of: link, plan: plan, headings: headings)
    return LegLabel(
      leg, number: place + 1, unit: chart.unit,
      wait: arrivals.last.map { leg.date - $0.date }, ink: ink == .hot ? .hotText : ink,
      language: chart.language)
  }

  /// The riskiest party with a score, and the last one where it has a score of its own.
  private static func cardsWithScore(_ plan: LanePlan) -> Set<Int> {
    let scored = plan.cards.indices.filter { plan.cards[$0].party.probability != nil }
    let riskiest = scored.max {
      (plan.cards[$0].party.probability ?? 0) < (plan.cards[$1].party.probability ?? 0)
    }
    var shown = Set([riskiest].compactMap { $0 })
    if let last = plan.links.last?.to, scored.contains(last) { shown.insert(last) }
    return shown
  }

  private func page(_ body: [String], height: Double) -> String {
    let root = OpaqueName.of(route.routeID, prefix: "r-")
    let size = (SVGCanvas.number(width.rounded(.up)), SVGCanvas.number(height.rounded(.up)))
    let stack =
      "'Noto Sans CJK KR','Noto Sans KR','Malgun Gothic','Apple SD Gothic Neo',sans-serif"
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(root)\" class=\"entrepot-lanes\""
        + " width=\"\(size.0)\" height=\"\(size.1)\" viewBox=\"0 0 \(size.0) \(size.1)\""
        + " style=\"width:100%;height:auto\" role=\"img\" xml:lang=\"\(languageTag)\""
        + " aria-labelledby=\"\(root)-t \(root)-d\" font-family=\"\(stack)\">",
      "<title id=\"\(root)-t\">\(SVGCanvas.escaped(spokenTitle))</title>",
      "<desc id=\"\(root)-d\">\(SVGCanvas.escaped(spokenSummary))</desc>",
      "<style>\(Ink.darkSheet(scope: "entrepot-lanes"))</style>",
    ]
    var ground = SVGCanvas()
    ground.rectangle(
      ChartBox(left: 0, top: 0, width: width.rounded(.up), height: height.rounded(.up)), fill: .page
    )
    lines += ground.lines + body
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Korean forms of Han characters wherever Korean may be read.
  private var languageTag: String { language == .english ? "en" : "ko" }
}
