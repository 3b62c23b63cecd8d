import TradeModel

extension PartyCard {
  /// Draws the card: role stripe, names, marks, and its score where it shows one.
  func draw(
    named name: String, in box: ChartBox, language: ChartLanguage, on canvas: inout SVGCanvas
  ) {
    let ink = Self.ink(for: party.role)
    canvas.open(
      id: name,
      class: "party \(party.role.rawValue.replacing("_", with: "-"))",
      title: fullName + " · " + party.country.code + " · "
        + language.say(role.korean, role.english))
    canvas.rectangle(
      box, radius: 5, fill: .card, stroke: ink, width: party.role == .endUser ? 1.8 : 1.2)
    canvas.path(box.leftRounded(width: Self.stripeWidth, radius: 5), fill: ink)
    let slack = (box.height - height) / 2
    for row in rows {
      canvas.text(
        row.text, x: box.left + Self.textInset, y: box.top + slack + row.baseline,
        size: row.size, ink: row.ink, bold: row.isBold)
    }
    if let score { drawScore(score, in: box, language: language, on: &canvas) }
    canvas.close()
  }

  private func drawScore(
    _ score: Double, in box: ChartBox, language: ChartLanguage, on canvas: inout SVGCanvas
  ) {
    let block = ChartBox(
      left: box.right - Self.scoreWidth, top: box.top, width: Self.scoreWidth, height: box.height)
    canvas.path(block.rightRounded(radius: 5), fill: band?.ink ?? (score < 0.5 ? .muted : .hotText))
    let middle = block.middle
    canvas.text(
      band?.marks ?? language.say("위험", "risk"), x: middle.x, y: middle.y - 8, size: 9.5,
      ink: .onBlock, anchor: .middle)
    canvas.text(
      TradeFigures.probability(score), x: middle.x, y: middle.y + 12, size: 17, ink: .onBlock,
      bold: true, anchor: .middle)
  }
}
