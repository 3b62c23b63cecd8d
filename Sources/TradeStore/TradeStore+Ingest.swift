import GRDB
import GRDBSQLite
public import TradeModel

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

  /// Ingests one file in one transaction: all of it goes in, or none.
  ///
  /// - Parameters:
  ///   - file: name, table and digest of the file.
  ///   - body: reads the file and hands its rows to the session; what it returns are the final
  ///     counts.
  /// - Throws: `StoreError` for a database that cannot be written; what `body` throws, after
  ///   undoing everything.
  public func ingest(
    _ file: IngestedFile, _ body: (IngestSession) throws -> IngestedFile
  ) throws {
    do {
      try queue.inTransaction(.immediate) { database in
        try database.execute(
          sql: "INSERT INTO input_file (name, table_name, sha256, byte_count) VALUES (?, ?, ?, ?)",
          arguments: [file.name, file.table, file.sha256, file.byteCount])
        let session = try IngestSession(database: database, fileID: database.lastInsertedRowID)
        var counted = try body(session)
        counted.duplicates = session.duplicates
        try session.record(counted)
        return .commit
      }
    } catch let error as DatabaseError {
      throw StoreError(error, doing: "store \(file.name)", path: queue.path)
    }
  }
}

/// The writing side of one file's transaction.
public final class IngestSession {
  let database: Database
  let fileID: Int64
  private(set) var duplicates = 0
  private let insertDeclaration: Statement
  private let findVersions: Statement
  private let replaceVersions: Statement
  private var parties: WrittenPartyTable

  init(database: Database, fileID: Int64) throws {
    self.database = database
    self.fileID = fileID
    insertDeclaration = try database.cachedStatement(sql: Self.insertDeclarationSQL)
    findVersions = try database.cachedStatement(
      sql: """
        SELECT content_hash FROM declaration
        WHERE declaration_id = ? AND source = ? AND line = ?
        ORDER BY id
        """)
    replaceVersions = try database.cachedStatement(
      sql: """
        UPDATE declaration SET replaced_on = min(ifnull(replaced_on, 2147483647), ?4)
        WHERE declaration_id = ?1 AND source = ?2 AND line = ?3
        """)
    parties = try WrittenPartyTable(database)
  }

  private static let insertDeclarationSQL = """
    INSERT INTO declaration (
      file_id, row, source, declaration_id, line, kind, status, date, departed_on, arrived_on,
      shipper, consignee, end_user, forwarder, origin_country, departure_country,
      destination_country, transit_countries, mode, hs_code, description, model, control_code,
      permit_no, quantity, quantity_unit, net_weight_kg, value_usd, nature, content_hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  /// Stores a goods line; a later row of the same identity replaces the earlier from its own date
  /// on, and a row that says exactly what an earlier one said changes nothing.
  public func store(_ declaration: Declaration, row: Int) throws {
    let hash = declaration.contentHash
    let identity = declaration.identity
    var versions = 0
    var isRepeated = false
    try findVersions.scan { binder in
      binder.bind(identity.declarationID)
      binder.bind(identity.source)
      binder.bind(Int64(identity.line))
    } row: { version in
      versions += 1
      // Only the last counts: a line filed as A, then B, then A again stands at A.
      isRepeated = version.integer(0) == hash
    }
    if isRepeated {
      duplicates += 1
      return
    }
    if versions > 0 {
      try replaceVersions.run { binder in
        binder.bind(identity.declarationID)
        binder.bind(identity.source)
        binder.bind(Int64(identity.line))
        binder.bind(Int64(declaration.date.raw))
      }
    }
    let shipper = try parties.number(of: declaration.shipper)
    let consignee = try parties.number(of: declaration.consignee)
    let endUser = declaration.endUser.isEmpty ? nil : try parties.number(of: declaration.endUser)
    let forwarder =
      declaration.forwarder.isEmpty ? nil : try parties.number(of: declaration.forwarder)
    try insertDeclaration.run { binder in
      binder.bind(fileID)
      binder.bind(Int64(row))
      binder.bindIdentity(of: declaration)
      binder.bind(shipper)
      binder.bind(consignee)
      binder.bind(endUser)
      binder.bind(forwarder)
      binder.bindGoods(of: declaration)
      binder.bind(hash)
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
  }

  func record(_ file: IngestedFile) throws {
    let repairs = file.repairs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    try database.execute(
      sql: """
        UPDATE input_file SET rows = ?, accepted = ?, rejected = ?, duplicates = ?, repairs = ?,
          ignored_columns = ? WHERE id = ?
        """,
      arguments: [
        file.rows, file.accepted, file.rejected, file.duplicates,
        repairs.joined(separator: "\n"), file.ignoredColumns.joined(separator: "\n"), fileID,
      ])
  }
}

extension Binder {
  fileprivate mutating func bindIdentity(of declaration: Declaration) {
    bind(declaration.identity.source)
    bind(declaration.identity.declarationID)
    bind(Int64(declaration.identity.line))
    bind(declaration.kind.rawValue)
    bind(declaration.status.rawValue)
    bind(Int64(declaration.date.raw))
    bind(declaration.departedOn)
    bind(declaration.arrivedOn)
  }

  fileprivate mutating func bindGoods(of declaration: Declaration) {
    bind(declaration.originCountry?.code)
    bind(declaration.departureCountry.code)
    bind(declaration.destinationCountry.code)
    let transit = declaration.transitCountries.map(\.code).joined(separator: ";")
    bind(transit.isEmpty ? nil : transit)
    bind(declaration.mode?.rawValue)
    bind(declaration.hsCode)
    bind(declaration.goodsDescription)
    bind(declaration.model)
    bind(declaration.controlCode)
    bind(declaration.permitNumber)
    bind(declaration.quantity)
    bind(declaration.quantityUnit)
    bind(declaration.netWeightKilograms)
    bind(declaration.valueUSD)
    bind(declaration.nature?.rawValue)
  }
}
