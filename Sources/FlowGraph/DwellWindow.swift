/// How long goods may stay at a node before they leave it again, in days, both ends included.
///
/// A minimum of 0 lets goods leave on the day on which they came.
public struct DwellWindow: Sendable, Equatable {
  /// The fewest days between arrival and departure; 0 or more.
  public let minimum: Int32
  /// The most days between arrival and departure, at least `minimum`.
  public let maximum: Int32

  /// Makes a window of `minimum` to `maximum` days.
  public init(minimum: Int32, maximum: Int32) {
    precondition(minimum >= 0, "the shortest dwell must not be below zero, got \(minimum)")
    precondition(maximum >= minimum, "longest dwell \(maximum) is below shortest \(minimum)")
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Whether goods that arrived and left on these days stayed for an allowed time.
  public func admits(arrival: Int32, departure: Int32) -> Bool {
    let dwell = Int(departure) - Int(arrival)
    return dwell >= Int(minimum) && dwell <= Int(maximum)
  }

  /// Whether no arrival of some days can go on with a departure of others.
  func liesApart(arrivals: ClosedRange<Int32>, departures: ClosedRange<Int32>) -> Bool {
    Int(departures.upperBound) < Int(arrivals.lowerBound) + Int(minimum)
      || Int(departures.lowerBound) > Int(arrivals.upperBound) + Int(maximum)
  }
}
