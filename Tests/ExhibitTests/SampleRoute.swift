import RouteCharts
import TradeModel

@testable import EntrepotKit

/// A route with hostile and Korean names.
enum SampleRoute {
  static func exhibit(redacting rules: [String] = []) -> RouteExhibit {
    var style = ExhibitStyle()
    for rule in rules { _ = style.redaction.add(rule) }
    let provenance = ChartProvenance(
      sources: [ChartSource(name: "declarations.csv", sha256: String(repeating: "9f", count: 32))],
      runID: "2F6B0C9A41D70000", version: "0.1.0", asOf: TradeDay(iso: "2025-09-30") ?? day("1970"))
    return RouteExhibit(
      route, provenance: provenance, concern: Set([country("CN")]), style: style)
  }

  static let hostile = "</svg><script>alert(1)</script> =HYPERLINK(\"http://x\") & \u{202E}txt"

  static let route: Route = {
    var line = EvidenceLine(
      code: "flow.dwell", group: "flow", outcome: .fired,
      text: BilingualText(
        english: "left Harbour Nine after 5 days", korean: "5일 뒤 Harbour Nine 출발"),
      declarations: [identity("SG", "S1")])
    line.decibans = 4
    return Route(
      routeID: "R-0011223344556677", rank: 1, family: "ACC", unit: "accelerator",
      attributed: amount(8), lower: amount(8), upper: amount(8),
      legs: [
        RouteLeg(
          identity: identity("KR", "K1"), mirrors: [identity("SG", "M1")], date: day("2025-03-10"),
          shipper: "KR1", consignee: "SG1", from: country("KR"), to: country("SG"),
          hsCode: "8473302000", quantity: amount(8), isEstimated: false, valueUSD: 240_000,
          attributed: amount(8)),
        RouteLeg(
          identity: identity("SG", "S1"), mirrors: [], date: day("2025-03-15"), shipper: "SG1",
          consignee: "CN1", from: country("SG"), to: country("CN"), hsCode: "8473302000",
          quantity: nil, isEstimated: true, valueUSD: nil, attributed: amount(8)),
      ],
      parties: [
        party("KR1", "Gaon Electronics", "가온전자(주)", "KR", .exporter),
        party("SG1", "Harbour Nine Pte Ltd", "하버나인", "SG", .forwarder),
        party("CN1", hostile, nil, "CN", .endUser),
      ],
      assessment: Assessment(
        prior: -23, lines: [line], decibans: 8, probability: 0.86, low: 0.7, high: 0.9, band: .high,
        counterfactual: BilingualText(english: "ask Harbour Nine", korean: "하버나인에 확인")))
  }()

  private static func party(
    _ key: String, _ name: String, _ local: String?, _ code: String, _ role: RouteRole
  ) -> RouteParty {
    RouteParty(
      key: key, name: name, localName: local, country: country(code), role: role, isListed: false,
      probability: nil)
  }

  private static func identity(_ source: String, _ id: String) -> DeclarationIdentity {
    DeclarationIdentity(source: source, declarationID: id + "-2025-000417", line: 1)
  }

  private static func amount(_ units: Double) -> FlowQuantity {
    FlowQuantity(units: units) ?? FlowQuantity(thousandths: 0)
  }

  private static func day(_ text: String) -> TradeDay { TradeDay(iso: text) ?? TradeDay(raw: 0) }

  static func country(_ code: String) -> CountryCode {
    guard let country = CountryCode(code) else { preconditionFailure("no country \(code)") }
    return country
  }
}
