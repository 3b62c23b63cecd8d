import TradeModel

extension LanesDrawing {
  /// The drawing in words, leg by leg, for those who do not see it.
  var spokenSummary: String {
    words.spokenScore + plan.links.map(spoken).joined(separator: "; ") + "."
  }

  /// One movement in words.
  func spoken(_ link: LanePlan.Link) -> String {
    let (from, to) = (spokenPlace(link.from), spokenPlace(link.to))
    guard let place = link.leg else {
      return from + " → " + to + ": " + language.say("이동 기록 없음", "no record of movement")
    }
    return words.spoken(
      route.legs[place], bundle: drawn.bundles[place], number: place + 1, from: from, to: to)
  }

  private func spokenPlace(_ card: Int) -> String {
    cards[card].fullName + " (" + plan.lanes[plan.cards[card].lane].country.code + ")"
  }
}
