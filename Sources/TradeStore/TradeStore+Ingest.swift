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
    guard file.table == "declarations" else { return WrittenPartyNumbers(WrittenPartyTable()) }
    // Another process may have added some meanwhile; a file that fails forgets them all.
    let stored = try Int.fetchOne(database, sql: "SELECT ifnull(max(id), 0) FROM written_party")
    let known = knownParties.withLock { known in
      defer { known = nil }
      return known
    }
    if let known, known.count == stored { return known }
    return WrittenPartyNumbers(try WrittenPartyTable(database))
  }
}

/// The writing side of one file's transaction.
public final class IngestSession {
  let database: Database
  let fileID: Int64
  /// Numbers the parties of batches; to be called where the file is read.
  public let parties: WrittenPartyNumbers
  private(set) var duplicates = 0
  private let insertDeclaration: Statement
  private let insertParty: Statement
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
    precondition(
      numbered.firstNewParty == storedParties, "batches are stored in the order of their numbers")
    storedParties += numbered.newParties.count
    for (position, key) in numbered.newParties.enumerated() {
      try store(key, number: numbered.firstNewParty + position + 1)
    }
    let batch = numbered.batch
    try batch.bytes.withUnsafeBufferPointer { bytes in
      let binder = BufferBinder(statement: insertDeclaration.sqliteStatement, bytes: bytes)
      for position in batch.lines.indices {
        binder.bind(batch.lines[position], of: fileID, parties: numbered.numbers[position])
        try insertDeclaration.stepOnce()
        try identities.add(numbered.numbers[position].identity, row: nextRow)
        nextRow += 1
      }
    }
  }

  private func store(_ key: PartyKey, number: Int) throws {
    try key.bytes.withUnsafeBufferPointer { bytes in
      let binder = BufferBinder(statement: insertParty.sqliteStatement, bytes: bytes)
      binder.bind(Int64(number), at: 1)
      binder.bind(key.id, at: 2)
      binder.bind(key.name, at: 3)
      if let country = key.country { binder.bind(country, at: 4) }
      binder.bind(key.address, at: 5)
      try insertParty.stepOnce()
    }
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
  }
}

extension IngestSession {
  private static let insertDeclarationSQL = """
    INSERT INTO declaration (
      file_id, row, source, declaration_id, line, kind, status, date, departed_on, arrived_on,
      shipper, consignee, end_user, forwarder, origin_country, departure_country,
      destination_country, transit_countries, mode, hs_code, description, model, control_code,
      permit_no, quantity, quantity_unit, net_weight_kg, value_usd, nature,
      gross_weight_kg)
    VALUES (
      ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
      ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
}

extension BufferBinder {
  /// Binds a goods line in the order of the statement that stores it; the others stay NULL.
  fileprivate func bind(_ line: FiledLine, of file: Int64, parties: PartyNumbers) {
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
  }
}
