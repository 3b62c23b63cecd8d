/// A calendar day, counted from 1970-01-01 in the proleptic Gregorian calendar.
///
/// Declarations carry days, not instants; a day number makes dwell a subtraction.
public struct TradeDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public let raw: Int32

  /// The day with the given number of days since 1970-01-01.
  public init(raw: Int32) {
    self.raw = raw
  }

  /// The day of a calendar date, or nil where the calendar has no such day (2025-02-30).
  ///
  /// Years 1900 to 2999 are accepted: anything else in a declaration is a typing error.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2999).contains(year), (1...12).contains(month),
      day >= 1, day <= Self.daysIn(month: month, of: year)
    else { return nil }
    raw = Self.number(year: year, month: month, day: day)
  }

  /// Reads `YYYY-MM-DD`, nothing more and nothing less.
  public init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = Self.digits(bytes[0..<4]), let month = Self.digits(bytes[5..<7]),
      let day = Self.digits(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The calendar date of this day.
  public var date: (year: Int, month: Int, day: Int) {
    // Days to civil date by Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2014.
    let shifted = Int(raw) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The month of this day, as `YYYY-MM`.
  public var month: String {
    String(description.prefix(7))
  }

  /// Compares by time.
  public static func < (earlier: Self, later: Self) -> Bool {
    earlier.raw < later.raw
  }

  /// Whole days from the first day to the second; negative when the second is earlier.
  public static func - (later: Self, earlier: Self) -> Int {
    Int(later.raw) - Int(earlier.raw)
  }

  /// The day a number of days later.
  public static func + (day: Self, count: Int) -> Self {
    Self(raw: day.raw + Int32(count))
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  private static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func number(year: Int, month: Int, day: Int) -> Int32 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }
}

extension TradeDay: CustomStringConvertible {
  /// The day as `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = date
    if (0...9999).contains(year) {
      // Tables and sentences are full of days: ten digits need no texts of their own.
      func digit(_ value: Int) -> UInt8 { 0x30 + UInt8(value % 10) }
      let bytes = [
        digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), 0x2D,
        digit(month / 10), digit(month), 0x2D, digit(day / 10), digit(day),
      ]
      return String(decoding: bytes, as: UTF8.self)
    }
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
