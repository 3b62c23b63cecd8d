import FlowGraph
import Foundation
import TradeModel

/// How much of what leaves each country is recorded, and how much of what comes in is seen to leave.
///
/// Where the other side records an arrival of its own, whether a record of the departure exists as well
/// does not depend on that one: its share estimates that of all departures, recorded anywhere or not.
struct OnwardRecords: Sendable {
  /// What the records show of one country.
  struct Country: Sendable {
    /// Movements out of it that the other side records, and those of them that a record of leaving has.
    var leaving = 0
    var recorded = 0
    /// Lots from countries of origin that have lain longer than goods may lie, and those of them that
    /// onward movements draw on.
    var settled = 0
    var sentOn = 0

    /// The share of onward movements that is recorded.
    var recordedShare: Double { Double(recorded) / Double(leaving) }
    /// The share of lots that is seen to be sent on: what is sent on, as far as it is recorded.
    var seenShare: Double { Double(sentOn) / Double(settled) }
  }

  /// With fewer of either, a share is a guess.
  static let leastMovements = 20
  /// The share of diverted lots that is sent on within the days that goods may lie: the rest waits longer
  /// or leaves under other names or goods.
  static let sentOnIfDiverted = 0.9

  private let countries: [CountryCode: Country]

  init(records: RecordColumns, movements: [Movement], flow: RouteFlow, asOf: TradeDay) {
    var countries: [CountryCode: Country] = [:]
    for (number, movement) in movements.enumerated() {
      let kinds = movement.records.map { records.kind[Int($0)] }
      if kinds.contains(.import) {
        countries[movement.from, default: Country()].leaving += 1
        if kinds.contains(where: { $0 != .import }) {
          countries[movement.from, default: Country()].recorded += 1
        }
      }
      guard flow.isOrigin[number], flow.legs.quantity[number] > 0,
        Self.isSettled(movement, in: flow, asOf: asOf)
      else { continue }
      countries[movement.to, default: Country()].settled += 1
      if flow.shareSentOn[number] > 0 { countries[movement.to, default: Country()].sentOn += 1 }
    }
    self.countries = countries
  }

  /// What the records show of a country; nil where they show too little.
  func country(_ code: CountryCode) -> Country? {
    countries[code].flatMap {
      min($0.leaving, $0.settled) >= Self.leastMovements ? $0 : nil
    }
  }

  /// Whether goods have lain where they arrived for longer than they may before they are sent on.
  static func isSettled(_ movement: Movement, in flow: RouteFlow, asOf: TradeDay) -> Bool {
    let dwellClass = Int(flow.windows.dwellClass(of: movement.family))
    return asOf - movement.arrival > Int(flow.windows.windows.byClass[dwellClass].maximum)
  }

  /// What it weighs in decibans that no onward movement is recorded.
  ///
  /// With v the share of onward movements that is recorded, d the share sent on if diverted and r the share
  /// that honest importers send on, the likelihood ratio is (1 − v·d) / (1 − v·r). It never counts as
  /// evidence for diversion: where records or habits would have it so, it is one.
  ///
  /// - Parameters:
  ///   - recorded: v.
  ///   - seen: v·r, the share of lots that is seen to be sent on.
  /// - Returns: decibans, zero or below.
  static func decibans(recorded: Double, seen: Double) -> Double {
    let ratio = (1 - recorded * sentOnIfDiverted) / (1 - min(seen, recorded))
    return min(0, 10 * log10(ratio))
  }
}
