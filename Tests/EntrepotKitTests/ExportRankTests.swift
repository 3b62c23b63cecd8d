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
      let (stake, less) = (one.valueUSD ?? 0, next.valueUSD ?? 0)
      #expect(stake >= less)
      if stake > less { decided += 1 }
    }
    #expect(decided > 0)
  }

  @Test("lists the first by score or by odds times value as a sort of all would")
  func lists() throws {
    let scratch = try Scratch()
    var request = RunRequest(
      folder: Repository.path + "/notebooks-data/sample", output: scratch.path + "/run")
    request.settings.diagrams = 0
    _ = try Run.perform(request)
    let reader = try RunReader(folder: scratch.path + "/run")
    let (all, total) = try reader.exports(top: .max, by: .score)
    #expect(all.count == total && total > 600)
    #expect(all.map(\.rank) == Array(1...total))
    let odds = { (export: ListedExport) in export.probability / (1 - export.probability) }
    for band in [RiskBand.low, .elevated] {
      let wanted = all.filter { $0.band >= band }
      #expect(try reader.exports(top: 20, by: .score, band: band).total == wanted.count)
      let byStake = wanted.sorted { odds($0) * ($0.valueUSD ?? 0) > odds($1) * ($1.valueUSD ?? 0) }
      let listed = try reader.exports(top: 20, by: .stake, band: band).exports
      // Odds come back from probabilities with a little less precision than decibans have.
      for (one, other) in zip(listed, byStake) where one.declaration != other.declaration {
        let (first, second) = (odds(one) * (one.valueUSD ?? 0), odds(other) * (other.valueUSD ?? 0))
        #expect(abs(first / second - 1) < 1e-6, "\(one.declaration) \(other.declaration)")
      }
    }
    #expect(all.allSatisfy { $0.shipper.country == "KR" && !$0.consignee.country.isEmpty })
  }

  @Test("has those that declare no value last by stake")
  func withoutValue() {
    #expect(ExportOrder.stake(decibans: 40, valueUSD: nil) == nil)
    #expect(ExportOrder.stake(decibans: 40, valueUSD: 0) == nil)
    #expect(ExportOrder.stake(decibans: -10, valueUSD: 1_000) == 20)
  }
}
