import DiversionRisk
import PartyMatch
import Testing
import TradeModel

@testable import EntrepotKit

@Suite("Report on the data")
struct QualityReportTests {
  private func records(prices: [Double?], hsCode: String = "847330") throws -> RecordColumns {
    let (korea, singapore) = (try #require(CountryCode("KR")), try #require(CountryCode("SG")))
    var records = RecordColumns()
    for (number, price) in prices.enumerated() {
      var row = Declaration(
        identity: DeclarationIdentity(source: "KR", declarationID: "\(number)", line: 1),
        kind: .export, date: TradeDay(raw: 20_000), shipper: WrittenParty(name: "A"),
        consignee: WrittenParty(name: "B"), from: korea, to: singapore, hsCode: hsCode)
      row.netWeightKilograms = 2
      row.valueUSD = price.map { $0 * 2 }
      records.append(
        row, family: -1, shipper: PartyIndex(raw: 0), consignee: PartyIndex(raw: 1))
    }
    return records
  }

  private func outliers(_ prices: [Double?]) throws -> Bool {
    var report = QualityReport(files: [], rejects: [:], parties: [], asOf: TradeDay(raw: 20_000))
    try report.countOutliers(in: records(prices: prices))
    return report.json.contains("\"outliers\": 1")
  }

  @Test(
    "a value a kilogram is out of line beyond a factor of twenty",
    arguments: [
      (2_001.0, true), (1_999, false), (4.9, true), (5.1, false),
    ] as [(Double, Bool)])
  func factor(price: Double, isOut: Bool) throws {
    #expect(try outliers([Double?](repeating: 100, count: 30) + [price]) == isOut)
  }

  @Test("a subheading of few rows has no median, and what is unknown is not out of line")
  func few() throws {
    #expect(try !outliers([Double?](repeating: 100, count: 18) + [5_000]))
    #expect(try !outliers([Double?](repeating: 100, count: 30) + [nil]))
  }

  @Test(
    "a code is unknown by nomenclature and concordance, and by chapter alone where there is none",
    arguments: [
      ([String](), 0), (["84", "8473"], 0), (["847330"], 0), (["851712"], 31), (["84733020"], 0),
    ])
  func unknownCodes(nomenclature: [String], unknown: Int) throws {
    var report = QualityReport(files: [], rejects: [:], parties: [], asOf: TradeDay(raw: 20_000))
    let records = try records(prices: [Double?](repeating: 1, count: 31))
    let headings = nomenclature.map { HSHeading(code: $0) }
    report.countUnknownCodes(in: records, nomenclature: headings)
    #expect(report.json.contains("\"unknown_hs\": 31") == (unknown == 31))
    #expect(report.json.contains("\"847330\": 31") == (unknown == 31))
    // What the concordance knows under another revision is known.
    report = QualityReport(files: [], rejects: [:], parties: [], asOf: TradeDay(raw: 20_000))
    report.countUnknownCodes(
      in: records, nomenclature: headings,
      concordance: [HSConcordance(filed: "8473", current: "847350")])
    #expect(!report.json.contains("\"unknown_hs\": 31"))
  }

  @Test(
    "a code of no chapter is known where the concordance has it", arguments: [[], ["847330"]])
  func nationalCodes(nomenclature: [String]) throws {
    let records = try records(prices: [1], hsCode: "999999")
    for (filed, isKnown) in [("9999", true), ("9998", false)] {
      var report = QualityReport(files: [], rejects: [:], parties: [], asOf: TradeDay(raw: 20_000))
      report.countUnknownCodes(
        in: records, nomenclature: nomenclature.map { HSHeading(code: $0) },
        concordance: [HSConcordance(filed: filed, current: "847330")])
      #expect(report.json.contains("\"999999\": 1") != isKnown, "\(filed)")
    }
  }
}
