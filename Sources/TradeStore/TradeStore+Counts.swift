import GRDB

/// Counts of what happened to rows, by source, while one file goes in.
struct SourceTally {
  private struct Key: Hashable {
    let source: String?
    let kind: SourceCount.Kind
    let reason: String
  }

  private var counts: [Key: Int] = [:]

  private static func words(_ key: Key) -> (String, String, String) {
    (key.source ?? "", key.kind.rawValue, key.reason)
  }

  mutating func add(_ source: String?, _ kind: SourceCount.Kind, _ reason: String, count: Int = 1) {
    counts[Key(source: source, kind: kind, reason: reason), default: 0] += count
  }

  /// Writes the counts of a file down.
  func store(of file: Int64, in database: Database) throws {
    let insert = try database.cachedStatement(
      sql: "INSERT INTO source_count (file_id, source, kind, reason, count) VALUES (?, ?, ?, ?, ?)")
    for (key, count) in counts.sorted(by: { Self.words($0.key) < Self.words($1.key) }) {
      try insert.run { binder in
        binder.bind(file)
        binder.bind(key.source)
        binder.bind(key.kind.rawValue)
        binder.bind(key.reason)
        binder.bind(Int64(count))
      }
    }
  }
}

extension TradeStore {
  /// What happened to the rows of some files, by source; files of the same source are added up.
  public func sourceCounts(of files: [IngestedFile]) throws(StoreError) -> [SourceCount] {
    try read("read the counts of rows") { database in
      var tally: [SourceCount: Int] = [:]
      for file in files {
        let rows = try Row.fetchAll(
          database,
          sql: """
            SELECT c.source, c.kind, c.reason, c.count
            FROM source_count c JOIN input_file f ON f.id = c.file_id
            WHERE f.name = ? AND f.sha256 = ?
            """, arguments: [file.name, file.sha256])
        for row in rows {
          guard let kind = SourceCount.Kind(rawValue: row["kind"]) else { continue }
          let count = SourceCount(
            source: row["source"], kind: kind, reason: row["reason"], count: 0)
          tally[count, default: 0] += row["count"] as Int
        }
      }
      return tally.map { count, sum in
        SourceCount(source: count.source, kind: count.kind, reason: count.reason, count: sum)
      }.sorted { one, other in
        (one.source ?? "", one.kind.rawValue, one.reason)
          < (other.source ?? "", other.kind.rawValue, other.reason)
      }
    }
  }
}
