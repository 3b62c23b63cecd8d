import Foundation
import Testing
import TradeModel

@testable import EntrepotKit
@testable import TradeStore

@Suite("Watchlists")
struct WatchlistTests {
  private let sample: SampleAnalysis

  init() throws {
    sample = try SampleAnalysis.shared.get()
  }

  private func list(
    capacity: Int, share: Double, band: RiskBand = .high, on day: String = "2025-09-30"
  ) -> Watchlist {
    var settings = AnalysisSettings()
    settings.capacityPerDay = capacity
    settings.randomControlShare = share
    settings.alertBand = band
    return Watchlist(sample.analysis, settings: settings, asOf: Samples.day(day))
  }

  /// The change of each alert.
  private func changes(_ list: Watchlist, since previous: [WatchlistRecord]) throws
    -> [String: String]
  {
    let scratch = try Scratch()
    var changes: [String: String] = [:]
    try CSVRows.visit(
      try scratch.write(list.deltaTable(since: previous), to: "delta.csv")
    ) { changes[$0[0]] = $0[1] }
    return changes
  }

  @Test("hold as many as can be looked at, the riskiest first, and the share of controls")
  func capacity() {
    let list = list(capacity: 20, share: 0.25, band: .low)
    #expect(list.entries.count == 20)
    #expect(list.entries.map(\.record.isControl) == [false].repeated(15) + [true].repeated(5))
    let chosen = list.entries.prefix(15).map(\.record.decibans)
    #expect(chosen == chosen.sorted(by: >))
    #expect(Set(list.entries.map(\.record.alertID)).count == 20)
    #expect(self.list(capacity: 0, share: 0.5).entries.isEmpty)
    #expect(self.list(capacity: 5, share: 0).entries.allSatisfy { !$0.record.isControl })
    #expect(self.list(capacity: 5, share: 1).entries.allSatisfy { $0.record.isControl })
  }

  @Test("hold nobody below the alert band but controls")
  func band() {
    let list = list(capacity: 10_000, share: 0.001)
    for entry in list.entries where !entry.record.isControl { #expect(entry.record.band >= .high) }
    #expect(list.entries.count { $0.record.isControl } == 10)
  }

  @Test("draw the same controls for the same day, others for another")
  func controls() {
    let first = list(capacity: 20, share: 0.5).entries.map(\.record)
    #expect(list(capacity: 20, share: 0.5).entries.map(\.record) == first)
    let other = list(capacity: 20, share: 0.5, on: "2025-10-01").entries.map(\.record)
    #expect(other.filter { !$0.isControl } == first.filter { !$0.isControl })
    #expect(other.filter(\.isControl) != first.filter(\.isControl))
  }

  @Test("the delta says new, raised, lowered, unchanged, expired")
  func delta() throws {
    let list = list(capacity: 500, share: 0, band: .low)
    let now = list.entries.map(\.record)
    #expect(try Set(changes(list, since: []).values) == ["new"])
    #expect(try Set(changes(list, since: now).values) == ["unchanged"])
    var before = now
    before.removeFirst()
    let raised = try #require(before.firstIndex { $0.band > .low })
    before[raised].band = .low
    let lowered = try #require(before.lastIndex { $0.band < .critical })
    before[lowered].band = .critical
    // More or fewer decibans within a band are no change to act upon.
    let moved = try #require(before.indices.first { $0 != raised && $0 != lowered })
    before[moved].decibans += 0.5
    var gone = before[0]
    gone.alertID = "A-GONE"
    let found = try changes(list, since: before + [gone])
    #expect(found.count == now.count + 1)
    #expect(found[now[0].alertID] == "new")
    #expect(found[before[raised].alertID] == "raised")
    #expect(found[before[lowered].alertID] == "lowered")
    #expect(found[before[moved].alertID] == "unchanged")
    #expect(found["A-GONE"] == "expired")
  }

  @Test("alert ids depend on the kind and the key only")
  func identifiers() {
    let entries = list(capacity: 200, share: 0, band: .low).entries
    for entry in entries {
      #expect(
        entry.record.alertID == "A-" + StableHash.hex(entry.record.kind + "|" + entry.record.key))
    }
    #expect(Set(entries.map(\.record.kind)) == ["party", "route"])
    #expect(StableHash.hex("") == "CBF29CE484222325")
    #expect(StableHash.hex("a") == "AF63DC4C8601EC8C")
  }
}

extension Array {
  fileprivate func repeated(_ count: Int) -> Array {
    (0..<count).flatMap { _ in self }
  }
}
