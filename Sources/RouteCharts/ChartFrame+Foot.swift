import TradeModel

/// A piece of a legend: a stroke as it is drawn, or words.
enum LegendPiece {
  case stroke(width: Double, ink: Ink, dash: SVGCanvas.Dash, length: Double)
  case words(String, isBold: Bool)

  var width: Double {
    switch self {
    case .stroke(_, _, _, let length): length
    case .words(let text, let isBold): TextMetrics.width(of: text, size: 10, bold: isBold)
    }
  }

  /// A stroke and what it stands for.
  static func line(_ ink: Ink, _ dash: SVGCanvas.Dash, _ words: String) -> [LegendPiece] {
    let width = dash == .dotted ? 1.8 : 2.6
    return [.stroke(width: width, ink: ink, dash: dash, length: 32), .words(words, isBold: false)]
  }

  /// The word that a legend begins with.
  static func heading(_ language: ChartLanguage) -> [LegendPiece] {
    [.words(language.say("범례", "Legend"), isBold: true)]
  }

  /// What the width of a line says.
  static func scale(_ language: ChartLanguage) -> [LegendPiece] {
    var scale: [LegendPiece] = [
      .words(language.say("선 굵기 = 금액(로그)", "line width = log value"), isBold: false)
    ]
    for dollars in [1e4, 1e6, 1e8] {
      let width = TradeFigures.strokeWidth(dollars: dollars)
      scale.append(.stroke(width: width, ink: .muted, dash: .solid, length: 18))
      scale.append(.words(TradeFigures.compactDollars(dollars), isBold: false))
    }
    return scale
  }

  /// What grades and blocks mean, where a drawing has any.
  static func marks(
    grades: Bool, redactions: Bool, language: ChartLanguage
  ) -> [[LegendPiece]] {
    var entries: [[LegendPiece]] = []
    if grades {
      let words = language.say("출처 A–F·정보 1–6", "Admiralty: source A–F, information 1–6")
      entries.append([.words("[B2] " + words, isBold: false)])
    }
    if redactions {
      entries.append([.words("██ " + language.say("비식별", "redacted"), isBold: false)])
    }
    return entries
  }
}

extension ChartFrame {
  private static let legendGap = 6.0

  /// Legend and provenance below the drawing; gives the height of the page.
  func drawFoot(on canvas: inout SVGCanvas, from bottom: Double) -> Double {
    canvas.open(class: "legend")
    var foot = drawLegend(on: &canvas, baseline: bottom + 26)
    canvas.close()
    foot = drawLeftOut(on: &canvas, below: foot)
    foot += 16
    canvas.open(class: "provenance")
    canvas.path(
      PathText.draw("M", Self.margin, foot) + PathText.draw("H", width - Self.margin),
      stroke: .rule)
    foot += 18
    for parts in provenanceParts {
      for line in TextMetrics.flowed(parts, into: room, most: 12, size: 9.5) {
        canvas.text(line, x: Self.margin, y: foot, size: 9.5, ink: .muted)
        foot += 14.5
      }
    }
    foot += 2
    canvas.text(language.caveat, x: Self.margin, y: foot, size: 10, bold: true)
    drawPageMark(on: &canvas, baseline: foot)
    canvas.close()
    return foot + 22
  }

  private var room: Double { width - 2 * Self.margin }

  func drawLeftOut(on canvas: inout SVGCanvas, below foot: Double) -> Double {
    guard !leftOut.isEmpty else { return foot }
    var foot = foot
    canvas.open(class: "left-out")
    for line in TextMetrics.flowed(leftOut, into: room, most: 6, size: 10) {
      foot += 17
      canvas.text(line, x: Self.margin, y: foot, size: 10, ink: .hotText, bold: true)
    }
    canvas.close()
    return foot
  }

  /// Handling mark and page number, in what the caveat leaves of the line.
  private func drawPageMark(on canvas: inout SVGCanvas, baseline: Double) {
    let page = language.say("쪽", "page") + " 1/1"
    let taken =
      TextMetrics.width(of: language.caveat, size: 10, bold: true)
      + TextMetrics.width(of: page, size: 10, bold: true)
    let handling = FiledText(provenance.handling ?? "").visible
    let mark = TextMetrics.cut(handling, into: max(60, room - taken - 40), size: 10, bold: true)
    canvas.text(
      mark.isEmpty ? page : mark + " · " + page, x: width - Self.margin, y: baseline, size: 10,
      bold: !mark.isEmpty, anchor: .end)
  }

  /// The legend of what this drawing uses, entries whole; gives the last baseline.
  func drawLegend(on canvas: inout SVGCanvas, baseline: Double) -> Double {
    var (x, y) = (Self.margin, baseline)
    for entry in legend {
      let needed = entry.reduce(0) { $0 + $1.width + Self.legendGap }
      if x > Self.margin, x + needed > width - Self.margin {
        x = Self.margin
        y += 18
      }
      for piece in entry {
        switch piece {
        case .stroke(let width, let ink, let dash, let length):
          let path = PathText.draw("M", x, y - 3.5) + PathText.draw("H", x + length)
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

  private var provenanceParts: [[String]] {
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
    ]
    return [sources + notes, run + remarks]
  }
}

extension ChartLanguage {
  /// What every page says of a score.
  var caveat: String {
    say(
      "점수는 위험 지표이며 위법의 증거가 아님", "a score is a risk indicator, not proof of an offence",
      between: " · ")
  }
}
