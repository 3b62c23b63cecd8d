import Foundation
import Testing
import TradeModel

@Suite("Trade days")
struct TradeDayTests {
  /// The proleptic Gregorian calendar, in a zone without summer time.
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
    return calendar
  }()

  @Test("agree with the calendar of Foundation in every century accepted", arguments: 19...29)
  func agreeWithFoundation(century: Int) throws {
    var date = try #require(
      Self.calendar.date(from: DateComponents(year: century * 100, month: 1, day: 1)))
    var raw = Int32((date.timeIntervalSince1970 / 86_400).rounded())
    // Every third day: 3 divides no length of a year or month cycle, so every date is met in time.
    while true {
      let parts = Self.calendar.dateComponents([.year, .month, .day], from: date)
      guard let year = parts.year, let month = parts.month, let day = parts.day,
        year < (century + 1) * 100
      else { break }
      let tradeDay = try #require(TradeDay(year: year, month: month, day: day))
      #expect(tradeDay.raw == raw)
      #expect(tradeDay.date == (year, month, day))
      raw += 3
      date += 3 * 86_400
    }
  }

  @Test("follow one another without a gap, and are written as they are read")
  func successive() throws {
    var day = try #require(TradeDay(iso: "1900-01-01"))
    let last = try #require(TradeDay(iso: "2999-12-31"))
    var previous = ""
    while day <= last {
      let text = day.description
      #expect(text > previous)
      #expect(TradeDay(iso: text) == day)
      previous = text
      day = day + 97
    }
    #expect(day - last <= 97)
  }

  @Test("know leap years")
  func leapYears() {
    for (text, exists) in [
      ("2024-02-29", true), ("2025-02-29", false), ("1900-02-29", false), ("2000-02-29", true),
      ("2100-02-29", false), ("2400-02-29", true), ("2025-04-31", false), ("2025-12-31", true),
      ("2025-13-01", false), ("2025-00-10", false), ("2025-01-00", false), ("2025-02-30", false),
    ] {
      #expect((TradeDay(iso: text) != nil) == exists, "\(text)")
    }
  }

  @Test(
    "are read from YYYY-MM-DD and from nothing else",
    arguments: [
      "", "2025", "2025-1-1", "2025-01-1", " 2025-01-01", "2025-01-01 ", "2025/01/01", "20250101",
      "01-01-2025", "+025-01-01", "2025-01-0١", "２０２５-01-01", "2025-01-01T00:00", "1899-12-31",
      "3000-01-01", "-001-01-01", "2025-01\u{2010}01",
    ])
  func strictForm(text: String) {
    #expect(TradeDay(iso: text) == nil)
  }

  @Test("count from 1970-01-01, backwards too")
  func epoch() {
    #expect(TradeDay(iso: "1970-01-01")?.raw == 0)
    #expect(TradeDay(iso: "1969-12-31")?.raw == -1)
    #expect(TradeDay(iso: "1900-01-01")?.raw == -25_567)
    #expect(TradeDay(iso: "2000-03-01")?.raw == 11_017)
  }

  @Test("are subtracted to whole days and added to")
  func arithmetic() throws {
    let arrival = try #require(TradeDay(iso: "2024-02-28"))
    let departure = try #require(TradeDay(iso: "2024-03-01"))
    #expect(departure - arrival == 2)
    #expect(arrival - departure == -2)
    #expect(arrival + 2 == departure)
    #expect(departure + -2 == arrival)
    #expect(arrival < departure)
    #expect(departure.month == "2024-03")
  }
}
