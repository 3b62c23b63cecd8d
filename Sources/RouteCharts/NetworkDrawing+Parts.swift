import TradeModel

extension NetworkDrawing {
  /// Boxes, lines and cards, without the page around them.
  func drawBody(on canvas: inout SVGCanvas) {
    for column in plan.columns.indices {
      for place in plan.columns[column].indices {
        drawBox(place, in: column, on: &canvas)
      }
    }
    for place in plan.lines.indices { drawLine(place, on: &canvas) }
    for place in plan.cards.indices { drawCard(place, on: &canvas) }
  }

  private func drawBox(_ place: Int, in column: Int, on canvas: inout SVGCanvas) {
    let box = plan.columns[column][place]
    let area = layout.boxes[column][place]
    let isHot = isHot(box, column: column)
    canvas.open(class: isHot ? "country concern" : "country")
    canvas.rectangle(
      area, radius: 6, fill: isHot ? .hotLane : .lane, stroke: isHot ? .hot : .rule)
    let words = Self.heading(of: box, language: language)
    let chip = ChartBox(left: area.left + 12, top: area.top + 8, width: 30, height: 19)
    canvas.rectangle(chip, radius: 4, fill: isHot ? .hotText : .muted)
    canvas.text(
      words.code, x: chip.middle.x, y: chip.top + 14, size: 11.5, ink: .onBlock, bold: true,
      anchor: .middle)
    let x = chip.right + 8
    canvas.text(words.name, x: x, y: chip.top + 14, size: 11.5, bold: true)
    let after = x + TextMetrics.width(of: words.name, size: 11.5, bold: true) + 5
    canvas.text(words.small, x: after, y: chip.top + 14, size: 10, ink: .muted)
    canvas.close()
  }

  private func drawCard(_ place: Int, on canvas: inout SVGCanvas) {
    let box = layout.cards[place]
    let name = NetworkPlan.name(of: plan.cards[place])
    if let card = cards[place] {
      if place == focusPlace {
        let ring = ChartBox(
          left: box.left - 4, top: box.top - 4, width: box.width + 8, height: box.height + 8)
        canvas.rectangle(ring, radius: 8, fill: nil, stroke: .exporter, width: 2.4)
      }
      card.draw(named: name, in: box, language: language, on: &canvas)
      return
    }
    let words = NetworkPlan.words(forFold: plan.cards[place].keys.count, language)
    canvas.open(id: name, class: "fold", title: words)
    canvas.rectangle(box, radius: 5, fill: .card)
    canvas.path(
      PathText.draw("M", box.left, box.top) + PathText.draw("H", box.right)
        + PathText.draw("V", box.bottom) + PathText.draw("H", box.left) + "Z", stroke: .muted,
      dash: .dashed)
    canvas.text(
      words, x: box.middle.x, y: box.middle.y + 4, size: 11, ink: .muted, anchor: .middle)
    canvas.close()
  }

  private var focusPlace: Int {
    plan.columns[..<plan.middle].reduce(0) { $0 + $1.reduce(0) { $0 + $1.cards.count } }
  }

  private func drawLine(_ place: Int, on canvas: inout SVGCanvas) {
    let line = plan.lines[place]
    let track = layout.tracks[place]
    let ink = ink(of: line)
    let stroke = TradeFigures.strokeWidth(dollars: line.link.valueUSD)
    let isForward =
      track.isBracket
      ? line.from < line.to : layout.cards[line.from].left < layout.cards[line.to].left
    let head = PathText.headLength(stroke)
    canvas.open(id: plan.name(of: line), class: "trade", title: spoken(line))
    var path = ""
    if track.isBracket {
      let bulge = track.left.x + 36
      path =
        PathText.draw("M", track.left.x + (isForward ? 0 : head), track.left.y)
        + PathText.draw(
          "C", bulge, track.left.y, bulge, track.right.y, track.right.x + (isForward ? head : 0),
          track.right.y)
    } else {
      var here = track.left
      if !isForward { here.x += head }
      path = PathText.draw("M", here.x, here.y)
      for pass in track.passes {
        if pass.from.x > here.x { path += PathText.glide(from: here, to: pass.from) }
        var end = pass.to
        if isForward, end == track.right { end.x -= head }
        path += PathText.draw("H", end.x)
        here = end
      }
      if here.x < track.right.x - head {
        let end = ChartPoint(x: track.right.x - (isForward ? head : 0), y: track.right.y)
        path += PathText.glide(from: here, to: end)
      }
    }
    let isIdentity = line.link.isIdentityOnly
    canvas.path(path, stroke: ink, width: stroke, dash: isIdentity ? .dashed : .solid)
    // An identity has no direction.
    guard !isIdentity else {
      drawLabel(place, on: &canvas)
      canvas.close()
      return
    }
    let direction: PathText.Direction = track.isBracket ? .left : isForward ? .right : .left
    canvas.path(
      PathText.arrowHead(
        at: isForward ? track.right : track.left, width: stroke, to: direction), fill: ink)
    drawLabel(place, on: &canvas)
    canvas.close()
  }

  private func drawLabel(_ place: Int, on canvas: inout SVGCanvas) {
    let label = labels[place]
    let spot = layout.tracks[place].label
    for line in label.above { canvas.text(line, x: spot.x, y: spot.y - 7) }
    for line in label.below { canvas.text(line, x: spot.x, y: spot.y + 13) }
  }
}
