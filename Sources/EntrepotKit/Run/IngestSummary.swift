import Foundation
import TradeIntake
import TradeStore

/// What came of reading a folder into a database.
public struct IngestSummary: Sendable {
  /// A file and what was in it.
  public struct File: Sendable {
    /// The file's name within its folder.
    public let name: String
    /// Rows read, without the header.
    public let rows: Int
    /// Rows that went in.
    public let accepted: Int
    /// Rows that could not be used.
    public let rejected: Int
    /// Accepted rows that said exactly what an earlier row had said.
    public let duplicates: Int
    /// Why rows could not be used, as sentences, the most frequent reasons first.
    public let reasons: [String]
  }

  /// Most reasons that are told of one file.
  private static let mostReasons = 5

  /// The files, in reading order.
  public let files: [File]
  /// What a person should know of files that were left alone.
  public let warnings: [String]
  /// How long reading and storing took.
  public let seconds: Double

  /// Reads a trade folder into a database.
  ///
  /// - Parameters:
  ///   - folder: the trade folder.
  ///   - database: the database to keep; nil for one that is deleted afterwards.
  ///   - profiles: built-in mapping profiles by name, or YAML files.
  ///   - progress: told of each file as it is begun.
  /// - Returns: what came of it.
  /// - Throws: errors that say what, where and how to mend.
  public static func reading(
    folder: String, database: String?, profiles: [String],
    progress: @escaping @Sendable (String) -> Void
  ) throws -> IngestSummary {
    let clock = StageClock { _ in }
    let folder = try TradeFolder(
      path: folder, profiles: try profiles.map { try MappingProfile(nameOrPath: $0) })
    let store =
      if let database {
        try TradeStore(path: database)
      } else {
        try TradeStore.temporary(in: NSTemporaryDirectory())
      }
    let files = try clock.time("reading") {
      try Ingest(store: store, progress: progress).read(folder)
    }
    return IngestSummary(
      files: try files.map { file in
        File(
          name: file.name, rows: file.rows, accepted: file.accepted, rejected: file.rejected,
          duplicates: file.duplicates, reasons: try reasons(of: file, in: store))
      }, warnings: folder.warnings, seconds: clock.seconds.first?.seconds ?? 0)
  }

  private static func reasons(of file: IngestedFile, in store: TradeStore) throws -> [String] {
    guard file.rejected > 0 else { return [] }
    let reasons = try store.rejectReasons(of: file, limit: mostReasons + 1)
    let told = reasons.prefix(mostReasons).map { reason in
      let column = reason.column.map { "\($0): " } ?? ""
      let rows =
        reason.count == 1
        ? "row \(reason.firstRow)" : "\(reason.count) rows, the first is row \(reason.firstRow)"
      return "\(file.name): rejected: \(column)\(reason.reason): \(rows)"
    }
    return reasons.count > mostReasons ? told + ["\(file.name): and for other reasons"] : told
  }

  /// The sentence for a person.
  public var sentence: String {
    let rows = files.reduce(0) { $0 + $1.rows }
    let rate = seconds > 0 ? Int((Double(rows) / seconds).rounded()) : 0
    return "\(rows) rows in \(seconds) s, \(rate) rows/s"
  }
}
