/// Looks at the rows of one run after another and keeps what has one of the other side within its dwell.
///
/// A route has no other legs. What is kept besides depends on what legs may be: a leg that comes in as
/// the first goes on with a middle leg, or with a last one where routes may have two legs, and so on.
/// Rows stay in the memory in which they were found, those that are kept moved up.
struct RunMeetings: Sendable {
  private let hasMiddleLegs: Bool
  /// Whether a route may have two legs.
  private let isDirect: Bool
  /// Whether a route may have more than one middle leg.
  private let isLong: Bool

  init(for question: RouteQuestion) {
    hasMiddleLegs = question.hasMiddleLegs
    isDirect = question.legCounts.contains(2)
    isLong = question.legCounts.upperBound > 3
  }

  /// Keeps what meets of the rows of a run, from the first place of either side on.
  ///
  /// - Returns: one past the last place of either side; the first where nothing is left.
  func keep(
    _ comingIn: Range<Int>, of arrivals: inout MutableSpan<FoundRow>, _ goingOut: Range<Int>,
    of departures: inout MutableSpan<FoundRow>, dwell: DwellWindow
  ) -> (arrivals: Int, departures: Int) {
    let ends =
      hasMiddleLegs
      ? keepAny(comingIn, of: &arrivals, goingOut, of: &departures, dwell: dwell)
      : keepEnds(comingIn, of: &arrivals, goingOut, of: &departures, dwell: dwell)
    guard ends.arrivals > comingIn.lowerBound, ends.departures > goingOut.lowerBound else {
      return (comingIn.lowerBound, goingOut.lowerBound)
    }
    return ends
  }

  /// Where all arrivals are first legs and all departures last ones.
  private func keepEnds(
    _ comingIn: Range<Int>, of arrivals: inout MutableSpan<FoundRow>, _ goingOut: Range<Int>,
    of departures: inout MutableSpan<FoundRow>, dwell: DwellWindow
  ) -> (arrivals: Int, departures: Int) {
    let minimum = Int(dwell.minimum)
    let maximum = Int(dwell.maximum)
    var (came, left) = (comingIn.lowerBound, goingOut.lowerBound)
    var (row, next) = (comingIn.lowerBound, goingOut.lowerBound)
    // Each step goes on on one side or the other without a branch: which one it is nobody can guess.
    while row < comingIn.upperBound, next < goingOut.upperBound {
      let arrival = arrivals[row]
      let stay = Int(departures[next].day) &- Int(arrival.day)  // days are 32 bits wide
      let isEarly = stay < minimum ? 1 : 0
      let isLate = stay > maximum ? 1 : 0
      arrivals[came] = arrival  // moved in any case, no later than it was
      came &+= 1 &- (isEarly | isLate)  // at most the number of arrivals
      next &+= isEarly
      row &+= 1 &- isEarly
    }
    // A departure that meets has an arrival that was kept.
    (row, next) = (comingIn.lowerBound, goingOut.lowerBound)
    while row < came, next < goingOut.upperBound {
      let departure = departures[next]
      let stay = Int(departure.day) &- Int(arrivals[row].day)  // likewise
      let isEarly = stay < minimum ? 1 : 0
      let isLate = stay > maximum ? 1 : 0
      departures[left] = departure
      left &+= 1 &- (isEarly | isLate)  // at most the number of departures
      row &+= isLate
      next &+= 1 &- isLate
    }
    return (came, left)
  }

  /// Where legs may be first, middle and last ones.
  private func keepAny(
    _ comingIn: Range<Int>, of arrivals: inout MutableSpan<FoundRow>, _ goingOut: Range<Int>,
    of departures: inout MutableSpan<FoundRow>, dwell: DwellWindow
  ) -> (arrivals: Int, departures: Int) {
    let minimum = Int(dwell.minimum)
    let maximum = Int(dwell.maximum)
    var came = comingIn.lowerBound
    let first = goingOut.lowerBound
    // The departures within the dwell of an arrival, as arrivals get later.
    var (start, last) = (first, first)
    // The first last leg and the first middle leg of the window.
    var (end, middle) = (first, first)
    // Up to where departures know that first legs, and that middle legs, have them within their dwell.
    var (endReach, middleReach) = (first, first)
    for index in comingIn {
      var arrival = arrivals[index]
      let day = Int(arrival.day)  // days and dwells are 32 bits wide
      while start < goingOut.upperBound, Int(departures[start].day) < day &+ minimum {
        start &+= 1
      }
      guard start < goingOut.upperBound else { break }
      last = max(last, start)
      while last < goingOut.upperBound, Int(departures[last].day) <= day &+ maximum {
        last &+= 1
      }
      guard start < last else { continue }
      end = max(end, start)
      while end < last, !departures[end].roles.contains(.end) { end &+= 1 }
      middle = max(middle, start)
      while middle < last, !departures[middle].roles.contains(.middle) { middle &+= 1 }
      let (hasEnd, hasMiddle) = (end < last, middle < last)
      if !(isDirect && hasEnd || hasMiddle) { arrival.roles.remove(.end) }
      if !(hasEnd || isLong && hasMiddle) { arrival.roles.remove(.middle) }
      arrivals[came] = arrival
      came &+= arrival.roles.isEmpty ? 0 : 1  // at most the number of arrivals
      if arrival.roles.contains(.end) {
        endReach = max(endReach, start)
        while endReach < last {
          departures[endReach].reachedBy.insert(.end)
          endReach &+= 1
        }
      }
      if arrival.roles.contains(.middle) {
        middleReach = max(middleReach, start)
        while middleReach < last {
          departures[middleReach].reachedBy.insert(.middle)
          middleReach &+= 1
        }
      }
    }
    let reached = first..<max(endReach, middleReach)
    return (came, keepReached(reached, of: &departures))
  }

  /// Keeps the departures that may go on from what has them within its dwell; one past the last place.
  private func keepReached(
    _ goingOut: Range<Int>, of departures: inout MutableSpan<FoundRow>
  ) -> Int {
    var left = goingOut.lowerBound
    for index in goingOut {
      var departure = departures[index]
      let reachedBy = departure.reachedBy
      if !(reachedBy.contains(.middle) || isDirect && reachedBy.contains(.end)) {
        departure.roles.remove(.end)
      }
      if !(reachedBy.contains(.end) || isLong && reachedBy.contains(.middle)) {
        departure.roles.remove(.middle)
      }
      departures[left] = departure
      left &+= departure.roles.isEmpty ? 0 : 1  // at most the number of departures
    }
    return left
  }
}
