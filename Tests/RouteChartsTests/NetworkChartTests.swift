import Testing
import TradeModel

@testable import RouteCharts

@Suite("Networks")
struct NetworkChartTests {
  @Test("show at most eight counterparties and fold the rest, each counted once")
  func counted() {
    let hub = SampleNeighbourhoods.hub
    let plan = NetworkPlan(hub)
    #expect(plan.shown == NetworkPlan.mostNeighbours)
    let keys = plan.cards.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(Set(keys) == Set(hub.parties.map(\.key) + [hub.focus.key]))
    let parties = plan.cards.count { $0.party != nil }
    #expect(parties <= LanesChart.mostParties)
    let movements = plan.lines.reduce(0) { $0 + $1.link.movements }
    #expect(movements == hub.links.reduce(0) { $0 + $1.movements })
  }

  @Test("a possible identity is a dashed line without an arrow, with its probability")
  func possibleIdentity() throws {
    var hub = SampleNeighbourhoods.hub
    var twin = hub.parties[0]
    twin.key = "N-TWIN"
    twin.name = "Twin"
    hub.parties = [twin]
    hub.links = []
    var link = NeighbourLink(from: hub.focus.key, to: "N-TWIN")
    link.possiblySame = 0.73
    hub.links = [link]
    let drawing = NetworkDrawing(Drawing.network(hub))
    #expect(drawing.plan.lines.count == 1)
    let svg = drawing.svg()
    #expect(svg.contains("stroke-dasharray"))
    #expect(svg.contains("p 0.73"))
    var traded = hub
    traded.links[0].movements = 1
    let solid = NetworkDrawing(Drawing.network(traded)).svg()
    #expect(solid.contains("p 0.73"))
    #expect(!solid.contains("stroke-dasharray"))
  }

  @Test("stand apart, whatever the neighbourhood", arguments: 0..<UInt64(150))
  func apart(seed: UInt64) throws {
    let drawing = NetworkDrawing(Drawing.network(Self.random(seed)))
    let boxes = drawing.layout.cards
    for (place, box) in boxes.enumerated() {
      for other in boxes[..<place] {
        #expect(
          box.right <= other.left || other.right <= box.left || box.bottom <= other.top
            || other.bottom <= box.top)
      }
    }
    for (place, track) in drawing.layout.tracks.enumerated() where !track.isBracket {
      let label = ChartBox(
        left: track.label.x, top: track.label.y - 17, width: drawing.labels[place].width,
        height: 32)
      for (other, near) in drawing.layout.tracks.enumerated() where other != place {
        guard !near.isBracket else { continue }
        let theirs = ChartBox(
          left: near.label.x, top: near.label.y - 17, width: drawing.labels[other].width,
          height: 32)
        #expect(
          label.right <= theirs.left || theirs.right <= label.left || label.bottom <= theirs.top
            || theirs.bottom <= label.top, "labels \(place) and \(other)")
      }
      for box in boxes {
        #expect(
          label.right <= box.left || box.right <= label.left || label.bottom <= box.top
            || box.bottom <= label.top, "label \(place) and a card")
      }
    }
    let svg = try #require(ReadSVG(drawing.svg()))
    #expect(svg.overflowing.isEmpty)
  }

  @Test("are the same whatever the order in which parties and links come")
  func anyOrder() {
    let hub = SampleNeighbourhoods.hub
    let shuffled = Neighbourhood(
      focus: hub.focus, parties: hub.parties.reversed(), links: hub.links)
    #expect(Drawing.network(hub).svg() == Drawing.network(shuffled).svg())
  }

  @Test("keep hostile names text", arguments: HostileNamesTests.names)
  func hostile(name: String) throws {
    var hub = SampleNeighbourhoods.hub
    hub.focus.name = name
    hub.focus.localName = name
    for place in hub.parties.indices { hub.parties[place].name = name + "\(place)" }
    for place in hub.links.indices { hub.links[place].items = [name] }
    let svg = try #require(ReadSVG(Drawing.network(hub).svg()))
    #expect(svg.overflowing.isEmpty)
    #expect(Set(svg.elements.map(\.name)).isSubset(of: ReadSVG.allowedElements))
    _ = try Drawing.network(hub).dot()
  }

  @Test("leave no trace of what was redacted")
  func redacted() throws {
    var redaction = Redaction()
    _ = redaction.add("role:forwarder")
    _ = redaction.add("id:north")
    let hidden = redaction.applied(to: SampleNeighbourhoods.hub)
    let chart = Drawing.network(hidden)
    for text in [chart.svg(), try chart.dot()] {
      for secret in ["Dune", "듄스타", "dune", "Northern", OpaqueName.of("dune", prefix: "")] {
        #expect(!text.contains(secret), "\(secret)")
      }
      #expect(text.contains(Redaction.block))
    }
  }

  private static func random(_ seed: UInt64) -> Neighbourhood {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let countries = ["KR", "SG", "HK", "CN", "AE", "VN", "MY", "TW"]
    let parties = (0..<next(30)).map { place in
      SampleNeighbourhoods.party(
        "p\(place)", "Party \(place) of a long name Co., Ltd.", nil,
        countries[next(countries.count)], RouteRole.allCases[next(4)],
        next(2) == 0 ? Double(next(100)) / 100 : nil, .high)
    }
    let keys = ["focus"] + parties.map(\.key)
    let links = (0..<next(60)).map { _ in
      let one = next(3) == 0 ? keys[next(keys.count)] : "focus"
      let other = keys[next(keys.count)]
      return SampleNeighbourhoods.link(
        next(2) == 0 ? one : other, next(2) == 0 ? one : other, 1 + next(90),
        next(4) == 0 ? nil : Double(next(9_000_000)), routes: next(4) == 0 ? 1 : 0,
        to: countries[next(countries.count)])
    }
    return Neighbourhood(
      focus: SampleNeighbourhoods.party(
        "focus", "Focus Ltd", "초점", "SG", .consignee, 0.5, .elevated), parties: parties,
      links: links)
  }
}
