import TradeModel

/// What the head of a route's drawing says.
struct RouteWords {
  let route: Route
  let language: ChartLanguage
  /// What is drawn, such as a chronology; nil for lanes.
  var kind: BilingualText?
  /// The party whose routes are drawn together; nil where one route is drawn.
  var party: RoutesOfParty?

  /// The title of the page.
  var title: String {
    // The name last, because a long one is cut.
    if let party { return routes(of: party) + tail + " — " + name(of: party) }
    return switch language {
    case .korean, .both: "우회수출 의심 경로 " + routeName + tail
    case .english: englishTitle + " " + routeName + tail
    }
  }

  private func name(of party: RoutesOfParty) -> String {
    let names = [party.party.localName, party.party.name].compactMap { $0 }
      .map { FiledText($0).visible }.filter { !$0.isEmpty }
    return names.first ?? language.say("이름 없음", "no name", between: " · ")
  }

  private func routes(of party: RoutesOfParty) -> String {
    let count = party.routes.count
    return language == .english
      ? (count == 1 ? "1 suspected route" : "\(count) suspected routes") : "의심 경로 \(count)건"
  }

  /// What the head of the page says of the score.
  var score: ChartFrame.Score? {
    if let party {
      guard let probability = party.party.probability, let band = party.band else { return nil }
      return ChartFrame.Score(probability: probability, band: band, interval: nil)
    }
    let assessment = route.assessment
    let ends = [assessment.low, assessment.high].sorted()
    return ChartFrame.Score(
      probability: assessment.probability, band: assessment.band, interval: ends[0]...ends[1])
  }

  /// What is drawn, for opaque names.
  var subject: String { party?.party.key ?? route.routeID }

  /// What a screen reader says first.
  var spokenTitle: String {
    language == .both ? title + " · " + englishTitle : title
  }

  private var routeName: String { FiledText(route.routeID).visible }

  private var englishTitle: String {
    party == nil ? "Suspected diversion route" : "Suspected diversion routes of a party"
  }

  private var tail: String {
    guard let kind else { return "" }
    return " — " + (language == .english ? kind.english : kind.korean)
  }

  /// The parts of the line below the title.
  var subtitle: [String] {
    var parts: [String] = []
    if language == .both {
      let which = party == nil ? "a suspected diversion route" : "the suspected routes of a party"
      parts.append(kind.map { $0.english + " of " + which } ?? englishTitle)
    }
    let family = LanesChart.short(route.family)
    parts.append("HS " + codes + (family.isEmpty ? "" : " (\(family))"))
    let days = route.legs.map(\.date)
    if let first = days.min(), let last = days.max() {
      parts.append(first == last ? first.description : "\(first) → \(last)")
    }
    let legs = route.legs.count
    parts.append(
      language == .korean ? "\(legs)개 구간" : TradeFigures.counted(legs, "leg", "legs"))
    if party == nil, let value = route.legs.first?.valueUSD {
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
    let quantity = quantityInterval(language) + ". "
    guard let score else { return quantity }
    let band = score.band.word
    return language.say("위험", "Risk") + " " + TradeFigures.probability(score.probability)
      + " (" + language.say(band.korean, band.english) + "). " + quantity
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
