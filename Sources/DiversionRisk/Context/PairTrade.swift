import FlowGraph
import PartyMatch
import TradeModel

/// What each exporter sent each consignee of goods that may be controlled, and who got them in the end.
struct PairTrade: Sendable {
  /// The trade of one party with another.
  struct Pair: Sendable {
    /// Movements between them, by date.
    var movements: [Int32] = []
    /// Share of their quantity that reached a destination of concern, 0 to 1.
    var shareReaching: Double = 0
    /// Parties in destinations of concern that drew on what was sent, by position.
    var buyers: [PartyIndex] = []
    /// Days on which one sent the other any goods of the families, in order.
    var days: [TradeDay] = []
  }

  private let slots: [UInt64: Int32]
  private let pairs: [Pair]
  /// Who feeds which buyer in a destination of concern, and with whose goods.
  let feeders: BuyerFeeders
  private let consignees: [PartyIndex: [PartyIndex]]
  private let sendingOn: [PartyIndex: [PartyIndex]]

  /// Share of a pair's quantity from which it was mostly sent on to destinations of concern.
  static let mostly = 0.5

  init(movements: [Movement], flow: RouteFlow, reachesConcern: [Bool]) {
    var slots: [UInt64: Int32] = [:]
    var pairs: [Pair] = []
    var buyers: [Set<PartyIndex>] = []
    var slotOfMovement = [Int32](repeating: -1, count: movements.count)
    for (number, movement) in movements.enumerated() where movement.mayBeControlled {
      let key = Self.key(movement.shipper, movement.consignee)
      let slot = slots[key] ?? Int32(pairs.count)
      if Int(slot) == pairs.count {
        slots[key] = slot
        pairs.append(Pair())
        buyers.append([])
      }
      pairs[Int(slot)].movements.append(Int32(number))
      slotOfMovement[number] = slot
      for edge in flow.traces.onward(of: Int32(number)) {
        let target = Int(flow.traces.target[edge])
        if reachesConcern[target], !flow.isDestination[number] {
          buyers[Int(slot)].insert(movements[target].consignee)
        }
      }
    }
    for movement in movements {
      guard let slot = slots[Self.key(movement.shipper, movement.consignee)].map(Int.init),
        pairs[slot].days.last != movement.date
      else { continue }
      pairs[slot].days.append(movement.date)
    }
    for route in flow.routes {
      guard let first = route.legs.first, let last = route.legs.last else { continue }
      let slot = slotOfMovement[Int(first)]
      if slot >= 0 { buyers[Int(slot)].insert(movements[Int(last)].consignee) }
    }
    var consignees: [PartyIndex: Set<PartyIndex>] = [:]
    var sendingOn: [PartyIndex: Set<PartyIndex>] = [:]
    for slot in pairs.indices {
      pairs[slot].buyers = buyers[slot].sorted()
      pairs[slot].shareReaching = flow.shareReaching(
        of: pairs[slot].movements.filter { flow.isOrigin[Int($0)] }, movements)
      let first = movements[Int(pairs[slot].movements[0])]
      if pairs[slot].movements.contains(where: { flow.isOrigin[Int($0)] }) {
        consignees[first.shipper, default: []].insert(first.consignee)
        if pairs[slot].shareReaching >= Self.mostly {
          sendingOn[first.shipper, default: []].insert(first.consignee)
        }
      }
    }
    self.slots = slots
    self.pairs = pairs
    feeders = BuyerFeeders(
      pairs.map { pair in
        let first = movements[Int(pair.movements[0])]
        return (first.shipper, first.consignee, pair.buyers)
      })
    self.consignees = consignees.mapValues { $0.sorted() }
    self.sendingOn = sendingOn.mapValues { $0.sorted() }
  }

  /// What one party sent another.
  func pair(_ shipper: PartyIndex, _ consignee: PartyIndex) -> Pair {
    slots[Self.key(shipper, consignee)].map { pairs[Int($0)] } ?? Self.none
  }

  /// Consignees, outside destinations of concern, to whom an exporter sends from a country of origin.
  func consignees(of exporter: PartyIndex) -> [PartyIndex] { consignees[exporter] ?? [] }

  /// Those of them that sent most of it on to destinations of concern.
  func consigneesSendingOn(of exporter: PartyIndex) -> [PartyIndex] { sendingOn[exporter] ?? [] }

  private static let none = Pair()

  private static func key(_ one: PartyIndex, _ other: PartyIndex) -> UInt64 {
    UInt64(UInt32(bitPattern: one.raw)) << 32 | UInt64(UInt32(bitPattern: other.raw))
  }
}
