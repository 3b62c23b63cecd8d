import GRDB
import TradeModel

private func list(_ text: String?) -> [String] {
  (text ?? "").split(separator: ";").map(String.init)
}

private func day(_ number: Int32?) -> TradeDay? {
  number.map(TradeDay.init(raw:))
}

private func readCountry(_ code: String?) -> CountryCode? {
  code.flatMap { CountryCode($0) }
}

extension Party {
  init(row: Row) {
    self.init(id: row["party_id"], name: row["name"])
    aliases = list(row["aliases"])
    country = readCountry(row["country"])
    address = row["address"]
    kind = (row["kind"] as String?).flatMap(PartyKind.init)
    industry = row["industry"]
    incorporatedOn = day(row["incorporated_on"])
    parentID = row["parent_id"]
    owners = list(row["owners"]).compactMap { entry in
      guard let colon = entry.lastIndex(of: ":") else { return nil }
      return Ownership(
        owner: String(entry[..<colon]), share: Double(entry[entry.index(after: colon)...]))
    }
    officers = list(row["officers"])
    phone = row["phone"]
  }
}

extension Control {
  init(row: Row) {
    self.init(controlCode: row["control_code"], jurisdiction: row["jurisdiction"])
    let code: String = row["family"]
    family = code.isEmpty ? nil : code
    hsPrefixes = list(row["hs_prefixes"])
    descriptionTerms = list(row["description_terms"])
    minimumUnitValueUSD = row["min_unit_value_usd"]
    inForceFrom = day(row["in_force_from"])
    inForceUntil = day(row["in_force_until"])
    citation = row["citation"]
  }
}

extension Family {
  init(row: Row) {
    self.init(
      code: row["family"], hsPrefixes: list(row["hs_prefixes"]),
      unitOfAccount: row["unit_of_account"], unitsPerPiece: row["units_per_piece"])
    becomes = list(row["becomes"])
    citation = row["citation"]
  }
}

extension Permit {
  init(row: Row) {
    self.init(permitNumber: row["permit_no"])
    let code: String = row["control_code"]
    controlCode = code.isEmpty ? nil : code
    exporterID = row["exporter_id"]
    consigneeID = row["consignee_id"]
    endUserID = row["end_user_id"]
    destinationCountry = readCountry(row["destination_country"])
    quantity = row["quantity"]
    quantityUnit = row["quantity_unit"]
    validFrom = day(row["valid_from"])
    validUntil = day(row["valid_until"])
    agency = row["agency"]
  }
}

extension ListedParty {
  /// A list entry as known on a day: a removal that came later is not seen.
  init(row: Row, asOf: TradeDay) {
    self.init(listID: row["list_id"], entryID: row["entry_id"], name: row["name"])
    aliases = list(row["aliases"])
    country = readCountry(row["country"])
    address = row["address"]
    designatedOn = day(row["designated_on"])
    delistedOn = day(row["delisted_on"]).flatMap { $0 <= asOf ? $0 : nil }
    citation = row["citation"]
  }
}

extension Outcome {
  /// A finding; nil where another program wrote an unknown outcome.
  init?(row: Row) {
    guard let found = InspectionOutcome(rawValue: row["outcome"]) else { return nil }
    self.init(
      identity: DeclarationIdentity(
        source: row["source"], declarationID: row["declaration_id"], line: row["line"]),
      outcome: found, decidedOn: TradeDay(raw: row["decided_on"]))
  }
}
