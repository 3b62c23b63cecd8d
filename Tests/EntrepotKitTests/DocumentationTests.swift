import Foundation
import Testing
import TradeModel

@testable import EntrepotKit

@Suite("Documentation")
struct DocumentationTests {
  private func page(_ name: String) throws -> String {
    try Repository.text(of: "Sources/EntrepotKit/EntrepotKit.docc/\(name).md")
  }

  @Test("explains every key of analysis.yml, with its default")
  func configuration() throws {
    let page = try page("Configuration")
    for key in AnalysisSettings.fileKeys { #expect(page.contains("| `\(key)` |"), "\(key)") }
    let settings = AnalysisSettings()
    for (key, value) in [
      ("prior", "\(settings.prior)"), ("max_legs", "\(settings.maximumLegs)"),
      ("alert_band", settings.alertBand.rawValue), ("diagrams", "\(settings.diagrams)"),
      ("capacity_per_day", "\(settings.capacityPerDay)"),
      ("random_control_share", "\(settings.randomControlShare)"),
      ("origins", "[" + settings.origins.map(\.code).joined(separator: ", ") + "]"),
      (
        "destinations_of_concern",
        "[" + settings.destinationsOfConcern.map(\.code).joined(separator: ", ") + "]"
      ),
      (
        "dwell_days",
        "{min: \(settings.minimumDwellDays), max: \(settings.maximumDwellDays)}"
      ),
    ] {
      let row = page.split(separator: "\n").first { $0.hasPrefix("| `\(key)` |") }
      #expect(row?.contains("| `\(value)` |") == true, "\(key): \(value)")
    }
  }

  @Test("shows a configuration that can be read")
  func example() throws {
    let blocks = try page("Configuration").components(separatedBy: "```yaml\n").dropFirst()
    let scratch = try Scratch()
    let read = try blocks.map { block in
      try AnalysisSettings(
        file: scratch.write(block.components(separatedBy: "```").first ?? "", to: "analysis.yml"))
    }
    #expect(read.first == AnalysisSettings())
    #expect(read.last?.dwellDaysByFamily == ["server": 0...180, "memory": 0...30])
  }

  @Test("has a page for every algorithm of FlowGraph: definition, proof, cost and source")
  func algorithms() throws {
    let folder = "Sources/FlowGraph/FlowGraph.docc/"
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Repository.path + "/" + folder
    ).filter { $0.hasSuffix(".md") && $0 != "FlowGraph.md" }.map { String($0.dropLast(3)) }
    let overview = try Repository.text(of: folder + "FlowGraph.md")
    for name in names {
      #expect(overview.contains("- <doc:\(name)>"), "\(name) is not in the overview")
      // Tests, measurements and a file are no algorithms.
      guard !["FlowProperties", "SnapshotLayout", "Speed"].contains(name) else { continue }
      let page = try Repository.text(of: folder + name + ".md")
      let headings = page.split(separator: "\n").filter { $0.hasPrefix("## ") }
      #expect(headings.contains("## Definition"), "\(name)")
      #expect(headings.contains("## Source"), "\(name)")
      // Some say what it costs where they say why.
      #expect(headings.contains { $0.contains("ost") } || page.contains("linear"), "\(name)")
    }
    // What the table of properties names is there.
    let tests = try FileManager.default.subpathsOfDirectory(
      atPath: Repository.path + "/Tests"
    ).filter { $0.hasSuffix(".swift") }.map { try Repository.text(of: "Tests/" + $0) }.joined()
    let rows = try Repository.text(of: folder + "FlowProperties.md").split(separator: "\n")
      .filter { $0.hasPrefix("| ") && $0.contains("`") }
    #expect(rows.count > 15)
    for row in rows {
      for name in row.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter({ $0.offset % 2 == 1 }).map(\.element)
      {
        let parts = name.split(separator: ".")
        #expect(parts.count == 2, "\(name)")
        #expect(tests.contains("struct \(parts[0])"), "\(name)")
        #expect(tests.contains("func \(parts[parts.count - 1])("), "\(name)")
      }
    }
  }

  @Test("describes every file of a run, every column and every key")
  func outputs() throws {
    let page = try page("OutputFormats")
    let scratch = try Scratch()
    var request = RunRequest(
      folder: Repository.path + "/notebooks-data/sample", output: scratch.path + "/run")
    request.settings.diagrams = 0
    _ = try Run.perform(request)
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/run") {
      #expect(page.contains("| `\(name)` |"), "\(name)")
      guard name != "diagrams" else { continue }
      let section = try #require(
        page.components(separatedBy: "\n## ").first { $0.hasPrefix("\(name)\n") }, "\(name)")
      for word in try words(of: name, in: scratch.path + "/run") {
        #expect(section.contains("`\(word)`"), "\(name): \(word)")
      }
    }
  }

  /// The columns of a table; the keys of everything in the first lines of a JSON file.
  private func words(of name: String, in folder: String) throws -> Set<String> {
    var words: Set<String> = []
    var text = ""
    let isWhole = ["run.json", "quality.json"].contains(name)
    try GzipLines.visit(folder + "/" + name) { line in
      if name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") {
        words.formUnion(line.split(separator: ",").map(String.init))
        return false
      }
      if isWhole {
        text += line
      } else {
        try words.formUnion(keys(of: JSONSerialization.jsonObject(with: Data(line.utf8))))
      }
      return true
    }
    guard isWhole else {
      // The lines of evidence are described with routes.
      return name.hasPrefix("explanations")
        ? words.subtracting([
          "code", "group", "outcome", "uncapped", "least", "most", "text", "text_ko",
          "declarations",
        ]) : words
    }
    let manifest = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let rows = ["inputs", "files", "sources"].compactMap {
      (manifest?[$0] as? [[String: Any]])?.first
    }
    return rows.reduce(into: Set(manifest.map { Array($0.keys) } ?? [])) { $0.formUnion($1.keys) }
  }

  private func keys(of value: Any) -> Set<String> {
    switch value {
    case let object as [String: Any]:
      object.values.reduce(into: Set(object.keys)) { $0.formUnion(keys(of: $1)) }
    case let array as [Any]: array.reduce(into: []) { $0.formUnion(keys(of: $1)) }
    default: []
    }
  }
}
