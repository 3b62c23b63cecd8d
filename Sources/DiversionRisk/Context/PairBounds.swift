import FlowGraph
import PartyMatch
import Synchronization
import TradeModel

/// Bounds on what went from one exporter through one consignee to destinations of concern, worked
/// out once for each pair that is asked for.
final class PairBounds: Sendable {
  /// At least and at most so much of what was sent came from the exporter.
  struct Bounds: Sendable {
    let lower: Int64
    let upper: Int64
    /// All that the consignee sent to destinations of concern, of goods that are counted in one unit.
    let sent: Int64
    /// The movements that were sent, at most `citedMovements` of them.
    let onward: [Int]
  }

  private struct Pair: Hashable {
    let shipper: PartyIndex
    let consignee: PartyIndex
    let place: CountryCode
    let flowClass: Int16
  }

  /// A sentence cites at most this many declarations.
  static let citedMovements = 20
  private let known = Mutex<[Pair: Bounds]>([:])

  /// Bounds for the exporter, consignee and goods of a movement.
  func bounds(of movement: Movement, in context: RiskContext) -> Bounds {
    let pair = Pair(
      shipper: movement.shipper, consignee: movement.consignee, place: movement.to,
      flowClass: FlowClasses.number(of: movement))
    if let bounds = known.withLock({ $0[pair] }) { return bounds }
    let bounds = Self.compute(pair, movement: movement, in: context)
    known.withLock { $0[pair] = bounds }
    return bounds
  }

  private static func compute(
    _ pair: Pair, movement: Movement, in context: RiskContext
  ) -> Bounds {
    let incoming = context.pairs.pair(pair.shipper, pair.consignee).movements.filter { number in
      context.movements[Int(number)].to == pair.place
        && context.flow.legs.family[Int(number)] == pair.flowClass
    }
    let outgoing = context.trade.profile(of: pair.consignee).sentToConcern.filter { number in
      context.movements[Int(number)].from == pair.place && context.flow.isDestination[Int(number)]
        && context.movements[Int(number)].unit == movement.unit
    }
    let sent = outgoing.reduce(Int64(0)) { $0 + context.flow.legs.quantity[Int($1)] }
    guard let first = incoming.first, !outgoing.isEmpty else {
      return Bounds(lower: 0, upper: 0, sent: sent, onward: [])
    }
    let bounds = context.flow.hubs.bounds(
      hub: context.flow.legs.receiver[Int(first)],
      pairs: LegPairs(from: incoming, to: outgoing))
    return Bounds(
      lower: bounds.lower, upper: bounds.upper, sent: sent,
      onward: outgoing.prefix(citedMovements).map(Int.init))
  }
}
