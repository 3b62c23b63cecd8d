/// The departures of one run that may follow the arrivals of one run, as arrivals get later.
///
/// Days rise on both sides, so both ends of the window only ever move on.
struct OnwardWindow {
  /// The first departure that is late enough for the current arrival.
  private(set) var start: Int
  /// One past the last departure that is early enough.
  private(set) var end: Int
  private let limit: Int
  private let minimum: Int
  private let maximum: Int

  init(over rows: Range<Int>, dwell: DwellWindow) {
    start = rows.lowerBound
    end = rows.lowerBound
    limit = rows.upperBound
    minimum = Int(dwell.minimum)
    maximum = Int(dwell.maximum)
  }

  /// Moves on to an arrival of `day`, which is no earlier than the one before.
  mutating func advance(to day: Int32, days: borrowing Span<Int32>) {
    let earliest = Int(day) &+ minimum  // days and dwells are 32 bits wide
    let latest = Int(day) &+ maximum  // likewise
    while start < limit, Int(days[start]) < earliest { start &+= 1 }
    if end < start { end = start }
    while end < limit, Int(days[end]) <= latest { end &+= 1 }
  }
}
