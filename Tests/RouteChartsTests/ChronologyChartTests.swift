import Foundation
import Testing
import TradeModel

@testable import RouteCharts

@Suite("Chronologies")
struct ChronologyChartTests {
  @Test("draw every leg exactly once, with number and day", arguments: SampleRoutes.all.indices)
  func everyLeg(place: Int) throws {
    let route = SampleRoutes.all[place].route
    let drawing = try #require(ReadSVG(Drawing.chronology(route).svg()))
    let groups = drawing.groups(of: "leg")
    #expect(groups.count == route.legs.count)
    for (place, leg) in route.legs.enumerated() {
      let lines = drawing.lines(inGroup: groups[place])
      #expect(lines.first?.hasPrefix(TradeFigures.circled(place + 1)) == true)
      #expect(lines.first?.contains(leg.date.description) == true)
      #expect(lines.contains { $0.contains(leg.identity.declarationID) })
    }
    #expect(drawing.overflowing.isEmpty)
  }

  @Test("keep time: a later day stands further right, and no two marks cover each other")
  func inTime() {
    for seed in UInt64(0)..<200 {
      let days = RandomRoute(seed: seed).route().legs.map(\.date)
      let axis = TimeAxis(days, from: 300, to: 900)
      for (one, x) in zip(days, axis.places) {
        for (other, y) in zip(days, axis.places) where one < other { #expect(x < y) }
      }
      let sorted = axis.places.sorted()
      for (left, right) in zip(sorted, sorted.dropFirst()) { #expect(right - left > 15.9) }
      #expect(axis.places.allSatisfy { $0 <= 900 })
    }
  }

  @Test("put labels where they cover no other label", arguments: 0..<UInt64(200))
  func labelsApart(seed: UInt64) throws {
    let drawing = try ChronologyDrawing(Drawing.chronology(RandomRoute(seed: seed).route()))
    for (row, spots) in drawing.spots.enumerated() {
      let boxes = spots.map { spot in
        let height = ChronologyDrawing.height(of: drawing.labels[spot.move])
        return ChartBox(
          left: spot.left, top: drawing.rows[row].feet[spot.level] - height, width: spot.width,
          height: height)
      }
      for (place, box) in boxes.enumerated() {
        #expect(box.top >= drawing.rows[row].box.top)
        for other in boxes[..<place] {
          #expect(
            box.right <= other.left || other.right <= box.left || box.bottom <= other.top
              || other.bottom <= box.top)
        }
      }
    }
  }

  @Test("name months, weeks or days, whichever has room")
  func ticks() {
    func labels(_ first: String, _ last: String) -> [String] {
      TimeAxis([first, last].compactMap { TradeDay(iso: $0) }, from: 0, to: 600).ticks.map(\.label)
    }
    #expect(labels("2025-03-02", "2025-05-19") == ["2025-04", "2025-05"])
    #expect(labels("2025-03-02", "2025-03-05").first == "03-02")
    #expect(labels("2024-11-15", "2029-02-01").contains("2027-01"))
    #expect(labels("2025-03-02", "2025-03-02") == ["2025-03-02"])
  }
}
