import DiversionRisk
import Foundation
import TradeModel
import TradeStore

/// `lanes.csv`: what went from origins through hubs to destinations of concern, by family and month,
/// beside what official statistics say of the lane.
///
/// `expected` and `excess` are US dollars of the first stage by the statistics, whose own observed
/// value is `expected + excess`; `mirror_gap`, `substitution` and `decibans` are those of
/// `LaneEstimates`. Cells that the data cannot fill stay empty, which means "unknown".
struct LaneTable {
  private let context: RiskContext

  private struct Lane: Hashable {
    let from: CountryCode
    let via: CountryCode
    let to: CountryCode
    let family: String
  }

  init(_ analysis: Analysis) {
    context = analysis.context
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
    var table = CSVText(header: [
      "from", "via", "to", "family", "month", "value_usd", "quantity", "expected", "excess",
      "mirror_gap", "substitution", "decibans",
    ])
    for (lane, byMonth) in quantities.sorted(by: { Self.key($0.key) < Self.key($1.key) }) {
      for (month, quantity) in byMonth.sorted(by: { $0.key < $1.key }) {
        table.add(
          [
            lane.from.code, lane.via.code, lane.to.code, lane.family, month,
            values[lane]?[month].map { Self.rounded($0, 100) },
            FlowQuantity(thousandths: quantity).description,
          ] + estimates(lane, month))
      }
    }
    return table.text
  }

  private static func key(_ lane: Lane) -> String {
    "\(lane.from)\(lane.via)\(lane.to)\(lane.family)"
  }

  /// `expected`, `excess`, `mirror_gap`, `substitution`, `decibans`.
  private func estimates(_ lane: Lane, _ month: String) -> [String?] {
    guard let family = context.catalogue.index(of: lane.family),
      let month = OfficialStatistics.ordinal(of: month)
    else { return [nil, nil, nil, nil, nil] }
    let lanes = context.lanes
    let trade = lanes.trade(from: lane.from, to: lane.via, family: family, month: month)
    return [
      trade.map { Self.rounded($0.expected, 100) },
      trade.map { Self.rounded($0.observed - $0.expected, 100) },
      lanes.mirrorGap(from: lane.from, to: lane.via, family: family, month: month)
        .map { Self.rounded($0, 10_000) },
      lanes.substitution(
        from: lane.from, via: lane.via, to: lane.to, family: family, month: month
      ).map { Self.rounded($0, 10_000) },
      lanes.decibans(
        from: lane.from, via: lane.via, to: lane.to, family: family, month: month
      ).map { Self.rounded($0, 1000) },
    ]
  }

  private static func rounded(_ value: Double, _ parts: Double) -> String {
    String((value * parts).rounded() / parts)
  }
}
