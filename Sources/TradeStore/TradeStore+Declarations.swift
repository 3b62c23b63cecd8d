import GRDB
public import TradeModel

/// A goods line as it lies in the database, read field by field so that a scan over ten million
/// rows makes strings only for the rows that matter.
public struct StoredDeclaration {
  private let row: SteppedRow
  private let parties: [WrittenParty]

  init(row: SteppedRow, parties: [WrittenParty]) {
    self.row = row
    self.parties = parties
  }

  /// Numbers of the written shipper and consignee, into `StoredParties`.
  public var shipperNumber: Int { Int(row.integer(9)) - 1 }
  /// Number of the written consignee.
  public var consigneeNumber: Int { Int(row.integer(10)) - 1 }
  /// Number of the written forwarder, where there is one.
  public var forwarderNumber: Int? { row.isNull(12) ? nil : Int(row.integer(12)) - 1 }
  /// The day of acceptance.
  public var date: TradeDay { TradeDay(raw: Int32(truncatingIfNeeded: row.integer(6))) }
  /// The Harmonized System code.
  public var hsCode: String { row.text(18) ?? "" }
  /// Export, import, transit or re-export.
  public var kind: DeclarationKind { DeclarationKind(rawValue: row.text(4) ?? "") ?? .export }
  /// Where the row stands.
  public var status: DeclarationStatus {
    DeclarationStatus(rawValue: row.text(5) ?? "") ?? .accepted
  }
  /// Who recorded it.
  public var source: String { row.text(1) ?? "" }
  /// Value in US dollars.
  public var valueUSD: Double? { row.real(26) }
  /// Net weight in kilograms.
  public var netWeightKilograms: Double? { row.real(25) }
  /// Declared quantity.
  public var quantity: Double? { row.real(23) }
  /// Where the movement starts.
  public var departureCountry: CountryCode? { row.country(14) }
  /// Where the movement ends.
  public var destinationCountry: CountryCode? { row.country(15) }

  /// A column that may be empty.
  public struct OptionalColumn: Sendable {
    /// Its name in declarations.csv.
    public let name: String
    fileprivate let position: Int32
  }

  /// The columns that may be empty, those of parties left out.
  public static let optionalColumns: [OptionalColumn] = [
    ("departed_on", 7), ("arrived_on", 8), ("end_user", 11), ("forwarder", 12),
    ("origin_country", 13), ("transit_countries", 16), ("mode", 17), ("description", 19),
    ("model", 20), ("control_code", 21), ("permit_no", 22), ("quantity", 23),
    ("quantity_unit", 24), ("net_weight_kg", 25), ("value_usd", 26), ("nature", 27),
    ("gross_weight_kg", 28), ("containers", 29), ("master_bill", 30),
  ].map { OptionalColumn(name: $0, position: $1) }

  /// Whether nothing was filed in a column.
  public func isMissing(_ column: OptionalColumn) -> Bool { row.isNull(column.position) }

  /// Who recorded the row, under which number and line.
  public var identity: DeclarationIdentity {
    DeclarationIdentity(
      source: source, declarationID: row.text(2) ?? "",
      line: Int32(truncatingIfNeeded: row.integer(3)))
  }

  /// The roles that were filled in, with the numbers of the written parties.
  public var partyNumbers: [(role: String, number: Int)] {
    var numbers = [(role: "shipper", number: shipperNumber), ("consignee", consigneeNumber)]
    if !row.isNull(11) { numbers.append(("end_user", Int(row.integer(11)) - 1)) }
    if !row.isNull(12) { numbers.append(("forwarder", Int(row.integer(12)) - 1)) }
    return numbers
  }

  /// The whole row; nil only if the database was changed by another program.
  public var declaration: Declaration? {
    guard let departure = departureCountry, let destination = destinationCountry,
      parties.indices.contains(shipperNumber), parties.indices.contains(consigneeNumber)
    else { return nil }
    var declaration = Declaration(
      identity: identity, kind: kind, status: status, date: date, shipper: parties[shipperNumber],
      consignee: parties[consigneeNumber], from: departure, to: destination, hsCode: hsCode)
    declaration.departedOn = row.day(7)
    declaration.arrivedOn = row.day(8)
    if !row.isNull(11) { declaration.endUser = parties[Int(row.integer(11)) - 1] }
    if !row.isNull(12) { declaration.forwarder = parties[Int(row.integer(12)) - 1] }
    declaration.originCountry = row.country(13)
    declaration.transitCountries =
      (row.text(16) ?? "").split(separator: ";").compactMap { CountryCode($0) }
    declaration.mode = row.text(17).flatMap(TransportMode.init)
    declaration.goodsDescription = row.text(19)
    declaration.model = row.text(20)
    declaration.controlCode = row.text(21)
    declaration.permitNumber = row.text(22)
    declaration.quantity = row.real(23)
    declaration.quantityUnit = row.text(24)
    declaration.netWeightKilograms = row.real(25)
    declaration.valueUSD = row.real(26)
    declaration.grossWeightKilograms = row.real(28)
    declaration.containers = row.text(29)
    declaration.masterBill = row.text(30)
    declaration.nature = row.text(27).flatMap(TransactionNature.init)
    return declaration
  }
}

/// Which goods lines to visit.
public enum DeclarationChoice: Sendable {
  /// Those that count on a day.
  case standing
  /// Those that a later row of the same identity had replaced by then.
  case replaced

  fileprivate var condition: String {
    switch self {
    case .standing: "WHERE date <= ?1 AND (replaced_on IS NULL OR replaced_on > ?1) ORDER BY id"
    case .replaced: "WHERE date <= ?1 AND replaced_on <= ?1 ORDER BY id"
    }
  }
}

extension TradeStore {
  private static let selectDeclarations = """
    SELECT id, source, declaration_id, line, kind, status, date, departed_on, arrived_on,
      shipper, consignee, end_user, forwarder, origin_country, departure_country,
      destination_country, transit_countries, mode, hs_code, description, model,
      control_code, permit_no, quantity, quantity_unit, net_weight_kg, value_usd, nature,
      gross_weight_kg, containers, master_bill
    FROM declaration

    """

  /// Every distinct written party; declarations refer to them by position.
  public func writtenParties() throws(StoreError) -> [WrittenParty] {
    try read("read the parties") { try WrittenPartyTable.all($0) }
  }

  /// Every distinct written party, blank where nobody had filed it by a day.
  ///
  /// How a party was written later must not say who it is on an earlier day. Where the day is the last
  /// one or later, nothing is looked up.
  public func writtenParties(asOf day: TradeDay) throws(StoreError) -> [WrittenParty] {
    try read("read the parties") { database in
      let parties = try WrittenPartyTable.all(database)
      let later = "SELECT EXISTS (SELECT 1 FROM declaration WHERE date > ?1)"
      guard try Bool.fetchOne(database, sql: later, arguments: [day.raw]) ?? false else {
        return parties
      }
      var isFiled = [Bool](repeating: false, count: parties.count)
      let select = try database.cachedStatement(
        sql: "SELECT shipper, consignee, end_user, forwarder FROM declaration WHERE date <= ?1")
      try select.scan {
        $0.bind(Int64(day.raw))
      } row: { row in
        for column in Int32(0)..<4 where !row.isNull(column) {
          let number = Int(row.integer(column)) - 1
          if isFiled.indices.contains(number) { isFiled[number] = true }
        }
      }
      return zip(parties, isFiled).map { $1 ? $0 : WrittenParty() }
    }
  }

  /// The last day of acceptance in the database; nil when it has no declarations.
  public func lastDay() throws(StoreError) -> TradeDay? {
    try read("find the last day") { database in
      try Int32.fetchOne(database, sql: "SELECT max(date) FROM declaration")
        .map(TradeDay.init(raw:))
    }
  }

  /// Visits every goods line as it was known on a day: rows dated later are not seen, and of
  /// several rows of one identity the last that was known by then counts.
  ///
  /// The order is that of ingestion. The row handed over is valid only during the call.
  public func forEachDeclaration(
    asOf day: TradeDay, rows: DeclarationChoice = .standing,
    _ body: (StoredDeclaration) throws -> Void
  ) throws {
    do {
      try queue.read { database in
        let parties = try WrittenPartyTable.all(database)
        let statement = try database.cachedStatement(sql: Self.selectDeclarations + rows.condition)
        try statement.scan {
          $0.bind(Int64(day.raw))
        } row: { row in
          try body(StoredDeclaration(row: row, parties: parties))
        }
      }
    } catch let error as DatabaseError {
      throw StoreError(error, doing: "read the declarations", path: queue.path)
    }
  }

  /// The files of these names and digests as ingested, in the order given.
  public func ingestedFiles(
    _ wanted: [(name: String, sha256: String)]
  ) throws(StoreError) -> [IngestedFile] {
    try read("read the list of files") { database in
      try wanted.compactMap { name, sha256 in
        try Row.fetchOne(
          database, sql: "SELECT * FROM input_file WHERE name = ? AND sha256 = ?",
          arguments: [name, sha256]
        ).map(IngestedFile.init(row:))
      }
    }
  }

  /// A text that changes with every file that is ingested and every judgement that is recorded or
  /// taken back: what was worked out of the database holds as long as it stays the same.
  public func contents() throws(StoreError) -> String {
    try read("read the list of files") { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT * FROM (
            SELECT 'file ' || id || ' ' || name || ' ' || sha256 || ' ' || rows FROM input_file
            ORDER BY id)
          UNION ALL SELECT * FROM (
            SELECT 'judgement ' || judgement_id FROM judgement ORDER BY judgement_id)
          UNION ALL SELECT * FROM (
            SELECT 'revocation ' || judgement_id FROM judgement_revocation ORDER BY judgement_id)
          UNION ALL SELECT 'rows ' || ifnull(max(id), 0) FROM declaration
          UNION ALL SELECT 'parties ' || ifnull(max(id), 0) FROM written_party
          """
      ).joined(separator: "\n")
    }
  }

  /// Why rows of one ingested file could not be used, the most frequent reasons first.
  public func rejectReasons(
    of file: IngestedFile, limit: Int
  ) throws(StoreError) -> [RejectReason] {
    try read("read the rejects") { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT r.column_name, r.reason, count(*) AS rows, min(r.row) AS first
          FROM reject r JOIN input_file f ON f.id = r.file_id
          WHERE f.name = ? AND f.sha256 = ? GROUP BY 1, 2 ORDER BY 3 DESC, 4 LIMIT ?
          """, arguments: [file.name, file.sha256, limit]
      ).map { row in
        RejectReason(
          column: row["column_name"], reason: row["reason"], count: row["rows"],
          firstRow: row["first"])
      }
    }
  }

  /// The rows of one ingested file that could not be used, in file order.
  public func rejects(of file: IngestedFile) throws(StoreError) -> [RejectedRow] {
    try read("read the rejects") { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT r.row, r.line, r.column_name, r.reason, r.raw
          FROM reject r JOIN input_file f ON f.id = r.file_id
          WHERE f.name = ? AND f.sha256 = ? ORDER BY r.row
          """, arguments: [file.name, file.sha256]
      ).map { row in
        RejectedRow(
          file: file.name, row: row["row"], line: row["line"], column: row["column_name"],
          reason: row["reason"], raw: row["raw"])
      }
    }
  }
}

extension IngestedFile {
  fileprivate init(row: Row) {
    self.init(
      name: row["name"], table: row["table_name"], sha256: row["sha256"],
      byteCount: row["byte_count"])
    rows = row["rows"]
    accepted = row["accepted"]
    rejected = row["rejected"]
    duplicates = row["duplicates"]
    let repairLines: String = row["repairs"]
    for line in repairLines.split(separator: "\n") {
      guard let equals = line.lastIndex(of: "=") else { continue }
      repairs[String(line[..<equals])] = Int(line[line.index(after: equals)...]) ?? 0
    }
    let ignored: String = row["ignored_columns"]
    ignoredColumns = ignored.split(separator: "\n").map(String.init)
  }
}
