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

  /// A party's card.
  func drawCard(_ place: Int, on canvas: inout SVGCanvas) {
    cards[place].draw(
      named: plan.name(ofCard: place), in: layout.cards[place], language: language, on: &canvas)
  }
}
