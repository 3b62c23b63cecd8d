import Testing
import TradeModel

@testable import TradeStore

@Suite("Watchlists as handed out")
struct WatchlistTests {
  private func record(_ id: String, _ decibans: Double = 1) -> WatchlistRecord {
    WatchlistRecord(
      alertID: id, kind: "party", key: "K-\(id)", name: "이름 \(id)", decibans: decibans, band: .high,
      isControl: id == "A-3")
  }

  @Test("the last one of an earlier day is the one to compare with", arguments: StoreKind.allCases)
  func previous(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    #expect(try store.watchlist(before: Sample.day("2025-03-01")) == [])
    try store.add([record("A-2"), record("A-1")], run: "r1", asOf: Sample.day("2025-03-01"))
    try store.add([record("A-3", -0.1)], run: "r2", asOf: Sample.day("2025-03-03"))
    #expect(try store.watchlist(before: Sample.day("2025-03-01")) == [])
    #expect(
      try store.watchlist(before: Sample.day("2025-03-02")) == [record("A-1"), record("A-2")])
    #expect(try store.watchlist(before: Sample.day("2025-03-03")).map(\.alertID) == ["A-1", "A-2"])
    #expect(try store.watchlist(before: Sample.day("2025-03-04")) == [record("A-3", -0.1)])
    // A day that was judged late comes between, as its day says.
    try store.add([record("A-4")], run: "r3", asOf: Sample.day("2025-03-02"))
    #expect(try store.watchlist(before: Sample.day("2025-03-03")) == [record("A-4")])
    #expect(try store.watchlist(before: Sample.day("2025-03-04")) == [record("A-3", -0.1)])
  }

  @Test("two of one day: the later counts", arguments: StoreKind.allCases)
  func sameDay(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    try store.add([record("A-1")], run: "r1", asOf: Sample.day("2025-03-01"))
    try store.add([record("A-2")], run: "r2", asOf: Sample.day("2025-03-01"))
    #expect(try store.watchlist(before: Sample.day("2025-03-02")) == [record("A-2")])
  }

  @Test("what was handed out is never changed", arguments: StoreKind.allCases)
  func appendOnly(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    try store.add([record("A-1", 1)], run: "r1", asOf: Sample.day("2025-03-01"))
    try store.add([record("A-1", 2), record("A-2")], run: "r1", asOf: Sample.day("2025-03-01"))
    #expect(try store.watchlist(before: Sample.day("2025-03-02")) == [record("A-1", 1)])
    try store.add([], run: "r2", asOf: Sample.day("2025-03-01"))
    #expect(try store.watchlist(before: Sample.day("2025-03-02")) == [])
    #expect(try store.count("SELECT count(*) FROM watchlist") == 2)
    #expect(try store.count("SELECT count(*) FROM watchlist_entry") == 1)
  }

  @Test("a list with one alert twice is refused whole")
  func refused() throws {
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    #expect(throws: StoreError.self) {
      try store.add(
        [record("A-1"), record("A-1")], run: "r1", asOf: Sample.day("2025-03-01"))
    }
    #expect(try store.count("SELECT count(*) FROM watchlist") == 0)
  }
}
