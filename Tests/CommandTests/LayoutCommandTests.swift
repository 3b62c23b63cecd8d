import Foundation
import Testing

@Suite("Files in other layouts")
struct LayoutCommandTests {
  private static let exportDeclaration = """
    <?xml version="1.0" encoding="UTF-8"?>
    <Declaration xmlns="urn:kcs">
    <IssueDateTime>20250115</IssueDateTime><ID>1234525000001X</ID>
    <TransactionNatureCode>11</TransactionNatureCode><Submitter><Name>관세법인 하나</Name></Submitter>
    <Exporter><ID schemeID="380">HB1234567</ID><Name>주식회사 한빛</Name></Exporter>
    <Carrier><Name>SKY CARGO</Name></Carrier>
    <BorderTransportMeans><TypeCode>40</TypeCode></BorderTransportMeans>
    <TotalGrossMassMeasure unitCode="KGM">120.5</TotalGrossMassMeasure>
    <GoodsShipment><Buyer><ID>SGX1</ID><Name>Harbour Nine</Name>
    <Address><CountryCode>SG</CountryCode></Address></Buyer>
    <GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric><Commodity>
    <Classification><ID>8473302000</ID></Classification><CargoDescription>BOARD</CargoDescription>
    <CountQuantity unitCode="EA">8</CountQuantity>
    <ValueAmount currencyID="KRW">330000000</ValueAmount>
    <DetailedCommodity><AdditionalDocument><ID>EX-1</ID></AdditionalDocument></DetailedCommodity>
    </Commodity><GoodsMeasure><NetNetWeightMeasure unitCode="KGM">96</NetNetWeightMeasure>
    </GoodsMeasure><Origin><CountryCode>KR</CountryCode></Origin></GovernmentAgencyGoodsItem>
    </GoodsShipment></Declaration>
    """

  /// One small file of each layout that has a profile of its own.
  private static let files = [
    "GOVCBR830-1.xml": exportDeclaration,
    "df_syn_ko.csv": """
    신고번호,신고일자,신고세관부호,수입신고구분코드,수입거래구분코드,수입종류코드,징수형태코드,운송수단유형코드,신고인부호,수입자,해외거래처부호,특송업체부호,HS10단위부호,적출국가코드,원산지국가코드,관세율,관세율구분코드,원산지표시유무코드,신고중량(KG),과세가격원화금액
    53245113,2025-01-20,40,B,11,21,11,40,C8ZWB1W,이화실업,QP1R39W,,8703323020,DE,DE,8,A,Y,12.5,372254
    """,
    "df_syn_en.csv": """
    Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,Net Mass,Item Price
    97061800,2025-01-21,30,B,11,21,11,10,ZZR1LT6,QLRUBN9,0VKY2BR,,851712,CN,CN,8,A,Y,108,372254.4
    """,
    "bl-2025.csv": """
    House B/L No,Master B/L No,Container No,On Board Date,Shipper,Consignee,Notify Party,Port of Loading,Port of Discharge,HS Code,Gross Weight (KG)
    HLC1,MAEU99,MSKU1234565,2025/01/03,Gaon,Harbour Nine,SAME AS CONSIGNEE,KRPUS,SGSIN,8473.30,120.5
    MAEU99,,MSKU1234565,2025/01/03,Fast Forward,Fast Agency,,KRPUS,SGSIN,8473.30,120.5
    """,
    "declarations-sg.jsonl": """
    {"declaration_id": "J1", "source": "SG", "kind": "import", "date": "2025-01-09",
     "shipper": {"name": "Gaon", "country": "KR"}, "departure_country": "KR",
     "consignee": {"name": "Harbour Nine", "country": "SG"}, "destination_country": "SG",
     "hs_code": "847330"}
    """.replacing("\n", with: " "),
    "parties.ftm.json": """
    {"id": "p1", "schema": "Company", "properties": {"name": ["Gaon"], "country": ["kr"]}}
    {"id": "p2", "schema": "Vessel", "properties": {"name": ["Gaon Star"]}}
    """,
    "targets.ftm.json": """
    {"id": "l1", "schema": "Company", "properties": {"name": ["Harbour Nine"], "country": ["sg"]}}
    """,
    "csl.csv": """
    _id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,alt_names
    e1,Entity List (EL) - Bureau of Industry and Security,,Entity,,Tarn Works,,"12 Dock, Aden, YE",89 FR 1,2024-01-02,,Tarn; TW
    """,
    "jp.json": """
    [{"id": "jp-1", "list_id": "jp-end-user-list", "entity_name": "Fjord Institute",
      "aliases": ["FI"], "addresses": ["Islamic Republic of Iran"], "date_added": null}]
    """,
    "harmonized-system.csv": """
    section,hscode,description,parent,level
    XVI,84,Machinery,TOTAL,2
    XVI,847330,Parts,8473,6
    XVI,851712,Telephones,8517,6
    """,
  ]

  @Test("are read beside one another, each by its profile")
  func layouts() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    for (name, text) in Self.files { try scratch.write(text + "\n", to: "trade/\(name)") }
    let ingested = try Program.run(["ingest", "trade"], in: scratch)
    #expect(ingested.status == 0, "\(ingested.errors)")
    let counts = Dictionary(
      uniqueKeysWithValues: ingested.text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        return words.count == 5 ? (words[0], words[1...3].joined(separator: " ")) : nil
      })
    for name in Self.files.keys {
      let expected =
        ["bl-2025.csv": "2 2 0", "harmonized-system.csv": "3 3 0"][name] ?? "1 1 0"
      #expect(counts[name] == expected, "\(name)")
    }
    let run = try Program.run(["run", "trade", "--out", "run"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    try expectMasterBill(in: scratch)
    try expectUnknownCodes(in: scratch)
    let sources = Set(
      cells(of: try scratch.bytes(of: "run/resolution.csv")).dropFirst().map { $0[0] })
    #expect(sources == ["KR", "SG", "BL"])
  }

  private func expectMasterBill(in scratch: Scratch) throws {
    let links = cells(of: try scratch.bytes(of: "run/mirrors.csv")).dropFirst()
    let link = try #require(links.first { $0[6] == "master_bill_named" })
    #expect([link[1], link[4], link[9]] == ["HLC1", "MAEU99", "true"])
  }

  private func expectUnknownCodes(in scratch: Scratch) throws {
    let report = try #require(
      JSONSerialization.jsonObject(with: scratch.bytes(of: "run/quality.json")) as? [String: Any])
    #expect(report["codes_checked_by"] as? String == "nomenclature")
    let sources = try #require(report["sources"] as? [[String: Any]])
    let korea = try #require(sources.first { $0["source"] as? String == "KR" })
    #expect(korea["unknown_codes"] as? [String: Int] == ["870332": 1])
    #expect(korea["unknown_hs"] as? Int == 1)
  }

  @Test(
    "XML that declares a document type is refused, and nothing of it is read",
    arguments: [
      #"<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>"#,
      #"<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>"#,
      #"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e "&b;&b;&b;&b;">]>"#,
      #"<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">"#,
    ])
  func documentType(declared: String) throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    let text = Self.exportDeclaration.replacing("<Declaration ", with: "\(declared)<Declaration ")
      .replacing("BOARD", with: declared.contains("ENTITY e") ? "&e;" : "BOARD")
    try scratch.write(text, to: "trade/GOVCBR830-1.xml")
    let run = try Program.run(["run", "trade", "--out", "run"], in: scratch)
    #expect(run.status == 2)
    #expect(run.errors.contains("GOVCBR830-1.xml:2") && run.errors.contains("DTD"))
    #expect(try scratch.names() == ["trade"])
  }

  @Test("profile suggest proposes what reads the file, and says what it could not place")
  func suggest() throws {
    let scratch = try Scratch()
    let text = """
      Entry Number,Entry Date,Exporter Name,Importer,Importer Country,Country of Export,Country of Destination,Tariff Code,Qty,UOM,Net Wt (kg),Berth
      25-1,03/02/2025,Gaon,Harbour Nine,SG,KR,SG,8473.30,8,PCS,96.0,B7
      25-2,17/02/2025,Gaon,Orchid,SG,KR,SG,8542.31,80,PCS,6.0,B8
      """
    try scratch.write(text + "\n", to: "trade/exports.csv")
    try TradeText().write(to: "trade", in: scratch)
    let suggested = try Program.run(["profile", "suggest", "trade/exports.csv"], in: scratch)
    #expect(suggested.status == 0, "\(suggested.errors)")
    #expect(suggested.text.contains("# Not placed: Berth, such as B7"))
    #expect(!suggested.text.contains("Missing, and required"))
    try scratch.write(suggested.text, to: "exports.yml")
    let read = try Program.run(["ingest", "trade", "--profile", "exports.yml"], in: scratch)
    #expect(read.status == 0, "\(read.errors)")
    let row = read.text.split(separator: "\n").first { $0.hasPrefix("exports.csv") } ?? ""
    #expect(row.split(separator: " ").map(String.init) == ["exports.csv", "2", "2", "0", "0"])
  }
}
