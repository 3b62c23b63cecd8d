import Foundation
public import RouteCharts
public import TradeModel

/// A run folder, opened for looking at.
public struct RunReader: Sendable {
  let folder: String
  let manifest: Manifest

  /// What of `run.json` is needed to look at a run.
  struct Manifest: Decodable {
    let version: String
    let runId: String
    let asOf: String
    let configuration: Configuration
    /// Nil in runs of versions before there were questions about flows.
    let families: [FamilyNote]?
    let inputs: [Input]
    /// Nil in runs of versions that did not note where they read.
    let source: RunOrigin?
    /// Nil in runs of versions that noted no digests of what they wrote.
    let outputs: [Output]?

    struct Configuration: Decodable {
      let origins: [String]
      let destinationsOfConcern: [String]
      let dwellDays: DwellDays
      /// Nil in runs of versions that knew one window only.
      let dwellDaysByFamily: [String: DwellDays]?
      let maxLegs: Int
      let alertBand: String?
    }

    struct DwellDays: Decodable {
      let min: Int
      let max: Int

      var range: ClosedRange<Int> { min...Swift.max(min, max) }
    }

    struct FamilyNote: Decodable {
      let family: String
      let unit: String
      let becomes: [String]
    }

    struct Output: Decodable {
      let file: String
      let sha256: String
    }

    struct Input: Decodable {
      let file: String
      let table: String
      let sha256: String
    }
  }

  /// Opens a run folder.
  public init(folder: String) throws(RunError) {
    self.folder = folder
    let path = folder + "/run.json"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw RunError(
        "\(path): cannot be read; name a folder that `entrepot run … --out FOLDER` wrote")
    }
    do {
      manifest = try JSONDecoder.ofRunFolders.decode(Manifest.self, from: bytes)
    } catch {
      throw RunError("\(path): is not the manifest of a run: \(error)")
    }
  }

  /// The as-of day of the run.
  public var asOf: TradeDay {
    TradeDay(iso: manifest.asOf) ?? TradeDay(raw: 0)
  }

  /// Band from which a route or export of the run is an alert.
  var alertBand: RiskBand { manifest.configuration.alertBand.flatMap(RiskBand.init) ?? .high }

  /// The settings of the run.
  func settings() throws -> AnalysisSettings {
    let path = folder + "/run.json"
    guard
      let root = try FileManager.default.contents(atPath: path).map({
        try JSONSerialization.jsonObject(with: $0)
      }) as? [String: Any],
      let configuration = root["configuration"] as? [String: Any]
    else { throw RunError("\(path): holds no configuration; run again to replace it") }
    return try AnalysisSettings(
      configuration: JSONSerialization.data(withJSONObject: configuration))
  }

  /// What a drawing says of where it comes from.
  public var provenance: ChartProvenance {
    ChartProvenance(
      sources: manifest.inputs.filter { $0.table == "declarations" }
        .map { ChartSource(name: $0.file, sha256: $0.sha256) },
      runID: manifest.runId, version: manifest.version, asOf: asOf)
  }

  /// Countries whose lanes are marked.
  public var destinationsOfConcern: Set<CountryCode> {
    Set(manifest.configuration.destinationsOfConcern.compactMap { CountryCode($0) })
  }

  /// The first routes of the ranking.
  ///
  /// - Parameter count: how many at most; nil for all.
  /// - Returns: the routes, and how many there are in all.
  /// - Throws: `RunError` for a file that is missing or damaged.
  public func routes(top count: Int? = nil) throws -> (routes: [Route], total: Int) {
    var routes: [Route] = []
    var total = 0
    try GzipLines.visit(folder + "/routes.jsonl") { line in
      total += 1
      if count.map({ routes.count < $0 }) ?? true { routes.append(try RouteJSON.route(from: line)) }
      return true
    }
    return (routes, total)
  }

  /// The route of an id.
  public func route(_ id: String) throws -> Route {
    let mark = "\"route_id\":" + JSONText.string(id).line + ","
    var found: Route?
    try GzipLines.visit(folder + "/routes.jsonl") { line in
      guard line.prefix(mark.utf8.count + 2).contains(mark) else { return true }
      found = try RouteJSON.route(from: line)
      return false
    }
    guard let found else {
      throw RunError(
        "\(folder): has no route \(id); `entrepot routes \(folder)` lists what there is")
    }
    return found
  }

  /// The score and reasons of an export, cited as `SOURCE/ID/LINE`.
  public func assessment(ofDeclaration cited: String) throws -> Assessment {
    let mark = "{\"declaration\":" + JSONText.string(cited).line + ","
    var found: Assessment?
    try GzipLines.visit(folder + "/explanations.jsonl.gz") { line in
      guard line.hasPrefix(mark) else { return true }
      found = try RouteJSON.assessment(from: line).1
      return false
    }
    guard let found else {
      throw RunError(
        "\(folder): has no scored export \(cited); declarations.csv lists what there is")
    }
    return found
  }

  /// The first lines of `routes.jsonl` as they stand there.
  public func routeLines(top count: Int) throws -> [String] {
    var lines: [String] = []
    try GzipLines.visit(folder + "/routes.jsonl") { line in
      lines.append(String(line))
      return lines.count < count
    }
    return lines
  }

  /// The line of `routes.jsonl` or `explanations.jsonl` of a route or an export.
  public func explanationLine(of subject: String) throws -> String {
    let isExport = subject.contains("/")
    let mark =
      JSONText.string(isExport ? "declaration" : "route_id").line + ":"
      + JSONText.string(subject).line + ","
    var found: String?
    let file = isExport ? "/explanations.jsonl.gz" : "/routes.jsonl"
    try GzipLines.visit(folder + file) { line in
      guard line.dropFirst().hasPrefix(mark) else { return true }
      found = String(line)
      return false
    }
    guard let found else {
      throw RunError("\(folder): has nothing called \(subject)")
    }
    return found
  }

  /// The trade graph of the run.
  public func graph() throws -> TradeGraph {
    try TradeGraph(
      nodesFile: folder + "/graph-nodes.csv", edgesFile: folder + "/graph-edges.csv")
  }

  /// The key of a party given by its key or by its exact name.
  public func partyKey(_ text: String, in graph: TradeGraph) throws(RunError) -> String {
    if graph.nodes.contains(where: { $0.id == "party:" + text }) { return "party:" + text }
    if graph.nodes.contains(where: { $0.id == text }) { return text }
    let named = graph.nodes.filter { $0.kind == .party && $0.label == text }
    if named.count == 1 { return named[0].id }
    if named.count > 1 {
      let keys = named.prefix(5).map { String($0.id.dropFirst("party:".count)) }
      throw RunError(
        "\(named.count) parties are called \"\(text)\"; name one by its key: "
          + keys.joined(separator: ", "))
    }
    throw RunError("\(folder): has no party \"\(text)\"; parties.csv lists keys and names")
  }
}
