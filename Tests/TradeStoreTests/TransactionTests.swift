import GRDB
import Testing
import TradeModel

@testable import TradeStore

@Suite("One file, one transaction")
struct TransactionTests {
  private func file(_ name: String) -> IngestedFile {
    IngestedFile(name: name, table: "declarations", sha256: "abc", byteCount: 10)
  }

  @Test("a file that fails leaves nothing", arguments: StoreKind.allCases)
  func rollback(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    try store.ingest([Sample.declaration("before")])
    let tables = ["input_file", "reject", "written_party", "declaration", "party", "outcome"]
    let before = try tables.map { try store.count("SELECT count(*) FROM \($0)") }
    #expect(throws: ReadingFailed.self) {
      try store.ingest(file("b.csv")) { session in
        try session.store(Sample.fullDeclaration, row: 2)
        try session.store(Sample.declaration("before", quantity: 99), row: 3)
        try session.store(Party(id: "P1", name: "N"))
        try session.store(
          RejectedRow(file: "b.csv", row: 4, line: 4, column: nil, reason: "r", raw: ","))
        throw ReadingFailed()
      }
    }
    #expect(try tables.map { try store.count("SELECT count(*) FROM \($0)") } == before)
    #expect(try store.quantities(asOf: "2025-12-31") == [8])
    #expect(try !store.hasIngested(name: "b.csv", sha256: "abc"))
    // The store works on, and numbers of parties do not clash.
    try store.ingest([Sample.fullDeclaration], named: "c.csv")
    #expect(try store.declarations(asOf: "2025-12-31").last == Sample.fullDeclaration)
  }

  @Test(
    "a file is known by name and content together",
    arguments: StoreKind.allCases)
  func known(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    var counted = file("a.csv")
    counted.rows = 5
    counted.accepted = 3
    counted.rejected = 2
    counted.repairs = ["hs_code: lost leading zero": 2, "a=b": 1]
    counted.ignoredColumns = ["비고", "x y"]
    try store.ingest(file("a.csv")) { session in
      try session.store(
        RejectedRow(
          file: "a.csv", row: 9, line: 12, column: "date", reason: "impossible date",
          raw: "a,\"b\n\",2025-02-30"))
      try session.store(
        RejectedRow(
          file: "a.csv", row: 3, line: 3, column: nil, reason: "NUL byte", raw: "\u{2400}"))
      return counted
    }
    #expect(try store.hasIngested(name: "a.csv", sha256: "abc"))
    #expect(try !store.hasIngested(name: "a.csv", sha256: "abd"))
    #expect(try !store.hasIngested(name: "b.csv", sha256: "abc"))
    let stored = try store.ingestedFiles([("b.csv", "abc"), ("a.csv", "abc")])
    #expect(stored == [counted])
    let rejects = try store.rejects(of: counted)
    #expect(rejects.map(\.row) == [3, 9])
    #expect(rejects.map(\.column) == [nil, "date"])
    #expect(rejects.last?.raw == "a,\"b\n\",2025-02-30")
    #expect(rejects.last?.line == 12)
  }

  @Test("the same file twice is refused by the database too")
  func twice() throws {
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    try store.ingest(file("a.csv")) { _ in file("a.csv") }
    #expect(throws: StoreError.self) {
      try store.ingest(file("a.csv")) { _ in file("a.csv") }
    }
  }

  @Test(
    "written parties are stored once, and told apart by every part",
    arguments: StoreKind.allCases)
  func parties(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    let shippers = [
      WrittenParty(id: "1", name: "N", country: Sample.country("KR")),
      WrittenParty(id: "1", name: "N", country: Sample.country("SG")),
      WrittenParty(id: "1", name: "N", country: Sample.country("KR"), address: "A"),
      WrittenParty(id: "1", country: Sample.country("KR")),
      WrittenParty(name: "N", country: Sample.country("KR")),
      WrittenParty(name: "n", country: Sample.country("KR")),
    ]
    for part in 1...2 {
      let declarations = shippers.enumerated().map { number, shipper in
        Sample.declaration("\(part)-\(number)", shipper: shipper)
      }
      try store.ingest(declarations, named: "\(part).csv")
    }
    let parties = try store.writtenParties()
    #expect(parties.count == shippers.count + 1)
    #expect(Set(parties).isSuperset(of: shippers))
    #expect(
      try store.declarations(asOf: "2025-12-31").map(\.shipper) == shippers + shippers)
  }

  @Test(
    "names that differ only in how they are composed are kept as filed",
    arguments: StoreKind.allCases)
  func composition(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    let composed = "\u{D55C}\u{BE5B} caf\u{E9}"
    let decomposed = "\u{1112}\u{1161}\u{11AB}\u{1107}\u{1175}\u{11BE} cafe\u{301}"
    try store.ingest([
      Sample.declaration("1", shipper: WrittenParty(id: "1", name: composed)),
      Sample.declaration("2", shipper: WrittenParty(id: "1", name: decomposed)),
    ])
    let names = try store.declarations(asOf: "2025-12-31").compactMap(\.shipper.name)
    #expect(names.map { Array($0.utf8) } == [Array(composed.utf8), Array(decomposed.utf8)])
    #expect(try store.count("SELECT count(*) FROM written_party WHERE party_id = '1'") == 2)
  }

  @Test("text is data, never SQL", arguments: StoreKind.allCases)
  func injection(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    let evil = "'; DROP TABLE declaration;--"
    var declaration = Sample.declaration(evil, source: evil, shipper: WrittenParty(name: evil))
    declaration.goodsDescription = evil
    try store.ingest([declaration], named: evil)
    #expect(try store.declarations(asOf: "2025-12-31") == [declaration])
    #expect(try store.hasIngested(name: evil, sha256: evil + "1"))
  }
}
