import Foundation
import TradeModel

@testable import EntrepotKit
@testable import RouteCharts

/// Exhibits of a route and a neighbourhood that carry a hostile name in every field.
enum HostileExhibits {
  /// The names that the tests of the commands file, and some that would fetch or run something.
  static func names(door port: UInt16) -> [String] {
    let door = "http://127.0.0.1:\(port)"
    return [
      "=HYPERLINK(\"\(door)/a\",\"y\")", "+1+1", "@SUM(A1)", "-2+3", "'=9+9", "'",
      "</svg><script>taken=1;fetch('\(door)/b')</script>",
      "</text></g></svg><img src=\(door)/c onerror=\"taken=1\">",
      "]]></text><g onload=\"taken=1\">", "]]> <!-- --> <?php ?> <!DOCTYPE x>",
      "<script xmlns=\"http://www.w3.org/1999/xhtml\">top.taken=1</script>",
      "<foreignObject><iframe src=\"\(door)/d\"/></foreignObject>",
      "\" onload=\"taken=1\" style=\"fill:url(\(door)/e)\" x=\"",
      "</style><style>@import url(\(door)/f);</style>", "<image href=\"\(door)/g\"/>",
      "&lt;script&gt;taken=1&lt;/script&gt; &#x3C;b&#x3E; &nbsp;",
      "\"]; evil [label=x", "\\N\\G\\l\"", "a -> b; c [URL=\"javascript:taken=1\"]",
      "<<b>bold</b>>",
      "'; DROP TABLE declaration;--", "a\u{202E}gnp.exe", "\u{200F}\u{2067}شركة\u{2069}\u{200E}",
      "\u{1103}\u{1161}\u{11AF}\u{1107}\u{1175}\u{11BE}", "한빛", "cafe\u{301} \u{212B}",
      "\u{1F680}\u{1F468}\u{200D}\u{1F469}", "\u{20000}\u{2A6DF}", "line\nbreak,\r\n\"quote\"",
      "\u{1B}[2J\u{1B}]0;title\u{7}", "\u{9B}31m\u{85}\u{7F}", "tab\tin\u{B}side\u{8}\u{8}",
      "\u{2028}\u{2029}\u{FFFE}\u{FFFF}", "%s%n{}$(id)`id`", "../../etc/passwd", "null", "",
      String(repeating: "긴 이름 ", count: 400) + "끝",
      "e" + String(repeating: "\u{301}", count: 500),
    ]
  }

  /// What a document of a format is made of; a browser shows plain text as one `pre`.
  static func allowedElements(_ format: String) -> Set<String> {
    switch format {
    case "svg": ["svg", "title", "desc", "style", "g", "rect", "path", "text", "tspan"]
    case "xml":
      [
        "graphml", "key", "graph", "node", "edge", "data", "gexf", "attributes", "attribute",
        "nodes", "edges", "attvalues", "attvalue",
      ]
    default: ["html", "head", "body", "pre", "meta", "div"]
    }
  }

  /// The drawings and their twins, each under a name whose ending a browser shows as what it is.
  static func files(of name: String) throws -> [(name: String, data: Data)] {
    let route = exhibit(of: name)
    let party = network(of: name)
    return [
      ("lanes.svg", try route.data(.lanes, as: .svg)),
      ("chronology.svg", try route.data(.chronology, as: .svg)),
      ("sheet.svg", try route.data(.sheet, as: .svg)),
      ("network.svg", try party.data(as: .svg)),
      ("route-graphml.xml", try route.data(.lanes, as: .graphml)),
      ("route-gexf.xml", try route.data(.lanes, as: .gexf)),
      ("route.json", try route.data(.lanes, as: .json)),
      ("route-ftm.json", try route.data(.lanes, as: .ftm)),
      ("route-dot.txt", try route.data(.lanes, as: .dot)),
      ("route-csv.txt", try route.data(.lanes, as: .csv)),
      ("network-graphml.xml", try party.data(as: .graphml)),
      ("network-gexf.xml", try party.data(as: .gexf)),
      ("network-dot.txt", try party.data(as: .dot)),
    ]
  }

  /// A route with a name wherever a route or its provenance has text.
  static func exhibit(of name: String) -> RouteExhibit {
    var route = SampleRoute.route
    route.routeID = name
    route.family = name
    route.unit = name
    let keys = Dictionary(
      uniqueKeysWithValues: route.parties.enumerated().map { ($1.key, name + "\($0)") })
    for place in route.parties.indices {
      route.parties[place].key = name + "\(place)"
      route.parties[place].name = name
      route.parties[place].localName = place == 1 ? name + "·" : nil
    }
    for place in route.legs.indices {
      let identity = DeclarationIdentity(source: name, declarationID: name, line: Int32(place + 1))
      route.legs[place].identity = identity
      route.legs[place].mirrors = [identity]
      route.legs[place].hsCode = name
      route.legs[place].shipper = keys[route.legs[place].shipper] ?? name
      route.legs[place].consignee = keys[route.legs[place].consignee] ?? name
    }
    for place in route.assessment.lines.indices {
      route.assessment.lines[place].text = BilingualText(english: name, korean: name)
      route.assessment.lines[place].declarations = [route.legs[0].identity]
    }
    route.assessment.counterfactual = BilingualText(english: name, korean: name)
    return RouteExhibit(
      route, provenance: provenance(name), inputs: [ChartSource(name: name, sha256: name)],
      concern: Set([SampleRoute.country("CN")]), style: style(name))
  }

  private static func network(of name: String) -> PartyExhibit {
    func party(_ key: String, _ role: RouteRole) -> NeighbourParty {
      var party = NeighbourParty(
        key: name + key, name: name, country: SampleRoute.country("SG"), role: role)
      party.localName = key == "2" ? name + "·" : nil
      return party
    }
    var link = NeighbourLink(from: name + "2", to: name + "1")
    link.movements = 3
    link.items = [name, name + "0"]
    return PartyExhibit(
      Neighbourhood(focus: party("1", .consignee), parties: [party("2", .exporter)], links: [link]),
      provenance: provenance(name), concern: [], style: style(name))
  }

  private static func provenance(_ name: String) -> ChartProvenance {
    ChartProvenance(
      sources: [ChartSource(name: name, sha256: name)], runID: name, version: name,
      asOf: TradeDay(raw: 20_000), handling: name, notes: [name])
  }

  private static func style(_ name: String) -> ExhibitStyle {
    var style = ExhibitStyle()
    style.handling = name
    return style
  }
}
