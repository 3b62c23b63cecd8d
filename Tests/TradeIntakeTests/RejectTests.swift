import Testing
import TradeModel

@testable import TradeIntake

@Suite("Rejected rows")
struct RejectTests {
  /// A row, and what is wrong with it.
  struct Bad: CustomTestStringConvertible, Sendable {
    let column: String
    let text: String
    let reason: RowFault.Reason
    var testDescription: String { "\(column)=\(text.prefix(20)): \(reason.rawValue)" }

    init(_ column: String, _ text: String, _ reason: RowFault.Reason) {
      self.column = column
      self.text = text
      self.reason = reason
    }
  }

  static let badCells: [Bad] = [
    Bad("declaration_id", "", .missing), Bad("source", "", .missing), Bad("kind", "", .missing),
    Bad("date", "", .missing), Bad("shipper_country", "", .missing),
    Bad("consignee_country", " ", .missing), Bad("departure_country", "", .missing),
    Bad("destination_country", "", .missing), Bad("hs_code", "", .missing),
    Bad("line", "0", .lineBelowOne), Bad("line", "-3", .lineBelowOne),
    Bad("line", "x", .notANumber),
    Bad("line", "1.5", .notWhole), Bad("line", "3000000000", .lineTooLarge),
    Bad("line", "1e999", .lineTooLarge), Bad("kind", "exprot", .unknownKind),
    Bad("kind", "Export", .unknownKind), Bad("status", "open", .unknownStatus),
    Bad("date", "2025-02-30", .impossibleDate), Bad("date", "2025-13-01", .impossibleDate),
    Bad("date", "1025-01-01", .impossibleDate), Bad("date", "2025/02/03", .badDateForm),
    Bad("date", "2025-2-3", .badDateForm), Bad("date", "2025-02-03T00:00", .badDateForm),
    Bad("departed_on", "2023-02-29", .impossibleDate), Bad("arrived_on", "soon", .badDateForm),
    Bad("shipper_country", "ZZZ", .notACountry), Bad("consignee_country", "K", .notACountry),
    Bad("end_user_country", "한국", .notACountry), Bad("origin_country", "UK", .notACountry),
    Bad("destination_country", "K1", .notACountry),
    Bad("transit_countries", "HK;XYZ", .notACountry),
    Bad("mode", "boat", .unknownMode), Bad("hs_code", "847", .hsTooShort),
    Bad("hs_code", "8473", .hsTooShort), Bad("hs_code", "84733020001", .hsTooLong),
    Bad("hs_code", "8473AB", .hsNotDigits), Bad("hs_code", "...", .hsNotDigits),
    Bad("hs_code", "８４７３３０", .hsNotDigits), Bad("quantity", "twelve", .notANumber),
    Bad("quantity", "1,234", .notANumber), Bad("quantity", "-1", .negative),
    Bad("quantity", "nan", .notFinite), Bad("net_weight_kg", "-0.1", .negative),
    Bad("net_weight_kg", "inf", .notFinite), Bad("value_usd", "-5", .negative),
    Bad("value_usd", "1e999", .notFinite), Bad("value_usd", "$5", .notANumber),
    Bad("nature", "gift", .unknownNature), Bad("description", "a\0b", .nulByte),
    Bad("model", String(repeating: "x", count: 1 << 20) + "y", .cellTooLong),
  ]

  @Test("name the column and the reason, and let the other rows in", arguments: badCells)
  func nameTheColumn(bad: Bad) throws {
    let good = Filing()
    let text = "\(good.header)\n\(good.row)\n\(good.with(bad.column, bad.text).row)\n\(good.row)\n"
    let reading = try Reading(text, as: .declarations)
    let reject = try #require(reading.rejects.first)
    #expect(reading.records.map(\.row) == [2, 4])
    #expect(reading.report.rows == 3)
    #expect(reading.report.accepted == 2)
    #expect(reading.report.rejected == 1)
    #expect(reject.file == "declarations.csv")
    #expect(reject.row == 3)
    #expect(reject.line == 3)
    #expect(reject.column == bad.column)
    #expect(reject.reason == bad.reason.rawValue)
    #expect(reject.raw == good.with(bad.column, bad.text).row.replacing("\0", with: "␀"))
  }

  @Test("a party without id and name is rejected by its name")
  func partyWithoutIDAndName() throws {
    let both = Filing().with("consignee_id", "").with("consignee_name", "")
    #expect(try Reading(both.file, as: .declarations).rejects.map(\.column) == ["consignee_name"])
    let idOnly = Filing().without("shipper_name").with("shipper_id", "")
    #expect(try Reading(idOnly.file, as: .declarations).rejects.map(\.column) == ["shipper_id"])
  }

  @Test("the first fault from the left is the one reported")
  func firstFault() throws {
    let filing = Filing().with("value_usd", "x").with("date", "x").with("mode", "x")
    #expect(try Reading(filing.file, as: .declarations).rejects.map(\.column) == ["date"])
  }

  @Test(
    "rows of the wrong shape are rejected whole",
    arguments: [
      ("1,2", RowFault.Reason.tooFewCells), ("1,2,3,", .tooManyCells),
      ("1,\"2\"x,3", .textAfterQuote), ("1,\"2\" ,3", .textAfterQuote), ("1,2\r3,4", .loneReturn),
      ("1,\"2\"\r,3", .loneReturn),
    ])
  func wrongShape(row: String, reason: RowFault.Reason) throws {
    let reading = try Reading("permit_no,agency,x\na,b,c\n\(row)\nd,e,f\n", as: .permits)
    #expect(reading.records.map(\.row) == [2, 4])
    let reject = try #require(reading.rejects.first)
    #expect(reject.reason == reason.rawValue)
    #expect(reject.column == nil)
    #expect(reject.raw == row)
  }

  @Test("the row counts records, the line counts lines")
  func rowAndLine() throws {
    let text = "permit_no,agency\r\n\r\n1,\"a\r\nb\"\r\n\r\n,c\r\n"
    let reject = try #require(try Reading(text, as: .permits).rejects.first)
    #expect(reject.row == 3)
    #expect(reject.line == 6)
  }

  @Test("issue 2: a 10-megabyte cell is rejected and kept in full")
  func tenMegabytes() throws {
    let huge = String(repeating: "가", count: (10 << 20) / 3)
    let good = Filing()
    let text = "\(good.header)\n\(good.with("description", huge).row)\n\(good.row)\n"
    let reading = try Reading(text, as: .declarations)
    #expect(reading.records.map(\.row) == [3])
    #expect(reading.rejects.first?.reason == "cell longer than 1 MiB")
    #expect(reading.rejects.first?.raw.utf8.count == good.row.utf8.count - 18 + huge.utf8.count)
  }

  @Test("a cell of 1 MiB is still a cell")
  func oneMegabyte() throws {
    let long = String(repeating: "x", count: 1 << 20)
    let reading = try Reading(Filing().with("description", long).file, as: .declarations)
    #expect(reading.declarations.first?.goodsDescription == long)
  }
}
