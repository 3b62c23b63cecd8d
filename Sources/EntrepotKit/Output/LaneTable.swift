import DiversionRisk
import Foundation
import TradeModel
import TradeStore

/// `lanes.csv`: what went from origins through hubs to destinations of concern, by family and month,
/// beside what official statistics say of the first stage.
///
/// `expected` is the mean of the months before, up to twelve, where there are at least three;
/// `mirror_gap` compares reported exports with reported imports of the first stage. Cells that the
/// data cannot fill stay empty, which means "unknown".
struct LaneTable {
  private let context: RiskContext
  private let flows: [CountryFlow]

  private struct Lane: Hashable {
    let from: CountryCode
    let via: CountryCode
    let to: CountryCode
    let family: String
  }

  init(_ analysis: Analysis) {
    context = analysis.context
    flows = analysis.registers.countryFlows
  }

  /// The table as text.
  func text(for routes: [Route]) -> String {
    var quantities: [Lane: [String: Int64]] = [:]
    var values: [Lane: [String: Double]] = [:]
    for route in routes.sorted(by: { $0.routeID < $1.routeID }) {
      guard let first = route.legs.first, let last = route.legs.last else { continue }
      let lane = Lane(from: first.from, via: first.to, to: last.to, family: route.family)
      let month = first.date.month
      quantities[lane, default: [:]][month, default: 0] += route.attributed.thousandths
      if let value = first.valueUSD, let quantity = first.quantity, quantity.thousandths > 0 {
        values[lane, default: [:]][month, default: 0] +=
          value * route.attributed.units / quantity.units
      }
    }
    let gaps = mirrorGaps()
    var table = CSVText(header: [
      "from", "via", "to", "family", "month", "value_usd", "quantity", "expected", "excess",
      "mirror_gap", "substitution", "decibans",
    ])
    for (lane, byMonth) in quantities.sorted(by: { Self.key($0.key) < Self.key($1.key) }) {
      for (month, quantity) in byMonth.sorted(by: { $0.key < $1.key }) {
        let expected = Self.mean(before: month, of: byMonth)
        let units = Double(quantity) / 1000
        table.add([
          lane.from.code, lane.via.code, lane.to.code, lane.family, month,
          values[lane]?[month].map { String(($0 * 100).rounded() / 100) },
          FlowQuantity(thousandths: quantity).description, expected.map { String($0) },
          expected.map { String(((units - $0) * 1000).rounded() / 1000) },
          gaps[GapKey(from: lane.from, to: lane.via, family: lane.family, month: month)]
            .map { String(($0 * 10_000).rounded() / 10_000) }, nil, nil,
        ])
      }
    }
    return table.text
  }

  private static func key(_ lane: Lane) -> String {
    "\(lane.from)\(lane.via)\(lane.to)\(lane.family)"
  }

  /// Mean quantity of up to twelve months before one, counted from the first month with any.
  private static func mean(before month: String, of byMonth: [String: Int64]) -> Double? {
    guard let first = byMonth.keys.min(), let start = ordinal(first), let end = ordinal(month)
    else { return nil }
    let from = max(start, end - 12)
    guard end - from >= 3 else { return nil }
    let sum = byMonth.reduce(Int64(0)) { sum, entry in
      guard let position = ordinal(entry.key), position >= from, position < end else { return sum }
      return sum + entry.value
    }
    return ((Double(sum) / Double(end - from)).rounded()) / 1000
  }

  private static func ordinal(_ month: String) -> Int? {
    guard let year = Int(month.prefix(4)), let number = Int(month.suffix(2)) else { return nil }
    return year * 12 + number
  }

  private struct GapKey: Hashable {
    let from: CountryCode
    let to: CountryCode
    let family: String
    let month: String
  }

  /// log(1 + exports as the sender reports) − log(1 + imports as the receiver does), where both do.
  private func mirrorGaps() -> [GapKey: Double] {
    var exports: [GapKey: Double] = [:]
    var imports: [GapKey: Double] = [:]
    for flow in flows {
      guard let number = context.catalogue.family(ofCode: flow.hs6), let value = flow.valueUSD
      else { continue }
      let family = context.catalogue.families[Int(number)].code
      let month = flow.month.month
      switch flow.flow {
      case .export:
        exports[
          GapKey(from: flow.reporter, to: flow.partner, family: family, month: month), default: 0
        ] += value
      case .import:
        imports[
          GapKey(from: flow.partner, to: flow.reporter, family: family, month: month), default: 0
        ] += value
      case .reexport: continue
      }
    }
    return exports.reduce(into: [:]) { gaps, entry in
      guard let received = imports[entry.key] else { return }
      gaps[entry.key] = log(1 + entry.value) - log(1 + received)
    }
  }
}
