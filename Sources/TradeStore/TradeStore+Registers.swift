import GRDB
public import TradeModel

extension IngestSession {
  /// Stores a registry entry; a later one of the same id replaces it.
  public func store(_ party: Party) throws {
    let owners = party.owners.map { "\($0.owner):\($0.share.map { String($0) } ?? "")" }
    try database.execute(
      sql: "INSERT OR REPLACE INTO party VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        party.id, party.name, joined(party.aliases), party.country?.code, party.address,
        party.kind?.rawValue, party.industry, party.incorporatedOn?.raw, party.parentID,
        joined(owners), joined(party.officers), party.phone,
      ])
  }

  /// Stores a control; a later row of the same number, jurisdiction, goods and first day replaces it.
  public func store(_ control: Control) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO control VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        control.controlCode, control.jurisdiction, control.family ?? "",
        control.hsPrefixes.joined(separator: ";"), joined(control.descriptionTerms),
        control.minimumUnitValueUSD, control.inForceFrom?.raw, control.inForceUntil?.raw,
        control.citation,
      ])
  }

  /// Stores a family; a later one of the same code replaces it.
  public func store(_ family: Family) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO family VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        family.code, family.hsPrefixes.joined(separator: ";"), family.unitOfAccount,
        family.unitsPerPiece, joined(family.becomes), family.citation,
      ])
  }

  /// Stores a permit; a later row of the same number and control replaces it.
  public func store(_ permit: Permit) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO permit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        permit.permitNumber, permit.controlCode ?? "", permit.exporterID, permit.consigneeID,
        permit.endUserID, permit.destinationCountry?.code, permit.quantity, permit.quantityUnit,
        permit.validFrom?.raw, permit.validUntil?.raw, permit.agency,
      ])
  }

  /// Stores a list entry; a later one of the same list and number replaces it.
  public func store(_ listed: ListedParty) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO listed_party VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        listed.listID, listed.entryID, listed.name, joined(listed.aliases), listed.country?.code,
        listed.address, listed.designatedOn?.raw, listed.delistedOn?.raw, listed.citation,
      ])
  }

  /// Stores a month of statistics; a later row of the same cell replaces it.
  public func store(_ flow: CountryFlow) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO country_flow VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    try statement.run { binder in
      binder.bind(flow.month)
      binder.bind(flow.reporter.code)
      binder.bind(flow.partner.code)
      binder.bind(flow.flow.rawValue)
      binder.bind(flow.hs6)
      binder.bind(flow.valueUSD)
      binder.bind(flow.netWeightKilograms)
      binder.bind(flow.quantity)
    }
  }

  /// Stores a finding of an inspection.
  public func store(_ outcome: Outcome) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?)",
      arguments: [
        outcome.identity.source, outcome.identity.declarationID, outcome.identity.line,
        outcome.outcome.rawValue, outcome.decidedOn.raw,
      ])
  }

  /// Stores a line of a concordance; a later one of the same code replaces it.
  public func store(_ concordance: HSConcordance) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO hs_concordance VALUES (?, ?, ?)",
      arguments: [concordance.filed, concordance.current, concordance.citation])
  }

  /// Stores a chapter, heading or subheading of the nomenclature; a later one of the code replaces it.
  public func store(_ heading: HSHeading) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO hs_heading VALUES (?, ?)",
      arguments: [heading.code, heading.description])
  }

  private func joined(_ values: [String]) -> String? {
    values.isEmpty ? nil : values.joined(separator: ";")
  }
}

/// The registers that judge declarations, each sorted by its key.
public struct Registers: Sendable {
  /// The registry of parties.
  public var parties: [Party] = []
  /// Controls on goods.
  public var controls: [Control] = []
  /// Families of goods.
  public var families: [Family] = []
  /// Export permits.
  public var permits: [Permit] = []
  /// Listed parties.
  public var listed: [ListedParty] = []
  /// Monthly statistics.
  public var countryFlows: [CountryFlow] = []
  /// Codes of other revisions of the Harmonized System.
  public var concordance: [HSConcordance] = []
  /// The codes that the Harmonized System has; empty where nobody says.
  public var nomenclature: [HSHeading] = []
  /// Findings of inspections that were decided by the as-of day.
  public var outcomes: [Outcome] = []

  /// Empty registers.
  public init() {}
}

extension TradeStore {
  /// Reads the registers as known on a day: later listings, permits and outcomes are not seen.
  public func registers(asOf day: TradeDay) throws(StoreError) -> Registers {
    try read("read the registers") { database in
      var registers = Registers()
      registers.parties = try Row.fetchAll(database, sql: "SELECT * FROM party ORDER BY party_id")
        .map(Party.init(row:))
      registers.controls = try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM control WHERE ifnull(in_force_from, ?1) <= ?1
          ORDER BY control_code, jurisdiction, family, hs_prefixes, in_force_from
          """, arguments: [day.raw]
      ).map(Control.init(row:))
      registers.families = try Row.fetchAll(database, sql: "SELECT * FROM family ORDER BY family")
        .map(Family.init(row:))
      registers.permits = try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM permit WHERE ifnull(valid_from, ?1) <= ?1
          ORDER BY permit_no, control_code
          """, arguments: [day.raw]
      ).map(Permit.init(row:))
      registers.listed = try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM listed_party WHERE ifnull(designated_on, ?1) <= ?1
          ORDER BY list_id, entry_id
          """, arguments: [day.raw]
      ).map { ListedParty(row: $0, asOf: day) }
      registers.countryFlows = try countryFlows(in: database, until: day)
      registers.concordance = try Row.fetchAll(
        database, sql: "SELECT * FROM hs_concordance ORDER BY hs_filed"
      ).map { row in
        var line = HSConcordance(filed: row["hs_filed"], current: row["hs_current"])
        line.citation = row["citation"]
        return line
      }
      registers.nomenclature = try Row.fetchAll(
        database, sql: "SELECT * FROM hs_heading ORDER BY hs_code"
      ).map { HSHeading(code: $0["hs_code"], description: $0["description"]) }
      registers.outcomes = try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM outcome WHERE decided_on <= ?1
          ORDER BY source, declaration_id, line, decided_on
          """, arguments: [day.raw]
      ).compactMap(Outcome.init(row:))
      return registers
    }
  }

  private func countryFlows(in database: Database, until day: TradeDay) throws -> [CountryFlow] {
    var flows: [CountryFlow] = []
    let statement = try database.cachedStatement(
      sql: """
        SELECT month, reporter, partner, flow, hs6, value_usd, net_weight_kg, quantity
        FROM country_flow WHERE month <= ?1 ORDER BY month, reporter, partner, flow, hs6
        """)
    try statement.scan {
      $0.bind(Int64(day.raw))
    } row: { row in
      guard let month = row.day(0), let reporter = row.country(1), let partner = row.country(2),
        let direction = row.text(3).flatMap(TradeFlow.init)
      else { return }
      var flow = CountryFlow(
        month: month, reporter: reporter, partner: partner, flow: direction, hs6: row.text(4) ?? "")
      flow.valueUSD = row.real(5)
      flow.netWeightKilograms = row.real(6)
      flow.quantity = row.real(7)
      flows.append(flow)
    }
    return flows
  }
}
