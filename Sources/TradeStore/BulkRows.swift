import GRDB
import GRDBSQLite
import TradeModel

/// Goods lines and written parties on their way into the database, a batch at a time.
///
/// A batch becomes a small database in memory with the same tables, and SQLite copies its rows as they
/// are (`INSERT INTO … SELECT *` between equal tables, SQLite's transfer optimization). A statement that is
/// bound and stepped for each row takes three times as long.
final class BulkRows {
  /// The name under which the batch is attached.
  private static let schema = "batch"

  private let database: Database
  private let definitions: [String: String]
  private var image = DatabaseImage()
  private var record = RowRecord()
  private var parties = TablePages()
  private var lines = TablePages()

  /// Attaches a place for batches; to be called outside of transactions.
  init(_ database: Database) throws {
    self.database = database
    definitions = try Self.definitions(in: database)
    try database.execute(
      sql: """
        ATTACH ':memory:' AS \(Self.schema);
        PRAGMA main.cache_size = -\(TradeStore.fillingCache);
        """)
    begin()
  }

  /// Detaches the place; to be called when the transaction has ended.
  func close() {
    do {
      try database.execute(
        sql: """
          DETACH \(Self.schema);
          PRAGMA main.cache_size = -\(TradeStore.usualCache);
          """)
    } catch {
      preconditionFailure("SQLite refuses to let go of a batch: \(error)")
    }
  }

  /// Adds a party that the database does not have.
  func add(_ party: FiledParty, number: Int, texts: UnsafeRawBufferPointer) {
    record.fill(with: party, texts)
    parties.add(record, row: Int64(number), to: &image)
  }

  /// Adds a goods line whose parties have numbers; after the parties of its batch.
  func add(
    _ line: FiledLine, row: Int64, file: Int64, parties: PartyNumbers, texts: UnsafeRawBufferPointer
  ) {
    record.fill(with: line, file: file, parties: parties, texts)
    lines.add(record, row: row, to: &image)
  }

  /// Copies what was added into the database.
  func flush() throws {
    let roots = [
      ("written_party", parties.finish(in: &image)), ("declaration", lines.finish(in: &image)),
    ]
    image.finish(roots.map { (name: $0, definition: definitions[$0] ?? "", root: $1) })
    let count = Int64(image.count)
    let code = sqlite3_deserialize(
      database.sqliteConnection, Self.schema,
      image.start.assumingMemoryBound(to: UInt8.self), count, count,
      UInt32(SQLITE_DESERIALIZE_READONLY))
    guard code == SQLITE_OK else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: "cannot read a batch")
    }
    for (table, _) in roots {
      try database.execute(sql: "INSERT INTO main.\(table) SELECT * FROM \(Self.schema).\(table)")
    }
    begin()
  }

  private func begin() {
    image.removeAll()
    parties = TablePages()
    lines = TablePages()
  }

  /// How the tables are defined; a batch defines them alike.
  private static func definitions(in database: Database) throws -> [String: String] {
    let columns = ["written_party": RowRecord.partyColumns, "declaration": RowRecord.lineColumns]
    return try Dictionary(
      uniqueKeysWithValues: columns.map { table, columns in
        guard try database.columns(in: table).map(\.name) == columns,
          let definition = try String.fetchOne(
            database, sql: "SELECT sql FROM main.sqlite_schema WHERE name = ?", arguments: [table])
        else {
          throw DatabaseError(message: "table \(table) has other columns than this version knows")
        }
        return (table, definition)
      })
  }
}

extension RowRecord {
  fileprivate static let partyColumns = ["id", "party_id", "name", "country", "address"]

  /// The columns of a goods line as they lie in the table: those that came later are last.
  fileprivate static let lineColumns = [
    "id", "file_id", "row", "source", "declaration_id", "line", "kind", "status", "date",
    "departed_on", "arrived_on", "shipper", "consignee", "end_user", "forwarder", "origin_country",
    "departure_country", "destination_country", "transit_countries", "mode", "hs_code",
    "description", "model", "control_code", "permit_no", "quantity", "quantity_unit",
    "net_weight_kg", "value_usd", "nature", "replaced_on", "gross_weight_kg", "containers",
    "master_bill",
  ]

  fileprivate mutating func fill(with party: FiledParty, _ texts: UnsafeRawBufferPointer) {
    removeAll()
    addNull()  // the row's number stands before the record
    add(party.id, texts)
    add(party.name, texts)
    add(party.country)
    add(party.address, texts)
  }

  fileprivate mutating func fill(
    with line: FiledLine, file: Int64, parties: PartyNumbers, _ texts: UnsafeRawBufferPointer
  ) {
    removeAll()
    addNull()
    add(file)
    add(Int64(line.row))
    add(line.source, texts)
    add(line.declarationID, texts)
    add(Int64(line.line))
    add(line.kind.word)
    add(line.status.word)
    add(Int64(line.date.raw))
    add(line.departedOn)
    add(line.arrivedOn)
    add(Int64(parties.shipper))
    add(Int64(parties.consignee))
    addNumber(parties.endUser)
    addNumber(parties.forwarder)
    add(line.originCountry)
    add(line.departureCountry)
    add(line.destinationCountry)
    add(line.transitCountries, texts)
    add(line.mode?.word)
    addGoods(of: line, texts)
  }

  private mutating func addGoods(of line: FiledLine, _ texts: UnsafeRawBufferPointer) {
    add(line.hsCode, texts)
    add(line.goodsDescription, texts)
    add(line.model, texts)
    add(line.controlCode, texts)
    add(line.permitNumber, texts)
    add(line.quantity)
    add(line.quantityUnit, texts)
    add(line.netWeightKilograms)
    add(line.valueUSD)
    add(line.nature?.word)
    addNull()  // nothing replaces a row before its file is complete
    add(line.grossWeightKilograms)
    add(line.containers, texts)
    add(line.masterBill, texts)
  }

  private mutating func add(_ text: BatchText, _ texts: UnsafeRawBufferPointer) {
    precondition(text.range.upperBound <= texts.count, "a text beyond the end of its batch")
    add(text: UnsafeRawBufferPointer(rebasing: texts[text.range]))
  }

  private mutating func add(_ word: StaticString?) {
    guard let word else { return addNull() }
    add(text: UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  private mutating func add(_ country: CountryCode?) {
    guard let country else { return addNull() }
    add(text: UnsafeRawBufferPointer(start: CountryLetters.letters(of: country), count: 2))
  }

  private mutating func add(_ day: TradeDay?) {
    guard let day else { return addNull() }
    add(Int64(day.raw))
  }

  /// Adds the number of a party, 0 for none.
  private mutating func addNumber(_ party: Int32) {
    if party > 0 { add(Int64(party)) } else { addNull() }
  }
}
