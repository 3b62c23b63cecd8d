import TradeModel

/// What the head of a route's drawing says.
struct RouteWords {
  let route: Route
  let language: ChartLanguage
  /// What is drawn, such as a chronology; nil for lanes.
  var kind: BilingualText?

  /// The title of the page.
  var title: String {
    switch language {
    case .korean, .both: "우회수출 의심 경로 " + routeName + tail(kind?.korean)
    case .english: englishTitle + " " + routeName + tail(kind?.english)
    }
  }

  /// What a screen reader says first.
  var spokenTitle: String {
    language == .both ? title + " · " + englishTitle : title
  }

  private var routeName: String { FiledText(route.routeID).visible }
  private var englishTitle: String { "Suspected diversion route" }

  private func tail(_ kind: String?) -> String { kind.map { " — " + $0 } ?? "" }

  /// The parts of the line below the title.
  var subtitle: [String] {
    var parts: [String] = []
    if language == .both {
      parts.append(kind.map { $0.english + " of a suspected diversion route" } ?? englishTitle)
    }
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
    let unit = LanesChart.short(route.unit)
    let amount = TradeFigures.counted(route.attributed, unit: unit, language: language)
    return language.say("귀속 수량", "attributed") + " " + amount + " " + bounds
  }

  /// Risk, band and quantity in words, for those who do not see the head.
  var spokenScore: String {
    let band = route.assessment.band.word
    return language.say("위험", "Risk") + " "
      + TradeFigures.probability(route.assessment.probability)
      + " (" + language.say(band.korean, band.english) + "). "
      + quantityInterval(language) + ". "
  }

  /// One movement in words.
  func spoken(
    _ leg: RouteLeg, bundle: DrawnRoute.Bundle, number: Int, from: String, to: String
  ) -> String {
    let isEstimated = leg.isEstimated || leg.quantity == nil
    var parts = [
      "HS " + TradeFigures.dotted(hs: LanesChart.short(leg.hsCode)),
      TradeFigures.counted(leg.quantity, unit: LanesChart.short(route.unit), language: language)
        + (isEstimated ? " (" + language.say("추정", "estimated") + ")" : ""),
      leg.valueUSD.map(TradeFigures.compactDollars) ?? TradeFigures.unknownDollars,
    ]
    if bundle.count > 1 {
      parts.append(language.say("신고 \(bundle.count)건", "\(bundle.count) declarations"))
    } else {
      parts.append(
        language.say("신고", "declaration") + " " + FiledText(leg.identity.description).full)
    }
    if !leg.mirrors.isEmpty {
      let mirrors = leg.mirrors.map { FiledText($0.description).full }
      parts.append(language.say("상대 신고", "mirror") + " " + mirrors.joined(separator: ", "))
    }
    return "\(number). \(leg.date) \(from) → \(to): " + parts.joined(separator: ", ")
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
}
