import TradeModel

/// How the rows of one table become records.
protocol RecordTable {
  /// What a usable row becomes.
  associatedtype Record
  /// Finds the table's columns in a header.
  init(_ columns: inout ColumnFinder)
  /// Reads one row whose shape is that of the header.
  mutating func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> Record
}

/// The columns that write a party down.
struct PartyColumns {
  let id: Column
  let name: Column
  var country: Column?
  var address: Column?

  /// The party as written; any part may be unknown.
  func party(in row: borrowing Row) throws(RowFault) -> WrittenParty {
    var party = WrittenParty(id: row.text(id), name: row.text(name))
    if let country { party.country = try row.country(country) }
    if let address { party.address = row.text(address) }
    return party
  }
}

/// Rows of `declarations.csv`.
struct DeclarationRows: RecordTable {
  private let declarationID, line, source, kind, status: Column
  private let date, departedOn, arrivedOn: Column
  private let shipper, consignee, endUser, forwarder: PartyColumns
  private let origin, departure, destination, transit, mode: Column
  private let hsCode, description, model, controlCode, permitNumber: Column
  private let quantity, quantityUnit, netWeight, value, nature, grossWeight: Column
  private let containers, masterBill: Column
  private let kinds = WordTable<DeclarationKind>()
  private let statuses = WordTable<DeclarationStatus>()
  private let modes = WordTable<TransportMode>()
  private let natures = WordTable<TransactionNature>()
  /// The goods lines read so far, and the rows that they were read from.
  var batch = DeclarationBatch()
  /// How far behind its place in the row in hand a text lies in the batch.
  private var shift = 0

  init(_ columns: inout ColumnFinder) {
    declarationID = columns.required("declaration_id")
    line = columns.optional("line")
    source = columns.required("source")
    kind = columns.required("kind")
    status = columns.optional("status")
    date = columns.required("date")
    departedOn = columns.optional("departed_on")
    arrivedOn = columns.optional("arrived_on")
    let (shipperID, shipperName) = columns.either("shipper_id", or: "shipper_name")
    shipper = PartyColumns(
      id: shipperID, name: shipperName, country: columns.required("shipper_country"),
      address: columns.optional("shipper_address"))
    let (consigneeID, consigneeName) = columns.either("consignee_id", or: "consignee_name")
    consignee = PartyColumns(
      id: consigneeID, name: consigneeName, country: columns.required("consignee_country"),
      address: columns.optional("consignee_address"))
    endUser = PartyColumns(
      id: columns.optional("end_user_id"), name: columns.optional("end_user_name"),
      country: columns.optional("end_user_country"))
    forwarder = PartyColumns(
      id: columns.optional("forwarder_id"), name: columns.optional("forwarder_name"))
    origin = columns.optional("origin_country")
    departure = columns.required("departure_country")
    destination = columns.required("destination_country")
    transit = columns.optional("transit_countries")
    mode = columns.optional("mode")
    hsCode = columns.required("hs_code")
    description = columns.optional("description")
    model = columns.optional("model")
    controlCode = columns.optional("control_code")
    permitNumber = columns.optional("permit_no")
    quantity = columns.optional("quantity")
    quantityUnit = columns.optional("quantity_unit")
    netWeight = columns.optional("net_weight_kg")
    value = columns.optional("value_usd")
    nature = columns.optional("nature")
    grossWeight = columns.optional("gross_weight_kg")
    containers = columns.optional("containers")
    masterBill = columns.optional("master_bill")
  }

  /// Reads a row; it goes into `batch` with its texts, the line itself is for the caller to add.
  mutating func record(
    in row: borrowing Row, repairs: inout Repairs
  ) throws(RowFault) -> FiledLine {
    // The row at one go: it is longer than its texts by little, and copying each takes longer.
    let mark = batch.bytes.count
    shift = mark - row.start
    _ = batch.add(row.bytes.span.extracting(row.start..<row.start + row.length))
    do throws(RowFault) {
      return try filedLine(in: row, repairs: &repairs)
    } catch {
      batch.forgetBytes(from: mark)
      throw error
    }
  }

  private mutating func filedLine(
    in row: borrowing Row, repairs: inout Repairs
  ) throws(RowFault) -> FiledLine {
    // The order is that of the contract: the first fault from the left is the one reported.
    let number = try requiredText(declarationID, of: row)
    let goodsLine = try row.lineNumber(line)
    let recorder = try requiredText(source, of: row)
    let declaredKind = try row.requiredChoice(kind, from: kinds, else: .unknownKind)
    let filedStatus = try row.choice(status, from: statuses, else: .unknownStatus)
    let day = try row.requiredDay(date)
    let departed = try row.day(departedOn)
    let arrived = try row.day(arrivedOn)
    let sender = try requiredParty(shipper, of: row)
    let receiver = try requiredParty(consignee, of: row)
    let user = try party(endUser, of: row)
    let carrier = try party(forwarder, of: row)
    let madeIn = try row.country(origin)
    let from = try row.requiredCountry(departure)
    let to = try row.requiredCountry(destination)
    var filed = FiledLine(kind: declaredKind, date: day, from: from, to: to)
    filed.transitCountries = try countries(transit, of: row)
    filed.mode = try row.choice(mode, from: modes, else: .unknownMode)
    filed.hsCode = try requiredHSCode(of: row, repairs: &repairs)
    filed.line = goodsLine
    filed.source = recorder
    filed.declarationID = number
    filed.status = filedStatus ?? .accepted
    filed.departedOn = departed
    filed.arrivedOn = arrived
    filed.shipper = sender
    filed.consignee = receiver
    filed.endUser = user
    filed.forwarder = carrier
    filed.originCountry = madeIn
    try readGoods(of: row, into: &filed)
    return filed
  }

  private mutating func readGoods(
    of row: borrowing Row, into filed: inout FiledLine
  ) throws(RowFault) {
    filed.goodsDescription = text(description, of: row)
    filed.model = text(model, of: row)
    filed.controlCode = text(controlCode, of: row)
    filed.permitNumber = text(permitNumber, of: row)
    filed.quantity = try row.amount(quantity)
    filed.quantityUnit = text(quantityUnit, of: row)
    filed.netWeightKilograms = try row.amount(netWeight)
    filed.valueUSD = try row.amount(value)
    filed.nature = try row.choice(nature, from: natures, else: .unknownNature)
    filed.grossWeightKilograms = try row.amount(grossWeight)
    filed.containers = text(containers, of: row)
    filed.masterBill = text(masterBill, of: row)
  }
}

extension DeclarationRows {
  private mutating func text(_ column: Column, of row: borrowing Row) -> BatchText {
    guard let range = row.range(column) else { return .none }
    guard !row.cells[column.position].hasDoubledQuotes else {
      return batch.add(row.undoubled(range).span)
    }
    return BatchText(start: UInt32(range.lowerBound + shift), length: UInt32(range.count))
  }

  private mutating func requiredText(
    _ column: Column, of row: borrowing Row
  ) throws(RowFault) -> BatchText {
    let text = text(column, of: row)
    guard !text.isEmpty else { throw RowFault(.missing, column) }
    return text
  }

  /// The party as written; any part may be unknown.
  private mutating func party(
    _ columns: PartyColumns, of row: borrowing Row
  ) throws(RowFault) -> FiledParty {
    var party = FiledParty()
    party.id = text(columns.id, of: row)
    party.name = text(columns.name, of: row)
    if let country = columns.country { party.country = try row.country(country) }
    if let address = columns.address { party.address = text(address, of: row) }
    return party
  }

  /// The party as written; it must have an id or a name, and a country.
  private mutating func requiredParty(
    _ columns: PartyColumns, of row: borrowing Row
  ) throws(RowFault) -> FiledParty {
    let party = try party(columns, of: row)
    guard !party.id.isEmpty || !party.name.isEmpty else {
      throw RowFault(.missing, columns.name.position < 0 ? columns.id : columns.name)
    }
    if let country = columns.country, party.country == nil { throw RowFault(.missing, country) }
    return party
  }

  private mutating func requiredHSCode(
    of row: borrowing Row, repairs: inout Repairs
  ) throws(RowFault) -> BatchText {
    guard !row.isPlainHSCode(hsCode) else { return text(hsCode, of: row) }
    return batch.add(Array(try row.requiredHSCode(hsCode, repairs: &repairs).utf8).span)
  }

  private mutating func countries(
    _ column: Column, of row: borrowing Row
  ) throws(RowFault) -> BatchText {
    let countries = try row.countries(column)
    guard !countries.isEmpty else { return .none }
    return batch.add(Array(countries.map(\.code).joined(separator: ";").utf8).span)
  }
}
