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
    /// Movements sent to destinations of concern, by date.
    var sentToConcern: [Int32] = []
    /// Distinct suppliers.
    var suppliers: Set<PartyIndex> = []
    /// Distinct buyers.
    var buyers: Set<PartyIndex> = []
    /// First day of any such movement.
    var firstDay: TradeDay?
    /// Of what was sent, what went to destinations of concern.
    var toConcern = PooledShare()
    /// Movements received from countries of origin, by date.
    var fromOrigin: [Int32] = []
    /// Share of what was received from origins that reached a destination of concern.
    var shareReaching: Double = 0

    /// Lots: movements of one day with one partner are one, however they were filed.
    var lots = 0
  }

  private let slots: [Int32]
  private let profiles: [Profile]

  init(movements: [Movement], parties: PartyBook, concern: Set<CountryCode>, flow: RouteFlow) {
    var table = ProfileTable(partyCount: parties.parties.count)
    for (number, movement) in movements.enumerated() where movement.mayBeControlled {
      let endsInConcern =
        concern.contains(movement.to)
        || parties[movement.consignee].country.map(concern.contains) ?? false
      table.send(Int32(number), movement, toConcern: endsInConcern)
      table.receive(Int32(number), movement, fromOrigin: flow.isOrigin[number])
    }
    for slot in table.profiles.indices {
      table.profiles[slot].lots = Self.lots(table.profiles[slot], movements)
      table.profiles[slot].shareReaching =
        flow.shareReaching(of: table.profiles[slot].fromOrigin, movements)
    }
    slots = table.slots
    profiles = table.profiles
  }

  /// What is known of a party's trade in such goods.
  func profile(of party: PartyIndex) -> Profile {
    let slot = slots[Int(party.raw)]
    return slot < 0 ? Self.none : profiles[Int(slot)]
  }

  private static let none = Profile()

  private static func lots(_ profile: Profile, _ movements: [Movement]) -> Int {
    struct Lot: Hashable {
      let partner: PartyIndex
      let day: TradeDay
    }
    func lots(_ numbers: [Int32], with partner: KeyPath<Movement, PartyIndex>) -> Int {
      Set(
        numbers.map { number in
          let movement = movements[Int(number)]
          return Lot(partner: movement[keyPath: partner], day: movement.date)
        }
      ).count
    }
    return lots(profile.received, with: \.shipper) + lots(profile.sent, with: \.consignee)
  }
}

/// The profiles of parties while they are counted.
private struct ProfileTable {
  var slots: [Int32]
  var profiles: [ControlledTrade.Profile] = []

  init(partyCount: Int) {
    slots = [Int32](repeating: -1, count: partyCount)
  }

  private mutating func slot(of party: PartyIndex) -> Int {
    let known = slots[Int(party.raw)]
    if known >= 0 { return Int(known) }
    slots[Int(party.raw)] = Int32(profiles.count)
    profiles.append(ControlledTrade.Profile())
    return profiles.count - 1
  }

  mutating func send(_ number: Int32, _ movement: Movement, toConcern: Bool) {
    let slot = slot(of: movement.shipper)
    let quantity = Double(movement.quantity?.thousandths ?? 0)
    profiles[slot].sent.append(number)
    profiles[slot].buyers.insert(movement.consignee)
    profiles[slot].firstDay = min(profiles[slot].firstDay ?? movement.date, movement.date)
    profiles[slot].toConcern.add(toConcern ? quantity : 0, of: quantity, in: movement.unit)
    if toConcern { profiles[slot].sentToConcern.append(number) }
  }

  mutating func receive(_ number: Int32, _ movement: Movement, fromOrigin: Bool) {
    let slot = slot(of: movement.consignee)
    profiles[slot].received.append(number)
    profiles[slot].suppliers.insert(movement.shipper)
    profiles[slot].firstDay = min(profiles[slot].firstDay ?? movement.date, movement.date)
    if fromOrigin { profiles[slot].fromOrigin.append(number) }
  }
}
