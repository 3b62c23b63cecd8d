/// The departures that routes may end with, for counting and summing those of many windows.
///
/// Nearly all steps of a walk are at the last leg, and which of its departures are admitted nobody can
/// guess: so all of a window are added, each with all bits of it or none.
struct RouteEnds: Sendable {
  private let quantities: [Int64]
  private let roles: [LegRoles]
  /// What departures are worth; empty where routes are only counted.
  private let worths: [Int64]
  private let isSmallest: Bool
  /// The sum of the worths of the routes that end with so many departures fits in 64 bits.
  private let narrowCount: Int

  /// Takes the departures of `space`; without `worths` their routes are only counted.
  init(of space: RouteSpace, worths: RowWorths?) {
    quantities = space.departures.quantities
    roles = space.departures.roles
    self.worths = worths?.leaving ?? []
    isSmallest = worths?.ranking.isSmallest ?? true
    // A route has sixteen legs at most.
    narrowCount = Int(Int64.max) / 16 / Int(clamping: max(1, worths?.largest ?? 0))
  }

  /// How many routes end with departures of a window of one run whose quantities lie in a range.
  func count(in window: Range<Int>, range: AdmittedQuantities) -> Int {
    let quantities = quantities.span
    let roles = roles.span
    precondition(
      window.lowerBound >= 0 && window.upperBound <= min(quantities.count, roles.count),
      "a window reaches past the departures")
    var ends = 0
    for next in window {
      // Within the bounds checked above.
      let end = Int(unsafe roles[unchecked: next].rawValue & LegRoles.end.rawValue)
      let isAdmitted = unsafe range.contains(quantities[unchecked: next])
      ends &+= end & (isAdmitted ? 1 : 0)  // at most the departures of one run
    }
    return ends
  }

  /// The same, and what the worths of those routes sum to, of which the part before is worth `worth`.
  @inline(__always)
  func sums(
    in window: Range<Int>, range: AdmittedQuantities, worth: Int64
  ) -> (count: Int, sum: Int128) {
    let quantities = quantities.span
    let roles = roles.span
    let worths = worths.span
    precondition(
      window.lowerBound >= 0
        && window.upperBound <= min(quantities.count, roles.count, worths.count),
      "a window reaches past the departures")
    let isSmallest = isSmallest
    var ends: UInt64 = 0
    var narrow: Int64 = 0
    for next in window {
      // Within the bounds checked above.
      let end = UInt64(unsafe roles[unchecked: next].rawValue & LegRoles.end.rawValue)
      let isAdmitted = unsafe range.contains(quantities[unchecked: next])
      // Not chosen by a condition, of which the compiler would make a branch again.
      let isEnd = end & (isAdmitted ? 1 : 0)
      let other = unsafe worths[unchecked: next]
      let joined = isSmallest ? min(worth, other) : worth &+ other
      ends &+= isEnd  // at most the departures of one run
      narrow &+= joined & (0 &- Int64(bitPattern: isEnd))  // looked at below
    }
    guard window.count > narrowCount else { return (Int(ends), Int128(narrow)) }
    var sum: Int128 = 0
    for next in window where roles[next].contains(.end) && range.contains(quantities[next]) {
      sum +=
        isSmallest ? Int128(min(worth, worths[next])) : Int128(worth) + Int128(worths[next])
    }
    return (Int(ends), sum)
  }

  /// Calls `body` with each of those departures that is worth `least` or more.
  func forEach(
    in window: Range<Int>, range: AdmittedQuantities, worthAtLeast least: Int64,
    _ body: (Int) -> Void
  ) {
    let quantities = quantities.span
    let roles = roles.span
    let worths = worths.span
    // Few are worth as much, so that this is asked first.
    for next in window
    where worths[next] >= least && roles[next].contains(.end) && range.contains(quantities[next]) {
      body(next)
    }
  }
}
