import Foundation
import RouteCharts
import TradeModel

/// A case bundle, opened to be drawn again without the run that it came from.
public struct CaseFile: Sendable {
  private let route: Route
  private let provenance: ChartProvenance
  private let inputs: [ChartSource]
  private let concern: Set<CountryCode>

  static let routeName = "twins/route.jsonl"

  /// Opens a bundle; its sums are checked first.
  ///
  /// - Parameter path: the zip archive.
  /// - Throws: `RunError` where it is no bundle, or not what its manifest says.
  public init(bundle path: String) throws {
    let verification = try CaseVerification(bundle: path, database: nil)
    guard verification.isIdentical else {
      throw RunError(
        "\(path): was changed since it was made (entrepot verify says what); it is not drawn")
    }
    let archive = try CaseVerification.archive(at: path)
    let manifest = try CaseVerification.manifest(of: archive, at: path)
    guard let line = archive.files[Self.routeName],
      let configuration = archive.files["configuration.json"],
      let asOf = TradeDay(iso: manifest.asOf)
    else { throw RunError("\(path): lacks \(Self.routeName); bundle the case again") }
    let text = String(decoding: line, as: UTF8.self)
    route = try RouteJSON.route(from: text.prefix { !$0.isNewline })
    inputs = manifest.inputs.map { ChartSource(name: $0.file, sha256: $0.sha256) }
    provenance = ChartProvenance(
      sources: manifest.inputs.filter { $0.table == "declarations" }
        .map { ChartSource(name: $0.file, sha256: $0.sha256) },
      runID: manifest.runID, version: manifest.version, asOf: asOf)
    let settings = try AnalysisSettings(configuration: configuration)
    concern = Set(settings.destinationsOfConcern)
  }

  /// The route of the case as an exhibit.
  public func exhibit(style: ExhibitStyle) -> RouteExhibit {
    RouteExhibit(route, provenance: provenance, inputs: inputs, concern: concern, style: style)
  }
}
