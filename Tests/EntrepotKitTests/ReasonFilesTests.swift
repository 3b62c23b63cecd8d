import Foundation
import Testing
import TradeModel

@testable import EntrepotKit

/// Reasons that are written as they are worked out, against those that are kept.
@Suite("Reasons written while a run goes on")
struct ReasonFilesTests {
  @Test("routes are those that an analysis in memory has, with every line, in its order")
  func routesAreTheSame() throws {
    let sample = try SampleAnalysis.shared.get()
    let kept = sample.analysis
    try #require(kept.routes.count > 3)
    let scratch = try Scratch()
    let files = try ReasonFiles(in: scratch.path, drawnRoutes: 2)
    let written = try written(to: files)
    try files.close()

    var json = JSONBytes()
    for route in kept.routes { RouteJSON.append(route, to: &json) }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/routes.jsonl"))
    #expect(Array(bytes) == json.bytes)

    // Those that are drawn are whole, the others have what tables say of them.
    #expect(Array(written.routes.prefix(2)) == Array(kept.routes.prefix(2)))
    for (one, other) in zip(written.routes, kept.routes).dropFirst(2) {
      #expect(one.assessment.lines.count <= Assessment.shownReasons)
      #expect(ScoreSummary(one.assessment).reasons == ScoreSummary(other.assessment).reasons)
      #expect(one.assessment.decibans == other.assessment.decibans)
      #expect(one.parties == other.parties)
    }
  }

  @Test("every export is explained once")
  func exportsAreExplained() throws {
    let scratch = try Scratch()
    let files = try ReasonFiles(in: scratch.path, drawnRoutes: 0)
    let written = try written(to: files)
    try files.close()
    var explained: [String] = []
    try GzipLines.visit(scratch.path + "/explanations.jsonl.gz") { line in
      explained.append(String(line.prefix(120)))
      return true
    }
    #expect(explained.count == written.exports.count)
    #expect(Set(explained).count == written.exports.count)
  }

  /// The sample scored again, with its reasons written to files.
  private func written(to files: ReasonFiles) throws -> Analysis {
    let sample = try SampleAnalysis.shared.get()
    var scoring = Scoring(
      context: sample.analysis.context, scorer: sample.analysis.scorer,
      registers: sample.analysis.registers, files: files)
    return try scoring.analysis()
  }
}
