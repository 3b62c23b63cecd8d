import Foundation
import Testing

@testable import RouteCharts

@Suite("The layout process", .serialized)
struct LayoutHelperTests {
  private static func helper(seconds: Double = 20, drawings: Int = 500) -> LayoutHelper {
    var limits = LayoutHelper.Limits()
    limits.seconds = seconds
    limits.drawings = drawings
    return LayoutHelper(
      program: BuiltProgram.path, arguments: ["draw", "layouts"], limits: limits)
  }

  private static let dot = "digraph { rankdir=LR a [width=1.37] b c a -> b -> c a -> c }"

  @Test("gives the same numbers as this process")
  func same() throws {
    let helper = Self.helper()
    let there = try helper.positions(of: ["a", "b", "c"], in: Self.dot, engine: "dot")
    let here = try Graphviz.positionsHere(of: ["a", "b", "c"], in: Self.dot, engine: "dot")
    #expect(there == here)
    try helper.check(Self.dot, nodes: 3, edges: 3)
  }

  @Test("passes on what Graphviz says, and lives on")
  func complaints() throws {
    let helper = Self.helper()
    #expect(throws: ChartError.notReadBack(expected: 5, found: 6)) {
      try helper.check(Self.dot, nodes: 3, edges: 2)
    }
    let first = helper.processIdentifier
    #expect(throws: ChartError.self) {
      try helper.positions(of: ["a"], in: "digraph {", engine: "dot")
    }
    #expect(throws: ChartError.self) {
      try helper.positions(of: ["a"], in: Self.dot, engine: "rm -rf")
    }
    #expect(helper.processIdentifier == first)
  }

  @Test("is stopped when a layout takes too long, and the next drawing starts another")
  func hangs() throws {
    let helper = Self.helper(seconds: 1.5)
    _ = try helper.positions(of: ["a"], in: Self.dot, engine: "dot")
    let first = helper.processIdentifier
    var edges = ""
    for node in 0..<3000 {
      edges += "n\(node) -> n\((node * 7 + 1) % 3000) n\(node) -> n\(node / 2)\n"
    }
    let start = ContinuousClock.now
    #expect(throws: ChartError.self) {
      try helper.positions(of: ["n0"], in: "digraph {\(edges)}", engine: "dot")
    }
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(try helper.positions(of: ["a"], in: Self.dot, engine: "dot").count == 1)
    #expect(helper.processIdentifier != first)
  }

  @Test("may die at any time: one drawing fails at most")
  func dies() throws {
    let helper = Self.helper()
    _ = try helper.positions(of: ["a"], in: Self.dot, engine: "dot")
    let first = try #require(helper.processIdentifier)
    kill(first, SIGKILL)
    _ = try? helper.positions(of: ["a"], in: Self.dot, engine: "dot")
    #expect(try helper.positions(of: ["a"], in: Self.dot, engine: "dot").count == 1)
    #expect(helper.processIdentifier != first)
  }

  @Test("is replaced after its number of drawings")
  func recycled() throws {
    let helper = Self.helper(drawings: 3)
    var identifiers: [Int32] = []
    for _ in 0..<7 {
      _ = try helper.positions(of: ["a"], in: Self.dot, engine: "dot")
      identifiers.append(try #require(helper.processIdentifier))
    }
    #expect(Set(identifiers).count == 3)
    #expect(identifiers[0] == identifiers[2] && identifiers[2] != identifiers[3])
  }

  @Test("that is not there is an error, not a wait")
  func missing() {
    let helper = LayoutHelper(program: "/nonexistent/entrepot", arguments: [], limits: .init())
    #expect(throws: ChartError.graphvizUnavailable) {
      try helper.positions(of: ["a"], in: Self.dot, engine: "dot")
    }
  }
}
