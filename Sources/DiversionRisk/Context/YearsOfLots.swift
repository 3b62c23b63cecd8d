import FlowGraph
import PartyMatch
import TradeModel

/// A year of an exporter's lots of a family to a consignee, beside what the consignee's country took in
/// from everywhere the year before the first of them.
struct YearOfLots {
  /// Days within which lots count together.
  static let window = 365
  /// Demand below this, in US dollars a year, is taken for this much: nothing has no ratio.
  static let leastDemand = 10_000.0

  /// The movements, in order.
  let lots: [Int32]
  /// What they are worth in US dollars.
  let value: Double
  /// What the country took in, in US dollars.
  let demand: Double

  /// The year up to a movement; nil where no value is known, or nothing says what the country takes in.
  ///
  /// - Complexity: linear in the movements between the two.
  init?(
    upTo movement: Movement, in movements: [Movement], of pairs: PairTrade, _ demand: CountryDemand
  ) {
    lots = pairs.pair(movement.shipper, movement.consignee).movements.filter {
      let lot = movements[Int($0)]
      return lot.family == movement.family && lot.to == movement.to && lot.date <= movement.date
        && movement.date - lot.date < Self.window
    }
    let values = lots.map { movements[Int($0)].value }.filter { !$0.isNaN }
    guard let first = lots.first, !values.isEmpty,
      let yearly = demand.yearly(
        of: movement.family, in: movement.to, before: movements[Int(first)].date)
    else { return nil }
    value = values.reduce(0, +)
    self.demand = yearly
  }

  /// Value over demand.
  var share: Double { value / max(Self.leastDemand, demand) }
}

/// How much of their countries' demand exporters send to consignees in general.
///
/// Statistics of little trade are full of holes: where one pair in a hundred sends more than a country
/// takes in, it says little of one that it does.
struct UsualShares: Sendable {
  /// The largest share of each pair, falling.
  private let largest: [Double]
  /// One in so many pairs is what chance can do.
  static let oneIn = 100

  /// Looks at every export from the countries of origin.
  ///
  /// - Complexity: for each export linear in the movements between its two parties.
  init(
    movements: [Movement], origins: [CountryCode], pairs: PairTrade, demand: CountryDemand
  ) {
    let origins = Set(origins)
    let exports = movements.indices.filter { origins.contains(movements[$0].from) }
    let shares = Parallel.map(count: exports.count, inPiecesOf: 1_024) { places in
      places.map { place in
        YearOfLots(upTo: movements[exports[place]], in: movements, of: pairs, demand)?.share
      }
    }.joined()
    var largest: [NodePair: Double] = [:]
    for (export, share) in zip(exports, shares) {
      guard let share else { continue }
      let movement = movements[export]
      let pair = NodePair(movement.shipper.raw, movement.consignee.raw)
      largest[pair] = max(largest[pair] ?? 0, share)
    }
    self.largest = largest.values.sorted(by: >)
  }

  /// What one in a hundred of the other pairs reaches, for one that has a share itself.
  ///
  /// - Returns: the share, and how many others there are; 0 where there are none.
  func oneInAHundred(besides own: Double) -> (share: Double, others: Int) {
    let others = largest.count - 1
    guard others > 0 else { return (0, 0) }
    let place = (others + Self.oneIn - 1) / Self.oneIn
    // Below that place it does not matter whether the pair itself stands above it.
    return (own >= largest[place - 1] ? largest[place] : largest[place - 1], others)
  }
}
