import Testing
import TradeModel

@testable import TradeStore

@Suite("Versions of a goods line", .serialized)
struct VersionTests {
  @Test(
    "a later row replaces the earlier from its own day on",
    arguments: StoreKind.allCases)
  func replaced(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    try store.ingest([
      Sample.declaration(on: "2025-03-10", quantity: 8),
      Sample.declaration(on: "2025-04-01", status: .amended, quantity: 6),
    ])
    #expect(try store.quantities(asOf: "2025-03-09") == [])
    #expect(try store.quantities(asOf: "2025-03-10") == [8])
    #expect(try store.quantities(asOf: "2025-03-31") == [8])
    #expect(try store.quantities(asOf: "2025-04-01") == [6])
    #expect(try store.quantities(asOf: "2026-01-01") == [6])
  }

  @Test(
    "a correction dated before the row that it corrects replaces it",
    arguments: StoreKind.allCases)
  func backdated(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    try store.ingest([
      Sample.declaration(on: "2025-03-10", quantity: 8),
      Sample.declaration(on: "2025-03-05", quantity: 6),
    ])
    #expect(try store.quantities(asOf: "2025-03-07") == [6])
    #expect(try store.quantities(asOf: "2025-03-10") == [6])
  }

  @Test(
    "of a chain of corrections the last known by a day counts",
    arguments: StoreKind.allCases)
  func chain(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    try store.ingest([
      Sample.declaration(on: "2025-03-01", quantity: 1),
      Sample.declaration(on: "2025-03-05", quantity: 2),
      Sample.declaration(on: "2025-03-03", quantity: 3),
      Sample.declaration(on: "2025-03-09", quantity: 4),
    ])
    for (day, quantity) in [
      ("2025-03-01", 1.0), ("2025-03-02", 1), ("2025-03-03", 3), ("2025-03-05", 3),
      ("2025-03-08", 3), ("2025-03-09", 4), ("2025-12-31", 4),
    ] {
      #expect(try store.quantities(asOf: day) == [quantity], "\(day)")
    }
    #expect(try store.count("SELECT count(*) FROM declaration") == 4)
  }

  @Test(
    "a withdrawn line stays as evidence from its day on",
    arguments: StoreKind.allCases)
  func withdrawn(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    try store.ingest([
      Sample.declaration(on: "2025-03-10"),
      Sample.declaration(on: "2025-03-12", status: .withdrawn),
      Sample.declaration("D2", on: "2025-03-11", status: .cancelled),
    ])
    #expect(try store.declarations(asOf: "2025-03-11").map(\.status) == [.accepted, .cancelled])
    #expect(try store.declarations(asOf: "2025-03-12").map(\.status) == [.withdrawn, .cancelled])
  }

  @Test(
    "a row that says what the last one said is counted and changes nothing",
    arguments: StoreKind.allCases)
  func duplicates(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    let first = try store.ingest([Sample.declaration(), Sample.declaration()])
    #expect(first.duplicates == 1)
    let again = try store.ingest([Sample.declaration(), Sample.declaration("D2")], named: "b.csv")
    #expect(again.duplicates == 1)
    let numbers = try store.declarations(asOf: "2025-12-31").map(\.identity.declarationID)
    #expect(numbers == ["D1", "D2"])
  }

  @Test(
    "a line that goes back to what it first said stands at that",
    arguments: StoreKind.allCases)
  func thereAndBack(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    let counted = try store.ingest([
      Sample.declaration(on: "2025-03-10", quantity: 1),
      Sample.declaration(on: "2025-03-10", quantity: 2),
      Sample.declaration(on: "2025-03-10", quantity: 1),
    ])
    #expect(counted.duplicates == 0)
    #expect(try store.quantities(asOf: "2025-03-10") == [1])
  }

  @Test(
    "source, number and line tell goods lines apart",
    arguments: StoreKind.allCases)
  func identities(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    try store.ingest([
      Sample.declaration("D1", line: 1, quantity: 1),
      Sample.declaration("D1", line: 2, quantity: 2),
      Sample.declaration("D1", line: 1, source: "SG", quantity: 3),
      Sample.declaration("d1", line: 1, quantity: 4),
    ])
    #expect(try store.quantities(asOf: "2025-12-31") == [1, 2, 3, 4])
  }

  @Test(
    "corrections count across files in the order of reading",
    arguments: StoreKind.allCases)
  func acrossFiles(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    try store.ingest([Sample.declaration(quantity: 1)], named: "declarations-1.csv")
    try store.ingest([Sample.declaration(quantity: 2)], named: "declarations-2.csv")
    #expect(try store.quantities(asOf: "2025-03-10") == [2])
    #expect(
      try store.text("SELECT group_concat(file || ':' || row) FROM v_declaration")
        == "declarations-1.csv:2,declarations-2.csv:2")
  }

  @Test("every field comes back as it was stored", arguments: StoreKind.allCases)
  func everyField(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    let bare = Sample.declaration(quantity: nil)
    try store.ingest([Sample.fullDeclaration, bare])
    #expect(try store.declarations(asOf: "2025-12-31") == [Sample.fullDeclaration, bare])
  }

  @Test("the last day is that of the latest row; none where there are no rows")
  func lastDay() throws {
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    #expect(try store.lastDay() == nil)
    try store.ingest([Sample.declaration(on: "2025-05-01"), Sample.declaration(on: "2025-03-01")])
    #expect(try store.lastDay() == Sample.day("2025-05-01"))
  }
}
