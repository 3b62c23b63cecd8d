import TradeModel

extension LanesDrawing {
  /// Lanes with their headings, all of one height.
  func drawLanes(on canvas: inout SVGCanvas) {
    for (place, heading) in headings.enumerated() {
      let box = layout.lanes[place]
      canvas.open(class: heading.isHot ? "lane concern" : "lane")
      canvas.rectangle(
        box, radius: 6, fill: heading.isHot ? .hotLane : .lane,
        stroke: heading.isHot ? .hot : .rule)
      drawHeading(heading, in: box, on: &canvas)
      canvas.close()
    }
  }

  private func drawHeading(
    _ heading: LaneHeading, in box: ChartBox, on canvas: inout SVGCanvas
  ) {
    let chip = ChartBox(
      left: box.left + 12, top: box.top + 12, width: LaneHeading.chipWidth, height: 24)
    canvas.rectangle(chip, radius: 4, fill: heading.isHot ? .hotText : .muted)
    canvas.text(
      heading.code, x: chip.middle.x, y: chip.top + 17, size: 13.5, ink: .onBlock, bold: true,
      anchor: .middle)
    var foot = box.top + (heading.names.count > 1 ? 22.5 : 28.5)
    for (place, name) in heading.names.enumerated() {
      canvas.text(
        name, x: box.left + LaneHeading.textInset, y: foot, size: place == 0 ? 12 : 10,
        ink: place == 0 ? .text : .muted, bold: place == 0)
      foot += 14
    }
    for remark in heading.remarks {
      canvas.text(
        remark.text, x: box.left + LaneHeading.textInset, y: foot, size: 9,
        ink: remark.isHot ? .hotText : .muted, bold: true)
      foot += 13
    }
  }

  /// A party's card: role stripe, names, marks, and its score where it shows one.
  func drawCard(_ place: Int, on canvas: inout SVGCanvas) {
    let card = cards[place]
    let box = layout.cards[place]
    let ink = PartyCard.ink(for: card.party.role)
    let isHot = card.party.role == .endUser
    canvas.open(
      id: plan.name(ofCard: place),
      class: "party \(card.party.role.rawValue.replacing("_", with: "-"))",
      title: card.fullName + " · " + card.party.country.code + " · "
        + language.say(card.role.korean, card.role.english))
    canvas.rectangle(box, radius: 5, fill: .card, stroke: ink, width: isHot ? 1.8 : 1.2)
    canvas.path(Self.leftRounded(box, width: PartyCard.stripeWidth, radius: 5), fill: ink)
    let slack = (box.height - card.height) / 2
    for row in card.rows {
      canvas.text(
        row.text, x: box.left + PartyCard.textInset, y: box.top + slack + row.baseline,
        size: row.size, ink: row.ink, bold: row.isBold)
    }
    if let score = card.score { drawScore(score, in: box, on: &canvas) }
    canvas.close()
  }

  private func drawScore(_ score: Double, in box: ChartBox, on canvas: inout SVGCanvas) {
    let block = ChartBox(
      left: box.right - PartyCard.scoreWidth, top: box.top, width: PartyCard.scoreWidth,
      height: box.height)
    canvas.path(Self.rightRounded(block, radius: 5), fill: .hotText)
    let middle = block.middle
    canvas.text(
      language.say("위험", "risk"), x: middle.x, y: middle.y - 8, size: 9.5, ink: .onBlock,
      anchor: .middle)
    canvas.text(
      TradeFigures.probability(score), x: middle.x, y: middle.y + 12, size: 17, ink: .onBlock,
      bold: true, anchor: .middle)
  }

  static func leftRounded(_ box: ChartBox, width: Double, radius: Double) -> String {
    let (left, top, bottom) = (box.left, box.top, box.bottom)
    return draw("M", left + width, top) + draw("H", left + radius)
      + draw("Q", left, top, left, top + radius) + draw("V", bottom - radius)
      + draw("Q", left, bottom, left + radius, bottom) + draw("H", left + width) + "Z"
  }

  private static func rightRounded(_ box: ChartBox, radius: Double) -> String {
    let (right, top, bottom) = (box.right, box.top, box.bottom)
    return draw("M", box.left, top) + draw("H", right - radius)
      + draw("Q", right, top, right, top + radius) + draw("V", bottom - radius)
      + draw("Q", right, bottom, right - radius, bottom) + draw("H", box.left) + "Z"
  }

  /// One command of a path.
  static func draw(_ command: String, _ numbers: Double...) -> String {
    command + numbers.map(SVGCanvas.number).joined(separator: " ")
  }
}
