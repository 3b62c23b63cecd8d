import Foundation
import Testing

@testable import RouteCharts

@Suite("The layout process", .serialized)
struct LayoutHelperTests {
  private static func helper(
    _ arguments: [String] = [], seconds: Double = 20, drawings: Int = 500
  ) -> LayoutHelper {
    var limits = LayoutHelper.Limits()
    limits.seconds = seconds
    limits.drawings = drawings
    return LayoutHelper(
      program: BuiltProgram.path, arguments: ["draw", "layouts"] + arguments, limits: limits)
  }

  private static let dot = "digraph { rankdir=LR a [width=1.37] b c a -> b -> c a -> c }"

  /// A graph that `dot` does not finish in a minute.
  private static let slow: String = {
    let edges = (0..<3000).map { "n\($0) -> n\(($0 * 7 + 1) % 3000) n\($0) -> n\($0 / 2)\n" }
    return "digraph {\(edges.joined())}"
  }()

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
    let start = ContinuousClock.now
    #expect(throws: ChartError.self) {
      try helper.positions(of: ["n0"], in: Self.slow, engine: "dot")
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

  @Test(
    "has limits of memory, of processor time and of core files",
    .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/limits"), "no /proc here"))
  func limits() throws {
    let helper = Self.helper()
    _ = try helper.positions(of: ["a"], in: Self.dot, engine: "dot")
    let process = try #require(helper.processIdentifier)
    let limits = try String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8)
    func limit(_ name: String) -> [Substring]? {
      limits.split(separator: "\n").first { $0.hasPrefix(name) }?.dropFirst(name.count)
        .split(separator: " ")
    }
    #expect(limit("Max address space")?.prefix(2) == ["2147483648", "2147483648"])
    #expect(limit("Max cpu time")?.prefix(2) == ["120", "120"])
    #expect(limit("Max core file size")?.prefix(2) == ["0", "0"])
  }

  /// A graph whose reading takes about 600 MB.
  private static let huge = "graph { " + (0..<1_200_000).map { "x\($0);" }.joined() + " }"

  @Test("is ended when it wants more memory than it may have; one drawing is lost, no more")
  func memory() throws {
    // What the next helper refuses is no trouble for one that may have it.
    #expect(throws: ChartError.notReadBack(expected: 1, found: 1_200_000)) {
      try Self.helper().check(Self.huge, nodes: 1, edges: 0)
    }
    let small = Self.helper(["--memory-mebibytes", "448"])
    _ = try small.positions(of: ["a"], in: Self.dot, engine: "dot")
    let first = small.processIdentifier
    do {
      try small.check(Self.huge, nodes: 1, edges: 0)
      Issue.record("had more memory than it may have")
    } catch ChartError.graphviz(let messages) {
      // Either the system ended it or libgvc said that there is no memory.
      #expect(!messages.isEmpty)
    }
    #expect(try small.positions(of: ["a"], in: Self.dot, engine: "dot").count == 1)
    #expect(small.processIdentifier != first)
  }

  @Test("is ended when it wants more processor time than it may have")
  func processor() throws {
    let helper = Self.helper(["--processor-seconds", "1"])
    let start = ContinuousClock.now
    #expect(throws: ChartError.self) {
      try helper.positions(of: ["n0"], in: Self.slow, engine: "dot")
    }
    // Long before the twenty seconds that this helper may take by the clock of the wall.
    #expect(ContinuousClock.now - start < .seconds(15))
    #expect(try helper.positions(of: ["a"], in: Self.dot, engine: "dot").count == 1)
  }

  @Test("that is not there is an error, not a wait")
  func missing() {
    let helper = LayoutHelper(program: "/nonexistent/entrepot", arguments: [], limits: .init())
    #expect(throws: ChartError.graphvizUnavailable) {
      try helper.positions(of: ["a"], in: Self.dot, engine: "dot")
    }
  }
}
