import TradeModel

/// What stands at a leg's line: number and date, goods and value, document; below the line, how
/// much of the leg the route draws on.
struct LegLabel {
  /// A stretch of text in one style.
  struct Run {
    let text: String
    var ink = Ink.text
    var isBold = false
    /// Room before the text.
    var gap = 0.0
  }

  /// A line of a label.
  struct Line {
    let runs: [Run]
    let size: Double

    var width: Double {
      runs.reduce(0) {
        $0 + $1.gap + TextMetrics.width(of: $1.text, size: size, bold: $1.isBold)
      }
    }
  }

  /// Lines that stand above the stroke, in order.
  let above: [Line]
  /// Lines that hang below the stroke.
  let below: [Line]

  static let lineHeight = 13.5
  /// Room between the lowest line and the stroke.
  static let clearance = 7.0

  var width: Double { (above + below).map(\.width).max() ?? 0 }
  var heightAbove: Double { Double(above.count) * Self.lineHeight + Self.clearance }
  var heightBelow: Double { below.isEmpty ? 6 : Double(below.count) * Self.lineHeight + 8 }

  /// The label of a leg; `wait` is the days since the goods arrived where this leg starts,
  /// `isJoined` says that several routes are drawn as one.
  init(
    _ leg: RouteLeg, bundle: DrawnRoute.Bundle, number: Int, unit: String, wait: Int?, ink: Ink,
    grade: String?, path: String? = nil, isJoined: Bool, language: ChartLanguage
  ) {
    var head = [
      Run(text: TradeFigures.circled(number), ink: ink, isBold: true),
      Run(text: leg.date.description, isBold: true, gap: 4),
    ]
    if bundle.last > leg.date {
      head.append(Run(text: "→ \(bundle.last)", isBold: true, gap: 4))
    }
    if let path { head.append(Run(text: path, ink: .muted, gap: 7)) }
    if let wait {
      head.append(Run(text: Self.waited(wait, language: language), ink: .muted, gap: 7))
    }
    if let grade { head.append(Run(text: "[\(grade)]", ink: .muted, gap: 7)) }
    var goods = [
      TradeFigures.dotted(hs: LanesChart.short(leg.hsCode)),
      (leg.isEstimated && leg.quantity != nil ? "≈" : "")
        + TradeFigures.counted(leg.quantity, unit: unit, language: language),
    ]
    goods.append(leg.valueUSD.map(TradeFigures.compactDollars) ?? TradeFigures.unknownDollars)
    var lines = [
      Line(runs: head, size: 11),
      Line(runs: [Run(text: goods.joined(separator: " · "))], size: 10),
      Line(
        runs: [Run(text: Self.document(of: leg, bundle, language: language), ink: .muted)],
        size: 9.5),
    ]
    if leg.isEstimated || leg.quantity == nil {
      let words =
        leg.quantity == nil
        ? language.say("수량 미상", "quantity unknown", between: " · ")
        : language.say("추정 수량", "est. quantity", between: " · ")
      lines.append(Line(runs: [Run(text: words, ink: .hotText)], size: 9.5))
    }
    above = lines
    below = Self.share(of: leg, isJoined: isJoined, language: language).map { [$0] } ?? []
  }

  /// The label of a movement that nothing records.
  init(unrecorded language: ChartLanguage) {
    let words = language == .both ? ["이동 기록 없음", "no record of movement"] : []
    let single = language.say("이동 기록 없음", "no record of movement")
    above = (words.isEmpty ? [single] : words).map {
      Line(runs: [Run(text: $0, ink: .muted)], size: 9.5)
    }
    below = []
  }

  private static func waited(_ days: Int, language: ChartLanguage) -> String {
    language.say("\(days)일 뒤", "\(days) d later", between: " · ")
  }

  private static func document(
    of leg: RouteLeg, _ bundle: DrawnRoute.Bundle, language: ChartLanguage
  ) -> String {
    if bundle.count > 1 {
      return language.say("신고 \(bundle.count)건", "\(bundle.count) declarations", between: " · ")
    }
    var number = FiledText(leg.identity.declarationID).visible
    if number.isEmpty { number = "?" }
    if leg.identity.line != 1 { number += "/\(leg.identity.line)" }
    let source = FiledText(leg.identity.source).visible
    let tail = " · " + TextMetrics.cut(source, into: 56, size: 9.5)
    let head = language == .english ? "Decl. " : "신고 "
    let mirrors =
      leg.mirrors.isEmpty
      ? "" : " · " + language.say("상대", "mirror") + " ×\(leg.mirrors.count)"
    return head + TextMetrics.cut(number, into: 104, size: 9.5) + tail + mirrors
  }

  private static func share(
    of leg: RouteLeg, isJoined: Bool, language: ChartLanguage
  ) -> Line? {
    guard let quantity = leg.quantity, leg.attributed != quantity else { return nil }
    let words =
      isJoined ? language.say("이 경로들", "these routes") : language.say("이 경로", "this route")
    let figures = TradeFigures.count(leg.attributed) + " / " + TradeFigures.count(quantity)
    return Line(runs: [Run(text: words + " " + figures, ink: .muted)], size: 9.5)
  }
}
