import DiversionRisk
import Foundation
import Testing
import TradeModel

@testable import EntrepotKit

@Suite("The trade graph")
struct TradeGraphTests {
  /// a → b → c → d, each in a country of its own, all of one item.
  private let chain: TradeGraph = {
    var nodes: [TradeNode] = []
    var edges: [TradeEdge] = []
    for name in ["a", "b", "c", "d"] {
      nodes.append(TradeNode(id: "party:" + name, kind: .party, label: "=" + name))
      edges.append(
        TradeEdge(source: "party:" + name, target: "country:" + name, kind: .residesIn))
      nodes.append(TradeNode(id: "country:" + name, kind: .country, label: name))
      edges.append(TradeEdge(source: "party:" + name, target: "item:847330", kind: .exports))
    }
    nodes.append(TradeNode(id: "item:847330", kind: .item, label: "8473.30"))
    for (source, target) in [("a", "b"), ("b", "c"), ("c", "d")] {
      var edge = TradeEdge(source: "party:" + source, target: "party:" + target, kind: .ships)
      edge.item = "847330"
      edge.from = CountryCode("KR")
      edge.to = CountryCode("SG")
      edge.totals.declarations = 2
      edge.totals.movements = 1
      edge.totals.valueCents = 24_000_050
      edge.totals.weightGrams = 12_005
      edge.totals.pieceThousandths = 8500
      edge.totals.first = Samples.day("2025-03-10")
      edge.totals.last = Samples.day("2025-03-15")
      edges.append(edge)
    }
    return TradeGraph(
      nodes: nodes.sorted { $0.id < $1.id },
      edges: edges.sorted { ($0.source, $0.target) < ($1.source, $1.target) })
  }()

  private func parties(_ depth: Int, around id: String) -> [String]? {
    chain.neighbourhood(of: id, depth: depth)?.nodes.filter { $0.kind == .party }.map(\.id)
  }

  @Test("a neighbourhood takes every edge once, then goes on from party to party")
  func neighbourhood() {
    #expect(chain.neighbourhood(of: "party:nobody", depth: 2) == nil)
    #expect(chain.neighbourhood(of: "party:a", depth: 0)?.nodes.map(\.id) == ["party:a"])
    #expect(chain.neighbourhood(of: "party:a", depth: 0)?.edges == [])
    #expect(
      chain.neighbourhood(of: "party:a", depth: 1)?.nodes.map(\.id)
        == ["country:a", "item:847330", "party:a", "party:b"])
    #expect(parties(2, around: "party:a") == ["party:a", "party:b", "party:c"])
    #expect(parties(1, around: "party:c") == ["party:b", "party:c", "party:d"])
    #expect(parties(9, around: "party:d") == ["party:a", "party:b", "party:c", "party:d"])
  }

  @Test("a neighbourhood has every edge between its nodes and no other")
  func inducedEdges() throws {
    let near = try #require(chain.neighbourhood(of: "party:b", depth: 1))
    let ids = Set(near.nodes.map(\.id))
    #expect(near.edges == chain.edges.filter { ids.contains($0.source) && ids.contains($0.target) })
    #expect(Set(near.edges).isSubset(of: chain.edges))
  }

  @Test("tables read back as the same graph")
  func tables() throws {
    let scratch = try Scratch()
    let sample = TradeGraph(TradeGraphBuilder.graph(of: try SampleAnalysis.shared.get().analysis))
    for graph in [chain, sample] {
      try scratch.write(TradeGraph.table(of: graph.nodes).text, to: "nodes.csv")
      try scratch.write(graph.csv, to: "edges.csv")
      let read = try TradeGraph(
        nodesFile: scratch.path + "/nodes.csv", edgesFile: scratch.path + "/edges.csv")
      #expect(read == graph)
    }
    #expect(
      chain.csv.contains(
        "party:a,party:b,ships,847330,KR,SG,2,1,240000.5,12.005,8.5,2025-03-10,2025-03-15,\n"))
    #expect(TradeGraph.table(of: chain.nodes).text.contains("party:a,party,'=a,"))
  }

  @Test("GraphML and DOT have every node and edge once, by opaque ids")
  func formats() {
    let markup = chain.graphML
    #expect(markup.components(separatedBy: "<node ").count == chain.nodes.count + 1)
    #expect(markup.components(separatedBy: "<edge ").count == chain.edges.count + 1)
    #expect(markup.contains("<data key=\"n_key\">party:a</data>"))
    #expect(markup.contains("<data key=\"e_value_usd\">240000.5</data>"))
    let lines = chain.dot.split(separator: "\n")
    #expect(lines.count { $0.contains(" -> ") } == chain.edges.count)
    #expect(lines.count { $0.hasPrefix("  n") && $0.contains("shape=") } == chain.nodes.count)
    #expect(chain.dot.contains("847330 · 1 · USD 240000 · 2025-03-10…2025-03-15"))
  }

  @Test("every leg of every route lies on the edge of its parties, item and countries")
  func routesAreSubgraphs() throws {
    let analysis = try SampleAnalysis.shared.get().analysis
    let graph = TradeGraph(TradeGraphBuilder.graph(of: analysis))
    let edges = Set(
      graph.edges.filter { $0.kind == .ships }.map {
        [$0.source, $0.target, $0.item ?? "", $0.from?.code ?? "", $0.to?.code ?? ""]
      })
    for route in analysis.routes {
      for leg in route.legs {
        let edge = [
          "party:" + leg.shipper, "party:" + leg.consignee, String(leg.hsCode.prefix(6)),
          leg.from.code, leg.to.code,
        ]
        #expect(edges.contains(edge), "\(route.routeID): \(leg.identity)")
      }
    }
  }

  @Test("counts and sums agree whichever way they are added up")
  func sums() throws {
    let analysis = try SampleAnalysis.shared.get().analysis
    let graph = TradeGraph(TradeGraphBuilder.graph(of: analysis))
    func total(_ kind: TradeEdgeKind) -> TradeTotals {
      graph.edges.filter { $0.kind == kind }.reduce(into: TradeTotals()) { $0 += $1.totals }
    }
    let ships = total(.ships)
    for kind in [TradeEdgeKind.exports, .receives, .lane] { #expect(total(kind) == ships) }
    let records = analysis.context.records
    #expect(ships.declarations == (0..<records.count).count { records.movesGoods($0) })
    #expect(ships.movements <= ships.declarations)
    let items = graph.nodes.filter { $0.kind == .item }
      .reduce(into: TradeTotals()) { $0 += $1.totals }
    #expect(items == ships)
    let ids = Set(graph.nodes.map(\.id))
    #expect(ids.count == graph.nodes.count)
    #expect(graph.edges.allSatisfy { ids.contains($0.source) && ids.contains($0.target) })
    #expect(graph.nodes.map(\.id) == ids.sorted())
    let keys = graph.edges.map { edge in
      [edge.source, edge.target, edge.kind.rawValue, edge.item ?? "", edge.from?.code ?? ""]
    }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
  }

  @Test("edges are named in the order in which all of them are sorted", arguments: 0..<UInt64(30))
  func order(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let nodes = (0..<8).shuffled(using: &random).map {
      TradeNode(id: "party:\($0)", kind: .party, label: "")
    }
    var counted = CountedEdges()
    var expected: [CountedEdges.Key: TradeTotals] = [:]
    for _ in 0..<60 {
      var key = CountedEdges.Key(
        source: Int32.random(in: 0..<8, using: &random),
        target: Int32.random(in: 0..<8, using: &random),
        kind: Bool.random(using: &random) ? .ships : .exports)
      if key.kind == .ships { key.item = Int32.random(in: 847_330...847_331, using: &random) }
      var totals = TradeTotals()
      totals.declarations = 1
      totals.first = TradeDay(raw: Int32.random(in: 0..<99, using: &random))
      counted.count(key, totals)
      expected[key, default: TradeTotals()] += totals
    }
    let possible = (0..<6).map { _ in
      TradeEdge(
        source: nodes[Int.random(in: 0..<8, using: &random)].id,
        target: nodes[Int.random(in: 0..<8, using: &random)].id, kind: .possiblySame)
    }
    let graph = TradeGraph(CountedGraph(nodes, counted, possible: possible))
    let named = expected.map { key, totals in
      var edge = TradeEdge(
        source: nodes[Int(key.source)].id, target: nodes[Int(key.target)].id, kind: key.kind)
      edge.item = key.item < 0 ? nil : String(key.item)
      edge.totals = totals
      return edge
    }
    func words(_ edge: TradeEdge) -> [String] {
      [edge.source, edge.target, edge.kind.rawValue, edge.item ?? ""]
    }
    #expect(
      graph.edges
        == (named + possible).sorted { words($0).lexicographicallyPrecedes(words($1)) })
    #expect(graph.nodes == nodes.sorted { $0.id < $1.id })
  }

  @Test("totals are written without superfluous zeros and read back", arguments: 0..<UInt64(50))
  func decimals(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let value =
      Int64.random(in: 0...Int64.max, using: &random) >> Int64.random(in: 0...62, using: &random)
    for places in [0, 2, 3] {
      let text = TradeTotals.decimal(value, places: places)
      #expect(TradeTotals.whole(text[...], places: places) == value)
      #expect(!text.contains(".") || !text.hasSuffix("0"))
    }
  }
}

extension TradeGraph {
  /// A counted graph with all of its edges.
  fileprivate init(_ counted: CountedGraph) {
    var edges: [TradeEdge] = []
    counted.forEachEdge { edges.append($0) }
    self.init(nodes: counted.nodes, edges: edges)
  }
}
