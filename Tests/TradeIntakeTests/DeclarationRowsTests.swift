import Testing
import TradeModel

@testable import TradeIntake

@Suite("Rows of declarations.csv")
struct DeclarationRowsTests {
  @Test("every column arrives in its place")
  func everyColumn() throws {
    let reading = try Reading(Filing().file, as: .declarations)
    let declaration = try #require(reading.declarations.first)
    #expect(reading.rejects == [])
    #expect(reading.report.ignoredColumns == [])
    #expect(reading.report.missingColumns == [])
    #expect(declaration.identity.description == "KR/D-1/1")
    #expect(declaration.kind == .export)
    #expect(declaration.status == .accepted)
    #expect(declaration.date.description == "2025-03-04")
    #expect(declaration.departedOn?.description == "2025-03-05")
    #expect(declaration.arrivedOn?.description == "2025-03-06")
    let (korea, singapore) = (CountryCode("KR"), CountryCode("SG"))
    #expect(
      declaration.shipper
        == WrittenParty(id: "KR1", name: "Shipper", country: korea, address: "1 Pier"))
    #expect(
      declaration.consignee
        == WrittenParty(id: "SG1", name: "Consignee", country: singapore, address: "2 Quay"))
    #expect(
      declaration.endUser == WrittenParty(id: "SG2", name: "User", country: CountryCode("MY")))
    #expect(declaration.forwarder == WrittenParty(id: "F1", name: "Forwarder"))
    #expect(declaration.originCountry?.code == "TW")
    #expect(declaration.departureCountry.code == "KR")
    #expect(declaration.destinationCountry.code == "SG")
    #expect(declaration.transitCountries.map(\.code) == ["HK", "MY"])
    #expect(declaration.mode == .air)
    #expect(declaration.hsCode == "8473302000")
    #expect(declaration.goodsDescription == "Accelerator boards")
    #expect(declaration.model == "X1")
    #expect(declaration.controlCode == "3A090.a")
    #expect(declaration.permitNumber == "P-1")
    #expect(declaration.quantity == 12.5)
    #expect(declaration.quantityUnit == "C62")
    #expect(declaration.netWeightKilograms == 30)
    #expect(declaration.valueUSD == 250_000)
    #expect(declaration.nature == .intraGroup)
  }

  @Test("columns come in any order, their names in any case and with white space")
  func anyOrder() throws {
    var filing = Filing()
    let expected = try Reading(filing.file, as: .declarations).declarations
    var random = SeededGenerator(seed: 1)
    filing.cells.shuffle(using: &random)
    #expect(try Reading(filing.file, as: .declarations).declarations == expected)
    let loud = "\(filing.header.uppercased().replacing(",", with: " ,\t"))\n\(filing.row)\n"
    #expect(try Reading(loud, as: .declarations).declarations == expected)
  }

  @Test("columns that the contract does not know are reported and cost nothing")
  func unknownColumns() throws {
    let reading = try Reading(Filing().with("Fraud", "1").with("", "x").file, as: .declarations)
    #expect(reading.report.ignoredColumns == ["Fraud", "(column 41)"])
    #expect(reading.declarations.count == 1)
  }

  @Test("a missing optional column and an empty cell are both unknown, never zero")
  func unknownValues() throws {
    let optional = [
      "line", "status", "departed_on", "arrived_on", "shipper_id", "shipper_address",
      "consignee_name", "consignee_address", "end_user_id", "end_user_name", "end_user_country",
      "forwarder_id", "forwarder_name", "origin_country", "transit_countries", "mode",
      "description", "model", "control_code", "permit_no", "quantity", "quantity_unit",
      "net_weight_kg", "value_usd", "nature", "gross_weight_kg", "containers", "master_bill",
    ]
    let absent = optional.reduce(Filing()) { $0.without($1) }
    let empty = optional.reduce(Filing()) { $0.with($1, " ") }
    let reading = try Reading(absent.file, as: .declarations)
    let declaration = try #require(reading.declarations.first)
    #expect(try Reading(empty.file, as: .declarations).declarations == [declaration])
    #expect(reading.report.missingColumns.sorted() == optional.sorted())
    #expect(declaration.identity.line == 1)
    #expect(declaration.status == .accepted)
    #expect(declaration.quantity == nil)
    #expect(declaration.endUser.isEmpty)
  }

  @Test(
    "text is kept as filed, but for surrounding ASCII white space",
    arguments: [
      "=HYPERLINK(\"http://x\",\"y\")", "</svg><script>alert(1)</script>", "\"]; evil [",
      "'; DROP TABLE declarations; --", "\u{200F}שלום\u{200E}", "\u{1112}\u{1161}\u{11AB}",
      "한국", "\u{1F600}\u{10FFFF}", "a\r\nb", "a;b,c", "\u{A0}non-breaking\u{3000}", "@SUM(1)",
    ])
  func textAsFiled(name: String) throws {
    let reading = try Reading(
      Filing().with("shipper_name", " \t\(name)\n ").file, as: .declarations)
    let filed = try #require(reading.declarations.first?.shipper.name)
    #expect(Array(filed.utf8) == Array(name.utf8))  // == on strings would normalise
  }

  @Test(
    "HS codes lose their punctuation and regain their leading zero",
    arguments: [
      ("847330", "847330", 0), ("8473.30.20-00", "8473302000", 0), ("8473 30", "847330", 0),
      ("10121", "010121", 1), ("1012100", "01012100", 1), ("101.21.0000", "0101210000", 1),
      ("84733020", "84733020", 0), ("84733020.00", "8473302000", 0),
    ])
  func hsCodes(filed: String, expected: String, repairs: Int) throws {
    let reading = try Reading(Filing().with("hs_code", filed).file, as: .declarations)
    #expect(reading.declarations.first?.hsCode == expected)
    #expect(reading.report.repairs["hs_code: lost leading zero", default: 0] == repairs)
  }

  @Test(
    "HS codes that a program took for numbers lose their decimals, which is counted",
    arguments: [("8473302000.0", "8473302000"), ("847330.0", "847330"), ("84733020.0", "84733020")])
  func hsCodesAsNumbers(filed: String, expected: String) throws {
    let reading = try Reading(Filing().with("hs_code", filed).file, as: .declarations)
    #expect(reading.declarations.first?.hsCode == expected)
    #expect(reading.report.repairs == ["hs_code: decimals of a number left out": 1])
  }

  @Test("a mend in a row that is rejected is not counted")
  func repairsOfRejects() throws {
    let filing = Filing().with("hs_code", "10121").with("quantity", "-1")
    #expect(try Reading(filing.file, as: .declarations).report.repairs == [:])
  }

  @Test("a party needs an id or a name")
  func idOrName() throws {
    for filing in [Filing().with("shipper_id", ""), Filing().with("shipper_name", "")] {
      #expect(try Reading(filing.file, as: .declarations).declarations.count == 1)
    }
    #expect(
      try Reading(Filing().without("consignee_name").file, as: .declarations).declarations.count
        == 1)
  }

  @Test("countries are read in either case, and the codes left to users are countries")
  func countries() throws {
    let filing = Filing().with("origin_country", "ZZ").with("departure_country", "kr")
    let declaration = try #require(try Reading(filing.file, as: .declarations).declarations.first)
    #expect(declaration.originCountry?.code == "ZZ")
    #expect(declaration.departureCountry.code == "KR")
  }
}
