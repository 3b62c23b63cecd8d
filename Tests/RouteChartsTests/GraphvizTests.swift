import Foundation
import Testing

@testable import RouteCharts

@Suite("Graphviz", .serialized)
struct GraphvizTests {
  @Test("says its version")
  func version() throws {
    let version = try #require(GraphvizVersion.current)
    #expect(version.first?.isNumber == true)
  }

  @Test(
    "turns every warning into an error",
    arguments: [
      "digraph { a [shape=nosuchshape] }",
      "digraph { a [label=<<B>>] }",
      "digraph { a [pos=\"x\" color=nosuchcolour width=-1] b [style=nosuch] a -> b }",
      "digraph { a [label=\"too wide for its box\" fixedsize=true width=.1 height=.1] }",
    ])
  func warnings(dot: String) {
    do {
      _ = try Graphviz.positions(of: ["a"], in: dot, engine: "dot")
      // Some versions of Graphviz accept what others warn of; the first two are refused by all.
      #expect(dot.contains("pos="), "\(dot) was accepted")
    } catch ChartError.graphviz(let messages) {
      #expect(!messages.isEmpty)
    } catch {
      Issue.record("unexpected \(error)")
    }
  }

  @Test("says what is wrong with a graph that it cannot read, and works on afterwards")
  func unreadable() throws {
    #expect(throws: ChartError.self) {
      try Graphviz.positions(of: ["a"], in: "digraph {", engine: "dot")
    }
    #expect(throws: ChartError.self) {
      try Graphviz.positions(of: ["a"], in: "digraph { a }", engine: "nosuchengine")
    }
    #expect(throws: ChartError.notReadBack(expected: 1, found: 0)) {
      try Graphviz.positions(of: ["b"], in: "digraph { a }", engine: "dot")
    }
    #expect(try Graphviz.positions(of: ["a"], in: "digraph { a }", engine: "dot").count == 1)
  }

  @Test("notices when it reads something else than was written")
  func readBack() {
    #expect(throws: ChartError.notReadBack(expected: 2, found: 3)) {
      try Graphviz.check("digraph { a -> b }", nodes: 2, edges: 0)
    }
  }

  @Test("is never given anything that was filed")
  func numbersOnly() throws {
    let route = SampleRoutes.merge
    let plan = LanePlan(route)
    var boxes = LayoutBoxes(plan)
    for card in plan.cards { boxes.add(column: 2 * card.lane, width: 100, height: 50) }
    let words = boxes.dot().split { !$0.isLetter }.map(String.init)
    let known: Set = [
      "digraph", "lanes", "graph", "rankdir", "LR", "newrank", "true", "splines", "false",
      "nodesep", "ranksep", "node", "shape", "box", "fixedsize", "label", "b", "width", "height",
      "rank", "same",
    ]
    #expect(Set(words).isSubset(of: known))
  }

  @Test("finds a font, or says what to install")
  func fonts() {
    let report = ChartFonts.report()
    if case .found(let family) = report {
      #expect(!family.isEmpty && ChartFonts.advice(for: report) == nil)
    } else {
      #expect(ChartFonts.advice(for: report)?.contains("install") == true)
    }
  }
}
