import Foundation
import Testing
import TradeModel

@testable import TradeIntake

@Suite("Profile suggestions")
struct ProfileSuggestionTests {
  private func suggestion(_ text: String, named name: String) throws -> ProfileSuggestion {
    let scratch = try Scratch()
    return try ProfileSuggestion(path: try scratch.write(text.utf8, to: name))
  }

  /// Header to column, for everything that was placed.
  private func placed(_ suggestion: ProfileSuggestion) -> [String: String] {
    Dictionary(
      suggestion.proposals.compactMap { proposal in
        proposal.header.map { ($0, proposal.column) }
      }, uniquingKeysWith: { _, other in other })
  }

  private static let koreanFile = """
    수출신고번호,신고일자,수출자,구매자,구매자국가,목적국,원산지국가,운송수단,HS부호,거래품명,수량,단위,순중량,신고가격(원화),담당자
    1234525000001X,20250304,가온반도체,HARBOUR NINE,SG,SG,TW,40,8473302000,GPU BOARD,64,EA,166.4,1200000000,김
    1234525000002X,20250305,나래전자,NORTHERN DATA,CN,CN,KR,10,8542311000,IC,1000,EA,12.5,90000000,이
    """

  private static let englishFile = """
    Entry No,Acceptance Date,Exporter Name,Exporter Country,Consignee,Consignee Country,POL,POD,Tariff Code,Goods Description,Qty,Net Weight,Invoice Value,Remarks
    E1,04/03/2025,Gaon Semiconductor,KR,Harbour Nine,SG,KRPUS,SGSIN,8473.30,GPU boards,64,166.4,864000,x
    E2,25/03/2025,Narae Electronics,KR,Northern Data,CN,KRICN,CNSHA,8542.31,Chips,1000,12.5,64800,
    """

  private static let chineseFile = """
    报关单号,申报日期,发货人,收货人,启运国,运抵国,运输方式,商品编码,商品名称,数量,净重,备注
    A1,2025/03/06,海港九号,北方数据,SG,CN,航空运输,84733000,显卡,64,166.4,
    A2,2025/03/07,海港九号,南方数据,SG,CN,水路运输,85423100,芯片,10,1.5,
    """

  @Test("Korean headers")
  func korean() throws {
    let suggestion = try suggestion(Self.koreanFile, named: "수출_2025.csv")
    let placed = placed(suggestion)
    #expect(suggestion.table == .declarations)
    #expect(
      placed == [
        "수출신고번호": "declaration_id", "신고일자": "date", "수출자": "shipper_name",
        "구매자": "consignee_name", "구매자국가": "consignee_country", "목적국": "destination_country",
        "원산지국가": "origin_country", "운송수단": "mode", "HS부호": "hs_code", "거래품명": "description",
        "수량": "quantity", "단위": "quantity_unit", "순중량": "net_weight_kg", "신고가격(원화)": "value_usd",
      ])
    #expect(suggestion.unplaced.map(\.header) == ["담당자"])
    #expect(suggestion.missing == [])
    let constants = suggestion.proposals.filter { $0.header == nil }
    #expect(
      constants.map(\.column) == ["source", "kind", "shipper_country", "departure_country"])
    #expect(constants.allSatisfy { $0.certainty == .guess })
  }

  @Test("English headers, ports and dates with the day first")
  func english() throws {
    let suggestion = try suggestion(Self.englishFile, named: "exports.csv")
    let placed = placed(suggestion)
    #expect(placed["Entry No"] == "declaration_id" && placed["Acceptance Date"] == "date")
    #expect(placed["POL"] == "departure_country" && placed["POD"] == "destination_country")
    #expect(placed["Tariff Code"] == "hs_code" && placed["Invoice Value"] == "value_usd")
    #expect(suggestion.yaml.contains("DD/MM/YYYY"))
    #expect(suggestion.unplaced.map(\.header) == ["Remarks"])
  }

  @Test("Chinese headers")
  func chinese() throws {
    let suggestion = try suggestion(Self.chineseFile, named: "a.csv")
    let placed = placed(suggestion)
    #expect(placed["报关单号"] == "declaration_id" && placed["商品编码"] == "hs_code")
    #expect(placed["发货人"] == "shipper_name" && placed["收货人"] == "consignee_name")
    #expect(placed["启运国"] == "departure_country" && placed["运抵国"] == "destination_country")
    #expect(placed["运输方式"] == "mode" && placed["净重"] == "net_weight_kg")
    // Nobody says in which countries the parties are; that is where the movement starts and ends.
    #expect(suggestion.missing == [])
    #expect(
      suggestion.proposals.filter { $0.header == "启运国" }.map(\.certainty) == [.guess, .sure])
    #expect(suggestion.proposals.first { $0.column == "source" }?.rule == "{constant: CN}")
  }

  @Test(
    "what is proposed is a profile that reads the file", arguments: [koreanFile, englishFile])
  func readable(text: String) throws {
    let suggestion = try suggestion(text, named: "수출.csv")
    let profile = try MappingProfile(yaml: suggestion.yaml)
    let reading = try Reading(text, as: suggestion.table, profile: profile)
    #expect(reading.rejects == [])
    #expect(reading.declarations.map(\.hsCode.count).allSatisfy { $0 >= 6 })
    #expect(reading.declarations.first?.date.description == "2025-03-04")
  }

  @Test("values that a column cannot hold speak against it")
  func contradiction() throws {
    let suggestion = try suggestion(
      "HS Code,Date,Number\nred,blue,847330\ngreen,white,854231\n", named: "x.csv")
    #expect(placed(suggestion) == ["Number": "hs_code"])
    #expect(suggestion.proposals.first { $0.column == "hs_code" }?.certainty == .guess)
    #expect(suggestion.unplaced.map(\.header) == ["HS Code", "Date"])
  }

  @Test("days that no header calls a date are guessed by their values, and shortened words read")
  func ownWords() throws {
    let suggestion = try suggestion(
      """
      Entry No,Filed on,Paid,Seller,Seller Ctry,Buyer,Ship to Ctry,HS10,Goods,Net kg,Colour
      K1,01.03.2025,yes,Gaon,KR,Harbour,SG,8473302000,GPU board,120,red
      K2,28.03.2025,no,Gaon,KR,Harbour,SG,8473302000,GPU board,121,blue

      """, named: "exports.csv")
    let placed = placed(suggestion)
    #expect(placed["Filed on"] == "date" && placed["Seller Ctry"] == "shipper_country")
    #expect(placed["Ship to Ctry"] == "destination_country" && placed["Goods"] == "description")
    #expect(placed["Net kg"] == "net_weight_kg")
    let date = try #require(suggestion.proposals.first { $0.column == "date" })
    #expect(date.certainty == .guess && date.reason.hasPrefix("by its values"))
    #expect(date.rule.contains("DD.MM.YYYY"))
    #expect(suggestion.unplaced.map(\.header) == ["Paid", "Colour"])
    #expect(suggestion.missing == ["departure_country"])
  }

  @Test("where any text fits, the values are not counted as a sign")
  func anyText() throws {
    let suggestion = try suggestion(Self.koreanFile, named: "x.csv")
    let number = try #require(suggestion.proposals.first { $0.column == "declaration_id" })
    #expect(number.certainty == .likely)
    #expect(number.reason.contains("any text fits"))
    #expect(suggestion.proposals.first { $0.column == "hs_code" }?.certainty == .sure)
    #expect(!suggestion.yaml.contains("80 %"))
  }

  @Test("words for the nature of a transaction are mapped, and unknown ones cost no row")
  func nature() throws {
    let text = """
      declaration_id,source,kind,date,shipper_name,shipper_country,consignee_name,consignee_country,departure_country,destination_country,hs_code,nature
      D1,KR,export,2025-03-04,A,KR,B,SG,KR,SG,847330,Sale
      D2,KR,export,2025-03-04,A,KR,B,SG,KR,SG,847330,barter
      D3,KR,export,2025-03-04,A,KR,B,SG,KR,SG,847330,수리

      """
    let suggestion = try suggestion(text, named: "x.csv")
    let profile = try MappingProfile(yaml: suggestion.yaml)
    let reading = try Reading(text, as: .declarations, profile: profile)
    #expect(reading.rejects == [])
    #expect(reading.declarations.map(\.nature) == [.sale, nil, .repair])
    // A column of words that mean nothing of the kind is not proposed at all.
    let other = text.replacing("Sale", with: "red").replacing("수리", with: "blue")
    #expect(try placed(self.suggestion(other, named: "x.csv"))["nature"] == nil)
  }

  @Test("a gross weight is not proposed as the net weight")
  func grossWeight() throws {
    let suggestion = try suggestion("HS Code,Gross Weight\n847330,12.5\n", named: "x.csv")
    #expect(placed(suggestion)["Gross Weight"] == nil)
  }

  @Test("a registry is told from declarations")
  func registry() throws {
    let suggestion = try suggestion(
      "사업자번호,상호,주소,설립일,전화번호\n1098112345,가온반도체,서울,2019-04-01,02-000-0000\n", named: "x.csv")
    #expect(suggestion.table == .parties)
    #expect(placed(suggestion)["설립일"] == "incorporated_on")
  }

  @Test("a profile that comes with the program and reads the layout already is named")
  func knownLayout() throws {
    let found = try suggestion("hscode,description,level\n847330,Parts,6\n", named: "x.csv")
    #expect(found.known == ["hs-nomenclature"])
    #expect(found.yaml.contains("# Profile hs-nomenclature, which comes with Entrepot, reads"))
    #expect(throws: Never.self) { try MappingProfile(yaml: found.yaml) }
    #expect(try suggestion(Self.englishFile, named: "exports.csv").known == [])
  }

  @Test("the contract's own layout is told, and no profile of another table beside it")
  func contractLayout() throws {
    let text = """
      declaration_id,source,kind,date,shipper_name,shipper_country,consignee_name,consignee_country,\
      departure_country,destination_country,hs_code
      E1,KR,export,2025-03-04,Gaon,KR,Harbour,SG,KR,SG,847330

      """
    let found = try suggestion(text, named: "x.csv")
    #expect(found.known == [] && found.isContractLayout)
    #expect(found.yaml.contains("called declarations.csv"))
    let otherDays = try suggestion(text.replacing("2025-03-04", with: "04/03/2025"), named: "x.csv")
    #expect(otherDays.known == [] && !otherDays.isContractLayout)
  }

  @Test("a file separated by another sign is refused with what to do", arguments: [";", "\t"])
  func separators(sign: String) throws {
    let text = Self.englishFile.replacing(",", with: sign)
    let error = #expect(throws: IntakeError.self) { try suggestion(text, named: "x.csv") }
    #expect(error?.description.contains("save it with commas") == true)
  }

  @Test("an amount whose currency nobody names is not sure to be dollars")
  func currency() throws {
    func certainty(_ header: String) throws -> ProfileSuggestion.Certainty? {
      try suggestion("HS Code,\(header)\n847330,12.5\n", named: "x.csv")
        .proposals.first { $0.column == "value_usd" }?.certainty
    }
    #expect(try certainty("Invoice Value (USD)") == .sure)
    #expect(try certainty("Invoice Value") == .likely)
  }

  @Test("JSON and XML are refused by name", arguments: ["[\n {\"a\": 1}\n]", "{\"a\": 1}", "<a/>"])
  func otherFormats(text: String) throws {
    let error = #expect(throws: IntakeError.self) { try suggestion(text, named: "x.csv") }
    #expect("\(try #require(error))".contains("profiles are proposed for CSV"))
  }

  @Test("hostile headers do not break out of the YAML")
  func hostile() throws {
    let text = "\"a\"\"]}\n: x\",수출신고번호\n1,2\n"
    let yaml = try suggestion(text, named: "x.csv").yaml
    let profile = try MappingProfile(yaml: yaml)
    #expect(profile.rules.first?.from == ["수출신고번호"])
  }

  @Test(
    "the Korean data sets are recognised",
    .enabled(
      if: ReferenceData.has("kcs-import-declarations"),
      "no Korean declarations here; set ENTREPOT_DATA"), arguments: ["ko", "en"])
  func koreanDataSets(language: String) throws {
    let folder = try TradeFolder(path: "\(ReferenceData.path)/kcs-import-declarations/\(language)")
    let file = try #require(folder.files.first)
    let suggestion = try ProfileSuggestion(path: file.path)
    let columns = Set(suggestion.proposals.filter { $0.header != nil }.map(\.column))
    #expect(
      columns.isSuperset(of: [
        "declaration_id", "date", "mode", "hs_code", "departure_country", "origin_country",
        "net_weight_kg", "value_usd",
      ]), "\(suggestion.yaml)")
  }
}
