import GRDB
import Testing
import TradeModel

@testable import TradeStore

@Suite("Bulk intake")
struct BulkIntakeTests {
  /// A row of a random history: which line, what it says, and when.
  private struct Filed: Equatable {
    var number: Int
    var quantity: Double
    var day: Int
  }

  private func history(seed: UInt64) -> [[Filed]] {
    var random = SeededGenerator(seed: seed)
    return (0..<Int.random(in: 1...4, using: &random)).map { _ in
      (0..<Int.random(in: 0...40, using: &random)).map { _ in
        Filed(
          number: .random(in: 1...6, using: &random),
          quantity: Double(Int.random(in: 1...3, using: &random)),
          day: .random(in: 1...9, using: &random))
      }
    }
  }

  private func declaration(_ filed: Filed) -> Declaration {
    Sample.declaration("D\(filed.number)", on: "2025-03-0\(filed.day)", quantity: filed.quantity)
  }

  /// The rule of versions as a person would apply it, row after row.
  private func slowTwin(_ files: [[Filed]], asOf day: Int) -> (rows: [Filed], duplicates: Int) {
    var kept: [(filed: Filed, replaced: Int)] = []
    var duplicates = 0
    for filed in files.flatMap({ $0 }) {
      let earlier = kept.indices.filter { kept[$0].filed.number == filed.number }
      if let last = earlier.last, kept[last].filed == filed {
        duplicates += 1
        continue
      }
      for position in earlier { kept[position].replaced = min(kept[position].replaced, filed.day) }
      kept.append((filed, 99))
    }
    return (kept.filter { $0.filed.day <= day && $0.replaced > day }.map(\.filed), duplicates)
  }

  @Test("settles versions of a file at once as row after row would", arguments: 0..<UInt64(40))
  func versions(seed: UInt64) throws {
    let files = history(seed: seed)
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    var duplicates = 0
    for (position, file) in files.enumerated() {
      duplicates += try store.ingest(file.map(declaration), named: "\(position).csv").duplicates
    }
    for day in 1...9 {
      let expected = slowTwin(files, asOf: day)
      let found = try store.declarations(asOf: "2025-03-0\(day)")
      #expect(found == expected.rows.map(declaration), "day \(day)")
      #expect(duplicates == expected.duplicates)
    }
  }

  @Test(
    "numbers written parties as a dictionary of their bytes would, in memory or beyond",
    arguments: 0..<UInt64(20))
  func parties(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let words = ["", "a", "ab", "b", "가", "\u{1100}\u{1161}", "A", "long name of a company"]
    let countries = [nil, Sample.country("KR"), Sample.country("SG")]
    let written = (0..<1_000).map { _ in
      var party = WrittenParty(country: countries[Int.random(in: 0...2, using: &random)])
      party.id = "\(Int.random(in: 1...40, using: &random))"
      party.name = words[Int.random(in: 0..<words.count, using: &random)]
      party.address = words[Int.random(in: 0..<words.count, using: &random)]
      return party
    }
    // With room for all of them, and with the database behind a table that is far too small.
    let scratch = try Scratch()
    let limit = seed % 2 == 0 ? WrittenPartyTable.usualLimit : 60
    let store = try TradeStore(path: scratch.path + "/trade.sqlite", partyLimit: limit)
    var twin: [[[UInt8]]: Int32] = [:]
    var expected: [[Int32]] = []
    for (number, start) in stride(from: 0, to: written.count - 1, by: 250).enumerated() {
      let parties = written[start..<min(start + 250, written.count)]
      let lines = zip(parties, parties.dropFirst()).enumerated().map { position, pair in
        var line = Sample.declaration("D\(number)-\(position)", quantity: 1)
        (line.shipper, line.consignee) = pair
        expected.append(
          [pair.0, pair.1].map { party in
            let texts = [party.id, party.name, party.address, party.country?.code]
            let bytes = texts.map { Array(($0 ?? "").utf8) }
            let number = twin[bytes] ?? Int32(twin.count + 1)
            twin[bytes] = number
            return number
          })
        return line
      }
      try store.ingest(lines, named: "\(number).csv")
    }
    let stored = try store.queue.read { database in
      try Row.fetchAll(database, sql: "SELECT shipper, consignee FROM declaration ORDER BY id")
    }
    #expect(stored.map { [$0[0], $0[1]] } == expected)
    #expect(try store.count("SELECT count(*) FROM written_party") == twin.count)
  }

  @Test("rows that share a hash but not an identity leave one another alone")
  func collision() throws {
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    let file = IngestedFile(name: "a", table: "declarations", sha256: "a", byteCount: 1)
    try store.ingest(file) { session in
      var batch = DeclarationBatch()
      batch.append(Sample.declaration("D1", quantity: 1), row: 2)
      batch.append(Sample.declaration("D2", quantity: 2), row: 3)
      batch.append(Sample.declaration("D1", quantity: 3), row: 4)
      let numbered = session.parties.number(batch)
      try session.store(NumberedBatch(numbered) { _ in 7 })
      return file
    }
    #expect(try store.quantities(asOf: "2025-12-31") == [2, 3])
  }

  @Test("words that are stored without a string are those of the enumerations")
  func words() {
    #expect(DeclarationKind.allCases.allSatisfy { $0.word.description == $0.rawValue })
    #expect(DeclarationStatus.allCases.allSatisfy { $0.word.description == $0.rawValue })
    #expect(TransportMode.allCases.allSatisfy { $0.word.description == $0.rawValue })
    #expect(TransactionNature.allCases.allSatisfy { $0.word.description == $0.rawValue })
    for code in ["AA", "KR", "ZZ", "SG"] {
      let letters = CountryLetters.letters(of: Sample.country(code))
      #expect([letters[0], letters[1]].map { UInt8(bitPattern: $0) } == Array(code.utf8))
    }
  }

  @Test("rows of an older database take part in versions")
  func olderDatabase() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/trade.sqlite"
    do {
      let queue = try DatabaseQueue(path: path)
      try Schema.migrator.migrate(queue, upTo: "3 judgements")
      try queue.write { database in
        try database.execute(
          sql: """
            INSERT INTO input_file (name, table_name, sha256, byte_count)
              VALUES ('old.csv', 'declarations', 'old', 1);
            INSERT INTO written_party (party_id, name, country) VALUES ('KR1', '가온', 'KR');
            INSERT INTO written_party (name, country) VALUES ('Harbour Nine', 'SG');
            INSERT INTO declaration (
              file_id, row, source, declaration_id, line, kind, status, date, shipper, consignee,
              departure_country, destination_country, hs_code, quantity, content_hash)
              VALUES (1, 2, 'KR', 'D1', 1, 'export', 'accepted', 20157, 1, 2, 'KR', 'SG',
                '8473302000', 8, 0);
            """)
      }
    }
    let store = try TradeStore(path: path)
    let repeated = try store.ingest([Sample.declaration(on: "2025-03-10")], named: "same.csv")
    #expect(repeated.duplicates == 1)
    try store.ingest([Sample.declaration(on: "2025-03-11", quantity: 5)], named: "new.csv")
    #expect(try store.quantities(asOf: "2025-03-10") == [8])
    #expect(try store.quantities(asOf: "2025-03-11") == [5])
    #expect(try store.count("SELECT count(*) FROM written_party") == 2)
  }
}
