import TradeModel

extension LanesDrawing {
  /// Legend and provenance below the lanes; gives the height of the page.
  func drawFoot(on canvas: inout SVGCanvas, from lanesBottom: Double) -> Double {
    var foot = lanesBottom + 26
    canvas.open(class: "legend")
    drawLegend(on: &canvas, baseline: foot)
    canvas.close()
    foot += 16
    canvas.open(class: "provenance")
    canvas.path(
      Self.draw("M", Self.margin, foot) + Self.draw("H", width - Self.margin), stroke: .rule)
    foot += 18
    for line in provenanceLines {
      let lines = TextMetrics.wrapped(line, into: width - 2 * Self.margin, most: 4, size: 9.5)
      for part in lines {
        canvas.text(part, x: Self.margin, y: foot, size: 9.5, ink: .muted)
        foot += 14.5
      }
    }
    foot += 2
    canvas.text(caveat, x: Self.margin, y: foot, size: 10, bold: true)
    let mark = chart.provenance.handling.map { FiledText($0).visible + " · " } ?? ""
    canvas.text(
      mark + language.say("쪽", "page") + " 1/1", x: width - Self.margin, y: foot, size: 10,
      bold: !mark.isEmpty, anchor: .end)
    canvas.close()
    return foot + 22
  }

  private var caveat: String {
    language.say(
      "점수는 위험 지표이며 위법의 증거가 아님", "a score is a risk indicator, not proof of an offence",
      between: " · ")
  }

  private func drawLegend(on canvas: inout SVGCanvas, baseline: Double) {
    var x = Self.margin
    func write(_ text: String, bold: Bool = false, after gap: Double, on canvas: inout SVGCanvas) {
      canvas.text(text, x: x, y: baseline, size: 10, bold: bold)
      x += TextMetrics.width(of: text, size: 10, bold: bold) + gap
    }
    func sample(
      _ width: Double, ink: Ink, dash: SVGCanvas.Dash, length: Double, on canvas: inout SVGCanvas
    ) {
      let path = Self.draw("M", x, baseline - 3.5) + Self.draw("H", x + length)
      canvas.path(path, stroke: ink, width: width, dash: dash)
      x += length + 6
    }
    write(language.say("범례", "Legend"), bold: true, after: 18, on: &canvas)
    sample(2.6, ink: .muted, dash: .solid, length: 34, on: &canvas)
    write(language.say("문서로 확인", "documented"), after: 20, on: &canvas)
    if plan.links.contains(where: { $0.basis == .estimated }) {
      sample(2.6, ink: .muted, dash: .dashed, length: 34, on: &canvas)
      write(language.say("수량 추정", "inferred quantity"), after: 20, on: &canvas)
    }
    if plan.links.contains(where: { ink(of: $0) == .hot }) {
      sample(2.6, ink: .hot, dash: .solid, length: 34, on: &canvas)
      write(language.say("우려 목적지로", "to a place of concern"), after: 20, on: &canvas)
    }
    if plan.links.contains(where: { $0.basis == .unrecorded }) {
      sample(1.8, ink: .muted, dash: .dotted, length: 30, on: &canvas)
      write(language.say("이동 기록 없음", "no record"), after: 20, on: &canvas)
    }
    write(
      language.say("선 굵기 = 금액(로그)", "line width = log value"), after: 10, on: &canvas)
    for dollars in [1e4, 1e6, 1e8] {
      sample(
        TradeFigures.strokeWidth(dollars: dollars), ink: .muted, dash: .solid, length: 18,
        on: &canvas)
      write(TradeFigures.compactDollars(dollars), after: 10, on: &canvas)
    }
  }

  private var provenanceLines: [String] {
    let provenance = chart.provenance
    var lines: [String] = []
    let sources = provenance.sources.map {
      FiledText($0.name).visible + " (SHA-256 " + FiledText($0.sha256).visible.prefix(12) + "…)"
    }
    let notes = provenance.notes.map { FiledText($0).visible }
    let listed = (sources.isEmpty ? ["–"] : sources) + notes
    lines.append(language.say("출처", "Sources") + ": " + listed.joined(separator: " · "))
    let parts = [
      language.say("실행", "run") + " " + FiledText(provenance.runID).visible,
      "entrepot " + FiledText(provenance.version).visible,
      language.say("기준일", "as of") + " " + provenance.asOf.description,
      quantityInterval(language),
    ]
    lines.append(parts.joined(separator: " · "))
    return lines
  }
}
