import Foundation
public import TradeModel

/// What official statistics say of the lanes of the families: expected trade, the rise after a
/// control, what took the place of what, and how far that is evidence.
///
/// A country must not convict a company: `decibans` never exceeds `most`, and nothing counts that
/// goods of no family at the same hub, or countries that send nothing on, show as well.
public struct LaneEstimates: Sendable {
  /// The most that a lane can weigh.
  public static let most = 10.0
  /// Months compared on either side of a control.
  static let span = 12
  /// At least so many months are known after a control, and before it.
  static let leastAfter = 3
  static let leastBefore = 6
  /// Fewer placebos than this say nothing.
  static let leastPlacebos = 9

  typealias Stage = OfficialStatistics.Stage

  private let statistics: OfficialStatistics
  private let gaps: MirrorGaps
  private let numbers: [Stage: Int]
  private let expected: [[Double]]
  private let observed: [[Double]]
  private let controlMonths: [[Int]]
  private let rises: [RiseKey: Rise]

  private struct RiseKey: Hashable {
    let stage: Stage
    let change: Int
  }

  /// The rise of a stage against what was expected, after a control.
  struct Rise: Sendable {
    /// Natural logarithm of the factor, drawn towards the mean of the placebos.
    let shrunk: Double
    /// Share of placebos that rose as much, the stage itself counted; nil for too few.
    let chance: Double?
  }

  /// Works out the estimates.
  ///
  /// - Parameters:
  ///   - statistics: official statistics as known.
  ///   - catalogue: families and their controls.
  ///   - origins: countries of origin.
  ///   - asOf: controls that come into force later are not seen.
  public init(
    _ statistics: OfficialStatistics, catalogue: GoodsCatalogue, origins: [CountryCode],
    asOf: TradeDay
  ) {
    self.statistics = statistics
    gaps = MirrorGaps(statistics) { item in
      item < 0
        ? Int(-item) / 10_000
        : catalogue.families[Int(item)].hsPrefixes.first.flatMap { Int($0.prefix(2)) } ?? 0
    }
    let stages = statistics.stages
    numbers = Dictionary(uniqueKeysWithValues: zip(stages, stages.indices))
    let observed = stages.map { statistics.series($0) ?? [] }
    self.observed = observed
    let origin = Self.numbered(stages.map(\.from.code))
    let hub = Self.numbered(stages.map(\.to.code))
    let item = Self.numbered(stages.map(\.item))
    let expected = PoissonLanes(observed, origins: origin, hubs: hub, items: item, rounds: 20)
      .expected
    self.expected = expected
    let first = statistics.firstMonth
    let months = statistics.monthCount
    controlMonths = catalogue.families.indices.map { family in
      let dates = catalogue.controls(of: Int16(family)).compactMap(\.inForceFrom)
      return Set(dates.filter { $0 <= asOf }.map { OfficialStatistics.ordinal(of: $0) - first })
        .filter { $0 >= Self.leastBefore && $0 + Self.leastAfter <= months }.sorted()
    }
    var rises: [RiseKey: Rise] = [:]
    for change in Set(controlMonths.joined()).sorted() {
      let measured = Measured(observed, expected, change: change)
      for country in Set(origins) {
        let found = Self.rises(
          from: country, stages: stages, measured: measured, statistics: statistics)
        for (stage, rise) in found { rises[RiseKey(stage: stage, change: change)] = rise }
      }
    }
    self.rises = rises
  }

  /// What official statistics lead one to expect of a stage in a month, and what they observe, in
  /// US dollars; nil where they say nothing.
  public func trade(
    from: CountryCode, to: CountryCode, family: Int16, month: Int
  ) -> (expected: Double, observed: Double)? {
    let position = month - statistics.firstMonth
    guard position >= 0, position < statistics.monthCount,
      let number = numbers[Stage(from: from, to: to, item: Int32(family))]
    else { return nil }
    return (expected[number][position], observed[number][position])
  }

  /// The mirror gap of a stage in a month; nil where either side is silent.
  public func mirrorGap(
    from: CountryCode, to: CountryCode, family: Int16, month: Int
  ) -> Double? {
    gaps.gap(
      Stage(from: from, to: to, item: Int32(family)), at: month - statistics.firstMonth)
  }

  /// How much of what the direct trade lost after the last control came to rise through a hub.
  ///
  /// - Returns: rise through the hub over fall of the direct trade, monthly means of up to twelve
  ///   months on either side; nil where the direct trade did not fall or a series is missing.
  public func substitution(
    from: CountryCode, via: CountryCode, to: CountryCode, family: Int16, month: Int
  ) -> Double? {
    guard let change = change(family: family, before: month) else { return nil }
    let item = Int32(family)
    func step(_ one: CountryCode, _ other: CountryCode) -> Double? {
      guard let series = statistics.series(Stage(from: one, to: other, item: item)) else {
        return nil
      }
      let (before, after) = Self.spans(change, statistics.monthCount)
      return Self.mean(series[after]) - Self.mean(series[before])
    }
    guard let direct = step(from, to), direct < 0, let first = step(from, via) else { return nil }
    // Where the hub reports, what it did not send on took nobody's place.
    let rise = step(via, to).map { min($0, first) } ?? first
    return max(0, rise) / -direct
  }

  /// What a lane weighs in a month, 0 to `most`; nil where nothing can be said.
  public func decibans(
    from: CountryCode, via: CountryCode, to: CountryCode, family: Int16, month: Int
  ) -> Double? {
    guard let change = change(family: family, before: month) else { return nil }
    let item = Int32(family)
    let key = RiseKey(stage: Stage(from: from, to: via, item: item), change: change)
    guard let rise = rises[key], let chance = rise.chance else { return nil }
    guard rise.shrunk > 0, chance < exp(-1) else { return 0 }
    if let onward = statistics.series(Stage(from: via, to: to, item: item)) {
      let (before, after) = Self.spans(change, statistics.monthCount)
      if Self.mean(onward[after]) <= Self.mean(onward[before]) { return 0 }
    }
    // The most that a p-value can be worth as a ratio of likelihoods: Sellke, Bayarri, Berger 2001.
    return min(Self.most, -DiversionRisk.decibans(-M_E * chance * log(chance)))
  }

  /// The last control of a family in force by a month, as a position.
  private func change(family: Int16, before month: Int) -> Int? {
    controlMonths[Int(family)].last { $0 <= month - statistics.firstMonth }
  }

  static func spans(_ change: Int, _ months: Int) -> (before: Range<Int>, after: Range<Int>) {
    (max(0, change - span)..<change, change..<min(months, change + span))
  }

  static func mean(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  private static func numbered<Key: Hashable & Comparable>(_ keys: [Key]) -> [Int] {
    let numbers = Dictionary(
      uniqueKeysWithValues: zip(Set(keys).sorted(), 0..<Set(keys).count))
    return keys.map { numbers[$0] ?? 0 }
  }

  private static func rises(
    from country: CountryCode, stages: [Stage], measured: Measured,
    statistics: OfficialStatistics
  ) -> [Stage: Rise] {
    let own = stages.indices.filter { stages[$0].from == country && measured.rise[$0] != nil }
    let goods = own.filter { stages[$0].item < 0 }
    let prior = measured.prior(of: goods)
    let shrunk = Dictionary(
      uniqueKeysWithValues: own.map { ($0, measured.shrunk($0, towards: prior)) })
    return Dictionary(
      uniqueKeysWithValues: own.filter { stages[$0].item >= 0 }.map { number in
        let stage = stages[number]
        let rise = shrunk[number] ?? 0
        // Other goods to the same hub, and the same goods to countries that send nothing on.
        let other = goods.filter { stages[$0].to == stage.to }
        let quiet = own.filter {
          stages[$0].item == stage.item && stages[$0].to != stage.to
            && statistics.isNoEntrepot(stages[$0].to)
        }
        let chances = [other, quiet].filter { $0.count >= leastPlacebos }.map { placebos in
          let above = placebos.count { shrunk[$0] ?? 0 >= rise }
          return Double(1 + above) / Double(1 + placebos.count)
        }
        return (stage, Rise(shrunk: rise, chance: chances.max()))
      })
  }
}

/// The rise of every stage after one month, with its variance.
private struct Measured {
  /// Natural logarithm of (observed ÷ expected) after over before; nil for too little trade.
  let rise: [Double?]
  private let variance: [Double]

  init(_ observed: [[Double]], _ expected: [[Double]], change: Int) {
    var rises: [Double?] = []
    var variances: [Double] = []
    for (trade, usual) in zip(observed, expected) {
      let (before, after) = LaneEstimates.spans(change, trade.count)
      let all = before.lowerBound..<after.upperBound
      let floor = LaneEstimates.mean(trade[all]) / 20
      let months = all.count { trade[$0] > 0 }
      guard floor > 0, months >= LaneEstimates.leastBefore else {
        rises.append(nil)
        variances.append(0)
        continue
      }
      // Months without trade have no logarithm: a twentieth of the mean is added to all.
      let ratios = trade.indices.map { log((trade[$0] + floor) / (usual[$0] + floor)) }
      let (one, other) = (ratios[before], ratios[after])
      rises.append(LaneEstimates.mean(other) - LaneEstimates.mean(one))
      variances.append(Self.variance(one) + Self.variance(other))
    }
    rise = rises
    variance = variances
  }

  /// The variance of a mean.
  private static func variance(_ values: ArraySlice<Double>) -> Double {
    let mean = LaneEstimates.mean(values)
    let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return sum / Double(max(1, values.count - 1)) / Double(max(1, values.count))
  }

  /// Mean and variance of true rises among some stages, by moments.
  func prior(of stages: [Int]) -> (mean: Double, variance: Double) {
    let known = stages.compactMap { rise[$0] }
    guard known.count > 1 else { return (0, 0) }
    let mean = known.reduce(0, +) / Double(known.count)
    let spread =
      known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count - 1)
    let noise = stages.reduce(0) { $0 + variance[$1] } / Double(stages.count)
    return (mean, max(0, spread - noise))
  }

  /// A rise drawn towards the mean as far as its own months are noisy (empirical Bayes).
  func shrunk(_ stage: Int, towards prior: (mean: Double, variance: Double)) -> Double {
    guard let rise = rise[stage] else { return 0 }
    let weight = prior.variance / (prior.variance + variance[stage])
    // No spread and no noise: nothing to draw it towards.
    return weight.isNaN ? rise : prior.mean + weight * (rise - prior.mean)
  }
}
