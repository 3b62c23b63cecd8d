import TradeModel

extension LanesDrawing {
  /// Legend and provenance below the lanes; gives the height of the page.
  func drawFoot(on canvas: inout SVGCanvas, from lanesBottom: Double) -> Double {
    canvas.open(class: "legend")
    var foot = drawLegend(on: &canvas, baseline: lanesBottom + 26)
    canvas.close()
    foot += 16
    canvas.open(class: "provenance")
    canvas.path(
      Self.draw("M", Self.margin, foot) + Self.draw("H", width - Self.margin), stroke: .rule)
    foot += 18
    for parts in provenanceParts {
      let room = width - 2 * Self.margin
      for line in TextMetrics.flowed(parts, into: room, most: 12, size: 9.5) {
        canvas.text(line, x: Self.margin, y: foot, size: 9.5, ink: .muted)
        foot += 14.5
      }
    }
    foot += 2
    canvas.text(caveat, x: Self.margin, y: foot, size: 10, bold: true)
    drawPageMark(on: &canvas, baseline: foot)
    canvas.close()
    return foot + 22
  }

  /// Handling mark and page number, in what the caveat leaves of the line.
  private func drawPageMark(on canvas: inout SVGCanvas, baseline: Double) {
    let page = language.say("쪽", "page") + " 1/1"
    let taken =
      TextMetrics.width(of: caveat, size: 10, bold: true)
      + TextMetrics.width(of: page, size: 10, bold: true)
    let room = max(60, width - 2 * Self.margin - taken - 40)
    let handling = FiledText(chart.provenance.handling ?? "").visible
    let mark = TextMetrics.cut(handling, into: room, size: 10, bold: true)
    canvas.text(
      mark.isEmpty ? page : mark + " · " + page, x: width - Self.margin, y: baseline, size: 10,
      bold: !mark.isEmpty, anchor: .end)
  }

  private var caveat: String {
    language.say(
      "점수는 위험 지표이며 위법의 증거가 아님", "a score is a risk indicator, not proof of an offence",
      between: " · ")
  }

  /// A piece of the legend: a stroke as it is drawn, or words.
  private enum LegendPiece {
    case stroke(width: Double, ink: Ink, dash: SVGCanvas.Dash, length: Double)
    case words(String, isBold: Bool)

    var width: Double {
      switch self {
      case .stroke(_, _, _, let length): length
      case .words(let text, let isBold): TextMetrics.width(of: text, size: 10, bold: isBold)
      }
    }
  }

  private static let legendGap = 6.0

  /// The legend of what this drawing uses, entries whole; gives the last baseline.
  private func drawLegend(on canvas: inout SVGCanvas, baseline: Double) -> Double {
    var (x, y) = (Self.margin, baseline)
    for entry in legendEntries {
      let needed = entry.reduce(0) { $0 + $1.width + Self.legendGap }
      if x > Self.margin, x + needed > width - Self.margin {
        x = Self.margin
        y += 18
      }
      for piece in entry {
        switch piece {
        case .stroke(let width, let ink, let dash, let length):
          let path = Self.draw("M", x, y - 3.5) + Self.draw("H", x + length)
          canvas.path(path, stroke: ink, width: width, dash: dash)
        case .words(let text, let isBold):
          canvas.text(text, x: x, y: y, size: 10, bold: isBold)
        }
        x += piece.width + Self.legendGap
      }
      x += 14
    }
    return y
  }

  private var legendEntries: [[LegendPiece]] {
    func line(_ ink: Ink, _ dash: SVGCanvas.Dash, _ words: String) -> [LegendPiece] {
      let width = dash == .dotted ? 1.8 : 2.6
      return [
        .stroke(width: width, ink: ink, dash: dash, length: 32), .words(words, isBold: false),
      ]
    }
    func has(_ basis: LanePlan.Basis) -> Bool { plan.links.contains { $0.basis == basis } }
    var entries: [[LegendPiece]] = [[.words(language.say("범례", "Legend"), isBold: true)]]
    entries.append(line(.muted, .solid, language.say("문서로 확인", "documented")))
    if has(.estimated) {
      entries.append(line(.muted, .dashed, language.say("수량 추정", "inferred quantity")))
    }
    if has(.unrecorded) {
      entries.append(line(.muted, .dotted, language.say("이동 기록 없음", "no record")))
    }
    if plan.links.contains(where: { ink(of: $0) == .hot }) {
      entries.append(line(.hot, .solid, language.say("우려 목적지로", "to a place of concern")))
    }
    var scale: [LegendPiece] = [
      .words(language.say("선 굵기 = 금액(로그)", "line width = log value"), isBold: false)
    ]
    for dollars in [1e4, 1e6, 1e8] {
      let width = TradeFigures.strokeWidth(dollars: dollars)
      scale.append(.stroke(width: width, ink: .muted, dash: .solid, length: 18))
      scale.append(.words(TradeFigures.compactDollars(dollars), isBold: false))
    }
    entries.append(scale)
    return entries
  }

  private var provenanceParts: [[String]] {
    let provenance = chart.provenance
    var sources = provenance.sources.map {
      FiledText($0.name).visible + " (SHA-256 " + FiledText($0.sha256).visible.prefix(12) + "…)"
    }
    if sources.isEmpty { sources = ["–"] }
    sources[0] = language.say("출처", "Sources") + ": " + sources[0]
    let notes = provenance.notes.map { FiledText($0).visible }
    let run = [
      language.say("실행", "run") + " " + FiledText(provenance.runID).visible,
      "entrepot " + FiledText(provenance.version).visible,
      language.say("기준일", "as of") + " " + provenance.asOf.description,
      quantityInterval(language),
    ]
    return [sources + notes, run]
  }
}
