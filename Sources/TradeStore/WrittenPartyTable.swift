import GRDB
import TradeModel

/// The numbers of written parties, from 1, found by their prints.
///
/// An open-addressing table of sixteen bytes a slot. With a million parties nearly every look-up
/// misses the processor's caches, so a whole batch is looked up step by step, and the misses of many
/// parties are waited for together. It holds up to `limit` parties; beyond them the database is asked,
/// and a party that is met takes the place of another.
struct WrittenPartyTable {
  /// A print's first half, then its second with the number, 0 where free; a power of two of pairs.
  private var slots: [UInt64]
  private var held = 0
  private let limit: Int
  /// How many parties there are, held or not.
  private(set) var count = 0

  /// Three in four of a million slots: 16 MiB.
  static let usualLimit = 3 << 18

  /// An empty table.
  init(limit: Int = usualLimit) {
    self.limit = limit
    slots = [UInt64](repeating: 0, count: 2 << 10)
  }

  /// The parties that a database holds.
  init(_ database: Database, limit: Int = usualLimit) throws {
    self.init(limit: limit)
    let select = try database.cachedStatement(
      sql: "SELECT party_id, name, country, address FROM written_party ORDER BY id")
    try select.scan { row in
      row.withBytes(0) { id in
        row.withBytes(1) { name in
          row.withBytes(3) { address in
            let party = WrittenPartyPrint(
              id: id, name: name, address: address, country: row.country(2))
            learn(party, number: Int32(count + 1))
          }
        }
      }
    }
  }

  /// Every written party; its number is its position plus one.
  static func all(_ database: Database) throws -> [WrittenParty] {
    var parties: [WrittenParty] = []
    let select = try database.cachedStatement(
      sql: "SELECT party_id, name, country, address FROM written_party ORDER BY id")
    try select.scan { row in
      parties.append(
        WrittenParty(
          id: row.text(0), name: row.text(1), country: row.country(2), address: row.text(3)))
    }
    return parties
  }

  /// Whether so many more parties can be numbered here; else only the database knows who is new.
  func hasRoom(for more: Int) -> Bool { count + more <= limit }

  /// The numbers of parties; new ones get the next, in order.
  mutating func numbers(of wanted: [WrittenPartyPrint]) -> [Int32] {
    precondition(hasRoom(for: wanted.count), "only the database knows who is new")
    grow(for: held + wanted.count)
    return wanted.enumerated().map { [first = firstSlots(of: wanted)] position, party in
      if let number = number(of: party, first: first[position]) { return number }
      learn(party, number: Int32(count + 1))
      return Int32(count)
    }
  }

  /// The numbers of parties that are held; -1 for the first other one, -2 for the next and so on.
  func heldNumbers(of wanted: [WrittenPartyPrint]) -> [Int32] {
    var others: [WrittenPartyPrint: Int32] = [:]
    let first = firstSlots(of: wanted)
    return wanted.enumerated().map { position, party in
      if let number = number(of: party, first: first[position]) { return number }
      let next = -Int32(others.count + 1)
      let number = others[party] ?? next
      if number == next { others[party] = number }
      return number
    }
  }

  /// Holds a party from now on, in the place of another if need be.
  mutating func learn(_ party: WrittenPartyPrint, number: Int32) {
    count = max(count, Int(number))
    let isFull = held >= limit
    if !isFull { grow(for: held + 1) }
    var place = home(of: party)
    // Chains stay whole: a taken slot is taken again, and none becomes free.
    while !isFull, slots[place + 1] != 0 { place = next(place) }
    if slots[place + 1] == 0 { held += 1 }
    slots[place] = party.first
    slots[place + 1] = UInt64(party.second) << 32 | UInt64(number)
  }

  /// What stands first where each party belongs: a loop whose rounds do not depend on one another.
  private func firstSlots(of wanted: [WrittenPartyPrint]) -> [UInt64] {
    wanted.map { slots[home(of: $0)] }
  }

  private func number(of party: WrittenPartyPrint, first: UInt64) -> Int32? {
    var place = home(of: party)
    if first == party.first, slots[place + 1] >> 32 == UInt64(party.second) {
      return Int32(truncatingIfNeeded: slots[place + 1])
    }
    while slots[place + 1] != 0 {
      if slots[place] == party.first, slots[place + 1] >> 32 == UInt64(party.second) {
        return Int32(truncatingIfNeeded: slots[place + 1])
      }
      place = next(place)
    }
    return nil
  }

  private func home(of party: WrittenPartyPrint) -> Int {
    Int(truncatingIfNeeded: party.first) & (slots.count / 2 - 1) * 2
  }

  private func next(_ place: Int) -> Int { (place + 2) & (slots.count - 1) }

  /// Makes sure that so many parties take at most three in four slots.
  private mutating func grow(for wanted: Int) {
    var size = slots.count
    while min(wanted, limit) * 8 > size * 3 { size *= 2 }
    guard size > slots.count else { return }
    let old = slots
    slots = [UInt64](repeating: 0, count: size)
    for taken in stride(from: 0, to: old.count, by: 2) where old[taken + 1] != 0 {
      var place = Int(truncatingIfNeeded: old[taken]) & (size / 2 - 1) * 2
      while slots[place + 1] != 0 { place = next(place) }
      slots[place] = old[taken]
      slots[place + 1] = old[taken + 1]
    }
  }
}
