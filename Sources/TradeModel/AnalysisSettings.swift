/// What an analysis looks for; the defaults answer "which controlled AI chips left Korea and may
/// have gone on to China".
public struct AnalysisSettings: Hashable, Sendable {
  /// Countries whose exports are scored.
  public var origins: [CountryCode]
  /// Countries where an onward movement is of concern.
  public var destinationsOfConcern: [CountryCode]
  /// Least days between arrival at a hub and departure from it.
  public var minimumDwellDays: Int
  /// Most days between arrival at a hub and departure from it.
  public var maximumDwellDays: Int
  /// Days between arrival and departure for goods of some families, by the code of the family that
  /// arrives; for all others `minimumDwellDays` to `maximumDwellDays`.
  public var dwellDaysByFamily: [String: ClosedRange<Int>]
  /// Most movements in a route.
  public var maximumLegs: Int
  /// Families to analyse; empty means all of families.csv.
  public var families: [String]
  /// Base rate of diversion among scored exports, 0 to 1.
  public var prior: Double
  /// Band from which a route is an alert.
  public var alertBand: RiskBand
  /// Places on the daily list.
  public var capacityPerDay: Int
  /// Share of those places that goes to randomly drawn controls, 0 to 1.
  public var randomControlShare: Double
  /// The weight set by name; `default` is the one that comes with the program.
  public var weights: String
  /// How many of the top routes are drawn.
  public var diagrams: Int

  /// The default analysis.
  public init() {
    origins = Self.countries("KR")
    destinationsOfConcern = Self.countries("CN", "HK", "MO")
    minimumDwellDays = 0
    maximumDwellDays = 90
    dwellDaysByFamily = [:]
    maximumLegs = 4
    families = []
    prior = 0.001
    alertBand = .high
    capacityPerDay = 50
    randomControlShare = 0.1
    weights = "default"
    diagrams = 10
  }

  /// Days that goods of a family may lie at a hub.
  public func dwellDays(of family: String) -> ClosedRange<Int> {
    dwellDaysByFamily[family] ?? minimumDwellDays...maximumDwellDays
  }

  private static func countries(_ codes: String...) -> [CountryCode] {
    codes.compactMap { CountryCode($0) }
  }
}
