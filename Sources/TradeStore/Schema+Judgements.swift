import GRDB

extension Schema {
  /// What people decided about who is who, and what they took back.
  ///
  /// Rows are only ever added; the database itself refuses to change or delete one.
  static func addJudgements(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE judgement (
          judgement_id TEXT PRIMARY KEY,
          one_id TEXT, one_name TEXT, one_country TEXT,
          other_id TEXT, other_name TEXT, other_country TEXT,
          verdict TEXT NOT NULL,
          judged_by TEXT NOT NULL,
          judged_on INTEGER NOT NULL,
          reason TEXT NOT NULL,
          recorded_at TEXT
        ) STRICT;
        CREATE TABLE judgement_revocation (
          judgement_id TEXT PRIMARY KEY REFERENCES judgement (judgement_id),
          revoked_by TEXT NOT NULL,
          revoked_on INTEGER NOT NULL,
          reason TEXT NOT NULL,
          recorded_at TEXT
        ) STRICT;
        """)
    for table in ["judgement", "judgement_revocation"] {
      for action in ["UPDATE", "DELETE"] {
        try database.execute(
          sql: """
            CREATE TRIGGER \(table)_no_\(action.lowercased()) BEFORE \(action) ON \(table)
            BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END;
            """)
      }
    }
  }
}
