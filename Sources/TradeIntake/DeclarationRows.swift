import TradeModel

/// How the rows of one table become records.
protocol RecordTable {
  /// Finds the table's columns in a header.
  init(_ columns: inout ColumnFinder)
  /// Reads one row whose shape is that of the header.
  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord
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

  /// The party as written; it must have an id or a name, and a country.
  func requiredParty(in row: borrowing Row) throws(RowFault) -> WrittenParty {
    let party = try party(in: row)
    guard party.id != nil || party.name != nil else {
      throw RowFault(.missing, name.position < 0 ? id : name)
    }
    if let country, party.country == nil { throw RowFault(.missing, country) }
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
  private let quantity, quantityUnit, netWeight, value, nature: Column

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
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    // The order is that of the contract: the first fault from the left is the one reported.
    let number = try row.requiredText(declarationID)
    let goodsLine = try row.lineNumber(line)
    let identity = DeclarationIdentity(
      source: try row.requiredText(source), declarationID: number, line: goodsLine)
    let declaredKind: DeclarationKind = try row.requiredChoice(kind, else: .unknownKind)
    let filedStatus: DeclarationStatus? = try row.choice(status, else: .unknownStatus)
    let day = try row.requiredDay(date)
    let departed = try row.day(departedOn)
    let arrived = try row.day(arrivedOn)
    let sender = try shipper.requiredParty(in: row)
    let receiver = try consignee.requiredParty(in: row)
    let user = try endUser.party(in: row)
    let carrier = try forwarder.party(in: row)
    let madeIn = try row.country(origin)
    let from = try row.requiredCountry(departure)
    let to = try row.requiredCountry(destination)
    let passed = try row.countries(transit)
    let transport: TransportMode? = try row.choice(mode, else: .unknownMode)
    var declaration = Declaration(
      identity: identity, kind: declaredKind, status: filedStatus ?? .accepted, date: day,
      shipper: sender, consignee: receiver, from: from, to: to,
      hsCode: try row.requiredHSCode(hsCode, repairs: &repairs))
    declaration.departedOn = departed
    declaration.arrivedOn = arrived
    declaration.endUser = user
    declaration.forwarder = carrier
    declaration.originCountry = madeIn
    declaration.transitCountries = passed
    declaration.mode = transport
    try readGoods(in: row, into: &declaration)
    return .declaration(declaration)
  }

  private func readGoods(
    in row: borrowing Row, into declaration: inout Declaration
  ) throws(RowFault) {
    declaration.goodsDescription = row.text(description)
    declaration.model = row.text(model)
    declaration.controlCode = row.text(controlCode)
    declaration.permitNumber = row.text(permitNumber)
    declaration.quantity = try row.amount(quantity)
    declaration.quantityUnit = row.text(quantityUnit)
    declaration.netWeightKilograms = try row.amount(netWeight)
    declaration.valueUSD = try row.amount(value)
    declaration.nature = try row.choice(nature, else: .unknownNature)
  }
}
