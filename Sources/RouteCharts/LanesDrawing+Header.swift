import TradeModel

extension LanesDrawing {
  private static let panelWidth = 232.0

  /// Title and subtitle on the left, the route's score on the right.
  func drawHeader(on canvas: inout SVGCanvas) {
    canvas.open(class: "title")
    canvas.text(
      TextMetrics.cut(title, into: headerRoom, size: 20, bold: true), x: Self.margin, y: 42,
      size: 20,
      bold: true)
    for (place, line) in subtitleLines.enumerated() {
      let foot = 62 + Double(place) * Self.subtitleHeight
      canvas.text(line, x: Self.margin, y: foot, size: 12, ink: .muted)
    }
    canvas.close()
    drawScorePanel(on: &canvas)
  }

  /// The subtitle, broken between its parts.
  var subtitleLines: [String] {
    TextMetrics.flowed(subtitle, into: headerRoom, most: 6, size: 12)
  }

  private var headerRoom: Double { width - 2 * Self.margin - Self.panelWidth - 24 }

  /// What a screen reader says first.
  var spokenTitle: String {
    language == .both ? title + " · " + englishTitle : title
  }

  private var routeName: String { FiledText(route.routeID).visible }
  private var englishTitle: String { "Suspected diversion route" }

  private var title: String {
    switch language {
    case .korean, .both: "우회수출 의심 경로 " + routeName
    case .english: englishTitle + " " + routeName
    }
  }

  private var subtitle: [String] {
    var parts: [String] = []
    if language == .both { parts.append(englishTitle) }
    let family = LanesChart.short(route.family)
    parts.append("HS " + codes + (family.isEmpty ? "" : " (\(family))"))
    let days = route.legs.map(\.date)
    if let first = days.min(), let last = days.max() {
      parts.append(first == last ? first.description : "\(first) → \(last)")
    }
    let legs = route.legs.count
    parts.append(
      language == .korean ? "\(legs)개 구간" : legs == 1 ? "1 leg" : "\(legs) legs")
    if let value = route.legs.first?.valueUSD {
      let money = TradeFigures.compactDollars(value)
      parts.append(language == .korean ? "최초 신고 \(money)" : "first declared \(money)")
    }
    parts.append(quantityInterval(language == .korean ? .korean : .english))
    return parts
  }

  /// The quantity of the route with its bounds.
  func quantityInterval(_ language: ChartLanguage) -> String {
    let bounds =
      "[\(TradeFigures.count(route.lower))–\(TradeFigures.count(route.upper))]"
    let amount = TradeFigures.counted(route.attributed, unit: chart.unit, language: language)
    return language.say("귀속 수량", "attributed") + " " + amount + " " + bounds
  }

  private var codes: String {
    var seen: [String] = []
    for leg in route.legs {
      let code = TradeFigures.dotted(hs: LanesChart.short(leg.hsCode))
      if !seen.contains(code) { seen.append(code) }
    }
    let shown = seen.prefix(3).joined(separator: ", ")
    return seen.count > 3 ? shown + " +\(seen.count - 3)" : shown
  }

  private func drawScorePanel(on canvas: inout SVGCanvas) {
    let panel = ChartBox(
      left: width - Self.margin - Self.panelWidth, top: 22, width: Self.panelWidth, height: 50)
    let ink = Self.ink(for: route.assessment.band)
    canvas.open(class: "score \(route.assessment.band.rawValue)")
    canvas.rectangle(panel, radius: 6, fill: .card, stroke: ink, width: 1.5)
    let block = ChartBox(left: panel.left, top: panel.top, width: 74, height: panel.height)
    canvas.path(Self.leftRounded(panel, width: block.width, radius: 6), fill: ink)
    canvas.text(
      TradeFigures.probability(route.assessment.probability), x: block.middle.x - 1,
      y: block.middle.y + 8, size: 22, ink: .onBlock, bold: true, anchor: .middle)
    let word = Self.word(for: route.assessment.band)
    canvas.text(
      Self.marks(for: route.assessment.band) + " "
        + language.say(word.korean, word.english.uppercased()), x: block.right + 12,
      y: panel.top + 21, size: 12, ink: ink, bold: true)
    let low = TradeFigures.probability(route.assessment.low)
    let high = TradeFigures.probability(route.assessment.high)
    canvas.text(
      language.say("위험 구간", "risk range") + " \(low)–\(high)", x: block.right + 12,
      y: panel.top + 39, size: 10, ink: .muted)
    canvas.close()
  }

  /// What a band is called.
  static func word(for band: RiskBand) -> BilingualText {
    switch band {
    case .low: BilingualText(english: "Low", korean: "낮음")
    case .elevated: BilingualText(english: "Elevated", korean: "주의")
    case .high: BilingualText(english: "High", korean: "높음")
    case .critical: BilingualText(english: "Critical", korean: "심각")
    }
  }

  /// Marks that say the band without colour.
  static func marks(for band: RiskBand) -> String {
    let count = RiskBand.allCases.firstIndex(of: band).map { $0 + 1 } ?? 0
    return String(repeating: "▲", count: count)
  }

  private static func ink(for band: RiskBand) -> Ink {
    switch band {
    case .low: .muted
    case .elevated: .forwarderText
    case .high, .critical: .hotText
    }
  }
}
