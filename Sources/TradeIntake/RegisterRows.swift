import TradeModel

/// Rows of `parties.csv`.
struct PartyRows: RecordTable {
  private let id, name, aliases, country, address, kind, industry: Column
  private let incorporatedOn, parentID, owners, officers, phone: Column

  init(_ columns: inout ColumnFinder) {
    id = columns.required("party_id")
    name = columns.required("name")
    aliases = columns.optional("aliases")
    country = columns.optional("country")
    address = columns.optional("address")
    kind = columns.optional("kind")
    industry = columns.optional("industry")
    incorporatedOn = columns.optional("incorporated_on")
    parentID = columns.optional("parent_id")
    owners = columns.optional("owners")
    officers = columns.optional("officers")
    phone = columns.optional("phone")
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    var party = Party(id: try row.requiredText(id), name: try row.requiredText(name))
    party.aliases = row.list(aliases)
    party.country = try row.country(country)
    party.address = row.text(address)
    party.kind = try row.choice(kind, else: .unknownKind)
    party.industry = row.text(industry)
    party.incorporatedOn = try row.day(incorporatedOn)
    party.parentID = row.text(parentID)
    for text in row.list(owners) { party.owners.append(try ownership(text)) }
    party.officers = row.list(officers)
    party.phone = row.text(phone)
    return .party(party)
  }

  /// Reads `party_id:share`, or `party_id` where the share is not known.
  private func ownership(_ text: String) throws(RowFault) -> Ownership {
    guard let colon = text.utf8.lastIndex(of: 0x3A) else {
      return Ownership(owner: text, share: nil)
    }
    let owner = String(text[..<colon])
    guard !owner.isEmpty else { throw RowFault(.ownerWithoutID, owners) }
    let written = Array(text.utf8[text.utf8.index(after: colon)...])
    guard !written.isEmpty else { return Ownership(owner: owner, share: nil) }
    let share: Double
    do throws(DecimalFault) { share = try decimal(written.span) } catch {
      throw RowFault(error == .notANumber ? .notANumber : .notFinite, owners)
    }
    guard (0...1).contains(share) else { throw RowFault(.shareOutOfRange, owners) }
    return Ownership(owner: owner, share: share)
  }
}

/// Rows of `controls.csv`.
struct ControlRows: RecordTable {
  private let controlCode, jurisdiction, family, hsPrefixes, descriptionTerms: Column
  private let minimumUnitValue, inForceFrom, inForceUntil, citation: Column

  init(_ columns: inout ColumnFinder) {
    controlCode = columns.required("control_code")
    jurisdiction = columns.required("jurisdiction")
    family = columns.optional("family")
    hsPrefixes = columns.optional("hs_prefixes")
    descriptionTerms = columns.optional("description_terms")
    minimumUnitValue = columns.optional("min_unit_value_usd")
    inForceFrom = columns.optional("in_force_from")
    inForceUntil = columns.optional("in_force_until")
    citation = columns.optional("citation")
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    var control = Control(
      controlCode: try row.requiredText(controlCode),
      jurisdiction: try row.requiredText(jurisdiction))
    control.family = row.text(family)
    control.hsPrefixes = try row.hsPrefixes(hsPrefixes)
    control.descriptionTerms = row.list(descriptionTerms)
    control.minimumUnitValueUSD = try row.amount(minimumUnitValue)
    control.inForceFrom = try row.day(inForceFrom)
    control.inForceUntil = try row.day(inForceUntil)
    control.citation = row.text(citation)
    return .control(control)
  }
}

/// Rows of `families.csv`.
struct FamilyRows: RecordTable {
  private let family, hsPrefixes, unitOfAccount, unitsPerPiece, becomes, citation: Column

  init(_ columns: inout ColumnFinder) {
    family = columns.required("family")
    hsPrefixes = columns.required("hs_prefixes")
    unitOfAccount = columns.optional("unit_of_account")
    unitsPerPiece = columns.optional("units_per_piece")
    becomes = columns.optional("becomes")
    citation = columns.optional("citation")
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    let code = try row.requiredText(family)
    let prefixes = try row.hsPrefixes(hsPrefixes)
    guard !prefixes.isEmpty else { throw RowFault(.missing, hsPrefixes) }
    let units = try row.amount(unitsPerPiece) ?? 1
    guard units > 0 else { throw RowFault(.notAboveZero, unitsPerPiece) }
    var family = Family(
      code: code, hsPrefixes: prefixes, unitOfAccount: row.text(unitOfAccount) ?? "piece",
      unitsPerPiece: units)
    family.becomes = row.list(becomes)
    family.citation = row.text(citation)
    return .family(family)
  }
}

/// Rows of `permits.csv`.
struct PermitRows: RecordTable {
  private let permitNumber, controlCode, exporterID, consigneeID, endUserID: Column
  private let destination, quantity, quantityUnit, validFrom, validUntil, agency: Column

  init(_ columns: inout ColumnFinder) {
    permitNumber = columns.required("permit_no")
    controlCode = columns.optional("control_code")
    exporterID = columns.optional("exporter_id")
    consigneeID = columns.optional("consignee_id")
    endUserID = columns.optional("end_user_id")
    destination = columns.optional("destination_country")
    quantity = columns.optional("quantity")
    quantityUnit = columns.optional("quantity_unit")
    validFrom = columns.optional("valid_from")
    validUntil = columns.optional("valid_until")
    agency = columns.optional("agency")
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    var permit = Permit(permitNumber: try row.requiredText(permitNumber))
    permit.controlCode = row.text(controlCode)
    permit.exporterID = row.text(exporterID)
    permit.consigneeID = row.text(consigneeID)
    permit.endUserID = row.text(endUserID)
    permit.destinationCountry = try row.country(destination)
    permit.quantity = try row.amount(quantity)
    permit.quantityUnit = row.text(quantityUnit)
    permit.validFrom = try row.day(validFrom)
    permit.validUntil = try row.day(validUntil)
    permit.agency = row.text(agency)
    return .permit(permit)
  }
}

/// Rows of `lists.csv`.
struct ListedPartyRows: RecordTable {
  private let listID, entryID, name, aliases, country, address: Column
  private let designatedOn, delistedOn, citation: Column

  init(_ columns: inout ColumnFinder) {
    listID = columns.required("list_id")
    entryID = columns.required("entry_id")
    name = columns.required("name")
    aliases = columns.optional("aliases")
    country = columns.optional("country")
    address = columns.optional("address")
    designatedOn = columns.optional("designated_on")
    delistedOn = columns.optional("delisted_on")
    citation = columns.optional("citation")
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    var listed = ListedParty(
      listID: try row.requiredText(listID), entryID: try row.requiredText(entryID),
      name: try row.requiredText(name))
    listed.aliases = row.list(aliases)
    listed.country = try row.country(country)
    listed.address = row.text(address)
    listed.designatedOn = try row.day(designatedOn)
    listed.delistedOn = try row.day(delistedOn)
    listed.citation = row.text(citation)
    return .listed(listed)
  }
}

/// Rows of `country_flows.csv`.
struct CountryFlowRows: RecordTable {
  private let month, reporter, partner, flow, hs6, value, netWeight, quantity: Column

  init(_ columns: inout ColumnFinder) {
    month = columns.required("month")
    reporter = columns.required("reporter")
    partner = columns.required("partner")
    flow = columns.required("flow")
    hs6 = columns.required("hs6")
    value = columns.optional("value_usd")
    netWeight = columns.optional("net_weight_kg")
    quantity = columns.optional("quantity")
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    var cell = CountryFlow(
      month: try row.requiredMonth(month), reporter: try row.requiredCountry(reporter),
      partner: try row.requiredCountry(partner),
      flow: try row.requiredChoice(flow, else: .unknownFlow),
      hs6: try row.requiredSubheading(hs6, repairs: &repairs))
    cell.valueUSD = try row.amount(value)
    cell.netWeightKilograms = try row.amount(netWeight)
    cell.quantity = try row.amount(quantity)
    return .countryFlow(cell)
  }
}

/// Rows of `outcomes.csv`.
struct OutcomeRows: RecordTable {
  private let source, declarationID, line, outcome, decidedOn: Column

  init(_ columns: inout ColumnFinder) {
    source = columns.required("source")
    declarationID = columns.required("declaration_id")
    line = columns.optional("line")
    outcome = columns.required("outcome")
    decidedOn = columns.required("decided_on")
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    let identity = DeclarationIdentity(
      source: try row.requiredText(source), declarationID: try row.requiredText(declarationID),
      line: try row.lineNumber(line))
    return .outcome(
      Outcome(
        identity: identity, outcome: try row.requiredChoice(outcome, else: .unknownOutcome),
        decidedOn: try row.requiredDay(decidedOn)))
  }
}
