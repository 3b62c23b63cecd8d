import Foundation
import GRDB
import GRDBSQLite
import TradeModel

/// The distinct written parties with their numbers, from 1, found by their bytes.
///
/// An open-addressing table over one buffer of keys: about 100 bytes a party, and no string. With a
/// million parties nearly every look-up misses the processor's caches, so a whole batch is looked up
/// step by step, and the misses of many parties are waited for together.
struct WrittenPartyTable {
  private var keys = PartyKeys()
  /// By hash: 32 bits of it and the party's number, 0 where free; always a power of two of them.
  private var slots = [UInt64](repeating: 0, count: 1 << 10)
  /// Drawn anew each time, so that nobody can file parties that all fall into one slot.
  private let seed = UInt64.random(in: .min ... .max)

  /// An empty table.
  init() {}

  /// The parties that a database holds.
  init(_ database: Database) throws {
    let select = try database.cachedStatement(
      sql: "SELECT party_id, name, country, address FROM written_party ORDER BY id")
    try select.scan { row in
      row.withBytes(0) { id in
        row.withBytes(1) { name in
          row.withBytes(3) { address in
            keys.append(id: id, name: name, address: address, country: row.country(2))
          }
        }
      }
    }
    var size = slots.count
    while count * 2 > size { size *= 2 }
    rebuild(size: size)
  }

  /// How many parties there are.
  var count: Int { keys.count }

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

  /// The numbers of parties; new ones get the next, in order.
  mutating func numbers(of wanted: PartyKeys) -> [Int32] {
    grow(for: count + wanted.count)
    let hashes = (0..<wanted.count).map { hash(of: wanted, $0) }
    var numbers = find(wanted, hashes)
    for position in numbers.indices where numbers[position] == 0 {
      // It may have come with this batch a moment ago.
      numbers[position] =
        find(wanted, position, hash: hashes[position])
        ?? add(wanted, position, hash: hashes[position])
    }
    return numbers
  }

  /// The keys of the parties after the first `count`.
  func keys(from count: Int) -> [PartyKey] {
    (count..<self.count).map { PartyKey(bytes: keys.bytes[keys.range($0)]) }
  }

  /// The numbers of parties that are there, 0 for others.
  private func find(_ wanted: PartyKeys, _ hashes: [UInt64]) -> [Int32] {
    let mask = slots.count - 1
    // Each step is a loop of its own whose rounds do not depend on one another.
    var first = hashes.map { slots[Int(truncatingIfNeeded: $0) & mask] }
    for position in first.indices where first[position] >> 32 != hashes[position] >> 32 {
      first[position] = 0
    }
    let ends = first.map { keys.ends[Int(UInt32(truncatingIfNeeded: $0))] }
    return first.indices.map { position in
      let number = Int32(truncatingIfNeeded: first[position])
      if number > 0, isKey(endingAt: ends[position], number: number, equalTo: wanted, position) {
        return number
      }
      return find(wanted, position, hash: hashes[position]) ?? 0
    }
  }

  private func find(_ wanted: PartyKeys, _ position: Int, hash: UInt64) -> Int32? {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      // Most other parties are told apart here, without a look at their bytes.
      let number = Int32(truncatingIfNeeded: slots[place])
      if slots[place] >> 32 == hash >> 32,
        isKey(endingAt: keys.ends[Int(number)], number: number, equalTo: wanted, position)
      {
        return number
      }
      place = (place + 1) & mask
    }
    return nil
  }

  private func isKey(
    endingAt end: Int, number: Int32, equalTo wanted: PartyKeys, _ position: Int
  ) -> Bool {
    let other = wanted.range(position)
    guard end - keys.ends[Int(number) - 1] == other.count else { return false }
    let mine = keys.bytes.span.extracting(end - other.count..<end)
    let theirs = wanted.bytes.span.extracting(other)
    return mine.withUnsafeBytes { mine in
      theirs.withUnsafeBytes { theirs in
        guard let one = mine.baseAddress, let other = theirs.baseAddress else { return true }
        return memcmp(one, other, mine.count) == 0
      }
    }
  }

  private mutating func add(_ wanted: PartyKeys, _ position: Int, hash: UInt64) -> Int32 {
    keys.append(wanted.bytes.span.extracting(wanted.range(position)))
    put(Int32(count), hash: hash)
    return Int32(count)
  }

  private mutating func put(_ number: Int32, hash: UInt64) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = (hash >> 32) << 32 | UInt64(number)
  }

  /// Makes sure that so many parties take at most half of the slots.
  private mutating func grow(for wanted: Int) {
    var size = slots.count
    while wanted * 2 > size { size *= 2 }
    if size > slots.count { rebuild(size: size) }
  }

  private mutating func rebuild(size: Int) {
    slots = [UInt64](repeating: 0, count: size)
    for position in 0..<count { put(Int32(position + 1), hash: hash(of: keys, position)) }
  }

  private func hash(of keys: PartyKeys, _ position: Int) -> UInt64 {
    var hash = TextHash(seed: seed)
    hash.add(keys.bytes.span.extracting(keys.range(position)))
    return hash.value
  }
}
