import Foundation
import TradeModel

@testable import RouteCharts

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A drawing as an XML reader sees it.
final class ReadSVG: NSObject, XMLParserDelegate {
  /// One element, in document order.
  struct Element {
    let name: String
    let attributes: [String: String]
    /// Its own text and that of the elements in it.
    var text = ""
    /// Place of the element around it.
    let parent: Int?
  }

  /// What a drawing is made of; nothing else may appear in one.
  static let allowedElements: Set = [
    "svg", "title", "desc", "style", "g", "rect", "path", "text", "tspan",
  ]

  private(set) var elements: [Element] = []
  private var open: [Int] = []

  /// Reads a drawing; nil where it is not well-formed XML.
  init?(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  /// The elements of a class.
  func of(class name: String) -> [Element] {
    elements.filter { ($0.attributes["class"] ?? "").split(separator: " ").contains(name[...]) }
  }

  /// The places of the groups of a class.
  func groups(of name: String) -> [Int] {
    elements.indices.filter {
      elements[$0].name == "g"
        && (elements[$0].attributes["class"] ?? "").split(separator: " ").contains(name[...])
    }
  }

  /// What is drawn as text directly in a group, line by line.
  func lines(inGroup group: Int) -> [String] {
    elements.filter { $0.name == "text" && $0.parent == group }.map(\.text)
  }

  /// Lines that would run out of the page, by our own measure.
  var overflowing: [String] {
    let width = elements.first?.attributes["width"].flatMap(Double.init) ?? 0
    return elements.filter { element in
      guard element.name == "text", let x = element.attributes["x"].flatMap(Double.init),
        let size = element.attributes["font-size"].flatMap(Double.init)
      else { return false }
      let isBold = element.attributes["font-weight"] != nil
      let length = TextMetrics.width(of: element.text, size: size, bold: isBold)
      return switch element.attributes["text-anchor"] {
      case "end": x - length < 0 || x > width
      case "middle": x - length / 2 < 0 || x + length / 2 > width
      default: x + length > width
      }
    }.map(\.text)
  }

  /// A group's tooltip.
  func title(ofGroup group: Int) -> String? {
    elements.first { $0.name == "title" && $0.parent == group }?.text
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(Element(name: elementName, attributes: attributes, parent: open.last))
    open.append(elements.count - 1)
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for place in open { elements[place].text += string }
  }
}

/// What every test draws with.
enum Drawing {
  static let provenance = ChartProvenance(
    sources: [
      ChartSource(name: "declarations.csv.gz", sha256: String(repeating: "9f31c0a2", count: 8)),
      ChartSource(name: "parties.csv", sha256: String(repeating: "5d7e91bf", count: 8)),
    ],
    runID: "2f6b0c9a41d7", version: "0.1.0", asOf: TradeDay(iso: "2025-09-30") ?? TradeDay(raw: 0),
    handling: "공무용 OFFICIAL", notes: ["합성 데이터 synthetic data, fictitious parties"])

  static func chart(_ route: Route, language: ChartLanguage = .both) -> LanesChart {
    LanesChart(
      route: route, provenance: provenance, language: language,
      countriesOfConcern: Set(["CN", "HK", "MO"].map(SampleRoutes.place)))
  }

  static func chronology(_ route: Route, language: ChartLanguage = .both) -> ChronologyChart {
    ChronologyChart(
      route: route, provenance: provenance, language: language,
      countriesOfConcern: Set(["CN", "HK", "MO"].map(SampleRoutes.place)))
  }

  static func network(
    _ neighbourhood: Neighbourhood, language: ChartLanguage = .both
  ) -> NetworkChart {
    NetworkChart(
      neighbourhood: neighbourhood, provenance: provenance, language: language,
      countriesOfConcern: Set(["CN", "MO"].map(SampleRoutes.place)))
  }
}
