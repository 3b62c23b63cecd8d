/// Days counted from 1970-01-01, and the calendar of every world.
///
/// Trade runs over three years; a world is looked at as known on `asOf`, and what is tested was
/// exported from `testFrom` on.
enum WorldDay {
  static let first = number(2023, 1, 2)
  static let last = number(2025, 12, 31)
  static let asOf = number(2025, 9, 30)
  static let testFrom = number(2025, 1, 1)
  static let span = last - first + 1

  /// Day number of a civil date (Hinnant's algorithm).
  static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  static func isWeekend(_ day: Int) -> Bool {
    let weekday = (day + 4) % 7  // 1970-01-01 was a Thursday; 0 is Sunday
    return weekday == 0 || weekday == 6
  }

  static func text(_ day: Int) -> String {
    let (year, month, day) = civil(day)
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
  }

  static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
