import DiversionRisk
import Testing
import TradeModel

@testable import EntrepotKit
@testable import TradeIntake
@testable import TradeStore

@Suite("Rank of exports")
struct ExportRankTests {
  @Test("is by score, then by what is at stake")
  func stake() throws {
    let scratch = try Scratch()
    let store = try TradeStore.temporary(in: scratch.path)
    _ = try Ingest(store: store, progress: { _ in })
      .read(try TradeFolder(path: Repository.path + "/notebooks-data/sample"))
    let analysis = try Analyst(
      store: store, settings: AnalysisSettings(), weights: try WeightSet.named("default"),
      asOf: Samples.day("2025-09-30"), clock: StageClock { _ in }
    ).analyse()
    var decided = 0
    for (one, next) in zip(analysis.exports, analysis.exports.dropFirst()) {
      let (score, following) = (one.score.decibans, next.score.decibans)
      #expect(score >= following)
      guard score == following else { continue }
      let (stake, less) = (value(of: one, in: analysis), value(of: next, in: analysis))
      #expect(stake >= less)
      if stake > less { decided += 1 }
    }
    #expect(decided > 0)
  }

  private func value(of export: ScoredExport, in analysis: Analysis) -> Double {
    let value = analysis.context.movements[export.subject.movement].value
    return value.isNaN ? 0 : value
  }
}
