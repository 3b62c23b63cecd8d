public import Foundation
import RouteCharts
import TradeModel

/// A route with everything that an exhibit of it rests on, in one zip archive.
///
/// The manifest holds the SHA-256 sum of every file, so that `CaseVerification` can say whether two
/// people look at the same thing. The same run, version and fonts give the same bytes.
public struct CaseBundle: Sendable {
  /// What went in, and what could not be made.
  public struct Summary: Sendable {
    /// Names of the files.
    public let files: [String]
    /// What could not be made, in words.
    public let missing: [String]
  }

  private let run: ExhibitRun
  private let route: Route
  private let style: ExhibitStyle
  private let isAnonymised: Bool
  private var archive = ZipArchive()
  private var missing: [String] = []

  /// Bundles a route.
  ///
  /// - Parameters:
  ///   - id: the route's id.
  ///   - run: the run that found it.
  ///   - style: language, handling mark and grades of the drawings.
  ///   - anonymised: whether everything that names anyone or any document is taken out.
  /// - Returns: the archive's bytes, and what is in it.
  /// - Throws: `RunError` where the run has no such route or cannot be read.
  public static func make(
    _ id: String, of run: ExhibitRun, style: ExhibitStyle, anonymised: Bool
  ) throws -> (data: Data, summary: Summary) {
    var bundle = CaseBundle(
      run: run, route: try run.route(id), style: style, anonymised: anonymised)
    return try bundle.made()
  }

  private init(run: ExhibitRun, route: Route, style: ExhibitStyle, anonymised: Bool) {
    self.run = run
    self.route = route
    self.style = Self.style(style, anonymised: anonymised)
    isAnonymised = anonymised
  }

  private static func style(_ given: ExhibitStyle, anonymised: Bool) -> ExhibitStyle {
    var style = given
    if anonymised { style.redaction = .everything }
    return style
  }

  private mutating func made() throws -> (data: Data, summary: Summary) {
    let exhibit = RouteExhibit(route, of: run, style: style)
    for kind in [ExhibitKind.lanes, .chronology] {
      add("drawings/\(kind.rawValue).svg") { try exhibit.data(kind, as: .svg) }
    }
    add("drawings/sheet.pdf") { try exhibit.data(.sheet, as: .pdf) }
    for format in [ExhibitFormat.dot, .json, .graphml, .gexf] {
      add("twins/route.\(format.rawValue)") { try exhibit.data(.lanes, as: format) }
    }
    add("twins/route.ftm.jsonl") { try exhibit.data(.lanes, as: .ftm) }
    add("rows/legs.csv") { try exhibit.data(.lanes, as: .csv) }
    // The route as redacted, so that the case can be drawn again without the run.
    var line = JSONBytes()
    RouteJSON.append(exhibit.route, to: &line)
    archive.add(CaseFile.routeName, Data(line.bytes))
    addNetwork()
    if !isAnonymised { addRows() }
    addExplanation(of: exhibit.route)
    let facts = try RunFacts(folder: run.folder)
    archive.add("configuration.json", facts.configuration)
    archive.add("READ-ME.txt", Data(readMe(facts).utf8))
    let manifest = CaseManifest(
      subject: route.routeID, runID: facts.runID, asOf: facts.asOf, version: facts.version,
      isAnonymised: isAnonymised, inputs: facts.inputs, missing: missing,
      files: archive.files.sorted { $0.key < $1.key }.map {
        CaseManifest.File(
          name: $0.key, sha256: Digest.sha256(of: $0.value), bytes: $0.value.count)
      })
    archive.add(CaseManifest.name, try manifest.data())
    return (
      try archive.data(), Summary(files: archive.files.keys.sorted(), missing: missing)
    )
  }

  /// Adds a file, or notes in the manifest why it could not be made.
  private mutating func add(_ name: String, _ make: () throws -> Data) {
    do {
      archive.add(name, try make())
    } catch {
      missing.append("\(name): \(error)")
    }
  }

  /// The neighbourhood of the first hub, which tells whether the route stands alone.
  private mutating func addNetwork() {
    guard let hub = route.legs.first?.consignee else { return }
    do {
      let exhibit = try PartyExhibit(hub, of: run, style: style)
      add("drawings/network.svg") { try exhibit.data(as: .svg) }
      add("twins/network.json") { try exhibit.data(as: .json) }
      add("rows/network.csv") { try exhibit.data(as: .csv) }
    } catch {
      missing.append("drawings/network.svg: \(error)")
    }
  }

  /// Rows of the run's tables about the goods lines of the route.
  private mutating func addRows() {
    let cited = Set(route.legs.flatMap { [$0.identity] + $0.mirrors }.map(\.description))
    let folder = run.folder
    for name in ["declarations.csv", "resolution.csv"] {
      add("rows/\(name)") {
        var table: CSVText?
        try CSVRows.visitAll(folder + "/" + name) { cells in
          guard table != nil else {
            table = CSVText(header: cells)
            return
          }
          guard cells.count >= 3, cited.contains(cells[0...2].joined(separator: "/")) else {
            return
          }
          table?.add(cells)
        }
        return Data((table?.text ?? "").utf8)
      }
    }
  }

  private mutating func addExplanation(of shown: Route) {
    for language in OutputLanguage.allCases {
      let lines = Waterfall(shown.assessment, language: language).lines(in: language)
      let text = ([shown.routeID, ""] + lines).joined(separator: "\n") + "\n"
      archive.add("explanation/explanation.\(language.rawValue).txt", Data(text.utf8))
    }
  }

  private func readMe(_ facts: RunFacts) -> String {
    """
    Entrepot case bundle of route \(route.routeID)
    run \(facts.runID), entrepot \(facts.version), as of \(facts.asOf)

    drawings/     the route as lanes and chronology, its first hub's network, the case sheet
    twins/        the same content for other tools: Graphviz, JSON, GraphML, GEXF, FollowTheMoney
    rows/         the rows behind the drawings
    explanation/  the score as a sum, in Korean and English
    manifest.json the SHA-256 sum of every file, and of every file that the run read

    Check it with: entrepot verify case.zip [--database FILE]

    점수는 위험 지표이며 위법의 증거가 아님.
    A score is a risk indicator, not proof of an offence.

    """
  }
}

/// What `run.json` says of a run.
struct RunFacts {
  let runID: String
  let asOf: String
  let version: String
  let inputs: [CaseManifest.Input]
  /// The settings of the run as JSON with sorted keys.
  let configuration: Data

  init(folder: String) throws {
    let path = folder + "/run.json"
    guard let bytes = FileManager.default.contents(atPath: path),
      let root = try JSONSerialization.jsonObject(with: bytes) as? [String: Any],
      let runID = root["run_id"] as? String, let asOf = root["as_of"] as? String,
      let version = root["version"] as? String, let files = root["inputs"] as? [[String: Any]],
      let configuration = root["configuration"] as? [String: Any]
    else { throw RunError("\(path): is not the manifest of a run") }
    self.runID = runID
    self.asOf = asOf
    self.version = version
    inputs = files.map { file in
      CaseManifest.Input(
        file: file["file"] as? String ?? "?", table: file["table"] as? String ?? "?",
        sha256: file["sha256"] as? String ?? "?")
    }
    self.configuration =
      try JSONSerialization.data(
        withJSONObject: configuration, options: [.prettyPrinted, .sortedKeys])
      + Data("\n".utf8)
  }
}
