import TradeModel

extension ChronologyDrawing {
  /// The page around the rows.
  var frame: ChartFrame {
    let words = words
    return ChartFrame(
      scope: "entrepot-chronology", subject: words.subject, language: language, theme: chart.theme,
      provenance: chart.provenance, title: words.title, subtitle: words.subtitle,
      spokenTitle: words.spokenTitle, spokenSummary: spokenSummary,
      score: words.score, legend: legend, remarks: [words.quantityInterval(language)],
      leftOut: drawn.leftOut + (chart.party?.leftOut(language) ?? []), width: width)
  }

  private var words: RouteWords {
    RouteWords(
      route: chart.route, language: language,
      kind: BilingualText(english: "Chronology", korean: "연대기"), party: chart.party)
  }

  private var spokenSummary: String {
    words.spokenScore + plan.moves.map(spoken).joined(separator: "; ") + "."
  }

  /// One movement in words.
  func spoken(_ move: ChronologyPlan.Move) -> String {
    let leg = route.legs[move.leg]
    return words.spoken(
      leg, bundle: drawn.bundles[move.leg], number: move.leg + 1,
      from: cards[move.from].fullName + " (\(leg.from))",
      to: cards[move.to].fullName + " (\(leg.to))")
  }

  private var legend: [[LegendPiece]] {
    let isEstimated = route.legs.contains { $0.isEstimated || $0.quantity == nil }
    var entries = [LegendPiece.heading(language)]
    entries.append(LegendPiece.line(.muted, .solid, language.say("문서로 확인", "documented")))
    if isEstimated {
      entries.append(
        LegendPiece.line(.muted, .dashed, language.say("수량 추정", "inferred quantity")))
    }
    if plan.moves.contains(where: \.isHot) {
      entries.append(
        LegendPiece.line(.hot, .solid, language.say("우려 목적지로", "to a place of concern")))
    }
    entries.append([
      .words(
        "● " + language.say("보냄", "sent") + "  ○ " + language.say("받음", "received"), isBold: false)
    ])
    if !plan.holdings.isEmpty {
      entries.append([
        .stroke(width: 5, ink: .consignee, dash: .solid, length: 24),
        .words(language.say("받은 뒤 보낼 때까지", "received until sent on"), isBold: false),
      ])
    }
    if plan.holdings.contains(where: { !$0.isRecorded }) {
      entries.append([
        .stroke(width: 5, ink: .consignee, dash: .dotted, length: 24),
        .words(language.say("이동 기록 없음", "no record of movement"), isBold: false),
      ])
    }
    entries.append(LegendPiece.scale(language))
    return entries
      + LegendPiece.marks(
        grades: !chart.grades.isEmpty, redactions: route.hasRedactions, language: language)
  }
}
