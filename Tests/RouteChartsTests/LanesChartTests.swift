import Foundation
import Testing
import TradeModel

@testable import RouteCharts

@Suite("Lanes charts")
struct LanesChartTests {
  @Test(
    "draw every leg exactly once, with its number, goods and document",
    arguments: SampleRoutes.all.indices)
  func everyLeg(place: Int) throws {
    let route = SampleRoutes.all[place].route
    let drawing = try #require(ReadSVG(Drawing.chart(route).svg()))
    let groups = drawing.groups(of: "leg").filter {
      !(drawing.elements[$0].attributes["class"] ?? "").contains("unrecorded")
    }
    #expect(groups.count == route.legs.count)
    for (place, leg) in route.legs.enumerated() {
      let number = TradeFigures.circled(place + 1)
      let mine = groups.filter { group in
        drawing.lines(inGroup: group).contains { $0.hasPrefix(number) }
      }
      #expect(mine.count == 1)
      let lines = mine.first.map { drawing.lines(inGroup: $0) } ?? []
      #expect(lines.first?.contains(leg.date.description) == true)
      #expect(lines.contains { $0.contains(TradeFigures.dotted(hs: leg.hsCode)) })
      #expect(lines.contains { $0.contains(leg.identity.declarationID) })
    }
  }

  @Test("are the same bytes every time, on any thread")
  func sameBytes() async throws {
    let first = try SampleRoutes.all.map { try Drawing.chart($0.route).svg() }
    try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<8 {
        group.addTask { try SampleRoutes.all.map { try Drawing.chart($0.route).svg() } }
      }
      for try await again in group { #expect(again == first) }
    }
  }

  @Test("say in full what they are: title, caveat, interval, sources, run, handling mark")
  func saysItAll() throws {
    let svg = try Drawing.chart(SampleRoutes.chain).svg()
    for words in [
      "우회수출 의심 경로 R-4f2a9c01", "Suspected diversion route", "점수는 위험 지표이며 위법의 증거가 아님",
      "a score is a risk indicator, not proof of an offence", "512 accelerators [0–1,024]",
      "9f31c0a29f31", "2f6b0c9a41d7", "2025-09-30", "공무용 OFFICIAL", "1/1", "line width = log value",
      "▲▲▲ 높음 HIGH", "이 경로 this route 512 / 1,200", "추정 수량 · est. quantity",
      "prefers-color-scheme:dark", "role=\"img\"", "width:100%;height:auto", "'Malgun Gothic'",
    ] {
      #expect(svg.contains(words), "\(words)")
    }
  }

  @Test("of several routes of a party say what these routes draw, not what this route draws")
  func joinedRoutes() throws {
    var later = SampleRoutes.chain
    later.routeID = "R-4f2a9c02"
    let first = try #require(SampleRoutes.chain.legs.first)
    later.legs = later.legs.map { leg in
      var moved = leg
      if leg.identity != first.identity {
        moved.identity = DeclarationIdentity(
          source: leg.identity.source, declarationID: leg.identity.declarationID + "-2",
          line: leg.identity.line)
      }
      return moved
    }
    let joined = try #require(
      RoutesOfParty(
        first.consignee, on: [SampleRoutes.chain, later], probability: nil, band: nil))
    var chart = try Drawing.chart(#require(joined.joined))
    chart.party = joined
    let svg = try chart.svg()
    #expect(svg.contains("이 경로들 these routes 1,024 / 1,200"))
    #expect(!svg.contains("this route"))
  }

  @Test("speak one language when asked to")
  func languages() throws {
    let korean = try Drawing.chart(SampleRoutes.chain, language: .korean).svg()
    let english = try Drawing.chart(SampleRoutes.chain, language: .english).svg()
    #expect(!korean.contains("documented<") && korean.contains("문서로 확인"))
    #expect(!english.contains("수출자") && english.contains("EXPORTER"))
  }

  @Test(
    "name no party, number or path in ids and classes, and no id twice",
    arguments: SampleRoutes.all.indices)
  func opaque(place: Int) throws {
    let drawing = try #require(ReadSVG(Drawing.chart(SampleRoutes.all[place].route).svg()))
    let ids = drawing.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.wholeMatch(of: /(g-)?[nre]-[0-9a-f]{16}(-[0-9]+|-t|-d)?/) != nil, "\(id)")
    }
  }

  @Test("run no text out of the page", arguments: SampleRoutes.all.indices, ChartLanguage.allCases)
  func withinPage(place: Int, language: ChartLanguage) throws {
    let chart = Drawing.chart(SampleRoutes.all[place].route, language: language)
    #expect(try #require(ReadSVG(chart.svg())).overflowing.isEmpty)
    let single = SampleRoutes.route("R-1", Array(SampleRoutes.all[place].route.legs.prefix(1)))
    let least = Drawing.chart(single, language: language)
    #expect(try #require(ReadSVG(least.svg())).overflowing.isEmpty)
  }

  @Test("show what was not declared as unknown, never as zero")
  func unknowns() throws {
    let svg = try Drawing.chart(SampleRoutes.short).svg()
    #expect(svg.contains("? accelerators · $ ?"))
    #expect(svg.contains("수량 미상 · quantity unknown"))
  }

  @Test("refuse a route without legs")
  func refusals() {
    #expect(throws: ChartError.noLegs) { try Drawing.chart(SampleRoutes.route("R", [])).svg() }
  }

  @Test("keep cards, labels and lanes apart, lanes of one height", arguments: 0..<UInt64(120))
  func apart(seed: UInt64) throws {
    let route = RandomRoute(seed: seed).route()
    let chart = Drawing.chart(route)
    let drawing = try LanesDrawing(chart: chart)
    let layout = drawing.layout
    #expect(Set(layout.lanes.map(\.height)).count == 1)
    let labels = layout.tracks.map(\.label)
    let boxes = layout.cards + labels
    for (place, box) in boxes.enumerated() {
      for other in boxes[..<place] { #expect(!Self.overlap(box, other)) }
      #expect(box.right <= drawing.width)
    }
    for (place, card) in layout.cards.enumerated() {
      let lane = layout.lanes[drawing.plan.cards[place].lane]
      #expect(card.left >= lane.left && card.right <= lane.right)
      #expect(card.top > lane.top + (drawing.headings.map(\.height).max() ?? 0))
      #expect(card.bottom < lane.bottom)
    }
    for (left, right) in zip(layout.lanes, layout.lanes.dropFirst()) {
      #expect(left.right < right.left)
    }
    #expect(ReadSVG(drawing.svg()) != nil)
  }

  @Test("keep every text legible in both themes")
  func contrast() {
    let texts: [Ink] = [.text, .muted, .exporter, .forwarderText, .hotText]
    for text in texts {
      for ground in [Ink.page, .lane, .hotLane, .card] {
        #expect(Self.contrast(text.light, ground.light) >= 4.5, "\(text) on \(ground), light")
        #expect(Self.contrast(text.dark, ground.dark) >= 4.5, "\(text) on \(ground), dark")
      }
    }
    for block in [Ink.muted, .forwarderText, .hotText] {
      #expect(Self.contrast(Ink.onBlock.light, block.light) >= 4.5)
      #expect(Self.contrast(Ink.onBlock.dark, block.dark) >= 4.5)
    }
  }

  private static func overlap(_ one: ChartBox, _ other: ChartBox) -> Bool {
    one.left < other.right && other.left < one.right && one.top < other.bottom
      && other.top < one.bottom
  }

  private static func contrast(_ one: String, _ other: String) -> Double {
    let lights = [luminance(one), luminance(other)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  private static func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part in
      let share = Double(part) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
