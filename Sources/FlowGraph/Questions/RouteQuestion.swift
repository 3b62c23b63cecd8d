/// Which chains of legs are asked about.
///
/// A *route* is a chain of legs in which each leg departs from where the leg before arrived, after
/// a dwell within `dwell`, with goods of a family that the goods before may leave as, and with a
/// quantity within `ratio` of the quantity before. The first leg leaves a node of `from`, every
/// node between two legs is one of `via`, and the last leg reaches a node of `to`. A set that is
/// nil leaves its part open. Legs that take no part in attribution are on no route.
///
/// ```swift
/// var question = RouteQuestion(dwell: DwellWindow(minimum: 0, maximum: 60), familyCount: 10_000)
/// question.from = koreanParties
/// question.to = chineseParties
/// question.ratio = QuantityRatio(from: .init(1, over: 2), through: .init(11, over: 10))
/// let routes = legs.routes(answering: question)
/// let count = routes.count()  // exact, and nothing was listed
/// let best = routes.best(100, by: .smallest(of: values))
/// ```
public struct RouteQuestion: Sendable {
  /// The nodes at which a route may begin.
  public var from: NumberSet?
  /// The nodes through which a route may pass.
  public var via: NumberSet?
  /// The nodes at which a route may end.
  public var to: NumberSet?
  /// The legs that may be on a route.
  public var legs: NumberSet?
  /// The families of goods that may be on a route.
  public var families: NumberSet?
  /// How many legs a route has: 2 to 16.
  public var legCounts: ClosedRange<Int>
  /// How long goods may stay between two legs.
  public var dwell: DwellWindow
  /// How long goods of some families may stay instead, by the family that arrives.
  public var dwellOfFamily: [Int16: DwellWindow] = [:]
  /// How the quantities of two legs in a row must compare.
  public var ratio: QuantityRatio?
  /// Which families may leave a node as which others.
  public var transforms: FamilyTransforms

  /// Asks for all routes of two legs on which families stay what they are.
  public init(dwell: DwellWindow, familyCount: Int) {
    self.init(dwell: dwell, transforms: FamilyTransforms(familyCount: familyCount))
  }

  /// Asks for all routes of a number of legs.
  public init(
    dwell: DwellWindow, transforms: FamilyTransforms, legCounts: ClosedRange<Int> = 2...2
  ) {
    self.dwell = dwell
    self.transforms = transforms
    self.legCounts = legCounts
  }

  /// Whether a route may have a leg between its first and its last.
  var hasMiddleLegs: Bool { legCounts.upperBound > 2 }

  /// How long goods may stay of the family that arrives in a run, which `hub` names.
  func dwell(at hub: UInt64) -> DwellWindow { dwell(ofFamily: RouteRow.family(of: hub)) }

  /// How long goods of a family that arrives may stay.
  func dwell(ofFamily family: Int16) -> DwellWindow {
    dwellOfFamily.isEmpty ? dwell : dwellOfFamily[family] ?? dwell
  }

  func checkArguments() {
    precondition(
      legCounts.lowerBound >= 2 && legCounts.upperBound <= 16,
      "routes have 2 to 16 legs, asked for \(legCounts)")
  }
}

/// What makes one route better than another.
public struct RouteRanking: Sendable {
  let worths: LegNumbers
  let isSmallest: Bool

  /// The smallest of the given numbers, one for each leg: value or quantity that can have passed.
  public static func smallest(of numbers: LegNumbers) -> RouteRanking {
    RouteRanking(worths: numbers, isSmallest: true)
  }

  /// The smallest of the given numbers, one for each leg.
  public static func smallest(of numbers: [Int64]) -> RouteRanking {
    smallest(of: LegNumbers(numbers))
  }

  /// The sum of the given numbers, one for each leg: a score.
  public static func total(of numbers: LegNumbers) -> RouteRanking {
    RouteRanking(worths: numbers, isSmallest: false)
  }

  /// The sum of the given numbers, one for each leg.
  public static func total(of numbers: [Int64]) -> RouteRanking {
    total(of: LegNumbers(numbers))
  }

  /// The worth of a chain made of a part and what follows it.
  func joined(_ first: Int64, _ second: Int64) -> Int64 {
    isSmallest ? min(first, second) : first + second
  }
}

/// A route with its worth.
public struct RankedRoute: Sendable, Equatable {
  /// The legs in order of travel.
  public let legs: [Int32]
  /// The smallest or the sum of the legs' numbers, as was asked.
  public let worth: Int64

  /// Makes a route.
  public init(legs: [Int32], worth: Int64) {
    self.legs = legs
    self.worth = worth
  }
}

/// How many routes there are, by number of legs.
public struct RouteCount: Sendable, Equatable {
  /// The number of routes of 2, 3, … legs; 0 for numbers of legs that were not asked for.
  public internal(set) var byLegs: [Int]
  /// Whether the numbers are exact; when one reached `Int.max` it is only *at least* that.
  public internal(set) var isExact: Bool

  /// The number of routes of any length, `Int.max` when it is not exact.
  public var total: Int {
    byLegs.reduce(0) { sum, count in
      let (total, overflow) = sum.addingReportingOverflow(count)
      return overflow ? .max : total
    }
  }
}
