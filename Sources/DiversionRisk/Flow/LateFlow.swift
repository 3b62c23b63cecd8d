import FlowGraph

/// What left hubs after goods had lain there longer than they may, as far as nothing within their days
/// explains it.
///
/// Whoever knows that goods are followed for 90 days can wait for the 91st. No route is made of such
/// movements, whose bounds would say little. But what is left of a lot when its days are over, and what
/// is left of a movement that no lot within its days explains, are attributed to one another by the same
/// rules, up to twice the days. What was attributed within the days stays as it is, so quantity is
/// conserved by both together.
enum LateFlow {
  /// An attribution with what left late added.
  ///
  /// - Parameters:
  ///   - attribution: which legs supplied which within the days.
  ///   - legs: the movements.
  ///   - windows: those days.
  ///   - transforms: which goods may leave a hub as which others.
  /// - Returns: the edges of the attribution and the late ones; no pair of legs has both.
  static func added(
    to attribution: LegGraph, of legs: LegColumns, windows: DwellWindows,
    transforms: FamilyTransforms
  ) -> LegGraph {
    let late = columns(of: legs, beyond: attribution).attribution(
      within: DwellWindows(byClass: windows.byClass.map(beyond)), transforms: transforms)
    return merged(attribution, late, shift: Int32(legs.count))
  }

  /// The days after those of a window, as many again; one where it has a single day.
  static func beyond(_ window: DwellWindow) -> DwellWindow {
    let last = min(window.maximum, Int32.max / 2)
    return DwellWindow(minimum: last + 1, maximum: max(last + 1, 2 * last))
  }

  /// Every movement twice: as the lot that is left of it, from nowhere, and as the demand that nothing
  /// explains, to nowhere.
  private static func columns(of legs: LegColumns, beyond attribution: LegGraph) -> LegColumns {
    var (lots, demands) = (legs.quantity, legs.quantity)
    for edge in 0..<attribution.edgeCount {
      lots[Int(attribution.source[edge])] -= attribution.quantity[edge]
      demands[Int(attribution.target[edge])] -= attribution.quantity[edge]
    }
    let nowhere = 1 + max(legs.sender.max() ?? 0, legs.receiver.max() ?? 0)
    var columns = LegColumns(reserving: 2 * legs.count)
    for leg in 0..<legs.count {
      columns.append(
        sender: nowhere, receiver: legs.receiver[leg], family: legs.family[leg],
        departure: legs.departure[leg], arrival: legs.arrival[leg],
        // Goods that come back to where they are do not take part.
        quantity: legs.takesPart(leg: leg) ? lots[leg] : 0,
        dwellClass: UInt8(legs.dwellClass(of: Int32(leg))))
    }
    for leg in 0..<legs.count {
      columns.append(
        sender: legs.sender[leg], receiver: nowhere + 1, family: legs.family[leg],
        departure: legs.departure[leg], arrival: legs.arrival[leg],
        quantity: legs.takesPart(leg: leg) ? demands[leg] : 0)
    }
    return columns
  }

  /// Two graphs of the same lots as one; targets of the second are shifted.
  ///
  /// Each pair of legs is in one of them only, because it is either within the days or beyond.
  private static func merged(_ one: LegGraph, _ other: LegGraph, shift: Int32) -> LegGraph {
    var edges: [(source: Int32, target: Int32, quantity: Int64, penalty: UInt8)] = []
    edges.reserveCapacity(one.edgeCount + other.edgeCount)
    for leg in 0..<Int32(one.legCount) {
      let start = edges.count
      for edge in one.onward(of: leg) {
        edges.append((leg, one.target[edge], one.quantity[edge], one.penalty[edge]))
      }
      for edge in other.onward(of: leg) {
        edges.append((leg, other.target[edge] - shift, other.quantity[edge], other.penalty[edge]))
      }
      edges[start...].sort { $0.target < $1.target }
    }
    return LegGraph(
      legCount: one.legCount, source: edges.map(\.source), target: edges.map(\.target),
      quantity: edges.map(\.quantity), penalty: edges.map(\.penalty))
  }
}
