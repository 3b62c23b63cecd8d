import TradeModel

extension ChartFrame {
  private static let panelWidth = 240.0
  static let subtitleHeight = 16.0

  /// Title and subtitle on the left, the score on the right.
  func drawHeader(on canvas: inout SVGCanvas) {
    canvas.open(class: "title")
    canvas.text(
      TextMetrics.cut(title, into: headerRoom, size: 20, bold: true), x: Self.margin, y: 42,
      size: 20, bold: true)
    for (place, line) in subtitleLines.enumerated() {
      let foot = 62 + Double(place) * Self.subtitleHeight
      canvas.text(line, x: Self.margin, y: foot, size: 12, ink: .muted)
    }
    canvas.close()
    if let score { drawPanel(score, on: &canvas) }
  }

  /// The subtitle, broken between its parts.
  var subtitleLines: [String] {
    TextMetrics.flowed(subtitle, into: headerRoom, most: 6, size: 12)
  }

  private var headerRoom: Double {
    width - 2 * Self.margin - (score == nil ? 0 : Self.panelWidth + 24)
  }

  private func drawPanel(_ score: Score, on canvas: inout SVGCanvas) {
    let panel = ChartBox(
      left: width - Self.margin - Self.panelWidth, top: 22, width: Self.panelWidth, height: 50)
    let ink = score.band.ink
    canvas.open(class: "score \(score.band.rawValue)")
    canvas.rectangle(panel, radius: 6, fill: .card, stroke: ink, width: 1.5)
    let block = ChartBox(left: panel.left, top: panel.top, width: 74, height: panel.height)
    canvas.path(panel.leftRounded(width: block.width, radius: 6), fill: ink)
    canvas.text(
      TradeFigures.probability(score.probability), x: block.middle.x - 1,
      y: block.middle.y + 8, size: 22, ink: .onBlock, bold: true, anchor: .middle)
    let word = score.band.word
    canvas.text(
      score.band.marks + " " + language.say(word.korean, word.english.uppercased()),
      x: block.right + 12, y: panel.top + (score.interval == nil ? 30 : 21), size: 12, ink: ink,
      bold: true)
    if let interval = score.interval {
      let low = TradeFigures.probability(interval.lowerBound)
      let high = TradeFigures.probability(interval.upperBound)
      canvas.text(
        language.say("위험 구간", "risk range") + " \(low)–\(high)", x: block.right + 12,
        y: panel.top + 39, size: 10, ink: .muted)
    }
    canvas.close()
  }
}

extension RiskBand {
  /// What a band is called.
  var word: BilingualText {
    switch self {
    case .low: BilingualText(english: "Low", korean: "낮음")
    case .elevated: BilingualText(english: "Elevated", korean: "주의")
    case .high: BilingualText(english: "High", korean: "높음")
    case .critical: BilingualText(english: "Critical", korean: "심각")
    }
  }

  /// Marks that say the band without colour.
  var marks: String {
    let count = Self.allCases.firstIndex(of: self).map { $0 + 1 } ?? 0
    return String(repeating: "▲", count: count)
  }

  /// The colour of what stands for the band.
  var ink: Ink {
    switch self {
    case .low: .muted
    case .elevated: .forwarderText
    case .high, .critical: .hotText
    }
  }
}
