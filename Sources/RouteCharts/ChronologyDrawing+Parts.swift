import TradeModel

extension ChronologyDrawing {
  private static let dot = 6.5
  /// How far right goods arrive that a party sends to itself.
  private static let loop = 30.0

  /// Rows, axis and movements, without the page around them.
  func drawBody(on canvas: inout SVGCanvas) {
    for row in rows.indices { drawGround(of: row, on: &canvas) }
    drawAxis(on: &canvas)
    for row in rows.indices { drawLine(of: row, on: &canvas) }
    for holding in plan.holdings { drawHolding(holding, on: &canvas) }
    for move in plan.moves { drawMove(move, on: &canvas) }
    for move in plan.moves { drawEnds(of: move, on: &canvas) }
    for move in plan.moves { drawLabel(of: move, on: &canvas) }
  }

  private func drawGround(of row: Int, on canvas: inout SVGCanvas) {
    let isHot = plan.rows[row].isHot
    canvas.open(class: isHot ? "row concern" : "row")
    canvas.rectangle(
      rows[row].box, fill: ground(of: row),
      stroke: isHot ? .hot : .rule, width: isHot ? 1 : 0.7)
    canvas.close()
  }

  private func ground(of row: Int) -> Ink {
    plan.rows[row].isHot ? .hotLane : row.isMultiple(of: 2) ? .lane : .page
  }

  private func drawAxis(on canvas: inout SVGCanvas) {
    canvas.open(class: "axis")
    for tick in axis.ticks {
      canvas.path(
        PathText.draw("M", tick.x, top + Self.axisHeight) + PathText.draw("V", bottom),
        stroke: .rule, dash: .dashed)
      canvas.text(
        tick.label, x: tick.x, y: top + Self.axisHeight - 8, size: 10.5, ink: .muted,
        anchor: .middle)
    }
    canvas.close()
  }

  private func drawLine(of row: Int, on canvas: inout SVGCanvas) {
    let plan = plan.rows[row]
    let box = rows[row].box
    let ink = PartyCard.ink(for: plan.party.role)
    let card = cards[row]
    canvas.path(
      PathText.draw("M", box.left + headWidth + 18, rows[row].line)
        + PathText.draw("H", box.right - 8), stroke: ink, width: 1.4)
    for (place, country) in plan.countries.prefix(3).enumerated() {
      let chip = ChartBox(
        left: box.left + 8, top: box.middle.y - 12 + chipOffset(place, of: plan.countries.count),
        width: 32, height: 24)
      let isHot = chart.countriesOfConcern.contains(country) && plan.isHot
      canvas.rectangle(chip, radius: 4, fill: isHot ? .hotText : .muted)
      canvas.text(
        country.code, x: chip.middle.x, y: chip.top + 17, size: 13.5, ink: .onBlock, bold: true,
        anchor: .middle)
    }
    card.draw(
      named: OpaqueName.of(plan.party.key, prefix: "n-") + "-1",
      in: ChartBox(
        left: box.left + Self.chipRoom, top: box.middle.y - card.height / 2,
        width: headWidth - Self.chipRoom, height: card.height),
      language: language, on: &canvas)
  }

  private func chipOffset(_ place: Int, of count: Int) -> Double {
    (Double(place) - Double(min(count, 3) - 1) / 2) * 28
  }

  private func drawHolding(_ holding: ChronologyPlan.Holding, on canvas: inout SVGCanvas) {
    let y = rows[holding.row].line
    let (from, to) = (axis.places[holding.arrival], axis.places[holding.departure])
    canvas.path(
      PathText.draw("M", from, y) + PathText.draw("H", to),
      stroke: PartyCard.ink(for: plan.rows[holding.row].party.role), width: 5,
      dash: holding.isRecorded ? .solid : .dotted)
  }

  private func drawMove(_ move: ChronologyPlan.Move, on canvas: inout SVGCanvas) {
    let leg = route.legs[move.leg]
    let ink = ink(of: move)
    let stroke = TradeFigures.strokeWidth(dollars: leg.valueUSD)
    let isEstimated = leg.isEstimated || leg.quantity == nil
    let (from, to) = (rows[move.from].line, rows[move.to].line)
    let x = axis.places[move.leg]
    canvas.open(class: "movement", title: spoken(move))
    let dash: SVGCanvas.Dash = isEstimated ? .dashed : .solid
    if move.from == move.to {
      let loop = PathText.draw(
        "C", x, from + 24, x + Self.loop, from + 24, x + Self.loop, from + 15)
      canvas.path(
        PathText.draw("M", x, from) + loop, stroke: ink, width: stroke, dash: dash)
      canvas.path(
        PathText.arrowHead(
          at: ChartPoint(x: x + Self.loop, y: from + Self.dot), width: stroke, to: .up), fill: ink)
    } else {
      let isDown = to > from
      let tip = to + (isDown ? -Self.dot : Self.dot)
      let foot = tip + (isDown ? -1 : 1) * PathText.headLength(stroke)
      canvas.path(
        PathText.draw("M", x, from) + PathText.draw("V", foot), stroke: ink, width: stroke,
        dash: dash)
      canvas.path(
        PathText.arrowHead(
          at: ChartPoint(x: x, y: tip), width: stroke, to: isDown ? .down : .up), fill: ink)
    }
    canvas.close()
  }

  private func drawEnds(of move: ChronologyPlan.Move, on canvas: inout SVGCanvas) {
    let ink = ink(of: move)
    let x = axis.places[move.leg]
    let start = ChartPoint(x: x, y: rows[move.from].line)
    let end = ChartPoint(x: move.from == move.to ? x + Self.loop : x, y: rows[move.to].line)
    canvas.rectangle(Self.disc(at: end), radius: Self.dot, fill: .card, stroke: ink, width: 2)
    canvas.rectangle(Self.disc(at: start), radius: Self.dot, fill: ink, stroke: .card, width: 1.2)
  }

  private static func disc(at point: ChartPoint) -> ChartBox {
    ChartBox(left: point.x - dot, top: point.y - dot, width: 2 * dot, height: 2 * dot)
  }

  private func drawLabel(of move: ChronologyPlan.Move, on canvas: inout SVGCanvas) {
    guard let spot = spots[move.from].first(where: { $0.move == move.leg }) else { return }
    let label = labels[move.leg]
    let row = rows[move.from]
    let foot = row.feet[spot.level]
    let height = Self.height(of: label)
    let leg = route.legs[move.leg]
    let isEstimated = leg.isEstimated || leg.quantity == nil
    canvas.open(
      id: OpaqueName.of(leg.identity.description, prefix: "e-") + "-\(move.leg + 1)",
      class: "leg \(isEstimated ? "inferred" : "documented")", title: spoken(move))
    if spot.level > 0 {
      canvas.path(
        PathText.draw("M", spot.x, row.line - Self.dot) + PathText.draw("V", foot - height + 4),
        stroke: move.isHot ? .hot : .muted, width: 0.8)
    }
    // The dashes of the calendar, and a line that has no other way, pass behind the words.
    canvas.rectangle(
      ChartBox(left: spot.left - 3, top: foot - height, width: spot.width + 6, height: height + 2),
      fill: ground(of: move.from))
    var y = foot - height + LegLabel.lineHeight - 3
    for line in label.above + label.below {
      canvas.text(line, x: spot.left, y: y)
      y += LegLabel.lineHeight
    }
    canvas.close()
  }
}
