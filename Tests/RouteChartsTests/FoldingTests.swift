import Testing
import TradeModel

@testable import RouteCharts

@Suite("Folding")
struct FoldingTests {
  @Test(
    "makes a crowd fit a page, loses no value and says what was folded",
    arguments: ChartFolding.allCases)
  func fits(folding: ChartFolding) throws {
    let route = SampleRoutes.crowded
    let drawn = try DrawnRoute(route, folding: folding, language: .both)
    #expect(DrawnRoute.parties(of: drawn.route).count <= LanesChart.mostParties)
    #expect(drawn.route.legs.count <= LanesChart.mostLegs)
    #expect(!drawn.leftOut.isEmpty)
    let before = route.legs.compactMap(\.valueUSD).reduce(0, +)
    let after = drawn.route.legs.compactMap(\.valueUSD).reduce(0, +)
    #expect(before == after)
    #expect(drawn.bundles.reduce(0) { $0 + $1.count } == route.legs.count)
    var chart = Drawing.chart(route)
    chart.folding = folding
    let drawing = try #require(ReadSVG(chart.svg()))
    #expect(drawing.groups(of: "left-out").count == 1)
  }

  @Test("leaves a route alone that fits")
  func small() throws {
    let drawn = try DrawnRoute(SampleRoutes.twelve, folding: .country, language: .english)
    #expect(drawn.route == SampleRoutes.twelve)
    #expect(drawn.leftOut.isEmpty && drawn.folded.isEmpty)
  }

  @Test("joins movements between the same two, and says until when")
  func bundles() throws {
    let legs = (1...9).flatMap { day in
      (0..<3).map { _ in
        SampleRoutes.leg("gaon", "KR", "harbour", "SG", "2025-01-0\(day)", 1, day == 4 ? nil : 1)
      }
    }
    let drawn = try DrawnRoute(
      SampleRoutes.route("R", legs), folding: .country, language: .english)
    #expect(drawn.route.legs.count == 1)
    #expect(drawn.bundles[0].count == 27)
    #expect(drawn.bundles[0].last == TradeDay(iso: "2025-01-09"))
    #expect(drawn.route.legs[0].quantity == FlowQuantity(units: 27))
    let svg = try Drawing.chart(SampleRoutes.route("R", legs)).svg()
    #expect(svg.contains("신고 27건 · 27 declarations"))
  }

  @Test("says which legs are in the table only where even folded ones are too many")
  func leftToTheTable() throws {
    let keys = ["a", "b", "c", "d", "e", "f", "g"]
    let legs = keys.flatMap { one in
      keys.filter { $0 != one }.map {
        SampleRoutes.leg(one, "KR", $0, "SG", "2025-01-01", 1, 1000)
      }
    }
    let drawn = try DrawnRoute(
      SampleRoutes.route("R", legs), folding: .country, language: .english)
    #expect(drawn.route.legs.count == LanesChart.mostLegs)
    #expect(drawn.leftOut.contains { $0.contains("22 legs of least value") })
  }

  @Test("takes one organisation for one whatever its place and legal form")
  func organisations() throws {
    let names = [
      "Northern Optics (Shenzhen) Technology Co., Ltd.", "Northern Optics (HK) Technology Limited",
    ]
    let parties =
      names.enumerated().map { SampleRoutes.party("n\($0)", $1, "CN", .endUser) }
      + (0..<11).map { SampleRoutes.party("k\($0)", "Other \($0)", "KR", .exporter) }
    let legs = (0..<11).map {
      SampleRoutes.leg("k\($0)", "KR", "n\($0 % 2)", "CN", "2025-01-01", 1, 1)
    }
    let route = SampleRoutes.route("R", legs, parties: parties)
    let drawn = try DrawnRoute(route, folding: .organisation, language: .english)
    #expect(Array(drawn.folded.values) == [2])
  }
}
