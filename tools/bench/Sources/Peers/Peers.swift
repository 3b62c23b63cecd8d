import FlowGraph
import Foundation

/// Entrepot's answers to the questions of the peer benchmark.
///
///     Peers DATA_FOLDER SCALE [W1,W4,…]
@main
struct Peers {
  let watch: Stopwatch
  let folder: String
  let seeds: [Int32]
  let lookups: [Int32]

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else {
      FileHandle.standardError.write(Data("usage: Peers DATA_FOLDER SCALE [W1,W4,…]\n".utf8))
      exit(2)
    }
    let wanted = arguments.dropFirst(3).first.map { list in
      Set(list.split(separator: ",").map(String.init))
    }
    let runs = ProcessInfo.processInfo.environment["RUNS"].flatMap(Int.init) ?? 3
    let queries = try JSONDecoder().decode(
      Queries.self, from: Data(contentsOf: URL(fileURLWithPath: arguments[1] + "/queries.json")))
    try Peers(
      watch: Stopwatch(scale: arguments[2], runs: runs, wanted: wanted), folder: arguments[1],
      seeds: queries.seeds, lookups: queries.lookups
    ).answerAll()
  }

  private struct Queries: Decodable {
    var seeds: [Int32]
    var lookups: [Int32]

    enum CodingKeys: String, CodingKey {
      case seeds = "ppr_seeds"
      case lookups
    }
  }

  private func answerAll() throws {
    let path = folder + "/legs.csv"
    try watch.measure("W1") { try ["legs": LegFile(path: path).legs.count] }
    let file = try LegFile(path: path)
    if RouteAnswers.workloads.contains(where: watch.wants) {
      try RouteAnswers(file: file, folder: folder, watch: watch).answerAll()
    }
    let valued = file.valued
    let network = PartyNetwork(of: valued)
    try watch.measure("G") {
      let network = PartyNetwork(of: valued)
      return ["nodes": network.nodeCount - 1, "edges": network.linkCount]
    }
    try watch.measure("W5wcc") {
      let components = network.weakComponents()
      return [
        "components": components.count(ofAtLeast: 2), "largest": components.sizes.max() ?? 0,
      ]
    }
    try watch.measure("W5core") {
      let cores = network.coreNumbers()
      let highest = cores.max() ?? 0
      return [
        "max_core": highest, "in_max": cores.count { $0 == highest },
        "sum_core": cores.reduce(0) { $0 + Int($1) },
      ]
    }
    try watch.measure("W6") {
      let controlled = PartyNetwork(
        of: valued, nodeCount: network.nodeCount, including: file.isControlled)
      let passing = controlled.betweenness()
      return [
        "m": controlled.linkCount, "sum": Int(passing.reduce(0, +).rounded()),
        "top": Self.highest(10, of: passing).map { $0.node },
      ]
    }
    try answerWalks(network)
    try answerLookups(network)
  }

  private func answerWalks(_ network: PartyNetwork) throws {
    try watch.measure("W4prepare") { ["restart": RandomWalk(over: network).restart] }
    let walk = RandomWalk(over: network)
    try watch.measure("W4") {
      let shares = walk.shares(from: seeds, tolerance: 1e-6)
      return ["top": Self.highest(100, of: shares).map { [$0.node, $0.value] }]
    }
  }

  private func answerLookups(_ network: PartyNetwork) throws {
    var search = TwoHopSearch(in: network)
    var times: [Double] = []
    try watch.measure("W8") {
      times.removeAll()
      var rows = 0
      var value: Int64 = 0
      for node in lookups {
        let start = ContinuousClock.now
        let hops = search.hops(from: node)
        times.append(Stopwatch.seconds(since: start))
        rows += hops.firstHop.count + hops.nodes.count
        value += network.quantities[hops.firstHop].reduce(0, +) + hops.quantities.reduce(0, +)
      }
      times.sort()
      let last = min(times.count - 1, times.count * 99 / 100)
      return [
        "rows": rows, "value": value, "n": times.count,
        "p50_ms": times[times.count / 2] * 1e3, "p99_ms": times[last] * 1e3,
      ]
    }
  }

  /// The highest values with their nodes, the lower node first among equals.
  private static func highest(_ count: Int, of values: [Double]) -> [(node: Int, value: Double)] {
    var best: [(node: Int, value: Double)] = []
    for (node, value) in values.enumerated() where value > 0 {
      if best.count == count, value <= best[count - 1].value { continue }
      let place = best.firstIndex { $0.value < value } ?? best.count
      best.insert((node, value), at: place)
      if best.count > count { best.removeLast() }
    }
    return best
  }
}
