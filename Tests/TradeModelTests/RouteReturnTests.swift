import Testing
import TradeModel

@Suite("Returns of a route")
struct RouteReturnTests {
  private func returns(_ keys: [String]) throws -> [String] {
    let country = try #require(CountryCode("KR"))
    return Route(
      routeID: "R-0", rank: 1, family: "ACC", unit: "piece",
      attributed: FlowQuantity(thousandths: 1), lower: FlowQuantity(thousandths: 0),
      upper: FlowQuantity(thousandths: 1), legs: [],
      parties: keys.map {
        RouteParty(
          key: $0, name: $0, localName: nil, country: country, role: .consignee, isListed: false,
          probability: nil)
      },
      assessment: Assessment(
        prior: 0, lines: [], decibans: 0, probability: 0.5, low: 0, high: 1, band: .low,
        counterfactual: BilingualText(english: "", korean: ""))
    ).returns
  }

  @Test("are the parties that goods come back to, once each, in the order in which they do")
  func returns() throws {
    #expect(try returns(["A", "B", "C"]) == [])
    #expect(try returns(["A", "B", "A"]) == ["A"])
    #expect(try returns(["A", "B", "C", "B", "A", "B"]) == ["B", "A"])
  }
}
