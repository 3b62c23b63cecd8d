import TradeModel

/// A network with every part measured and placed.
struct NetworkDrawing {
  let chart: NetworkChart
  let plan: NetworkPlan
  let labels: [NetworkLabel]
  /// The cards of parties; nil for folds.
  let cards: [PartyCard?]
  private(set) var layout: NetworkLayout
  let width: Double

  static let top = 98.0
  static let foldHeight = 36.0

  var language: ChartLanguage { chart.language }

  init(_ chart: NetworkChart) {
    self.chart = chart
    let plan = NetworkPlan(chart.neighbourhood)
    self.plan = plan
    labels = plan.lines.map { NetworkLabel($0.link, language: chart.language) }
    cards = plan.cards.map { card in
      card.party.map { Self.card(of: $0, language: chart.language) }
    }
    let sizes = zip(plan.cards, cards).map { card, drawn in
      guard let drawn else {
        let words = NetworkPlan.words(forFold: card.keys.count, chart.language)
        return (width: TextMetrics.width(of: words, size: 11) + 32, height: Self.foldHeight)
      }
      return (width: drawn.width, height: drawn.height)
    }
    let headings = plan.columns.map { boxes in
      boxes.map { Self.headingWidth(of: $0, language: chart.language) }
    }
    layout = NetworkLayout(
      plan: plan, sizes: sizes, labels: labels, headings: headings, left: ChartFrame.margin,
      top: Self.top)
    width = max(layout.right + ChartFrame.margin, ChartFrame.leastWidth)
  }

  /// The whole document.
  func svg() -> String {
    let frame = frame
    var canvas = frame.canvas
    frame.drawHeader(on: &canvas)
    drawBody(on: &canvas)
    let height = frame.drawFoot(on: &canvas, from: layout.bottom)
    return frame.page(canvas.lines, height: height)
  }

  private static func card(of party: NeighbourParty, language: ChartLanguage) -> PartyCard {
    let country = party.country ?? CountryNames.unknown
    var card = PartyCard(
      RouteParty(
        key: party.key, name: party.name, localName: party.localName, country: country,
        role: party.role, isListed: party.isListed, probability: party.probability),
      in: country, language: language)
    card.band = party.band
    return card
  }

  /// What stands at the head of a box.
  static func heading(
    of box: NetworkPlan.Box, language: ChartLanguage
  ) -> (code: String, name: String, small: String) {
    if box.countries > 1 {
      let words = language.say(
        "기타 \(box.countries)개국", "\(box.countries) other countries", between: " · ")
      return ("＋", words, "(\(box.parties))")
    }
    guard let country = box.country else {
      return ("?", language.say("국가 미상", "country unknown", between: " · "), "(\(box.parties))")
    }
    let (korean, english) = (CountryNames.korean(country), CountryNames.english(country))
    return switch language {
    case .korean: (country.code, korean, "(\(box.parties))")
    case .english: (country.code, english, "(\(box.parties))")
    case .both: (country.code, korean, english + " (\(box.parties))")
    }
  }

  private static func headingWidth(of box: NetworkPlan.Box, language: ChartLanguage) -> Double {
    let words = heading(of: box, language: language)
    return 52 + TextMetrics.width(of: words.name, size: 11.5, bold: true)
      + TextMetrics.width(of: words.small, size: 10) + 20
  }

  /// Whether goods reach a country of concern in a box.
  func isHot(_ box: NetworkPlan.Box, column: Int) -> Bool {
    guard let country = box.country, chart.countriesOfConcern.contains(country) else {
      return false
    }
    return column >= plan.middle
  }

  /// The colour of a line: hot where goods reach a country of concern, else the sender's role.
  func ink(of line: NetworkPlan.Line) -> Ink {
    if !line.link.destinations.isDisjoint(with: chart.countriesOfConcern) { return .hot }
    switch plan.cards[line.from].party?.role {
    case .exporter: return .exporter
    case .forwarder: return .forwarderText
    case .consignee, .endUser, nil: return .muted
    }
  }
}
