import TradeModel

/// A chronology with every part measured and placed.
struct ChronologyDrawing {
  /// Where a row stands.
  struct RowBox {
    let box: ChartBox
    /// The height of the party's line.
    let line: Double
    /// The foot of each level of labels, from the lowest.
    let feet: [Double]
  }

  let chart: ChronologyChart
  let drawn: DrawnRoute
  let plan: ChronologyPlan
  let cards: [PartyCard]
  let labels: [LegLabel]
  let axis: TimeAxis
  let headWidth: Double
  let spots: [[ChronologyLabels.Spot]]
  private(set) var rows: [RowBox] = []
  let width: Double

  static let axisHeight = 24.0
  static let chipRoom = 46.0

  var language: ChartLanguage { chart.language }
  var route: Route { drawn.route }

  init(_ chart: ChronologyChart) throws(ChartError) {
    self.chart = chart
    let drawn = try DrawnRoute(chart.route, folding: chart.folding, language: chart.language)
    let plan = ChronologyPlan(drawn.route, countriesOfConcern: chart.countriesOfConcern)
    self.drawn = drawn
    self.plan = plan
    width = chart.width
    cards = plan.rows.map { row in
      PartyCard(
        row.party, in: row.countries.first ?? row.party.country, language: chart.language)
    }
    let labels = plan.moves.map { Self.label(of: $0, chart: chart, drawn: drawn, plan: plan) }
    self.labels = labels
    headWidth = Self.chipRoom + (cards.map(\.width).max() ?? 0)
    let left = ChartFrame.margin + headWidth + 40
    let widest = labels.map(Self.width(of:)).max() ?? 0
    let right = max(left + 60, width - ChartFrame.margin - widest - 30)
    let axis = TimeAxis(drawn.route.legs.map(\.date), from: left, to: right)
    self.axis = axis
    let bounds = (ChartFrame.margin + headWidth + 24)...(width - ChartFrame.margin - 4)
    spots = plan.rows.indices.map { row in
      Self.spots(in: row, plan: plan, labels: labels, axis: axis, bounds: bounds)
    }
    rows = placedRows(from: frame.top + Self.axisHeight)
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

  /// Where rows and axis begin and end.
  var top: Double { (rows.first?.box.top ?? 0) - Self.axisHeight }
  var bottom: Double { rows.last?.box.bottom ?? 0 }

  /// The stroke of a movement.
  func ink(of move: ChronologyPlan.Move) -> Ink { Self.ink(of: move, plan: plan) }

  private static func ink(of move: ChronologyPlan.Move, plan: ChronologyPlan) -> Ink {
    if move.isHot { return .hot }
    switch plan.rows[move.from].party.role {
    case .exporter: return .exporter
    case .consignee, .endUser: return .muted
    case .forwarder: return .forwarderText
    }
  }

  private static func label(
    of move: ChronologyPlan.Move, chart: ChronologyChart, drawn: DrawnRoute, plan: ChronologyPlan
  ) -> LegLabel {
    let leg = drawn.route.legs[move.leg]
    let arrival = plan.holdings.first { $0.departure == move.leg }?.arrival
    let ink = ink(of: move, plan: plan)
    return LegLabel(
      leg, bundle: drawn.bundles[move.leg], number: move.leg + 1,
      unit: LanesChart.short(drawn.route.unit),
      wait: arrival.map { leg.date - drawn.route.legs[$0].date },
      ink: ink == .hot ? .hotText : ink, grade: chart.grades.grade(of: leg.identity.source),
      path: "\(leg.from) → \(leg.to)", isJoined: chart.joinsRoutes, language: chart.language)
  }

  /// The width of a label whose lines all stand above the party's line.
  private static func width(of label: LegLabel) -> Double { label.width }

  static func height(of label: LegLabel) -> Double {
    Double(label.above.count + label.below.count) * LegLabel.lineHeight
  }

  private static func spots(
    in row: Int, plan: ChronologyPlan, labels: [LegLabel], axis: TimeAxis,
    bounds: ClosedRange<Double>
  ) -> [ChronologyLabels.Spot] {
    let requests = plan.moves.filter { $0.from == row }.map {
      ChronologyLabels.Request(
        move: $0.leg, x: axis.places[$0.leg], width: labels[$0.leg].width)
    }
    // A line passes the labels of every row between its ends and of the lower one.
    let crossings = plan.moves.filter { min($0.from, $0.to) < row && row <= max($0.from, $0.to) }
      .map { (move: $0.leg, x: axis.places[$0.leg]) }
    return ChronologyLabels(requests, crossings: crossings, within: bounds).spots
  }

  private func placedRows(from top: Double) -> [RowBox] {
    var top = top
    return plan.rows.indices.map { row in
      var levels: [Double] = []
      for spot in spots[row] {
        while levels.count <= spot.level { levels.append(0) }
        levels[spot.level] = max(levels[spot.level], Self.height(of: labels[spot.move]))
      }
      let above = levels.reduce(0) { $0 + $1 + 8 } + 12
      let below = plan.moves.contains { $0.from == row && $0.to == row } ? 34.0 : 20.0
      let chips = Double(min(3, plan.rows[row].countries.count)) * 28 + 14
      let height = max(above + below + 2, 48, cards[row].height + 22, chips)
      // A short row has its line in the middle, at the height of its card.
      let line = top + (levels.isEmpty ? height / 2 : max(above + 6, height / 2))
      var feet: [Double] = []
      var foot = line - 13
      for level in levels {
        feet.append(foot)
        foot -= level + 8
      }
      let box = ChartBox(
        left: ChartFrame.margin, top: top, width: width - 2 * ChartFrame.margin,
        height: max(height, line + below - top))
      top = box.bottom
      return RowBox(box: box, line: line, feet: feet)
    }
  }
}
