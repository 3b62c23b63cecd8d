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
        try database.inTransaction(.immediate) {
          (stored, parties) = try ingest(file, into: database, body)
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
    _ file: IngestedFile, into database: Database,
    _ body: (IngestSession) throws -> IngestedFile
  ) throws -> (IngestedFile, WrittenPartyNumbers?) {
    try database.execute(
      sql: "INSERT INTO input_file (name, table_name, sha256, byte_count) VALUES (?, ?, ?, ?)",
      arguments: [file.name, file.table, file.sha256, file.byteCount])
    let session = try IngestSession(
      database: database, fileID: database.lastInsertedRowID,
      parties: try partyNumbers(for: file, in: database))
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
  private let insertDeclaration: Statement
  private let insertParty: Statement
  private var findParty: Statement?
  private var identities: IdentityLedger
  private let firstRow: Int64
  private var nextRow: Int64
  private var storedParties: Int

  init(database: Database, fileID: Int64, parties: WrittenPartyNumbers) throws {
    self.database = database
    self.fileID = fileID
    self.parties = parties
    insertDeclaration = try database.cachedStatement(sql: Self.insertDeclarationSQL)
    insertParty = try database.cachedStatement(
      sql: "INSERT INTO written_party (id, party_id, name, country, address) VALUES (?, ?, ?, ?, ?)"
    )
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
    try batch.bytes.withUnsafeBufferPointer { bytes in
      let looked = try store(partiesOf: numbered, bytes)
      var binder = BufferBinder(statement: insertDeclaration.sqliteStatement, bytes: bytes)
      defer { binder.clear() }
      for position in batch.lines.indices {
        let numbers = numbered.numbers[position].resolved(by: looked)
        binder.bind(batch.lines[position], of: fileID, parties: numbers)
        binder.leaveRestEmpty()
        try insertDeclaration.stepKeepingBindings()
        try identities.add(numbers.identity, row: nextRow)
        nextRow += 1
      }
    }
  }

  /// Stores the parties of a batch that are new.
  ///
  /// - Returns: the numbers of those that had none, in their order.
  private func store(
    partiesOf numbered: NumberedBatch, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws -> [Int32] {
    if let first = numbered.firstNewParty {
      precondition(first == storedParties, "batches are stored in the order of their numbers")
      for party in numbered.newParties { _ = try store(party, bytes) }
      return []
    }
    return try numbered.newParties.map { party in
      let number = try storedNumber(of: party, bytes) ?? store(party, bytes)
      parties.learn(party, in: bytes.span, number: number)
      return number
    }
  }

  /// Stores a party under the next number.
  private func store(_ party: FiledParty, _ bytes: UnsafeBufferPointer<UInt8>) throws -> Int32 {
    storedParties += 1
    var binder = BufferBinder(statement: insertParty.sqliteStatement, bytes: bytes)
    defer { binder.clear() }
    binder.bind(Int64(storedParties), at: 1)
    binder.bind(party, from: 2)
    try insertParty.stepKeepingBindings()
    return Int32(storedParties)
  }

  /// The number of a party that the database has.
  private func storedNumber(
    of party: FiledParty, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws -> Int32? {
    // Made when it is first needed: databases with fewer parties do without.
    if findParty == nil {
      try database.execute(
        sql: "CREATE INDEX IF NOT EXISTS written_party_by_name ON written_party (name, party_id)")
      findParty = try database.cachedStatement(
        sql: """
          SELECT id FROM written_party
          WHERE party_id IS ? AND name IS ? AND country IS ? AND address IS ?
          """)
    }
    guard let findParty else { preconditionFailure("the statement was made above") }
    var number: Int32?
    var binder = BufferBinder(statement: findParty.sqliteStatement, bytes: bytes)
    binder.bind(party, from: 1)
    try findParty.scan { _ in
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

extension IngestSession {
  private static let insertDeclarationSQL = """
    INSERT INTO declaration (
      file_id, row, source, declaration_id, line, kind, status, date, departed_on, arrived_on,
      shipper, consignee, end_user, forwarder, origin_country, departure_country,
      destination_country, transit_countries, mode, hs_code, description, model, control_code,
      permit_no, quantity, quantity_unit, net_weight_kg, value_usd, nature,
      gross_weight_kg, containers, master_bill)
    VALUES (
      ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
      ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
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

extension BufferBinder {
  /// Binds a written party in the order of its columns.
  fileprivate mutating func bind(_ party: FiledParty, from position: Int32) {
    bind(party.id, at: position)
    bind(party.name, at: position + 1)
    bind(party.country, at: position + 2)
    bind(party.address, at: position + 3)
  }

  /// Binds a goods line in the order of the statement that stores it; the others stay NULL.
  fileprivate mutating func bind(_ line: FiledLine, of file: Int64, parties: PartyNumbers) {
    bind(file, at: 1)
    bind(Int64(line.row), at: 2)
    bind(line.source, at: 3)
    bind(line.declarationID, at: 4)
    bind(Int64(line.line), at: 5)
    bind(line.kind.word, at: 6)
    bind(line.status.word, at: 7)
    bind(line.date, at: 8)
    bind(line.departedOn, at: 9)
    bind(line.arrivedOn, at: 10)
    bind(Int64(parties.shipper), at: 11)
    bind(Int64(parties.consignee), at: 12)
    if parties.endUser > 0 { bind(Int64(parties.endUser), at: 13) }
    if parties.forwarder > 0 { bind(Int64(parties.forwarder), at: 14) }
    bind(line.originCountry, at: 15)
    bind(line.departureCountry, at: 16)
    bind(line.destinationCountry, at: 17)
    bind(line.transitCountries, at: 18)
    bind(line.mode?.word, at: 19)
    bind(line.hsCode, at: 20)
    bind(line.goodsDescription, at: 21)
    bind(line.model, at: 22)
    bind(line.controlCode, at: 23)
    bind(line.permitNumber, at: 24)
    bind(line.quantity, at: 25)
    bind(line.quantityUnit, at: 26)
    bind(line.netWeightKilograms, at: 27)
    bind(line.valueUSD, at: 28)
    bind(line.nature?.word, at: 29)
    bind(line.grossWeightKilograms, at: 30)
    bind(line.containers, at: 31)
    bind(line.masterBill, at: 32)
  }
}
