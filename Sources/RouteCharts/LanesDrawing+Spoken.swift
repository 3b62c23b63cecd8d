import TradeModel

extension LanesDrawing {
  /// The drawing in words, leg by leg, for those who do not see it.
  var spokenSummary: String {
    let band = Self.word(for: route.assessment.band)
    let head =
      language.say("위험", "Risk") + " " + TradeFigures.probability(route.assessment.probability)
      + " (" + language.say(band.korean, band.english) + "). "
      + quantityInterval(language) + ". "
    return head + plan.links.map(spoken).joined(separator: "; ") + "."
  }

  /// One movement in words.
  func spoken(_ link: LanePlan.Link) -> String {
    let (from, to) = (spokenPlace(link.from), spokenPlace(link.to))
    guard let place = link.leg else {
      return from + " → " + to + ": " + language.say("이동 기록 없음", "no record of movement")
    }
    let leg = route.legs[place]
    var parts = [
      "HS " + TradeFigures.dotted(hs: LanesChart.short(leg.hsCode)),
      TradeFigures.counted(leg.quantity, unit: chart.unit, language: language)
        + (link.basis == .estimated ? " (" + language.say("추정", "estimated") + ")" : ""),
      leg.valueUSD.map(TradeFigures.compactDollars) ?? TradeFigures.unknownDollars,
      language.say("신고", "declaration") + " " + FiledText(leg.identity.description).full,
    ]
    if !leg.mirrors.isEmpty {
      let mirrors = leg.mirrors.map { FiledText($0.description).full }
      parts.append(language.say("상대 신고", "mirror") + " " + mirrors.joined(separator: ", "))
    }
    return "\(place + 1). \(leg.date) \(from) → \(to): " + parts.joined(separator: ", ")
  }

  private func spokenPlace(_ card: Int) -> String {
    cards[card].fullName + " (" + plan.lanes[plan.cards[card].lane].country.code + ")"
  }
}
