import CGraphviz
import Foundation
import Synchronization

/// The version of the Graphviz library that lays drawings out, for `doctor`.
public enum GraphvizVersion {
  /// The version, such as `2.43.0`; nil where Graphviz does not start.
  public static var current: String? { try? Graphviz.version() }
}

/// The only place where libgvc is called.
///
/// libgvc is not thread-safe, not even in making a context, so one context lives behind one lock.
/// Only numbers and our own names go in: no text that someone else wrote ever reaches it, except in
/// `check`, which reads a finished DOT back. Anything that it says is an error.
enum Graphviz {
  private struct Context: ~Copyable {
    let pointer: OpaquePointer

    init() throws(ChartError) {
      // Before the context exists: no file may be loaded on behalf of a graph.
      setenv("SERVER_NAME", "entrepot", 1)
      setenv("GV_FILE_PATH", "/var/empty", 1)
      agseterrf { message in
        if let message { Graphviz.said.withLock { $0.append(String(cString: message)) } }
        return 0
      }
      guard let pointer = gvContext() else { throw .graphvizUnavailable }
      self.pointer = pointer
    }

    deinit { gvFreeContext(pointer) }
  }

  private struct Owner: ~Copyable {
    var context: Context?

    mutating func started<Answer>(
      _ body: (OpaquePointer) throws(ChartError) -> Answer
    ) throws(ChartError) -> Answer {
      if context == nil { context = try Context() }
      guard let pointer = context?.pointer else { throw .graphvizUnavailable }
      Graphviz.said.withLock { $0 = [] }
      agreseterrors()
      return try body(pointer)
    }
  }

  private static let owner = Mutex(Owner(context: nil))

  /// What libgvc said during the current call; it speaks in pieces.
  private static let said = Mutex<[String]>([])

  /// Lays a graph out and gives the middle of each named node, in points, y upwards.
  static func positions(
    of names: [String], in dot: String, engine: String
  ) throws(ChartError) -> [ChartPoint] {
    guard let helper = LayoutHelper.current else {
      return try positionsHere(of: names, in: dot, engine: engine)
    }
    return try helper.positions(of: names, in: dot, engine: engine)
  }

  /// Reads a finished DOT back and compares how many nodes and edges it holds.
  static func check(_ dot: String, nodes: Int, edges: Int) throws(ChartError) {
    guard let helper = LayoutHelper.current else {
      return try checkHere(dot, nodes: nodes, edges: edges)
    }
    try helper.check(dot, nodes: nodes, edges: edges)
  }

  /// Lays out in this process.
  static func positionsHere(
    of names: [String], in dot: String, engine: String
  ) throws(ChartError) -> [ChartPoint] {
    try owner.withLock { owner throws(ChartError) in
      try owner.started { context throws(ChartError) in
        guard let graph = agmemread(dot) else { throw complaint() }
        defer { agclose(graph) }
        guard gvLayout(context, graph, engine) == 0 else { throw complaint() }
        defer { gvFreeLayout(context, graph) }
        try refuseComplaints()
        var points: [ChartPoint] = []
        for name in names {
          guard let node = find(name, in: graph) else {
            throw .notReadBack(expected: names.count, found: points.count)
          }
          points.append(ChartPoint(x: entrepot_node_x(node), y: entrepot_node_y(node)))
        }
        return points
      }
    }
  }

  /// Reads back in this process.
  static func checkHere(_ dot: String, nodes: Int, edges: Int) throws(ChartError) {
    try owner.withLock { owner throws(ChartError) in
      try owner.started { _ throws(ChartError) in
        guard let graph = agmemread(dot) else { throw complaint() }
        defer { agclose(graph) }
        try refuseComplaints()
        let found = Int(agnnodes(graph)) + Int(agnedges(graph))
        guard Int(agnnodes(graph)) == nodes, Int(agnedges(graph)) == edges else {
          throw .notReadBack(expected: nodes + edges, found: found)
        }
      }
    }
  }

  static func version() throws(ChartError) -> String {
    try owner.withLock { owner throws(ChartError) in
      try owner.started { context throws(ChartError) in
        guard let text = gvcVersion(context) else { throw .graphvizUnavailable }
        return String(cString: text)
      }
    }
  }

  private static func find(
    _ name: String, in graph: UnsafeMutablePointer<Agraph_t>
  ) -> UnsafeMutablePointer<Agnode_t>? {
    var letters = name.utf8CString.map { $0 }
    return letters.withUnsafeMutableBufferPointer { agnode(graph, $0.baseAddress, 0) }
  }

  private static func refuseComplaints() throws(ChartError) {
    guard agerrors() == 0, said.withLock(\.isEmpty) else { throw complaint() }
  }

  private static func complaint() -> ChartError {
    let pieces = said.withLock { $0 }.joined()
    let lines = pieces.split(whereSeparator: \.isNewline).map(String.init)
    return .graphviz(messages: lines.isEmpty ? ["unreadable graph"] : lines)
  }
}
