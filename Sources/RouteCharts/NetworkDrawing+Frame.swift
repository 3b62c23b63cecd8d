import TradeModel

extension NetworkDrawing {
  /// The page around the network.
  var frame: ChartFrame {
    let focus = chart.neighbourhood.focus
    return ChartFrame(
      scope: "entrepot-network", subject: "network:" + focus.key, language: language,
      theme: chart.theme, provenance: chart.provenance, title: title, subtitle: subtitle,
      spokenTitle: title, spokenSummary: plan.lines.map(spoken).joined(separator: "; ") + ".",
      score: score, legend: legend, remarks: [], leftOut: leftOut, width: width)
  }

  private var score: ChartFrame.Score? {
    let focus = chart.neighbourhood.focus
    guard let probability = focus.probability, let band = focus.band else { return nil }
    return ChartFrame.Score(probability: probability, band: band, interval: nil)
  }

  private var title: String {
    let focus = chart.neighbourhood.focus
    let name = FiledText(focus.name).visible
    let local = FiledText(focus.localName ?? "").visible
    let shown = local.isEmpty || local == name ? name : local + " " + name
    let words = language.say("거래 관계망", "trade network")
    return (shown.isEmpty ? language.say("이름 없음", "no name", between: " · ") : shown) + " — "
      + (language == .both ? "거래 관계망" : words)
  }

  private var subtitle: [String] {
    var parts: [String] = []
    if language == .both { parts.append("Trade network of a party") }
    let days = chart.neighbourhood.links.flatMap { [$0.first, $0.last] }.compactMap(\.self)
    if let first = days.min(), let last = days.max() {
      parts.append(first.month == last.month ? first.month : "\(first.month) → \(last.month)")
    }
    let folded = plan.direct - plan.shown
    parts.append(
      folded == 0
        ? language.say(
          "상대방 \(plan.direct)곳",
          TradeFigures.counted(plan.direct, "counterparty", "counterparties"), between: " · ")
        : language.say(
          "상대방 \(plan.direct)곳 중 \(plan.shown)곳 표시, \(folded)곳 접힘",
          "\(plan.shown) of \(plan.direct) counterparties shown, \(folded) folded", between: " · "))
    let focus = chart.neighbourhood.focus.key
    parts += [
      total(language.say("받음", "in")) { $0.to == focus },
      total(language.say("보냄", "out")) { $0.from == focus },
    ].compactMap(\.self)
    return parts
  }

  private func total(_ word: String, where isCounted: (NeighbourLink) -> Bool) -> String? {
    let links = chart.neighbourhood.links.filter(isCounted)
    guard !links.isEmpty else { return nil }
    let values = links.compactMap(\.valueUSD)
    let money =
      values.isEmpty
      ? TradeFigures.unknownDollars : TradeFigures.compactDollars(values.reduce(0, +))
    return "\(word) \(links.reduce(0) { $0 + $1.movements }) · " + money
  }

  private var leftOut: [String] {
    var parts: [String] = []
    let folded = plan.direct - plan.shown
    if folded > 0 {
      parts.append(
        language.say(
          "상대방 \(folded)곳은 국가별로 접음(표에는 모두 있음)",
          TradeFigures.counted(folded, "counterparty", "counterparties")
            + " folded by country (all are in the table)", between: " · "))
    }
    if plan.farHidden > 0 {
      parts.append(
        language.say(
          "경로의 더 먼 당사자 \(plan.farHidden)곳은 표시하지 않음",
          TradeFigures.counted(plan.farHidden, "party", "parties")
            + " further along routes not shown", between: " · "))
    }
    return parts
  }

  /// One line in words.
  func spoken(_ line: NetworkPlan.Line) -> String {
    let (from, to) = (spokenCard(line.from), spokenCard(line.to))
    let money = line.link.valueUSD.map(TradeFigures.compactDollars) ?? TradeFigures.unknownDollars
    let identity = line.link.possiblySame.map { probability in
      language.say("동일인일 가능성", "possibly the same party", between: " · ") + " "
        + "p " + TradeFigures.probability(probability)
    }
    if line.link.isIdentityOnly, let identity { return "\(from) – \(to): \(identity)" }
    var text = "\(from) → \(to): "
    text += language.say(
      "\(line.link.movements)건", "\(line.link.movements) shipments", between: " · ")
    text += ", " + money
    if let first = line.link.first, let last = line.link.last { text += ", \(first) → \(last)" }
    let items = line.link.items.map { TradeFigures.dotted(hs: LanesChart.short($0)) }
    if !items.isEmpty { text += ", HS " + items.prefix(8).joined(separator: " ") }
    return text
  }

  private func spokenCard(_ place: Int) -> String {
    guard let card = cards[place] else {
      return NetworkPlan.words(forFold: plan.cards[place].keys.count, language)
    }
    return card.fullName + " (" + (plan.cards[place].party?.country?.code ?? "?") + ")"
  }

  private var legend: [[LegendPiece]] {
    var entries = [LegendPiece.heading(language)]
    entries.append(LegendPiece.line(.muted, .solid, language.say("문서로 확인", "documented")))
    if plan.lines.contains(where: { ink(of: $0) == .hot }) {
      entries.append(
        LegendPiece.line(.hot, .solid, language.say("우려 목적지로", "to a place of concern")))
    }
    if plan.lines.contains(where: { $0.link.isIdentityOnly }) {
      entries.append(
        LegendPiece.line(.muted, .dashed, language.say("동일인 가능", "possibly the same party")))
    }
    if plan.lines.contains(where: { $0.link.routes > 0 }) {
      entries.append([
        .words("▲ " + language.say("의심 경로 수", "suspected routes along here"), isBold: false)
      ])
    }
    entries.append([
      .words(language.say("(수) = 당사자 수", "(n) = parties", between: " · "), isBold: false)
    ])
    entries.append(LegendPiece.scale(language))
    let names = [chart.neighbourhood.focus.name] + chart.neighbourhood.parties.map(\.name)
    return entries
      + LegendPiece.marks(
        grades: false, redactions: names.contains(Redaction.block), language: language)
  }
}
