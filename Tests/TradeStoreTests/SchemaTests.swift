import Foundation
import GRDB
import Testing
import TradeModel

@testable import TradeStore

@Suite("The database itself")
struct SchemaTests {
  @Test("an empty file becomes a whole schema, and opening it again changes nothing")
  func migration() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/trade.sqlite"
    try Data().write(to: URL(fileURLWithPath: path))
    let schema = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)"
    let first = try TradeStore(path: path).text(schema)
    #expect(first.contains("CREATE TABLE declaration ("))
    #expect(first.contains("CREATE TABLE watchlist_entry ("))
    #expect(first.contains("CREATE VIEW v_party"))
    #expect(try TradeStore(path: path).text(schema) == first)
  }

  @Test("a database that knows only the first migration is brought up to date, rows and all")
  func upgrade() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/trade.sqlite"
    do {
      let queue = try DatabaseQueue(path: path)
      try Schema.migrator.migrate(queue, upTo: "1 intake")
      try queue.write { database in
        #expect(try !database.tableExists("watchlist"))
        try database.execute(
          sql: "INSERT INTO party (party_id, name) VALUES ('P1', 'from before')")
      }
    }
    let store = try TradeStore(path: path)
    #expect(try store.watchlist(before: Sample.day("2025-01-01")) == [])
    let parties = try store.registers(asOf: Sample.day("2025-01-01")).parties
    #expect(parties.map(\.name) == ["from before"])
  }

  @Test("foreign keys hold", arguments: StoreKind.allCases)
  func foreignKeys(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    #expect(try store.count("PRAGMA foreign_keys") == 1)
    try store.ingest([Sample.fullDeclaration])
    #expect(throws: DatabaseError.self) {
      try store.queue.write { try $0.execute(sql: "DELETE FROM written_party") }
    }
    #expect(try store.text("PRAGMA integrity_check") == "ok")
    #expect(try store.count("SELECT count(*) FROM pragma_foreign_key_check") == 0)
  }

  @Test("a file is kept with a write-ahead log, a temporary database without any name")
  func journal() throws {
    let scratch = try Scratch()
    let lasting = try StoreKind.file.store(in: scratch)
    #expect(try lasting.text("PRAGMA journal_mode") == "wal")
    #expect(try lasting.count("PRAGMA synchronous") == 1)
    let other = try Scratch()
    let passing = try StoreKind.temporary.store(in: other)
    try passing.ingest([Sample.declaration()])
    #expect(try passing.text("PRAGMA journal_mode") == "memory")
    // Whatever ends the program, nothing of it is left.
    #expect(try other.names == [])
  }

  @Test("a temporary database is gone when nobody holds it")
  func temporary() throws {
    let scratch = try Scratch()
    do {
      let store = try StoreKind.temporary.store(in: scratch)
      try store.ingest([Sample.declaration()])
    }
    #expect(try scratch.names == [])
  }

  @Test("what was stored is there for the next who opens the file")
  func reopened() throws {
    let scratch = try Scratch()
    try StoreKind.file.store(in: scratch).ingest([Sample.fullDeclaration])
    let store = try StoreKind.file.store(in: scratch)
    #expect(try store.declarations(asOf: "2025-12-31") == [Sample.fullDeclaration])
    try store.ingest([Sample.declaration("later")], named: "later.csv")
    #expect(try store.declarations(asOf: "2025-12-31").count == 2)
  }

  @Test("what cannot be opened is said with its path and how to mend it")
  func errors() throws {
    let scratch = try Scratch()
    let noDatabase = scratch.path + "/notes.txt"
    try Data(String(repeating: "not a database ", count: 100).utf8)
      .write(to: URL(fileURLWithPath: noDatabase))
    for (path, words) in [
      (noDatabase, "not an Entrepot database"), (scratch.path, "check that the file"),
      (scratch.path + "/none/trade.sqlite", "check that the file"),
    ] {
      let error = #expect(throws: StoreError.self) { try TradeStore(path: path) }
      #expect(error?.description.hasPrefix(path + ": ") == true)
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
    #expect(try String(contentsOfFile: noDatabase, encoding: .utf8).hasPrefix("not a database"))
    #expect(throws: StoreError.self) { try TradeStore.temporary(in: scratch.path + "/none") }
  }

  @Test("views give dates as people write them")
  func views() throws {
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    try store.ingest([
      Sample.declaration(on: "2025-03-10"), Sample.declaration(on: "2025-04-01", quantity: 1),
    ])
    let dates = try store.text(
      "SELECT group_concat(date || '/' || ifnull(replaced_on, '')) FROM v_declaration")
    #expect(dates == "2025-03-10/2025-04-01,2025-04-01/")
    try store.register("parties.csv") { session in
      var party = Party(id: "P1", name: "N")
      party.incorporatedOn = Sample.day("1969-12-31")
      try session.store(party)
    }
    #expect(try store.text("SELECT incorporated_on FROM v_party") == "1969-12-31")
  }
}
