import TradeModel

/// What countries are known to take in of the families' goods, by official statistics.
struct CountryDemand: Sendable {
  private struct Place: Hashable {
    let country: CountryCode
    let item: Int32
  }

  private let firstMonth: Int
  private let monthCount: Int
  private let importing: Set<CountryCode>
  /// US dollars taken in from anywhere, by month.
  private let imports: [Place: [Double]]

  init(_ statistics: OfficialStatistics) {
    firstMonth = statistics.firstMonth
    monthCount = statistics.monthCount
    importing = statistics.importing
    var imports: [Place: [Double]] = [:]
    // In the order of stages: sums have the same digits whatever order the rows came in.
    for (stage, series) in statistics.imports.sorted(by: { $0.key < $1.key }) where stage.item >= 0
    {
      let place = Place(country: stage.to, item: stage.item)
      var sum = imports[place] ?? [Double](repeating: 0, count: series.count)
      for month in series.indices { sum[month] += series[month] }
      imports[place] = sum
    }
    self.imports = imports
  }

  /// US dollars of a family that a country reports to have imported in the twelve months before the
  /// one of a day; nil where it does not report, or the statistics do not span them.
  func yearly(of family: Int16, in country: CountryCode, before day: TradeDay) -> Double? {
    let month = OfficialStatistics.ordinal(of: day) - firstMonth
    guard importing.contains(country), month >= 12, month <= monthCount else { return nil }
    let series = imports[Place(country: country, item: Int32(family))]
    return series.map { $0[month - 12..<month].reduce(0, +) } ?? 0
  }
}
