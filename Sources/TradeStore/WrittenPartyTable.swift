import GRDB
import GRDBSQLite
import TradeModel

/// The distinct written parties of the database, each stored once.
struct WrittenPartyTable {
  private var numbers: [WrittenParty: Int64] = [:]
  private let insert: Statement

  init(_ database: Database) throws {
    insert = try database.cachedStatement(
      sql: "INSERT INTO written_party (id, party_id, name, country, address) VALUES (?, ?, ?, ?, ?)"
    )
    for (number, party) in try Self.all(database).enumerated() {
      numbers[party] = Int64(number + 1)
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

  /// The number of a written party, stored now if it is new.
  mutating func number(of party: WrittenParty) throws -> Int64 {
    if let number = numbers[party] { return number }
    let number = Int64(numbers.count + 1)
    try insert.run { binder in
      binder.bind(number)
      binder.bind(party.id)
      binder.bind(party.name)
      binder.bind(party.country?.code)
      binder.bind(party.address)
    }
    numbers[party] = number
    return number
  }
}
