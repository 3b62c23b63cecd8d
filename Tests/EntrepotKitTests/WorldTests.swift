import Appraisal
import DiversionRisk
import Foundation
import Testing
import TradeModel

@testable import EntrepotKit
@testable import TradeIntake
@testable import TradeStore

/// Worlds that `entrepot-worlds` makes, and what they must not give away.
@Suite("Invented worlds")
struct WorldTests {
  @Test("what says nothing of diversion scores at prevalence: order, id, exact value, day")
  func leakage() throws {
    let scratch = try Scratch()
    let folder = try scratch.world(["--seed", "31", "--rows", "9000", "--diverted", "150"])
    let truth = try TruthFolder(path: folder + "/truth")
    let isDiverted = Dictionary(
      truth.rows.filter(\.isTested).map { ($0.key, $0.isDiverted) },
      uniquingKeysWith: { first, _ in first })
    var labels: [Bool] = []
    var probes: [String: [Double]] = [:]
    for year in 2023...2025 {
      let columns = ["source", "declaration_id", "line", "value_usd", "date"]
      try NamedRows.visit(folder + "/declarations-\(year).csv", columns: columns) { cells in
        let key = "\(cells[0])/\(cells[1])/\(cells[2])"
        guard let label = isDiverted[key] else { return }
        labels.append(label)
        let digits = cells[1].filter(\.isNumber)
        probes["constant", default: []].append(0)
        probes["row order", default: []].append(Double(labels.count))
        probes["row order, reversed", default: []].append(-Double(labels.count))
        probes["id", default: []].append(Double(digits.suffix(7)) ?? 0)
        probes["last digits of the id", default: []].append(Double(digits.suffix(2)) ?? 0)
        probes["exact value", default: []].append(
          Double(StableHash.value(cells[3]) % 100_003))
        probes["day of the month", default: []].append(Double(cells[4].suffix(2)) ?? 0)
      }
    }
    #expect(labels.count { $0 } >= 30, "\(labels.count { $0 })")
    for (name, scores) in probes {
      let ranked = RankedOutcomes(scores: scores, labels: labels)
      #expect((ranked.skill ?? 1) < 0.06, "\(name): \(ranked.skill ?? 1) at \(ranked.prevalence)")
    }
  }

  @Test("plant all typologies, or those asked for, or none")
  func typologies() throws {
    let one = try Scratch()
    let few = try TruthFolder(
      path: one.world(["--rows", "4000", "--typologies", "T13,T22"]) + "/truth")
    #expect(
      Set(few.routes.map(\.typology)).isSubset(of: ["T13 relabelled_origin", "T22 displacement"]))
    #expect(!few.routes.isEmpty)
    let two = try Scratch()
    let none = try TruthFolder(
      path: two.world(["--rows", "3000", "--no-diversion"]) + "/truth")
    #expect(none.rows.allSatisfy { !$0.isDiverted })
    #expect(!none.rows.isEmpty)
    let three = try Scratch()
    let all = try TruthFolder(
      path: three.world(["--rows", "6000", "--diverted", "280"]) + "/truth")
    #expect(Set(all.routes.map(\.typology)).count == 25)
  }

  @Test("where nothing is diverted, alerts stay under the printed bound", arguments: [41, 42, 43])
  func nothingDiverted(seed: Int) throws {
    let scratch = try Scratch()
    let folder = try scratch.world(["--seed", "\(seed)", "--rows", "3000", "--no-diversion"])
    let store = try TradeStore.temporary(in: NSTemporaryDirectory())
    _ = try Ingest(store: store, progress: { _ in }).read(TradeFolder(path: folder))
    let settings = AnalysisSettings()
    let analysis = try Analyst(
      store: store, settings: settings, weights: WeightSet.named("default"),
      asOf: Samples.day("2025-09-30"), clock: StageClock { _ in }
    ).analyse()
    let bounds = AlertBounds(analysis, settings: settings)
    #expect(bounds.exports > 300)
    let share = Double(bounds.alerts) / Double(bounds.exports)
    for bound in bounds.bounds {
      #expect(share <= bound.alertShare, "\(bound.basis): \(bounds.alerts) of \(bounds.exports)")
    }
  }
}
