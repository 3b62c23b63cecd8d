import Foundation
import Testing
import TradeModel

@testable import RouteCharts

@Suite("Hostile names")
struct HostileNamesTests {
  static let names = [
    "=HYPERLINK(\"http://x\")",
    "</svg><script>alert(1)</script>",
    "\"]; evil [label=x",
    "'; DROP TABLE party;--",
    "Star \u{202E}dtL gnidarT\u{202C}",
    "\u{1100}\u{1161}\u{110B}\u{1169}\u{11AB} \u{110C}\u{1165}\u{11AB}\u{110C}\u{1161}",
    "🚢 𠀋𡈽 해운",
    String(repeating: "아주긴이름 Very Long Name ", count: 250),
    "",
    "line one\nline two\u{0}\u{1B}[31m",
    "<B>bold</B> &amp; &#x3C;b&#x3E; \\N \\G \\E",
    "]]> <!-- --> <?php ?> <!DOCTYPE x>",
    "\" onload=\"alert(1)\" style=\"fill:url(http://x)\"",
    "شركة النجم 12-34 חברה",
  ]

  @Test("stay text in every field of the drawing", arguments: names)
  func harmless(name: String) throws {
    let svg = try Self.chart(everywhere: name).svg()
    let drawing = try #require(ReadSVG(svg))
    let allowed: Set = [
      "svg", "title", "desc", "style", "g", "rect", "path", "text", "tspan",
    ]
    for element in drawing.elements {
      #expect(allowed.contains(element.name), "\(element.name)")
      for (attribute, value) in element.attributes {
        #expect(!attribute.lowercased().hasPrefix("on") && !attribute.contains("href"))
        #expect(!value.contains("url(") && !value.contains("http") || attribute == "xmlns")
      }
    }
    #expect(drawing.overflowing.isEmpty)
    for scalar in svg.unicodeScalars where scalar.value != 0x0A {
      #expect(scalar.properties.generalCategory != .control)
      #expect(!(0x202A...0x202E).contains(scalar.value))
    }
  }

  @Test("read as filed on the card, and in full in its tooltip", arguments: names)
  func readable(name: String) throws {
    let drawing = try #require(ReadSVG(Self.chart(everywhere: name).svg()))
    let card = try #require(drawing.groups(of: "party").first)
    let filed = FiledText(name)
    let shown = drawing.lines(inGroup: card).dropFirst().joined(separator: " ")
    if filed.visible.isEmpty {
      #expect(shown.contains("이름 없음 · no name"))
    } else {
      let start = shown.filter { $0 != " " && $0 != "…" }.prefix(24)
      #expect(filed.visible.filter { $0 != " " }.hasPrefix(start.prefix(while: { $0 != "▲" })))
    }
    let title = try #require(drawing.title(ofGroup: card))
    #expect(filed.visible.isEmpty || title.contains(filed.visible))
  }

  @Test("stay text in DOT, which reads back whole", arguments: names)
  func inDot(name: String) throws {
    let dot = try Self.chart(everywhere: name).dot()
    #expect(!dot.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  /// Puts a name wherever a route or its provenance has text.
  private static func chart(everywhere name: String) -> LanesChart {
    let parties = [
      SampleRoutes.party(name + "1", name, "KR", .exporter),
      SampleRoutes.party(
        name + "2", "Hub", local: name, "SG", .forwarder, isListed: true, probability: 0.5),
      SampleRoutes.party(name + "3", name, local: name, "CN", .endUser, probability: 0.9),
    ]
    var legs = [
      SampleRoutes.leg(name + "1", "KR", name + "2", "SG", "2025-01-01", 8, 9_000),
      SampleRoutes.leg(name + "2", "SG", name + "3", "CN", "2025-01-05", 8, nil),
    ]
    for place in legs.indices {
      let identity = DeclarationIdentity(source: name, declarationID: name, line: Int32(place + 1))
      legs[place].identity = identity
      legs[place].mirrors = [identity]
      legs[place].hsCode = name
    }
    var route = SampleRoutes.route(name, legs, parties: parties, unit: name)
    route.family = name
    let provenance = ChartProvenance(
      sources: [ChartSource(name: name, sha256: name)], runID: name, version: name,
      asOf: TradeDay(raw: 20_000), handling: name, notes: [name])
    return LanesChart(route: route, provenance: provenance)
  }
}
