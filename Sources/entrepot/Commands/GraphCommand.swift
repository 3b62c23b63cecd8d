import ArgumentParser
import EntrepotKit
import Foundation

/// `entrepot graph`: the typed graph of exporters, consignees, countries and items.
struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Writes the graph of exporters, consignees, countries and items.",
    discussion: """
      entrepot graph --run run --around KR4156172K --depth 2 --format dot | dot -Tsvg > around.svg
      entrepot graph --run run --format graphml > trade.graphml

      Edges sum up declarations: how many, how much, from when to when.
      """)

  @Option(name: .customLong("run"), help: "The run folder.", completion: .directory)
  var runFolder: String

  @Option(help: "Only what lies around this party, given by its key or its exact name.")
  var around: String?

  @Option(help: "How many steps around it.")
  var depth = 2

  @Option(help: "graphml, dot or csv (one row an edge).")
  var format: GraphFormat = .graphml

  func validate() throws {
    guard (0...10).contains(depth) else { throw ValidationError("--depth must be 0 to 10") }
  }

  func run() throws {
    let reader = try RunReader(folder: runFolder)
    var graph = try reader.graph()
    if let around {
      let key = try reader.partyKey(around, in: graph)
      guard let near = graph.neighbourhood(of: key, depth: depth) else {
        throw RunError("\(runFolder): has no party \"\(around)\"")
      }
      graph = near
    }
    switch format {
    case .graphml: Terminal.write(graph.graphML)
    case .dot: Terminal.write(graph.dot)
    case .csv: Terminal.write(graph.csv)
    }
    Terminal.note("\(graph.nodes.count) nodes, \(graph.edges.count) edges")
    if format == .dot, graph.nodes.count > 200 {
      Terminal.note(
        "more than 200 nodes: draw it with sfdp, or ask for less with --around, --depth")
    }
  }
}

/// What a graph is written as.
enum GraphFormat: String, ExpressibleByArgument, CaseIterable {
  case graphml
  case dot
  case csv
}
