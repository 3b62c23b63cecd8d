import GRDB
import GRDBSQLite
import Testing
import TradeModel

@testable import TradeStore

@Suite("Database images")
struct DatabaseImageTests {
  /// An image with one table `t`, whose rows have some numbers and what is added to their records.
  private func image(
    of definition: String, rows numbers: [Int64], childLimit: Int = 4_000,
    _ fill: (Int, inout RowRecord) -> Void
  ) -> DatabaseImage {
    var image = DatabaseImage()
    var record = RowRecord()
    var table = TablePages()
    image.removeAll()
    for (position, number) in numbers.enumerated() {
      record.removeAll()
      record.addNull()
      fill(position, &record)
      table.add(record, row: number, to: &image)
    }
    let root = table.finish(in: &image, childLimit: childLimit)
    image.finish([("t", definition, root)])
    return image
  }

  /// What SQLite reads out of an image, after checking it from end to end.
  private func rows(of image: borrowing DatabaseImage, _ sql: String) throws -> [Row] {
    let queue = try DatabaseQueue()
    let (start, count) = (image.start, Int64(image.count))
    return try queue.inDatabase { database in
      let code = sqlite3_deserialize(
        database.sqliteConnection, "main", start.assumingMemoryBound(to: UInt8.self), count, count,
        UInt32(SQLITE_DESERIALIZE_READONLY))
      try #require(code == SQLITE_OK)
      #expect(try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"])
      return try Row.fetchAll(database, sql: sql)
    }
  }

  @Test("hold every number as SQLite reads it")
  func numbers() throws {
    let edges: [Int64] = [0, 0x7F, 0x80, 0x7FFF, 0x8000, 0x7F_FFFF, 0x80_0000, 0x7FFF_FFFF]
    let whole =
      edges.flatMap { [$0, -$0, $0 + 1, -$0 - 1] } + [1 << 31, 1 << 47, .max, .min]
    let amounts = whole.map(Double.init) + [0.1, 1e15 / 3, 1e300, 12.5]
    let image = image(
      of: "CREATE TABLE t (id INTEGER PRIMARY KEY, i INTEGER, r REAL) STRICT",
      rows: amounts.indices.map(Int64.init)
    ) { position, record in
      record.add(position < whole.count ? whole[position] : 0)
      record.add(amounts[position])
    }
    let found = try rows(of: image, "SELECT i, r, typeof(r) FROM t ORDER BY id")
    #expect(found.prefix(whole.count).map { $0[0] } == whole)
    #expect(found.map { $0[1] } == amounts)
    #expect(found.allSatisfy { $0[2] == "real" })
  }

  @Test(
    "hold rows of any length on as many pages as it takes, however few a page above names",
    arguments: 0..<UInt64(12))
  func pages(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // Around the edges: a page's worth, the least that stays, one page and several elsewhere.
    let lengths = [0, 60, 8_190, 32_700, 65_490, 65_510, 73_700, 131_000, 200_000]
    let texts = (0..<Int.random(in: 0...30, using: &random)).map { _ in
      let more = Int.random(in: 0...20, using: &random)
      let length = (lengths.randomElement(using: &random) ?? 0) + more
      return String(repeating: ["a", "b", "c"].randomElement(using: &random) ?? "", count: length)
    }
    let numbers = texts.indices.map { Int64($0) << (seed * 3) }
    let image = image(
      of: "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT) STRICT", rows: numbers,
      childLimit: Int.random(in: 3...5, using: &random)
    ) { position, record in
      Array(texts[position].utf8).withUnsafeBytes { record.add(text: $0) }
    }
    let found = try rows(of: image, "SELECT id, ifnull(x, '') FROM t ORDER BY id")
    #expect(found.map { $0[0] } == numbers)
    #expect(found.map { $0[1] } == texts)
  }

  @Test("batches go into the database as they were filed, rows longer than a page among them")
  func longRows() throws {
    let scratch = try Scratch()
    let store = try StoreKind.file.store(in: scratch)
    let declarations = (1...40).map { number in
      var declaration = Sample.fullDeclaration
      declaration.identity = DeclarationIdentity(
        source: "KR", declarationID: "D\(number)", line: 1)
      declaration.goodsDescription = String(repeating: "가", count: number * 1_500)
      declaration.shipper.address = String(repeating: "b", count: number * 2_000)
      return declaration
    }
    try store.ingest(declarations)
    #expect(try store.declarations(asOf: "2025-12-31") == declarations)
    #expect(try store.text("PRAGMA integrity_check") == "ok")
  }

  @Test("SQLite copies their rows without taking them apart")
  func transfer() throws {
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    try store.queue.inDatabase { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; ATTACH ':memory:' AS batch")
      for table in ["written_party", "declaration"] {
        let definition = try String.fetchOne(
          database, sql: "SELECT sql FROM main.sqlite_schema WHERE name = ?", arguments: [table])
        let inBatch = try #require(definition).replacing(
          try Regex("CREATE TABLE \"?\(table)\"?"), with: "CREATE TABLE batch.\(table)")
        try database.execute(sql: inBatch)
        let steps = try Row.fetchAll(
          database, sql: "EXPLAIN INSERT INTO main.\(table) SELECT * FROM batch.\(table)")
        let names = Set(steps.map { $0["opcode"] as String })
        #expect(!names.contains("Column") && !names.contains("MakeRecord"), "\(table)")
      }
    }
  }
}
