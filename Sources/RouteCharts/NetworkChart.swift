public import TradeModel

/// A party's neighbourhood: who sends to it, whom it sends to, and where suspected routes go on.
///
/// At most eight of those it trades with have a card of their own, those on suspected routes and
/// with the highest scores first; the others are folded by country, and counted.
public struct NetworkChart: Sendable {
  /// What is drawn.
  public let neighbourhood: Neighbourhood
  /// Where it comes from, for the footer.
  public let provenance: ChartProvenance
  /// The language of the words.
  public let language: ChartLanguage
  /// Countries whose boxes are marked where goods arrive there.
  public let countriesOfConcern: Set<CountryCode>
  /// Light, dark, or both in one file.
  public var theme = ChartTheme.auto

  /// A chart of a neighbourhood.
  public init(
    neighbourhood: Neighbourhood, provenance: ChartProvenance, language: ChartLanguage = .both,
    countriesOfConcern: Set<CountryCode> = []
  ) {
    self.neighbourhood = neighbourhood
    self.provenance = provenance
    self.language = language
    self.countriesOfConcern = countriesOfConcern
  }

  /// The drawing as SVG, light and dark in one file.
  public func svg() -> String {
    NetworkDrawing(self).svg()
  }

  /// The drawing's content as DOT, read back by Graphviz before it is returned.
  public func dot() throws(ChartError) -> String {
    let plan = NetworkPlan(neighbourhood)
    let dot = NetworkTwin(chart: self, plan: plan).dot()
    try Graphviz.check(dot, nodes: plan.cards.count, edges: plan.lines.count)
    return dot
  }
}

/// A network as DOT, in plain shapes.
struct NetworkTwin {
  let chart: NetworkChart
  let plan: NetworkPlan

  func dot() -> String {
    var lines = [
      "digraph party {",
      "  graph [rankdir=LR newrank=true charset=\"UTF-8\" fontname=\"Noto Sans CJK KR\""
        + " nodesep=0.3 ranksep=1.2];",
      "  node [shape=box style=filled fillcolor=\"\(Ink.card.light)\""
        + " fontname=\"Noto Sans CJK KR\" fontsize=11];",
      "  edge [fontname=\"Noto Sans CJK KR\" fontsize=9.5 arrowsize=0.75];",
    ]
    for (place, card) in plan.cards.enumerated() {
      let id = NetworkPlan.name(of: card)
      guard let party = card.party else {
        let words = NetworkPlan.words(forFold: card.keys.count, chart.language)
        lines.append("  n\(place + 1) [id=\"\(id)\" label=\(LanesTwin.quoted([words]))];")
        continue
      }
      let role = PartyCard.word(for: party.role)
      var label = [
        (party.country?.code ?? "?") + " · " + chart.language.say(role.korean, role.english)
      ]
      label += [party.localName, party.name].compactMap { $0 }.map { FiledText($0).full }
      let colour = PartyCard.ink(for: party.role).light
      lines.append(
        "  n\(place + 1) [id=\"\(id)\" color=\"\(colour)\" label=\(LanesTwin.quoted(label))];")
    }
    for line in plan.lines {
      let label = NetworkLabel(line.link, language: chart.language)
      let width = TradeFigures.fixed(
        TradeFigures.strokeWidth(dollars: line.link.valueUSD), decimals: 1)
      let texts = (label.above + label.below).map { $0.runs.map(\.text).joined(separator: " ") }
      lines.append(
        "  n\(line.from + 1) -> n\(line.to + 1) [id=\"\(plan.name(of: line))\" penwidth=\(width)"
          + " label=\(LanesTwin.quoted(texts + [" "]))];")
    }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension NetworkPlan {
  /// A card's name in a drawing.
  static func name(of card: Card) -> String {
    OpaqueName.of(card.keys.joined(separator: "|"), prefix: card.party == nil ? "f-" : "n-")
  }

  /// A line's name in a drawing.
  func name(of line: Line) -> String {
    let ends = [cards[line.from], cards[line.to]].map { $0.keys.joined(separator: "|") }
    return OpaqueName.of(ends.joined(separator: ">"), prefix: "e-")
  }

  /// What stands on the card of a fold.
  static func words(forFold count: Int, _ language: ChartLanguage) -> String {
    "＋ " + language.say("\(count)개 더", "\(count) more", between: " · ")
  }
}

/// What stands at a line of a network: how much went, when, and what.
struct NetworkLabel {
  let above: [LegLabel.Line]
  let below: [LegLabel.Line]

  /// Room for one line above the stroke and one below it.
  static let pitch = 40.0

  var width: Double { (above + below).map(\.width).max() ?? 0 }

  init(_ link: NeighbourLink, language: ChartLanguage) {
    let identity = link.possiblySame.map { probability in
      LegLabel.Run(
        text: language.say("동일인 가능", "possibly same") + " "
          + "p " + TradeFigures.probability(probability), isBold: true)
    }
    guard !link.isIdentityOnly else {
      above = [LegLabel.Line(runs: [identity].compactMap(\.self), size: 10)]
      below = []
      return
    }
    let money = link.valueUSD.map(TradeFigures.compactDollars) ?? TradeFigures.unknownDollars
    let count: String =
      switch language {
      case .korean, .both: "\(link.movements)건"
      case .english: link.movements == 1 ? "1 shipment" : "\(link.movements) shipments"
      }
    var head = [
      LegLabel.Run(text: count, isBold: true), LegLabel.Run(text: "· " + money, gap: 4),
    ]
    if link.routes > 0 {
      let words = language.say("경로 \(link.routes)", link.routes == 1 ? "route" : "routes")
      let shown = language == .english ? "\(link.routes) \(words)" : words
      head.append(LegLabel.Run(text: "▲ " + shown, ink: .hotText, isBold: true, gap: 8))
    }
    if var identity {
      identity.gap = 8
      head.append(identity)
    }
    above = [LegLabel.Line(runs: head, size: 10)]
    var parts: [String] = []
    if let item = link.items.first {
      let more = link.items.count > 1 ? " +\(link.items.count - 1)" : ""
      parts.append(TradeFigures.dotted(hs: LanesChart.short(item)) + more)
    }
    if let first = link.first, let last = link.last {
      parts.append(
        first.month == last.month ? first.month : "\(first.month) → \(last.month)")
    }
    below =
      parts.isEmpty
      ? []
      : [
        LegLabel.Line(
          runs: [LegLabel.Run(text: parts.joined(separator: " · "), ink: .muted)], size: 9)
      ]
  }
}
