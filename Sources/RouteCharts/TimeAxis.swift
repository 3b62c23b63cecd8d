import TradeModel

/// Days on a line: where each movement stands, and which days are named.
struct TimeAxis {
  /// A named day.
  struct Tick {
    let x: Double
    let label: String
  }

  /// Where each movement stands, in the order in which they were given.
  let places: [Double]
  let ticks: [Tick]

  /// Two movements of one day stand this far apart.
  private static let leastGap = 16.0
  private static let leastTickGap = 62.0

  init(_ days: [TradeDay], from left: Double, to right: Double) {
    let first = days.min() ?? TradeDay(raw: 0)
    let last = days.max() ?? first
    let span = Double(max(1, last - first))
    let isMoment = first == last
    let scale = (right - left) / span
    func exact(_ day: TradeDay) -> Double {
      isMoment ? (left + right) / 2 : left + Double(day - first) * scale
    }
    var places = days.map(exact)
    let order = days.indices.sorted { (days[$0], $0) < (days[$1], $1) }
    for (here, next) in zip(order, order.dropFirst()) {
      places[next] = max(places[next], places[here] + Self.leastGap)
    }
    // What was pushed beyond the end comes back, gaps kept.
    var limit = right
    for place in order.reversed() {
      places[place] = min(places[place], limit)
      limit = places[place] - Self.leastGap
    }
    self.places = places
    ticks = Self.ticks(from: first, to: last, scale: isMoment ? 0 : scale, exact: exact)
  }

  private static func ticks(
    from first: TradeDay, to last: TradeDay, scale: Double, exact: (TradeDay) -> Double
  ) -> [Tick] {
    guard scale > 0 else { return [Tick(x: exact(first), label: first.description)] }
    for step in [1, 2, 7] where Double(step) * scale >= leastTickGap {
      return stride(from: Int32(0), through: Int32(last - first), by: step).map { offset in
        let day = TradeDay(raw: first.raw + Int32(offset))
        return Tick(x: exact(day), label: String(day.description.dropFirst(5)))
      }
    }
    let months =
      [1, 2, 3, 6, 12, 24, 60].first { Double($0) * 30.4 * scale >= leastTickGap } ?? 120
    var ticks: [Tick] = []
    var raw = first.raw
    while raw <= last.raw {
      let day = TradeDay(raw: raw)
      let text = day.description
      let month = Int(text.dropFirst(5).prefix(2)) ?? 1
      let year = Int(text.prefix(4)) ?? 0
      if text.hasSuffix("-01"), (year * 12 + month - 1).isMultiple(of: months) {
        ticks.append(Tick(x: exact(day), label: String(text.prefix(7))))
      }
      raw += 1
    }
    return ticks.isEmpty ? [Tick(x: exact(first), label: first.description)] : ticks
  }
}
