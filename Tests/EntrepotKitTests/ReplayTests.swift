import DiversionRisk
import Foundation
import Testing
import TradeModel

@testable import EntrepotKit
@testable import TradeIntake
@testable import TradeStore

@Suite("Replaying days")
struct ReplayTests {
  private func store(of folder: String) throws -> TradeStore {
    let store = try TradeStore.temporary(in: NSTemporaryDirectory())
    _ = try Ingest(store: store, progress: { _ in }).read(TradeFolder(path: folder))
    return store
  }

  @Test("ranks exports as the whole analysis does")
  func ranking() throws {
    let sample = try SampleAnalysis.shared.get()
    let ranking = try Analyst(
      store: store(of: Repository.path + "/notebooks-data/sample"), settings: sample.settings,
      weights: WeightSet.named(sample.settings.weights), asOf: sample.asOf,
      clock: StageClock { _ in }
    ).rank()
    #expect(ranking.exports.map(\.identity) == sample.analysis.exports.map(\.identity))
    #expect(ranking.exports.map(\.decibans) == sample.analysis.exports.map(\.score.decibans))
  }

  @Test("knows on no day what was filed or decided later")
  func asOf() throws {
    let scratch = try Scratch()
    let sample = Repository.path + "/notebooks-data/sample"
    for name in try FileManager.default.contentsOfDirectory(atPath: sample) where name != "truth" {
      try FileManager.default.copyItem(
        atPath: sample + "/" + name, toPath: scratch.path + "/" + name)
    }
    let day = Samples.day("2025-04-30")
    func replay() throws -> Replay {
      try Replay(
        [day], of: store(of: scratch.path), settings: AnalysisSettings(),
        weights: WeightSet.named("default"), progress: { _ in })
    }
    let before = try replay()
    // Without what came after that day its list is the same, and nothing was found later.
    for name in ["declarations-2025.csv", "outcomes.csv"] {
      let path = scratch.path + "/" + name
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      let column = try #require(
        lines[0].split(separator: ",").firstIndex { $0 == "date" || $0 == "decided_on" })
      let kept = lines.filter { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        return line == lines[0] || cells[column] <= "2025-04-30"
      }
      #expect(kept.count < lines.count)
      try Data((kept.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    }
    let after = try replay()
    #expect(before.days[0].exports.map(\.identity) == after.days[0].exports.map(\.identity))
    #expect(before.days[0].open == after.days[0].open)
    #expect(before.findings.count > after.findings.count)
  }
}

@Suite("What came of replayed days")
struct LeadTimesTests {
  private func identity(_ number: Int) -> DeclarationIdentity {
    DeclarationIdentity(source: "KR", declarationID: "E\(number)", line: 1)
  }

  /// A replay by hand: two days, three exports of one exporter.
  private func replay() -> Replay {
    func export(_ number: Int, _ shipped: String, to consignee: String, _ isAlert: Bool)
      -> Replay.Scored
    {
      Replay.Scored(
        identity: identity(number), shipped: Samples.day(shipped), exporter: "A",
        consignee: consignee, isAlert: isAlert)
    }
    let first = [
      export(1, "2025-01-10", to: "B", true), export(2, "2025-01-20", to: "B", false),
      export(3, "2025-01-05", to: "C", false),
    ]
    let second = [
      export(1, "2025-01-10", to: "B", true), export(2, "2025-01-20", to: "B", true),
      export(3, "2025-01-05", to: "C", false), export(4, "2025-02-10", to: "C", true),
    ]
    return Replay(
      days: [
        Replay.Day(
          asOf: Samples.day("2025-01-31"), exports: first, open: [identity(1)],
          listed: [identity(1)]),
        Replay.Day(
          asOf: Samples.day("2025-02-28"), exports: second, open: [identity(2), identity(4)],
          listed: [identity(2)]),
      ],
      findings: [
        identity(1): .init(isDiverted: true, decidedOn: Samples.day("2025-02-15")),
        identity(2): .init(isDiverted: false, decidedOn: Samples.day("2025-03-15")),
        identity(3): .init(isDiverted: true, decidedOn: Samples.day("2025-03-20")),
      ])
  }

  @Test("each figure, worked out by hand")
  func figures() throws {
    let tables = LeadTimes(replay()).tables
    let values = tables[0].rows.map { $0[1] }
    // Two found diverted, one raised: 21 days after it was shipped, 15 before it was decided.
    #expect(
      values == [
        .count(2), .count(0), .count(1), .number(0.5), .count(21), .count(21), .count(15),
        .count(15), .count(2), .count(2), .count(54),
      ])
    #expect(tables[1].rows.map { $0[2] } == [.text("2025-01-31"), .unknown])
  }

  @Test("days: what is new, gone, decided, kept, and found later")
  func days() {
    let rows = DaysTable(replay(), truth: nil).table.rows
    #expect(
      rows[0] == [
        .text("2025-01-31"), .count(3), .count(1), .count(1), .unknown, .unknown, .unknown,
        .count(1), .unknown, .count(1), .count(0), .number(1), .number(0.5),
      ])
    // The alert of January was decided on: it is neither gone nor missing from the list.
    #expect(
      rows[1] == [
        .text("2025-02-28"), .count(4), .count(3), .count(2), .count(2), .count(0), .count(1),
        .count(1), .unknown, .count(0), .count(1), .number(0), .number(0),
      ])
  }
}
