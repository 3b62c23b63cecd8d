import GRDB

/// What went wrong in the database, in words that a person can act on.
public struct StoreError: Error, CustomStringConvertible {
  /// What was being done.
  public let action: String
  /// The database file.
  public let path: String
  /// What SQLite said.
  public let message: String
  /// Whether the disk is full.
  public let isDiskFull: Bool

  init(_ error: any Error, doing action: String, path: String) {
    self.action = action
    self.path = path
    guard let database = error as? DatabaseError else {
      message = String(describing: error)
      isDiskFull = false
      return
    }
    isDiskFull = database.resultCode == .SQLITE_FULL || database.resultCode == .SQLITE_IOERR
    message = database.message ?? "SQLite error \(database.resultCode.rawValue)"
  }

  /// The sentence for a person.
  public var description: String {
    let mend =
      if isDiskFull {
        "free some space there, or name another place with --database"
      } else if message.contains("not a database") {
        "the file is not an Entrepot database; name another with --database"
      } else if message.contains("locked") {
        "another process is writing to it; try again when that has ended"
      } else {
        "check that the file and its folder exist and can be written"
      }
    return "\(path): cannot \(action): \(message); \(mend)"
  }
}
