import GRDB
import GRDBSQLite
import TradeModel

/// The distinct written parties of the database, each stored once.
struct WrittenPartyTable {
  private let database: Database
  private let insert: Statement
  private var numbers: [FiledParty: Int64] = [:]
  /// What is stored is read when the first declaration comes: registers have no use for it.
  private var isRead = false

  init(_ database: Database) throws {
    insert = try database.cachedStatement(
      sql: "INSERT INTO written_party (id, party_id, name, country, address) VALUES (?, ?, ?, ?, ?)"
    )
    self.database = database
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

  /// The number of a written party, stored now if it is new.
  mutating func number(of party: WrittenParty) throws -> Int64 {
    if !isRead {
      for (position, party) in try Self.all(database).enumerated() {
        numbers[FiledParty(party: party)] = Int64(position + 1)
      }
      isRead = true
    }
    let key = FiledParty(party: party)
    if let number = numbers[key] { return number }
    let number = Int64(numbers.count + 1)
    try insert.run { binder in
      binder.bind(number)
      binder.bind(party.id)
      binder.bind(party.name)
      binder.bind(party.country?.code)
      binder.bind(party.address)
    }
    numbers[key] = number
    return number
  }
}

/// A written party told apart byte by byte.
///
/// For Swift, two ways of composing a letter are one string; what is stored must be what was filed.
private struct FiledParty: Hashable {
  let party: WrittenParty

  static func == (one: Self, other: Self) -> Bool {
    one.party == other.party && areSameBytes(one.party.id, other.party.id)
      && areSameBytes(one.party.name, other.party.name)
      && areSameBytes(one.party.address, other.party.address)
  }

  func hash(into hasher: inout Hasher) {
    // Equal bytes are equal strings, so the hash of the strings serves.
    hasher.combine(party)
  }

  /// Whether two texts that are equal as strings are equal as bytes too.
  private static func areSameBytes(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return true }
    return one.utf8.elementsEqual(other.utf8)
  }
}
