import Foundation
import Testing
import TradeModel

@testable import TradeIntake

/// Small files, one for each layout that a built-in profile reads.
enum Layout {
  static func bytes(_ name: String) throws -> [UInt8] {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = package.appendingPathComponent("graphs/fixtures/layouts/\(name)")
    return Array(try Data(contentsOf: path))
  }

  static func reading(
    _ name: String, by profile: String, pieceSize: Int = 1 << 20
  ) throws -> Reading {
    let profile = try #require(try MappingProfile.builtIn(named: profile))
    return try Reading(
      try bytes(name), as: profile.table, named: name, profile: profile, pieceSize: pieceSize)
  }
}

extension Reading {
  var parties: [Party] {
    records.compactMap { if case .party(let party) = $0.record { party } else { nil } }
  }

  var listed: [ListedParty] {
    records.compactMap { if case .listed(let listed) = $0.record { listed } else { nil } }
  }
}

@Suite("Korean export declarations")
struct KoreanExportDeclarationTests {
  @Test(
    "are read item by item with the fields of their declaration", arguments: [1, 7, 1000, 1 << 20])
  func items(pieceSize: Int) throws {
    let reading = try Layout.reading(
      "govcbr830.xml", by: "korean-export-declaration", pieceSize: pieceSize)
    #expect(reading.rejects == [])
    #expect(reading.declarations.count == 2)
    let first = try #require(reading.declarations.first)
    #expect(first.identity.description == "KR/6N00225000025X/1")
    #expect(first.kind == .export && first.nature == .sale && first.mode == .air)
    #expect(first.date.description == "2025-03-04")
    #expect(
      first.shipper
        == WrittenParty(
          id: "가온반도체1091234", name: "(주)가온반도체 & 파트너스", country: CountryCode("KR"),
          address: "서울 금천구 가상로 119"))
    #expect(first.consignee.name == "HARBOUR NINE PTE. LTD.")
    #expect(first.forwarder.name == "바른포워딩")
    #expect(first.destinationCountry.code == "SG" && first.originCountry?.code == "TW")
    #expect(first.hsCode == "8473302000" && first.model == "QD-B8 80GB")
    #expect(first.permitNumber == "EP-2025-000123")
    #expect(first.quantity == 64 && first.quantityUnit == "C62")
    #expect(first.netWeightKilograms == 166.4)
    #expect(abs((first.valueUSD ?? 0) - 864_000) < 1e-6)
  }

  @Test("units of weight and currencies are converted, unknown units of quantity kept")
  func units() throws {
    let reading = try Layout.reading("govcbr830.xml", by: "korean-export-declaration")
    let second = try #require(reading.declarations.last)
    #expect(second.identity.line == 2)
    #expect(second.goodsDescription == "CABLE <2 m>")
    #expect(second.hsCode == "8544422090")
    #expect(second.netWeightKilograms == 500)
    #expect(second.valueUSD == 36_000.5)
    #expect(second.quantity == 12 && second.quantityUnit == "ROL")
    #expect(second.permitNumber == nil)
    #expect(reading.report.ignoredColumns.contains("TotalGrossMassMeasure"))
    #expect(!reading.report.ignoredColumns.contains("ID"))
  }

  @Test("several declarations in one file, and one without goods")
  func several() throws {
    let text = """
      <Batch><Declaration><ID>A</ID></Declaration><Declaration><ID>B</ID>\
      <IssueDateTime>20250304093000</IssueDateTime><Exporter><Name>x</Name></Exporter>
      <GoodsShipment><GovernmentAgencyGoodsItem><Commodity><Classification><ID>847330</ID>\
      </Classification></Commodity></GovernmentAgencyGoodsItem>
      <Buyer><Name>y</Name><Address><CountryCode>SG</CountryCode></Address></Buyer>
      </GoodsShipment></Declaration></Batch>
      """
    let profile = try MappingProfile.builtIn(named: "korean-export-declaration")
    let reading = try Reading(text, as: .declarations, profile: profile)
    #expect(reading.declarations.map(\.identity.declarationID) == ["B"])
    #expect(reading.declarations.first?.consignee.name == "y")
    #expect(reading.rejects.map(\.reason) == ["no goods lines"])
    #expect(reading.rejects.map(\.row) == [1])
  }

  @Test("EUC-KR that the file declares is read")
  func korean() throws {
    let head = Array("<?xml version=\"1.0\" encoding=\"EUC-KR\"?><Declaration><ID>".utf8)
    let bytes = head + [0xB0, 0xA1] + Array("</ID></Declaration>".utf8)  // 가
    let profile = try #require(try MappingProfile.builtIn(named: "korean-export-declaration"))
    let source = try XMLRowsProbe.rows(bytes, profile: profile)
    #expect(source == ["/ID": "가"])
  }
}

/// The fields of the first row of an XML file.
enum XMLRowsProbe {
  static func rows(_ bytes: [UInt8], profile: MappingProfile) throws -> [String: String] {
    var profile = profile
    profile.rowPath = []
    var rows = XMLRows(MemoryStream(bytes), profile: profile, file: "x.xml", pieceSize: 64)
    _ = try rows.readHeader()
    guard try rows.next() else { return [:] }
    var fields: [String: String] = [:]
    for (position, name) in rows.columnNames.enumerated() {
      if let text = rows.row.text(ofCell: position) { fields[name] = text }
    }
    return fields
  }
}

@Suite("XML that may do harm")
struct HarmfulXMLTests {
  private func read(_ text: String) throws -> Reading {
    try Reading(
      text, as: .declarations,
      profile: try MappingProfile.builtIn(named: "korean-export-declaration"))
  }

  private static let bomb =
    "<!DOCTYPE Declaration [<!ENTITY a \"ha\">"
    + (1...12).map { level in
      let before = level == 1 ? "a" : "a\(level - 1)"
      return "<!ENTITY a\(level) \"" + String(repeating: "&\(before);", count: 10) + "\">"
    }.joined() + "]><Declaration><ID>&a12;</ID></Declaration>"

  @Test(
    "a document type is refused before anything in it is read",
    arguments: [
      bomb,
      "<!DOCTYPE Declaration [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
        + "<Declaration><ID>&x;</ID></Declaration>",
      "<!DOCTYPE Declaration SYSTEM \"http://127.0.0.1:1/x.dtd\"><Declaration/>",
      "<!DOCTYPE Declaration PUBLIC \"-//X\" \"http://127.0.0.1:1/x.dtd\"><Declaration/>",
      "<?xml version=\"1.0\"?><!DOCTYPE Declaration><Declaration/>",
      "<!DOCTYPE Declaration [<!ENTITY % x SYSTEM \"file:///etc/passwd\"> %x;]><Declaration/>",
    ])
  func documentTypes(text: String) throws {
    let error = #expect(throws: IntakeError.self) { try read(text) }
    guard case .documentType(let file, let line) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(file == "declarations.csv" && line == 1)
  }

  @Test(
    "what is not well-formed makes the file unusable",
    arguments: [
      "", "<Declaration>", "<Declaration><ID>1</Declaration>", "x",
      "<Declaration>&x;</Declaration>", "<Declaration/><Declaration/>", "<Other/>",
      "<Declaration><ID>\u{1}</ID></Declaration>",
      String(repeating: "<Declaration>", count: 5000),
    ])
  func damaged(text: String) throws {
    let error = #expect(throws: IntakeError.self) { try read(text) }
    guard case .damagedFile = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a document larger than may be held makes the file unusable, several that are not do not")
  func tooLarge() throws {
    let profile = try #require(try MappingProfile.builtIn(named: "korean-export-declaration"))
    let item =
      "<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric>"
      + "</GovernmentAgencyGoodsItem>"
    func read(items: Int, longest: Int) throws -> Int {
      let document =
        "<Declaration><GoodsShipment>" + String(repeating: item, count: items)
        + "</GoodsShipment></Declaration>\n"
      let text = "<Batch>\n" + String(repeating: document, count: 3) + "</Batch>"
      var rows = XMLRows(
        MemoryStream(Array(text.utf8)), profile: profile, file: "x.xml", pieceSize: 64,
        longestDocument: longest)
      _ = try rows.readHeader()
      var count = 0
      while try rows.next() { count += 1 }
      return count
    }
    #expect(try read(items: 10, longest: 1_200) == 30)
    let error = #expect(throws: IntakeError.self) { try read(items: 20, longest: 1_200) }
    #expect(error == .documentTooLarge(file: "x.xml", line: 2, element: "Declaration"))
    #expect(error?.description.contains("Split the file") == true)
  }

  @Test("the message says what to do")
  func message() throws {
    let error = #expect(throws: IntakeError.self) { try read("<!DOCTYPE a><a/>") }
    #expect(error?.description.contains("document type (DTD)") == true)
  }
}

@Suite("Bills of lading")
struct BillOfLadingTests {
  @Test("ports give countries, notify parties forwarders")
  func asTheColumnsSay() throws {
    let reading = try Layout.reading("bl-sample.csv", by: "bill-of-lading")
    #expect(reading.declarations.count == 2)
    let (first, second) = (reading.declarations[0], reading.declarations[1])
    #expect(first.identity.description == "BL/OBLU25000001/1")
    #expect(first.kind == .export && first.mode == .sea)
    #expect(first.shipper.country?.code == "KR" && first.consignee.country?.code == "SG")
    #expect(first.departureCountry.code == "KR" && first.destinationCountry.code == "SG")
    #expect(first.forwarder.isEmpty)
    #expect(first.netWeightKilograms == nil && first.grossWeightKilograms == 1360.5)
    #expect(first.date.description == "2025-03-04" && first.departedOn == first.date)
    #expect(second.forwarder.name == "TRUE FREIGHT LTD")
    #expect(second.transitCountries.map(\.code) == ["HK"])
    #expect(second.departureCountry.code == "MY")
    #expect(reading.report.ignoredColumns == ["Vessel"])
  }

  @Test("a row of declarations.csv says the same as the bill that a profile reads")
  func asRowsOfTheContract() throws {
    let bills = try Layout.reading("bl-sample.csv", by: "bill-of-lading").declarations
    let rows = bills.map { bill in
      [
        bill.identity.declarationID, "\(bill.identity.line)", "BL", "export",
        bill.date.description, bill.departedOn?.description, bill.arrivedOn?.description,
        bill.shipper.name, bill.shipper.country?.code, bill.shipper.address,
        bill.consignee.name, bill.consignee.country?.code, bill.consignee.address,
        bill.forwarder.name, bill.originCountry?.code, bill.departureCountry.code,
        bill.destinationCountry.code, bill.transitCountries.map(\.code).joined(separator: ";"),
        "sea", bill.hsCode, bill.goodsDescription, bill.quantity.map { "\($0)" },
        bill.quantityUnit, bill.grossWeightKilograms.map { "\($0)" }, bill.containers,
        bill.masterBill,
      ].map { "\"\(($0 ?? "").replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
    }
    let header =
      "declaration_id,line,source,kind,date,departed_on,arrived_on,shipper_name,shipper_country,"
      + "shipper_address,consignee_name,consignee_country,consignee_address,forwarder_name,"
      + "origin_country,departure_country,destination_country,transit_countries,mode,hs_code,"
      + "description,quantity,quantity_unit,gross_weight_kg,containers,master_bill"
    let text = ([header] + rows).joined(separator: "\n")
    let reading = try Reading(text, as: .declarations)
    #expect(reading.rejects == [])
    #expect(reading.declarations == bills)
  }

  @Test("a port that is no UN/LOCODE is a reject that shows it")
  func unknownPort() throws {
    let reading = try Layout.reading("bl-sample.csv", by: "bill-of-lading")
    #expect(reading.rejects.map(\.column) == ["Port of Loading"])
    #expect(reading.rejects.map(\.reason) == ["not an ISO country code"])
  }
}

@Suite("JSON layouts")
struct JSONLayoutTests {
  @Test("objects, nested or flat, are read as declarations", arguments: [1, 50, 1 << 20])
  func declarations(pieceSize: Int) throws {
    let reading = try Layout.reading(
      "declarations-sample.jsonl", by: "json-declarations", pieceSize: pieceSize)
    let declarations = reading.declarations
    #expect(declarations.map(\.identity.declarationID) == ["J-1", "J-2"])
    #expect(declarations.first?.consignee.name == "Harbour \"Nine\"")
    #expect(declarations.first?.consignee.address == "9 Quay; Level 2")
    #expect(declarations.first?.transitCountries.map(\.code) == ["HK", "MY"])
    #expect(declarations.first?.hsCode == "8473302000")
    #expect(declarations.first?.netWeightKilograms == 166.4)
    #expect(declarations.first?.valueUSD == nil)
    #expect(declarations.last?.consignee.name == "북방 🚀")
    #expect(reading.rejects.map(\.reason) == ["not a JSON object", "impossible date"])
    #expect(reading.rejects.map(\.line) == [4, 5])
    #expect(reading.rejects.map(\.row) == [3, 4])
    #expect(
      reading.rejects.first?.raw == "{\"declaration_id\": \"J-3\", \"source\": \"SG-partner\"")
    #expect(reading.report.ignoredColumns == ["extra.note"])
  }

  @Test("a FollowTheMoney registry; other schemas are left out and counted")
  func parties() throws {
    let reading = try Layout.reading("parties-sample.ftm.json", by: "followthemoney-parties")
    #expect(reading.rejects == [])
    let (first, second) = (reading.parties[0], reading.parties[1])
    #expect(first.id == "kr-1" && first.name == "가온반도체 주식회사" && first.country?.code == "KR")
    #expect(first.aliases == ["가온반도체 주식회사", "Gaon Semiconductor Co., Ltd.", "Gaon, Semi"])
    #expect(first.incorporatedOn?.description == "2019-04-01" && first.kind == nil)
    #expect(second.kind == .government && second.country == nil && second.incorporatedOn == nil)
    #expect(
      reading.report.repairs == [
        "schema: row of another kind left out": 1, "country: unusable value left out": 1,
        "incorporated_on: unusable value left out": 1,
      ])
  }

  @Test("FollowTheMoney listed parties with the day of their sanction")
  func listed() throws {
    let reading = try Layout.reading("lists-sample.ftm.json", by: "followthemoney-listed-parties")
    #expect(reading.listed.count == 1)
    let party = try #require(reading.listed.first)
    #expect(party.listID == "us_bis_denied" && party.entryID == "NK-abc")
    #expect(party.aliases == ["Northern Data Co., Ltd.", "北方数据有限公司"])
    #expect(party.designatedOn?.description == "2023-10-17")
    #expect(party.citation == "https://example.org/notice")
  }

  @Test("the lists of Japan and China, as arrays", arguments: [1, 33, 1 << 20])
  func lists(pieceSize: Int) throws {
    let japan = try Layout.reading(
      "jp-sample.json", by: "japan-end-user-list", pieceSize: pieceSize)
    #expect(japan.listed.map { $0.country?.code } == ["IR", "CN", nil])
    #expect(
      japan.listed.map(\.name) == ["Invented \"Iran\" {Co}", "Another Name Ltd", "Third"])
    #expect(japan.listed.first?.aliases == ["Invented Co", "見本社"])
    let china = try Layout.reading("cn-sample.json", by: "china-control-lists")
    #expect(china.listed.first?.designatedOn?.description == "2026-02-24")
    #expect(china.listed.first?.country?.code == "JP")
    #expect(china.listed.first?.aliases == ["见本株式会社"])
  }

  @Test(
    "an array that breaks off makes the file unusable",
    arguments: ["[", "[{\"id\": \"1\"}", "[{\"id\": \"1\"},", "[{\"id", "[1]", "[{}] x", "[{} {}]"])
  func brokenArray(text: String) throws {
    let profile = try MappingProfile.builtIn(named: "china-control-lists")
    let error = #expect(throws: IntakeError.self) {
      try Reading(text, as: .lists, profile: profile)
    }
    guard case .damagedFile = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(
    "an object larger than may be held makes the file unusable, several that are not do not",
    arguments: ["[", ""])
  func tooLarge(opening: String) throws {
    let profile = try #require(try MappingProfile.builtIn(named: "china-control-lists"))
    func read(letters: Int) throws -> Int {
      let object = "{\"id\": \"" + String(repeating: "a", count: letters) + "\"}"
      let text =
        opening.isEmpty
        ? [object, object, object].joined(separator: "\n")
        : "[\(object),\n\(object),\n\(object)]"
      var rows = JSONRows(
        MemoryStream(Array(text.utf8)), profile: profile, file: "x.json", pieceSize: 64,
        longestDocument: 1_200)
      _ = try rows.readHeader()
      var count = 0
      while try rows.next() { count += 1 }
      return count
    }
    #expect(try read(letters: 1_100) == 3)
    let error = #expect(throws: IntakeError.self) { try read(letters: 1_300) }
    #expect(error == .documentTooLarge(file: "x.json", line: 1, element: nil))
  }

  @Test("objects may go on over several lines", arguments: [1, 33, 1 << 20])
  func severalLines(pieceSize: Int) throws {
    let object = """
      {
        "list_id": "CN", "id": "1", "entity_name": "Invented {Co",
        "aliases": [
          "A\\"}", "B"
        ]
      }

      """
    let profile = try #require(try MappingProfile.builtIn(named: "china-control-lists"))
    let text = object + object.replacing("\"1\"", with: "\"2\"")
    let reading = try Reading(text.utf8, as: .lists, profile: profile, pieceSize: pieceSize)
    #expect(reading.listed.map(\.entryID) == ["1", "2"])
    #expect(reading.listed.first?.aliases == ["A\"}", "B"])
    #expect(reading.rejects.isEmpty)
    for broken in [object + "{\"id\":", object + "x", String(object.dropLast(4))] {
      let error = #expect(throws: IntakeError.self) {
        try Reading(broken.utf8, as: .lists, profile: profile, pieceSize: pieceSize)
      }
      guard case .damagedFile = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test("a first line that was cut off is a reject, and the next counts")
  func cutOff() throws {
    let profile = try #require(try MappingProfile.builtIn(named: "china-control-lists"))
    for cut in ["{\"id\": \"1\", \"entity_na", "{\"id\": \"1\"", "{\"id\": 1,"] {
      let reading = try Reading(
        cut + "\n{\"list_id\": \"CN\", \"id\": \"2\", \"entity_name\": \"B\"}\n", as: .lists,
        profile: profile)
      #expect(reading.listed.map(\.entryID) == ["2"])
      #expect(reading.rejects.map(\.reason) == ["not a JSON object"])
    }
  }

  @Test(
    "what is no object is a reject",
    arguments: [
      "1", "\"a\"", "{\"id\": 01}", "{\"id\": \"\\x\"}", "{\"id\": \"\\ud800\"}", "{\"id\": nul}",
      "{\"id\" 1}", "{id: 1}", "{\"id\": \"a\"} x", "{\"id\": +1}", "{\"id\": 1.}",
      "{\"id\": \"\\u0000\"}",
      "{\"id\": " + String(repeating: "[", count: 100),
      String(repeating: "{\"id\":", count: 100) + "1" + String(repeating: "}", count: 100),
    ])
  func noObjects(line: String) throws {
    let profile = try MappingProfile.builtIn(named: "china-control-lists")
    let reading = try Reading(line + "\n", as: .lists, profile: profile)
    #expect(reading.rejects.map(\.reason) == ["not a JSON object"])
  }

  @Test("bytes that are not UTF-8 are found")
  func notUTF8() throws {
    let profile = try #require(try MappingProfile.builtIn(named: "china-control-lists"))
    let bytes = Array("{\"id\": \"".utf8) + [0xB0, 0xA1] + Array("\"}\n".utf8)
    let error = #expect(throws: IntakeError.self) {
      try Reading(bytes, as: .lists, profile: profile)
    }
    guard case .notUTF8(_, let row, _, let offset, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(row == 1 && offset == 8)
  }
}

@Suite("The Consolidated Screening List")
struct ScreeningListTests {
  @Test("gives entries with list, country and aliases; an impossible day is left out and counted")
  func entries() throws {
    let reading = try Layout.reading("csl-sample.csv", by: "us-consolidated-screening-list")
    #expect(reading.listed.map(\.listID) == ["US-EL", "US-UVL"])
    #expect(reading.listed.map { $0.country?.code } == ["CN", nil])
    #expect(reading.listed.first?.aliases == ["Invented Micro", "IM\nSystems"])
    #expect(reading.listed.map { $0.designatedOn?.description } == ["2023-10-17", nil])
    #expect(reading.report.repairs["designated_on: unusable value left out"] == 1)
    #expect(reading.report.repairs["country: unusable value left out"] == 1)
    #expect(reading.rejects.map(\.reason) == ["header repeated"])
  }
}

@Suite("Real lists")
struct RealListTests {
  @Test(
    "come in whole",
    .enabled(
      if: ReferenceData.has("us-listed-parties") && ReferenceData.has("jp-cn-control-lists"),
      "no lists here; set ENTREPOT_DATA"),
    arguments: [
      ("us-consolidated-screening-list", "us-listed-parties/csl_2022-04.csv", 6806, 0, 6000),
      ("us-consolidated-screening-list", "us-listed-parties/csl_2023-11_dirty.csv", 2236, 1, 1900),
      ("japan-end-user-list", "jp-cn-control-lists/jp.json", 835, 0, 835),
      ("china-control-lists", "jp-cn-control-lists/cn.json", 240, 0, 0),
    ])
  func comeInWhole(
    profile: String, file: String, entries: Int, rejects: Int, withCountry: Int
  ) throws {
    let profile = try #require(try MappingProfile.builtIn(named: profile))
    let path = "\(ReferenceData.path)/\(file)"
    let name = URL(fileURLWithPath: file).lastPathComponent
    #expect(profile.covers(name))
    let reading = try Reading(
      TradeFile(table: profile.table, name: name, path: path, profile: profile))
    #expect(reading.listed.count == entries)
    #expect(reading.rejects.count == rejects, "\(reading.rejects.prefix(3))")
    #expect(reading.listed.count { $0.country != nil } >= withCountry)
  }
}
