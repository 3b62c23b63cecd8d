import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// The system of record: every declaration, register and reject, in one SQLite file.
///
/// This is the only room that knows SQL. A file is ingested in one transaction, so that an ingest
/// that is killed leaves the database as it was.
public final class TradeStore: Sendable {
  /// GRDB's queue; the one connection to the database.
  let queue: DatabaseQueue
  /// Whether the database stays when this object goes.
  let isLasting: Bool
  /// The written parties as of the last file of declarations that went in; nil when unknown.
  let knownParties = Mutex<WrittenPartyNumbers?>(nil)
  /// How many written parties are held in memory while files go in.
  let partyLimit: Int

  /// Opens the database at a path, making it and bringing its schema up to date where needed.
  public convenience init(path: String) throws(StoreError) {
    try self.init(path: path, partyLimit: WrittenPartyTable.usualLimit)
  }

  /// Opens the database at a path and holds so many written parties in memory while files go in.
  init(path: String, partyLimit: Int) throws(StoreError) {
    isLasting = true
    self.partyLimit = partyLimit
    queue = try Self.open(path, durable: true)
  }

  private init(temporaryPath: String) throws(StoreError) {
    isLasting = false
    partyLimit = WrittenPartyTable.usualLimit
    // Its name goes at once, its bytes when it is closed: a program that is killed leaves nothing.
    defer { Self.removeFiles(of: temporaryPath) }
    queue = try Self.open(temporaryPath, durable: false)
  }

  /// Opens an empty database that is deleted with this object.
  ///
  /// - Parameter folder: where its file is kept meanwhile.
  /// - Returns: the open database.
  /// - Throws: `StoreError` where the folder cannot be written.
  public static func temporary(in folder: String) throws(StoreError) -> TradeStore {
    let name = "entrepot-\(UUID().uuidString).sqlite"
    return try TradeStore(temporaryPath: folder + "/" + name)
  }

  private static func removeFiles(of path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  /// Pages that are held in memory, in KiB.
  static let usualCache = 64 << 10
  /// The same while rows are added at the end of tables: what was written is not looked at again.
  static let fillingCache = 8 << 10

  /// The version of the SQLite library in use.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  private static func open(_ path: String, durable: Bool) throws(StoreError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "entrepot"
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(10)
    if durable { configuration.journalMode = .wal }
    configuration.prepareDatabase { database in
      // A temporary database needs no durability; a lasting one keeps its WAL promise.
      try database.execute(
        sql: durable ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = OFF")
      if !durable { try database.execute(sql: "PRAGMA journal_mode = MEMORY") }
      // Of a new database only: rows that come in bulk go onto fewer pages.
      try database.execute(sql: "PRAGMA page_size = 16384")
      try database.execute(sql: "PRAGMA cache_size = -\(usualCache)")
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try Schema.migrator.migrate(queue)
      return queue
    } catch {
      throw StoreError(error, doing: "open the database", path: path)
    }
  }

  /// Runs a block that reads, and says what was being done when it fails.
  func read<Value>(
    _ action: String, _ body: (Database) throws -> Value
  ) throws(StoreError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw StoreError(error, doing: action, path: queue.path)
    }
  }
}
