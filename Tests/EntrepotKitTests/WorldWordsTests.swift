import DiversionRisk
import Foundation
import Testing
import TradeModel

@testable import EntrepotKit
@testable import TradeIntake
@testable import TradeStore

/// What lines say in words, over a whole world: the numbers must be those of the data.
@Suite("Words over an invented world")
struct WorldWordsTests {
  /// How a line's measure stands in its sentence, where it does.
  private static let spoken: [String: @Sendable (Double) -> String] = {
    let percent: @Sendable (Double) -> String = { "\(Int(($0 * 100).rounded())) %" }
    func counted(_ thing: String) -> @Sendable (Double) -> String {
      { $0 == 1 ? "1 \(thing)" : "\(Int($0)) \(thing)s" }
    }
    let (days, lots) = (counted("day"), counted("lot"))
    return [
      "flow.share_sent_on": percent, "flow.equal_quantity": percent,
      "flow.consignee_record": percent, "flow.pair_record": percent, "flow.relabelled": percent,
      "geometry.destination_reached": percent, "conduct.round_trip": percent,
      "enduse.onward_nature": percent, "flow.dwell": days, "geometry.new_final_buyer": days,
      "party.new_buyer": days, "exporter.new_exporter": days, "party.trade_volume": lots,
      "exporter.trade_volume": lots,
      "geometry.supplier_count": counted("supplier"), "party.pair_dealings": days,
      "flow.sent_elsewhere": percent, "conduct.splitting": days,
      "history.cleared_before": counted("other line"),
    ]
  }()

  /// The numbers of a sentence, sorted.
  private func numbers(in text: String) -> [String] {
    text.matches(of: #/[0-9]+(?:[.,][0-9]+)*/#).map { String($0.output) }.sorted()
  }

  @Test("say the same numbers in both languages: those of the measure, the rows and the permits")
  func numbersAreThoseOfTheData() throws {
    let scratch = try Scratch()
    let folder = try scratch.world(["--seed", "77", "--rows", "1500", "--diverted", "50"])
    let store = try TradeStore.temporary(in: NSTemporaryDirectory())
    _ = try Ingest(store: store, progress: { _ in }).read(TradeFolder(path: folder))
    let analysis = try Analyst(
      store: store, settings: AnalysisSettings(), weights: WeightSet.named("default"),
      asOf: Samples.day("2025-09-30"), clock: StageClock { _ in }
    ).analyse()
    let (scorer, context) = (analysis.scorer, analysis.context)
    var allowed: [String: String] = [:]
    try NamedRows.visit(folder + "/permits.csv", columns: ["permit_no", "quantity"]) { cells in
      allowed[cells[0]] = cells[1]
    }
    let records = context.records
    let days = Dictionary(
      (0..<records.count).compactMap { row in
        context.identity(of: Int32(row)).map { ($0, TradeDay(raw: records.date[row]).description) }
      }, uniquingKeysWith: { first, _ in first })
    var (sentences, measures, dates, permits) = (0, 0, 0, 0)
    for export in analysis.exports {
      let assessment = scorer.assess(export.subject, in: context)
      let measured = scorer.measures(of: export.subject, in: context)
      for (line, measure) in zip(assessment.lines, measured) {
        let text = line.text.english
        #expect(numbers(in: text) == numbers(in: line.text.korean), "\(line.code): \(line.text)")
        sentences += 1
        guard let measure else { continue }
        // Nothing is said in words of its own, not as a number.
        if let spoken = Self.spoken[line.code], measure > 0 {
          #expect(text.contains(spoken(measure)), "\(line.code) \(measure): \(text)")
          measures += 1
        }
        // A neighbour is named with its own day.
        if EvidenceLines.measuresScores(line.code), line.declarations.count > 1 {
          let day = try #require(days[line.declarations[1]])
          #expect(text.contains("of \(day) from"), "\(text)")
          dates += 1
        }
        let permit = #/permit (\S+), which allows ([0-9.,]*[0-9])/#
        if line.code == "permit.overdrawn", let match = text.firstMatch(of: permit) {
          let quantity = try #require(allowed[String(match.1)].flatMap(Double.init))
          #expect(Double(match.2.filter { $0 != "," }) == quantity, "\(text)")
          permits += 1
        }
      }
    }
    #expect(sentences > 5_000 && measures > 1_000 && dates > 5 && permits > 0)
  }
}
