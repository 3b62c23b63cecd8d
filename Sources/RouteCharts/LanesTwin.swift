import TradeModel

/// A lanes chart as DOT: the same cards and movements, in plain shapes.
///
/// Filed text appears only inside quoted labels and tooltips; colours, shapes and names are ours.
struct LanesTwin {
  let chart: LanesChart
  let drawn: DrawnRoute
  let plan: LanePlan

  /// The whole graph.
  func dot() -> String {
    let language = chart.language
    var lines = [
      "digraph route {",
      "  graph [rankdir=LR newrank=true charset=\"UTF-8\" fontname=\"Noto Sans CJK KR\""
        + " nodesep=0.42 ranksep=0.6 labelloc=t label=\(Self.quoted([title]))];",
      "  node [shape=box style=filled fillcolor=\"\(Ink.card.light)\""
        + " fontname=\"Noto Sans CJK KR\" fontsize=11];",
      "  edge [fontname=\"Noto Sans CJK KR\" fontsize=9.5 arrowsize=0.75];",
    ]
    for (place, lane) in plan.lanes.enumerated() {
      let members = plan.cards.indices.filter { plan.cards[$0].lane == place }
      let names = members.map { "n\($0 + 1);" }.joined(separator: " ")
      lines.append("  subgraph lane\(place + 1) { rank=same; \(names) } // \(lane.country.code)")
    }
    for (place, card) in plan.cards.enumerated() {
      let role = PartyCard.word(for: card.party.role)
      let country = plan.lanes[card.lane].country.code
      var label = [country + " · " + language.say(role.korean, role.english)]
      label += [card.party.localName, card.party.name].compactMap { $0 }.map {
        FiledText($0).full
      }
      let id = plan.name(ofCard: place)
      lines.append(
        "  n\(place + 1) [id=\"\(id)\" color=\"\(PartyCard.ink(for: card.party.role).light)\""
          + " label=\(Self.quoted(label))];")
    }
    for link in plan.links { lines.append(edge(link)) }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  private var title: String {
    chart.language.say("우회수출 의심 경로", "Suspected diversion route", between: " · ") + " "
      + FiledText(chart.route.routeID).full
  }

  private func edge(_ link: LanePlan.Link) -> String {
    let ends = "  n\(link.from + 1) -> n\(link.to + 1) "
    guard let place = link.leg else {
      let words = chart.language.say("이동 기록 없음", "no record of movement")
      return ends + "[style=dotted label=\(Self.quoted([words]))];"
    }
    let leg = drawn.route.legs[place]
    let label = LegLabel(
      leg, bundle: drawn.bundles[place], number: place + 1, unit: chart.unit, wait: nil,
      ink: .text, grade: chart.grades.grade(of: leg.identity.source),
      isJoined: chart.joinsRoutes, language: chart.language)
    let lines = (label.above + label.below).map { $0.runs.map(\.text).joined(separator: " ") }
    let id = OpaqueName.of(leg.identity.description, prefix: "e-") + "-\(place + 1)"
    let width = TradeFigures.fixed(TradeFigures.strokeWidth(dollars: leg.valueUSD), decimals: 1)
    let style = link.basis == .estimated ? "dashed" : "solid"
    return ends
      + "[id=\"\(id)\" penwidth=\(width) style=\(style) label=\(Self.quoted(lines + [" "]))];"
  }

  /// Lines as one DOT string.
  ///
  /// Backslashes are doubled and ampersands made entities, because Graphviz reads both in labels.
  static func quoted(_ lines: [String]) -> String {
    let safe = lines.map { line in
      var text = ""
      for character in line.unicodeScalars {
        switch character {
        case "\\": text += "\\\\"
        case "\"": text += "\\\""
        case "&": text += "&amp;"
        default: text.unicodeScalars.append(character)
        }
      }
      return text
    }
    return "\"" + safe.joined(separator: "\\n") + "\""
  }
}
