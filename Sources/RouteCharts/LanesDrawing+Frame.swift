import TradeModel

extension LanesDrawing {
  /// The page around the lanes.
  var frame: ChartFrame {
    let words = words
    return ChartFrame(
      scope: "entrepot-lanes", subject: words.subject, language: language, theme: chart.theme,
      provenance: chart.provenance, title: words.title, subtitle: words.subtitle,
      spokenTitle: words.spokenTitle, spokenSummary: spokenSummary,
      score: words.score, legend: legend, remarks: [words.quantityInterval(language)],
      leftOut: drawn.leftOut + (chart.party?.leftOut(language) ?? []), width: width)
  }

  private var legend: [[LegendPiece]] {
    func has(_ basis: LanePlan.Basis) -> Bool { plan.links.contains { $0.basis == basis } }
    var entries = [LegendPiece.heading(language)]
    entries.append(LegendPiece.line(.muted, .solid, language.say("문서로 확인", "documented")))
    if has(.estimated) {
      entries.append(
        LegendPiece.line(.muted, .dashed, language.say("수량 추정", "inferred quantity")))
    }
    if has(.unrecorded) {
      entries.append(LegendPiece.line(.muted, .dotted, language.say("이동 기록 없음", "no record")))
    }
    if plan.links.contains(where: { ink(of: $0) == .hot }) {
      entries.append(
        LegendPiece.line(.hot, .solid, language.say("우려 목적지로", "to a place of concern")))
    }
    entries.append(LegendPiece.scale(language))
    return entries
      + LegendPiece.marks(
        grades: !chart.grades.isEmpty, redactions: route.hasRedactions, language: language)
  }
}
