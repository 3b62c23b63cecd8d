import PartyMatch
import TradeModel

/// Who trades goods that may be controlled, with whom, since when.
struct ControlledTrade: Sendable {
  /// What is known of one party's trade in such goods.
  struct Profile: Sendable {
    /// Movements received, by date.
    var received: [Int32] = []
    /// Movements sent, by date.
    var sent: [Int32] = []
    /// Distinct suppliers.
    var suppliers: Set<PartyIndex> = []
    /// Distinct buyers.
    var buyers: Set<PartyIndex> = []
    /// First day of any such movement.
    var firstDay: TradeDay?
    /// Thousandths of units sent, and of these to destinations of concern.
    var sentQuantity: Int64 = 0
    var sentToConcern: Int64 = 0
    /// Share of what was received from origins that reached a destination of concern.
    var shareReaching: Double = 0

    var movementCount: Int { received.count + sent.count }
  }

  private let profiles: [PartyIndex: Profile]
  private let firstPairDay: [Pair: TradeDay]

  private struct Pair: Hashable {
    let shipper: PartyIndex
    let consignee: PartyIndex
  }

  init(movements: [Movement], parties: PartyBook, concern: Set<CountryCode>, flow: RouteFlow) {
    var profiles: [PartyIndex: Profile] = [:]
    var firstPairDay: [Pair: TradeDay] = [:]
    var received: [PartyIndex: Double] = [:]
    var reached: [PartyIndex: Double] = [:]
    for (number, movement) in movements.enumerated() where movement.mayBeControlled {
      let quantity = movement.quantity?.thousandths ?? 0
      let endsInConcern =
        concern.contains(movement.to)
        || parties[movement.consignee].country.map(concern.contains) ?? false
      profiles[movement.shipper, default: Profile()].send(
        Int32(number), to: movement.consignee, on: movement.date, quantity: quantity,
        concern: endsInConcern)
      profiles[movement.consignee, default: Profile()].receive(
        Int32(number), from: movement.shipper, on: movement.date)
      let pair = Pair(shipper: movement.shipper, consignee: movement.consignee)
      firstPairDay[pair] = min(firstPairDay[pair] ?? movement.date, movement.date)
      if flow.isOrigin[number] {
        received[movement.consignee, default: 0] += Double(quantity)
        reached[movement.consignee, default: 0] += Double(quantity) * flow.shareReaching[number]
      }
    }
    for (party, quantity) in received where quantity > 0 {
      profiles[party]?.shareReaching = (reached[party] ?? 0) / quantity
    }
    self.profiles = profiles
    self.firstPairDay = firstPairDay
  }

  /// What is known of a party's trade in such goods.
  func profile(of party: PartyIndex) -> Profile { profiles[party] ?? Profile() }

  /// The first day on which one party sent such goods to another.
  func firstDay(from shipper: PartyIndex, to consignee: PartyIndex) -> TradeDay? {
    firstPairDay[Pair(shipper: shipper, consignee: consignee)]
  }
}

extension ControlledTrade.Profile {
  fileprivate mutating func send(
    _ movement: Int32, to buyer: PartyIndex, on day: TradeDay, quantity: Int64, concern: Bool
  ) {
    sent.append(movement)
    buyers.insert(buyer)
    firstDay = min(firstDay ?? day, day)
    sentQuantity += quantity
    if concern { sentToConcern += quantity }
  }

  fileprivate mutating func receive(
    _ movement: Int32, from supplier: PartyIndex, on day: TradeDay
  ) {
    received.append(movement)
    suppliers.insert(supplier)
    firstDay = min(firstDay ?? day, day)
  }
}
