import Foundation
import GRDB
public import TradeModel

extension Schema {
  /// Who each written party was taken to be, run by run: keys by number, as a list in JSON.
  static func addResolutions(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE party_resolution (
          run_id TEXT PRIMARY KEY, as_of INTEGER NOT NULL, keys TEXT NOT NULL
        ) STRICT;
        """)
  }
}

extension TradeStore {
  /// The party keys of the last run of a day before the one given, by the number of the written party
  /// less one; empty for one that nothing named, and altogether where there is no such run.
  public func resolution(before day: TradeDay) throws(StoreError) -> [String] {
    try read("read who was who") { database in
      let keys = try String.fetchOne(
        database,
        sql: """
          SELECT keys FROM party_resolution WHERE as_of < ? ORDER BY as_of DESC, rowid DESC LIMIT 1
          """, arguments: [day.raw])
      return try keys.map { try JSONDecoder().decode([String].self, from: Data($0.utf8)) } ?? []
    }
  }

  /// Adds who each written party was taken to be; that of the same run is there already.
  public func add(
    resolution keys: [String], run runID: String, asOf day: TradeDay
  ) throws(StoreError) {
    do {
      let text = String(decoding: try JSONEncoder().encode(keys), as: UTF8.self)
      try queue.write { database in
        try database.execute(
          sql: "INSERT OR IGNORE INTO party_resolution (run_id, as_of, keys) VALUES (?, ?, ?)",
          arguments: [runID, day.raw, text])
      }
    } catch {
      throw StoreError(error, doing: "store who is who", path: queue.path)
    }
  }
}
