import DiversionRisk
import Foundation
import RouteCharts
import TradeModel
import TradeStore

/// Whether a case bundle is what its manifest says, and whether the data still give it.
public struct CaseVerification: Sendable {
  /// What was found, one sentence a finding.
  public private(set) var differences: [String] = []
  /// What was compared and found the same.
  public private(set) var confirmations: [String] = []

  /// Whether nothing differs.
  public var isIdentical: Bool { differences.isEmpty }

  /// Verifies a bundle.
  ///
  /// - Parameters:
  ///   - path: the zip archive.
  ///   - database: a database that holds what the run saw; nil to check the sums only.
  /// - Throws: `RunError` where the bundle or the database cannot be read at all.
  public init(bundle path: String, database: String?) throws {
    let archive = try Self.archive(at: path)
    let manifest = try Self.manifest(of: archive, at: path)
    compare(archive, with: manifest)
    if let database { try recompute(archive, manifest, from: database) }
  }

  /// The archive of a bundle.
  static func archive(at path: String) throws(RunError) -> ZipArchive {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RunError("\(path): cannot be read")
    }
    do {
      return try ZipArchive(reading: data)
    } catch {
      throw RunError("\(path): \(error)")
    }
  }

  /// What a bundle says of itself.
  static func manifest(of archive: ZipArchive, at path: String) throws(RunError) -> CaseManifest {
    guard let bytes = archive.files[CaseManifest.name],
      let manifest = try? JSONDecoder().decode(CaseManifest.self, from: bytes)
    else { throw RunError("\(path): has no readable \(CaseManifest.name); it is no case bundle") }
    return manifest
  }

  private mutating func compare(_ archive: ZipArchive, with manifest: CaseManifest) {
    var same = 0
    for file in manifest.files {
      guard let content = archive.files[file.name] else {
        differences.append("\(file.name): is missing")
        continue
      }
      let sum = Digest.sha256(of: content)
      if sum == file.sha256, content.count == file.bytes {
        same += 1
      } else {
        differences.append("\(file.name): has the sum \(sum), the manifest says \(file.sha256)")
      }
    }
    let named = Set(manifest.files.map(\.name) + [CaseManifest.name])
    for name in archive.files.keys.sorted() where !named.contains(name) {
      differences.append("\(name): is not in the manifest")
    }
    confirmations.append("\(same) of \(manifest.files.count) files have the sums of the manifest")
  }

  /// Scores the data anew, as known on the day of the run, and compares the route.
  private mutating func recompute(
    _ archive: ZipArchive, _ manifest: CaseManifest, from database: String
  ) throws {
    guard FileManager.default.fileExists(atPath: database) else {
      throw RunError("\(database): is not there; name the database of the run")
    }
    guard let asOf = TradeDay(iso: manifest.asOf),
      let configuration = archive.files["configuration.json"],
      let recorded = archive.files["twins/route.json"]
    else { throw RunError("the bundle lacks what is needed to recompute it") }
    let settings = try AnalysisSettings(configuration: configuration)
    let analysis = try Analyst(
      store: try TradeStore(path: database), settings: settings,
      weights: try WeightSet.named(settings.weights), asOf: asOf, clock: StageClock { _ in }
    ).analyse()
    guard let route = analysis.routes.first(where: { $0.routeID == manifest.subject }) else {
      differences.append("recomputed: the data no longer give route \(manifest.subject)")
      return
    }
    var style = ExhibitStyle()
    if manifest.isAnonymised { style.redaction = .everything }
    let provenance = ChartProvenance(
      sources: [], runID: manifest.runID, version: manifest.version, asOf: asOf)
    let exhibit = RouteExhibit(
      route, provenance: provenance, concern: Set(settings.destinationsOfConcern), style: style)
    let fresh = try exhibit.data(.lanes, as: .json)
    let changed = try Self.changes(from: recorded, to: fresh)
    differences += changed.map { "recomputed: \($0)" }
    if changed.isEmpty {
      confirmations.append("the data give the same route, score and reasons again")
    }
    if EntrepotVersion.current != manifest.version {
      confirmations.append(
        "the bundle was made by entrepot \(manifest.version), this is \(EntrepotVersion.current)")
    }
  }

  /// What a route's JSON says, apart from how it was presented.
  private static let compared = [
    "route_id", "rank", "family", "quantity", "probability", "decibans", "low", "high", "band",
    "parties", "links", "evidence", "prior", "counterfactual",
  ]

  private static func changes(from old: Data, to new: Data) throws -> [String] {
    guard let before = try JSONSerialization.jsonObject(with: old) as? [String: Any],
      let after = try JSONSerialization.jsonObject(with: new) as? [String: Any]
    else { throw RunError("twins/route.json of the bundle cannot be read") }
    return try compared.compactMap { key in
      let one = try fingerprint(before[key], without: ["grade"])
      let other = try fingerprint(after[key], without: ["grade"])
      guard one != other else { return nil }
      return one.count < 60 && other.count < 60
        ? "\(key) was \(one), is \(other)" : "\(key) differs"
    }
  }

  /// A JSON value as text with sorted keys, without what depends on presentation.
  private static func fingerprint(_ value: Any?, without keys: Set<String>) throws -> String {
    func stripped(_ value: Any) -> Any {
      if let object = value as? [String: Any] {
        return object.filter { !keys.contains($0.key) }.mapValues(stripped)
      }
      return (value as? [Any])?.map(stripped) ?? value
    }
    let data = try JSONSerialization.data(
      withJSONObject: [stripped(value ?? NSNull())], options: [.sortedKeys])
    return String(decoding: data.dropFirst().dropLast(), as: UTF8.self)
  }
}

extension AnalysisSettings {
  /// Reads the settings that a run recorded.
  init(configuration data: Data) throws {
    self.init()
    guard let root = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw RunError("the configuration of the bundle cannot be read")
    }
    func countries(_ key: String) -> [CountryCode]? {
      (root[key] as? [String])?.compactMap { CountryCode($0) }
    }
    origins = countries("origins") ?? origins
    destinationsOfConcern = countries("destinations_of_concern") ?? destinationsOfConcern
    if let dwell = root["dwell_days"] as? [String: Any] {
      minimumDwellDays = dwell["min"] as? Int ?? minimumDwellDays
      maximumDwellDays = dwell["max"] as? Int ?? maximumDwellDays
    }
    for (family, days) in root["dwell_days_by_family"] as? [String: [String: Int]] ?? [:] {
      if let least = days["min"], let most = days["max"], least <= most {
        dwellDaysByFamily[family] = least...most
      }
    }
    maximumLegs = root["max_legs"] as? Int ?? maximumLegs
    families = root["families"] as? [String] ?? families
    prior = root["prior"] as? Double ?? prior
    weights = root["weights"] as? String ?? weights
  }
}
