import GRDB
import GRDBSQLite
import Synchronization
import TradeModel

extension TradeStore {
  /// Whether a file of this name and content was ingested before.
  public func hasIngested(name: String, sha256: String) throws(StoreError) -> Bool {
    try read("look up ingested files") { database in
      try Bool.fetchOne(
        database,
        sql: "SELECT EXISTS (SELECT 1 FROM input_file WHERE name = ? AND sha256 = ?)",
        arguments: [name, sha256]) ?? false
    }
  }

  /// Whether a file of this name and length was ingested before.
  public func hasIngested(name: String, size: Int) throws(StoreError) -> Bool {
    try read("look up ingested files") { database in
      try Bool.fetchOne(
        database,
        sql: "SELECT EXISTS (SELECT 1 FROM input_file WHERE name = ? AND byte_count = ?)",
        arguments: [name, size]) ?? false
    }
  }

  /// Fills the database with several files, writing a new one once instead of twice.
  ///
  /// Each page of a large transaction goes into the write-ahead log and from there into the database. A
  /// database in which nothing was stored yet has nothing to protect and nobody who reads it meanwhile,
  /// so that a rollback journal does, which takes note of old pages only. Files go in whole or not at all
  /// either way, whenever the program or the machine stops.
  ///
  /// - Parameter body: ingests the files.
  /// - Returns: what `body` returns.
  /// - Throws: `StoreError` for a database that cannot be written; what `body` throws.
  public func filling<Value>(_ body: () throws -> Value) throws -> Value {
    let isNew = try read("look up ingested files") { database in
      try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM input_file)") ?? false
    }
    guard isNew, isLasting else { return try body() }
    try setJournal("TRUNCATE")
    let filled = Result { try body() }
    try setJournal("WAL")
    return try filled.get()
  }

  /// Sets how transactions are made safe; SQLite leaves it as it is while others have the file open.
  private func setJournal(_ mode: String) throws(StoreError) {
    do {
      try queue.inDatabase { database in
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = \(mode)")
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      return
    } catch {
      throw StoreError(error, doing: "change the journal", path: queue.path)
    }
  }

  /// Ingests one file in one transaction: all of it goes in, or none.
  ///
  /// - Parameters:
  ///   - file: name and table of the file; its digest may still be unknown.
  ///   - body: reads the file and hands its rows to the session; what it returns are the digest and
  ///     the final counts.
  /// - Returns: the file as the store remembers it.
  /// - Throws: `StoreError` for a database that cannot be written; what `body` throws, after
  ///   undoing everything.
  @discardableResult
  public func ingest(
    _ file: IngestedFile, _ body: (IngestSession) throws -> IngestedFile
  ) throws -> IngestedFile {
    var stored = file
    var parties: WrittenPartyNumbers?
    do {
      try queue.inDatabase { database in
        // Every party of a row is looked up in memory and stored before the row, in this
        // transaction; looking it up once more, in the file, takes longer than storing the row.
        try database.execute(sql: "PRAGMA foreign_keys = OFF")
        defer { resumeForeignKeys(database) }
        let bulk = file.table == "declarations" ? try BulkRows(database) : nil
        defer { bulk?.close() }
        try database.inTransaction(.immediate) {
          (stored, parties) = try ingest(file, into: database, bulk, body)
          return .commit
        }
        if let parties { knownParties.withLock { $0 = parties } }
      }
      return stored
    } catch let error as DatabaseError {
      throw StoreError(error, doing: "store \(file.name)", path: queue.path)
    }
  }
}

extension TradeStore {
  private func ingest(
    _ file: IngestedFile, into database: Database, _ bulk: BulkRows?,
    _ body: (IngestSession) throws -> IngestedFile
  ) throws -> (IngestedFile, WrittenPartyNumbers?) {
    try database.execute(
      sql: "INSERT INTO input_file (name, table_name, sha256, byte_count) VALUES (?, ?, ?, ?)",
      arguments: [file.name, file.table, file.sha256, file.byteCount])
    let session = try IngestSession(
      database: database, fileID: database.lastInsertedRowID,
      parties: try partyNumbers(for: file, in: database), bulk: bulk)
    var counted = try body(session)
    try session.settleVersions()
    counted.duplicates = session.duplicates
    try session.record(counted)
    return (counted, file.table == "declarations" ? session.parties : nil)
  }

  private func resumeForeignKeys(_ database: Database) {
    do {
      try database.execute(sql: "PRAGMA foreign_keys = ON")
    } catch {
      preconditionFailure("SQLite refuses to watch foreign keys again: \(error)")
    }
  }

  /// The parties that have a number; registers write none.
  private func partyNumbers(
    for file: IngestedFile, in database: Database
  ) throws -> WrittenPartyNumbers {
    guard file.table == "declarations" else {
      return WrittenPartyNumbers(WrittenPartyTable(limit: partyLimit))
    }
    // Another process may have added some meanwhile; a file that fails forgets them all.
    let stored = try Int.fetchOne(database, sql: "SELECT ifnull(max(id), 0) FROM written_party")
    let known = knownParties.withLock { known in
      defer { known = nil }
      return known
    }
    if let known, known.count == stored { return known }
    return WrittenPartyNumbers(try WrittenPartyTable(database, limit: partyLimit))
  }
}

/// The writing side of one file's transaction.
public final class IngestSession {
  let database: Database
  let fileID: Int64
  /// Numbers the parties of batches; to be called where the file is read.
  public let parties: WrittenPartyNumbers
  private(set) var duplicates = 0
  private var tally = SourceTally()
  /// Where goods lines and their parties go; none for registers.
  private let bulk: BulkRows?
  private var findParty: Statement?
  private var identities: IdentityLedger
  private let firstRow: Int64
  private var nextRow: Int64
  private var storedParties: Int

  init(
    database: Database, fileID: Int64, parties: WrittenPartyNumbers, bulk: BulkRows?
  ) throws {
    self.database = database
    self.fileID = fileID
    self.parties = parties
    self.bulk = bulk
    identities = try IdentityLedger(database)
    let lastRow = try Int64.fetchOne(database, sql: "SELECT max(id) FROM declaration")
    firstRow = (lastRow ?? 0) + 1
    nextRow = firstRow
    storedParties = parties.count
  }

  /// Stores goods lines whose parties were numbered.
  ///
  /// Which of them repeat or replace an earlier row is settled when the file is complete.
  public func store(_ numbered: NumberedBatch) throws {
    let batch = numbered.batch
    guard let bulk else { preconditionFailure("a file of a register has no goods lines") }
    try batch.bytes.withUnsafeBytes { texts in
      let looked = try add(partiesOf: numbered, texts, to: bulk)
      for position in batch.lines.indices {
        let numbers = numbered.numbers[position].resolved(by: looked)
        bulk.add(
          batch.lines[position], row: nextRow, file: fileID, parties: numbers, texts: texts)
        try identities.add(numbers.identity, row: nextRow)
        nextRow += 1
      }
    }
    try bulk.flush()
  }

  /// Adds the parties of a batch that are new.
  ///
  /// - Returns: the numbers of those that had none, in their order.
  private func add(
    partiesOf numbered: NumberedBatch, _ texts: UnsafeRawBufferPointer, to bulk: BulkRows
  ) throws -> [Int32] {
    func add(_ party: FiledParty) -> Int32 {
      storedParties += 1
      bulk.add(party, number: storedParties, texts: texts)
      return Int32(storedParties)
    }
    if let first = numbered.firstNewParty {
      precondition(first == storedParties, "batches are stored in the order of their numbers")
      for party in numbered.newParties { _ = add(party) }
      return []
    }
    // Those of this batch differ from one another, so that none has to be found among them.
    return try numbered.newParties.map { party in
      let number = try storedNumber(of: party, numbered.batch) ?? add(party)
      parties.learn(party, in: numbered.batch.bytes.span, number: number)
      return number
    }
  }

  /// The number of a party that the database has.
  private func storedNumber(of party: FiledParty, _ batch: DeclarationBatch) throws -> Int32? {
    // Made when it is first needed: databases with fewer parties do without.
    if findParty == nil {
      try database.execute(
        sql: """
          PRAGMA main.cache_size = -\(TradeStore.usualCache);
          CREATE INDEX IF NOT EXISTS written_party_by_name ON written_party (name, party_id)
          """)
      findParty = try database.cachedStatement(
        sql: """
          SELECT id FROM written_party
          WHERE party_id IS ? AND name IS ? AND country IS ? AND address IS ?
          """)
    }
    guard let findParty else { preconditionFailure("the statement was made above") }
    var number: Int32?
    try findParty.scan { binder in
      binder.bind(batch.text(party.id))
      binder.bind(batch.text(party.name))
      binder.bind(party.country?.code)
      binder.bind(batch.text(party.address))
    } row: { row in
      number = Int32(truncatingIfNeeded: row.integer(0))
    }
    return number
  }

  /// Settles which rows of the file repeat or replace earlier ones.
  func settleVersions() throws {
    try identities.flush()
    guard nextRow > firstRow else { return }
    var versions = try GoodsLineVersions(database)
    for part in 0..<IdentityLedger.partCount {
      for rows in try identities.groups(since: firstRow, in: part) {
        try versions.settle(rows, since: firstRow)
      }
    }
    duplicates = versions.duplicates
    for (source, count) in versions.duplicatesBySource {
      tally.add(source, .repeated, "repeats an earlier row", count: count)
    }
  }

  /// Stores a row that could not be used.
  public func store(_ reject: RejectedRow) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO reject (file_id, row, line, column_name, reason, raw)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    try statement.run { binder in
      binder.bind(fileID)
      binder.bind(Int64(reject.row))
      binder.bind(Int64(reject.line))
      binder.bind(reject.column)
      binder.bind(reject.reason)
      binder.bind(reject.raw)
    }
    tally.add(reject.source, .rejected, reject.reason)
  }

  func record(_ file: IngestedFile) throws {
    let repairs = file.repairs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    try database.execute(
      sql: """
        UPDATE input_file SET sha256 = ?, byte_count = ?, rows = ?, accepted = ?, rejected = ?,
          duplicates = ?, repairs = ?, ignored_columns = ? WHERE id = ?
        """,
      arguments: [
        file.sha256, file.byteCount, file.rows, file.accepted, file.rejected, file.duplicates,
        repairs.joined(separator: "\n"), file.ignoredColumns.joined(separator: "\n"), fileID,
      ])
    for (source, repairs) in file.repairsBySource {
      for (what, count) in repairs { tally.add(source, .repaired, what, count: count) }
    }
    try tally.store(of: fileID, in: database)
  }
}

extension PartyNumbers {
  /// The same with the numbers of those that had none.
  fileprivate func resolved(by looked: [Int32]) -> PartyNumbers {
    guard !looked.isEmpty else { return self }
    func number(_ number: Int32) -> Int32 { number < 0 ? looked[Int(-number) - 1] : number }
    return PartyNumbers(
      shipper: number(shipper), consignee: number(consignee), endUser: number(endUser),
      forwarder: number(forwarder), identity: identity)
  }
}
