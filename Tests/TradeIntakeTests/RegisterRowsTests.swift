import Testing
import TradeModel

@testable import TradeIntake

@Suite("Rows of the other tables")
struct RegisterRowsTests {
  @Test("parties.csv")
  func parties() throws {
    let reading = try Reading(
      """
      party_id,name,aliases,country,address,kind,industry,incorporated_on,parent_id,owners,officers,phone
      P1,Acme Ltd,"Acme; 에이크미 ;;ACME, LTD",HK,1 Road,data_centre,6311,2019-10-25,P0,P2:0.6; P3:.4;P4;X:Y:1,Ann;Bob,+852
      P2,Bare,,,,,,,,,,
      """, as: .parties)
    var acme = Party(id: "P1", name: "Acme Ltd")
    acme.aliases = ["Acme", "에이크미", "ACME, LTD"]
    acme.country = CountryCode("HK")
    acme.address = "1 Road"
    acme.kind = .dataCentre
    acme.industry = "6311"
    acme.incorporatedOn = TradeDay(iso: "2019-10-25")
    acme.parentID = "P0"
    acme.owners = [
      Ownership(owner: "P2", share: 0.6), Ownership(owner: "P3", share: 0.4),
      Ownership(owner: "P4", share: nil), Ownership(owner: "X:Y", share: 1),
    ]
    acme.officers = ["Ann", "Bob"]
    acme.phone = "+852"
    #expect(reading.records.map(\.record) == [.party(acme), .party(Party(id: "P2", name: "Bare"))])
  }

  @Test(
    "owners need an id and a share between 0 and 1",
    arguments: [
      (":0.5", RowFault.Reason.ownerWithoutID), ("P:1.5", .shareOutOfRange),
      ("P:-0.1", .shareOutOfRange), ("P:half", .notANumber), ("P:nan", .notFinite),
    ])
  func owners(text: String, reason: RowFault.Reason) throws {
    let reading = try Reading("party_id,name,owners\nP1,Acme,\(text)\n", as: .parties)
    #expect(reading.rejects.map(\.reason) == [reason.rawValue])
    #expect(reading.rejects.map(\.column) == ["owners"])
  }

  @Test("controls.csv")
  func controls() throws {
    let reading = try Reading(
      """
      control_code,jurisdiction,family,hs_prefixes,description_terms,min_unit_value_usd,in_force_from,in_force_until,citation
      3A090.a,KR,ACC,8473.30;8471-50,GPU;가속기,15000,2025-02-28,2026-01-01,"Notice, 36"
      5A002,US,,,,,,,
      """, as: .controls)
    var control = Control(controlCode: "3A090.a", jurisdiction: "KR")
    control.family = "ACC"
    control.hsPrefixes = ["847330", "847150"]
    control.descriptionTerms = ["GPU", "가속기"]
    control.minimumUnitValueUSD = 15_000
    control.inForceFrom = TradeDay(iso: "2025-02-28")
    control.inForceUntil = TradeDay(iso: "2026-01-01")
    control.citation = "Notice, 36"
    let bare = Control(controlCode: "5A002", jurisdiction: "US")
    #expect(reading.records.map(\.record) == [.control(control), .control(bare)])
  }

  @Test("families.csv: a piece counts one piece unless the table says otherwise")
  func families() throws {
    let reading = try Reading(
      """
      family,hs_prefixes,unit_of_account,units_per_piece,becomes,citation
      SRV,8471.50;847180,accelerator,8,ACC;GPUIC,table
      WINE,2204,,,,
      """, as: .families)
    var servers = Family(
      code: "SRV", hsPrefixes: ["847150", "847180"], unitOfAccount: "accelerator", unitsPerPiece: 8)
    servers.becomes = ["ACC", "GPUIC"]
    servers.citation = "table"
    let wine = Family(code: "WINE", hsPrefixes: ["2204"], unitOfAccount: "piece", unitsPerPiece: 1)
    #expect(reading.records.map(\.record) == [.family(servers), .family(wine)])
  }

  @Test(
    "families need prefixes of digits and a number of units above zero",
    arguments: [
      (";", "1", "hs_prefixes", RowFault.Reason.missing),
      ("84x", "1", "hs_prefixes", .hsNotDigits), ("84733020001", "1", "hs_prefixes", .hsTooLong),
      ("84", "0", "units_per_piece", .notAboveZero),
    ])
  func badFamilies(
    prefixes: String, units: String, column: String, reason: RowFault.Reason
  ) throws {
    let reading = try Reading(
      "family,hs_prefixes,units_per_piece\nF,\(prefixes),\(units)\n", as: .families)
    #expect(reading.rejects.map(\.column) == [column])
    #expect(reading.rejects.map(\.reason) == [reason.rawValue])
  }

  @Test("permits.csv")
  func permits() throws {
    let reading = try Reading(
      """
      permit_no,control_code,exporter_id,consignee_id,end_user_id,destination_country,quantity,quantity_unit,valid_from,valid_until,agency
      SI25-1,3A090.a,KR1,JP1,JP2,JP,12.0,C62,2025-09-24,2026-09-24,KR-MOTIE
      """, as: .permits)
    var permit = Permit(permitNumber: "SI25-1")
    permit.controlCode = "3A090.a"
    permit.exporterID = "KR1"
    permit.consigneeID = "JP1"
    permit.endUserID = "JP2"
    permit.destinationCountry = CountryCode("JP")
    permit.quantity = 12
    permit.quantityUnit = "C62"
    permit.validFrom = TradeDay(iso: "2025-09-24")
    permit.validUntil = TradeDay(iso: "2026-09-24")
    permit.agency = "KR-MOTIE"
    #expect(reading.records.map(\.record) == [.permit(permit)])
  }

  @Test("lists.csv")
  func lists() throws {
    let reading = try Reading(
      """
      list_id,entry_id,name,aliases,country,address,designated_on,delisted_on,citation
      XDPL,E1,"Mir Co., Ltd.",米;MIR,CN,Road 1,2023-04-07,2024-01-01,Notice 37
      """, as: .lists)
    var listed = ListedParty(listID: "XDPL", entryID: "E1", name: "Mir Co., Ltd.")
    listed.aliases = ["米", "MIR"]
    listed.country = CountryCode("CN")
    listed.address = "Road 1"
    listed.designatedOn = TradeDay(iso: "2023-04-07")
    listed.delistedOn = TradeDay(iso: "2024-01-01")
    listed.citation = "Notice 37"
    #expect(reading.records.map(\.record) == [.listed(listed)])
  }

  @Test("country_flows.csv: months are their first days, subheadings have six digits")
  func countryFlows() throws {
    let reading = try Reading(
      """
      month,reporter,partner,flow,hs6,value_usd,net_weight_kg,quantity
      2023-01,AU,KR,reexport,10121,262.0,179.3,
      2023-13,AU,KR,export,841239,,,
      2023-1,AU,KR,export,841239,,,
      ,AU,KR,export,841239,,,
      2023-01,AU,KR,exports,841239,,,
      2023-01,AU,KR,export,84123900,,,
      """, as: .countryFlows)
    let (month, australia, korea) = (
      TradeDay(iso: "2023-01-01"), CountryCode("AU"), CountryCode("KR")
    )
    var flow = CountryFlow(
      month: try #require(month), reporter: try #require(australia), partner: try #require(korea),
      flow: .reexport, hs6: "010121")
    flow.valueUSD = 262
    flow.netWeightKilograms = 179.3
    #expect(reading.records.map(\.record) == [.countryFlow(flow)])
    #expect(
      reading.rejects.map(\.reason) == [
        "impossible date", "month not YYYY-MM", "required value missing", "unknown flow",
        "HS code too long",
      ])
    #expect(reading.report.repairs == ["hs6: lost leading zero": 1])
  }

  @Test("outcomes.csv: the line is 1 unless the table says otherwise")
  func outcomes() throws {
    let reading = try Reading(
      """
      source,declaration_id,line,outcome,decided_on
      KR,D1,,diverted,2025-01-02
      KR,D1,2,cleared,2025-01-03
      KR,D1,3,unclear,2025-01-03
      """, as: .outcomes)
    let findings = try [(1, InspectionOutcome.diverted, "2025-01-02"), (2, .cleared, "2025-01-03")]
      .map { line, outcome, day in
        TradeRecord.outcome(
          Outcome(
            identity: DeclarationIdentity(source: "KR", declarationID: "D1", line: Int32(line)),
            outcome: outcome, decidedOn: try #require(TradeDay(iso: day))))
      }
    #expect(reading.records.map(\.record) == findings)
    #expect(reading.rejects.map(\.reason) == ["unknown outcome"])
  }

  @Test("hs_concordance.csv: codes of another revision and where the goods are now")
  func concordance() throws {
    let reading = try Reading(
      """
      hs_filed,hs_current,citation
      8473.29,847330,HS 2012
      8517.69-00,851762,
      84,847330,
      847329;847321,847330,
      ,847330,
      """, as: .hsConcordance)
    var first = HSConcordance(filed: "847329", current: "847330")
    first.citation = "HS 2012"
    #expect(
      reading.records.map(\.record) == [
        .concordance(first), .concordance(HSConcordance(filed: "85176900", current: "851762")),
      ])
    #expect(
      reading.rejects.map(\.reason) == [
        "HS code too short", "HS code not digits", "required value missing",
      ])
  }

  @Test("judgements.csv: two parties by identifier or name, and perhaps a revocation")
  func judgements() throws {
    let reading = try Reading(
      """
      judgement_id,one_id,one_name,one_country,other_id,other_name,other_country,verdict,judged_by,judged_on,reason,revoked_by,revoked_on,revocation_reason
      J1,KR1,,,,가온,SG,same,Kim,2025-03-01,one register,Lee,2025-04-01,wrong
      ,,A,,,B,,unsure,Kim,2025-03-01,?,,,
      J2,,,SG,,B,,same,Kim,2025-03-01,x,,,
      J3,,A,,,B,,maybe,Kim,2025-03-01,x,,,
      """, as: .judgements)
    let day = try #require(TradeDay(iso: "2025-03-01"))
    var first = Judgement(
      id: "J1", one: WrittenParty(id: "KR1"),
      other: WrittenParty(name: "가온", country: CountryCode("SG")), verdict: .same, judge: "Kim",
      day: day, reason: "one register")
    first.revocation = Revocation(
      by: "Lee", on: try #require(TradeDay(iso: "2025-04-01")), reason: "wrong")
    let second = Judgement(
      id: "", one: WrittenParty(name: "A"), other: WrittenParty(name: "B"), verdict: .unsure,
      judge: "Kim", day: day, reason: "?")
    #expect(reading.records.map(\.record) == [.judgement(first), .judgement(second)])
    #expect(reading.rejects.map(\.reason) == ["required value missing", "unknown verdict"])
  }
}
