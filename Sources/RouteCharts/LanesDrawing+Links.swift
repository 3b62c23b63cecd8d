import TradeModel

extension LanesDrawing {
  /// A movement: its line, arrow head and label, one group.
  func drawLink(_ place: Int, on canvas: inout SVGCanvas) {
    let link = plan.links[place]
    let ink = ink(of: link)
    let stroke = stroke(of: link)
    canvas.open(
      id: name(of: link), class: "leg \(Self.word(for: link.basis))", title: spoken(link))
    let points = layout.tracks[place].isDomestic ? descent(place) : crossing(place)
    let dash: SVGCanvas.Dash =
      switch link.basis {
      case .documented: .solid
      case .estimated: .dashed
      case .unrecorded: .dotted
      }
    canvas.path(points.path, stroke: ink, width: stroke, dash: dash)
    canvas.path(
      PathText.arrowHead(
        at: points.end, width: stroke, to: layout.tracks[place].isDomestic ? .down : .right),
      fill: ink)
    drawLabel(place, on: &canvas)
    canvas.close()
  }

  /// The class that says how a movement is known.
  static func word(for basis: LanePlan.Basis) -> String {
    switch basis {
    case .documented: "documented"
    case .estimated: "inferred"
    case .unrecorded: "unrecorded"
    }
  }

  private func stroke(of link: LanePlan.Link) -> Double {
    guard let leg = link.leg else { return 1.8 }
    return TradeFigures.strokeWidth(dollars: route.legs[leg].valueUSD)
  }

  private func name(of link: LanePlan.Link) -> String {
    guard let leg = link.leg else { return "g-" + plan.name(ofCard: link.to) }
    return OpaqueName.of(route.legs[leg].identity.description, prefix: "e-") + "-\(leg + 1)"
  }

  private func drawLabel(_ place: Int, on canvas: inout SVGCanvas) {
    let label = labels[place]
    let track = layout.tracks[place]
    let middle = track.label.middle
    var x = middle.x - label.width / 2
    var foot = middle.y - LegLabel.clearance - Double(label.above.count - 1) * LegLabel.lineHeight
    if track.isDomestic {
      x = descentX(place) + 14
      let lines = Double(label.above.count + label.below.count)
      foot = middle.y - lines * LegLabel.lineHeight / 2 + 10.5
    }
    for line in label.above {
      canvas.text(line, x: x, y: foot)
      foot += LegLabel.lineHeight
    }
    if !track.isDomestic { foot = middle.y + 15 }
    for line in label.below {
      canvas.text(line, x: x, y: foot)
      foot += LegLabel.lineHeight
    }
  }

  /// A line from the right side of one card through its label to the left side of another.
  private func crossing(_ place: Int) -> (path: String, end: ChartPoint) {
    let link = plan.links[place]
    let (from, to) = (layout.cards[link.from], layout.cards[link.to])
    let end = ChartPoint(x: to.left, y: port(of: place, arriving: true))
    var here = ChartPoint(x: from.right, y: port(of: place, arriving: false))
    var path = PathText.draw("M", here.x, here.y)
    for box in layout.tracks[place].passes {
      path += PathText.glide(from: here, to: ChartPoint(x: box.left, y: box.middle.y))
      here = ChartPoint(x: box.right, y: box.middle.y)
      path += PathText.draw("H", here.x)
    }
    let head = PathText.headLength(stroke(of: link))
    path += PathText.glide(from: here, to: ChartPoint(x: end.x - head, y: end.y))
    return (path, end)
  }

  /// A line from the foot of one card down to the top of another in the same lane.
  private func descent(_ place: Int) -> (path: String, end: ChartPoint) {
    let link = plan.links[place]
    let (from, to) = (layout.cards[link.from], layout.cards[link.to])
    let x = descentX(place)
    let head = PathText.headLength(stroke(of: link))
    let path = PathText.draw("M", x, from.bottom) + PathText.draw("V", to.top - head)
    return (path, ChartPoint(x: x, y: to.top))
  }

  private func descentX(_ place: Int) -> Double {
    layout.cards[plan.links[place].from].left + 24
  }

  /// Where a line meets a card's side: lines that share the side stand apart, in the order of the
  /// boxes that they come from or go to.
  private func port(of place: Int, arriving: Bool) -> Double {
    let link = plan.links[place]
    let card = arriving ? link.to : link.from
    let sharers = plan.links.indices
      .filter {
        !layout.tracks[$0].isDomestic
          && (arriving ? plan.links[$0].to : plan.links[$0].from) == card
      }
      .sorted { neighbourHeight($0, arriving: arriving) < neighbourHeight($1, arriving: arriving) }
    let rank = sharers.firstIndex(of: place) ?? 0
    let box = layout.cards[card]
    let step = min(18, (box.height - 16) / Double(max(1, sharers.count)))
    return box.middle.y + (Double(rank) - Double(sharers.count - 1) / 2) * step
  }

  private func neighbourHeight(_ place: Int, arriving: Bool) -> Double {
    let passes = layout.tracks[place].passes
    return (arriving ? passes.last : passes.first)?.middle.y ?? 0
  }
}
