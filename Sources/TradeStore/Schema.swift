import GRDB

/// The tables and how they came to be, one migration per change.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 intake") { database in
      try database.execute(sql: intake)
      try database.execute(sql: registers)
      try database.execute(sql: views)
    }
    migrator.registerMigration("2 watchlist") { database in
      try database.execute(sql: watchlist)
    }
    migrator.registerMigration("3 judgements", migrate: addJudgements)
    migrator.registerMigration("4 identities of rows") { database in
      try database.execute(sql: identities)
      try noteIdentities(in: database)
    }
    migrator.registerMigration("5 gross weight") { database in
      try database.execute(sql: "ALTER TABLE declaration ADD COLUMN gross_weight_kg REAL")
    }
    migrator.registerMigration("6 HS concordance") { database in
      try database.execute(
        sql: """
          CREATE TABLE hs_concordance (
            hs_filed TEXT PRIMARY KEY, hs_current TEXT NOT NULL, citation TEXT
          ) STRICT
          """)
    }
    migrator.registerMigration("7 resolutions", migrate: addResolutions)
    migrator.registerMigration("8 bills and counts") { database in
      try database.execute(
        sql: """
          ALTER TABLE declaration ADD COLUMN containers TEXT;
          ALTER TABLE declaration ADD COLUMN master_bill TEXT;
          CREATE TABLE source_count (
            file_id INTEGER NOT NULL REFERENCES input_file (id), source TEXT, kind TEXT NOT NULL,
            reason TEXT NOT NULL, count INTEGER NOT NULL
          ) STRICT;
          CREATE INDEX source_count_by_file ON source_count (file_id);
          CREATE TABLE hs_heading (hs_code TEXT PRIMARY KEY, description TEXT) STRICT;
          """)
    }
    return migrator
  }

  /// Hashes of identities in place of an index over them and of hashes of whole rows.
  private static let identities = """
    DROP INDEX declaration_by_identity;
    ALTER TABLE declaration DROP COLUMN content_hash;
    CREATE TABLE row_identity (
      id INTEGER PRIMARY KEY,
      part INTEGER NOT NULL,
      entries BLOB NOT NULL
    ) STRICT;
    CREATE INDEX row_identity_by_part ON row_identity (part);
    """

  private static func noteIdentities(in database: Database) throws {
    var ledger = try IdentityLedger(database)
    let select = try database.cachedStatement(
      sql: "SELECT id, source, declaration_id, line FROM declaration ORDER BY id")
    try select.scan { row in
      var hash: UInt64 = 0
      row.withBytes(1) { source in
        row.withBytes(2) { number in
          hash = identityHash(
            source: source, number: number, line: Int32(truncatingIfNeeded: row.integer(3)))
        }
      }
      try ledger.add(hash, row: row.integer(0))
    }
    try ledger.flush()
  }

  /// Watchlists as they were handed out; rows are only ever added.
  private static let watchlist = """
    CREATE TABLE watchlist (
      id INTEGER PRIMARY KEY,
      run_id TEXT NOT NULL UNIQUE,
      as_of INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE watchlist_entry (
      watchlist_id INTEGER NOT NULL REFERENCES watchlist (id),
      alert_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      key TEXT NOT NULL,
      name TEXT NOT NULL,
      decibans REAL NOT NULL,
      band TEXT NOT NULL,
      is_control INTEGER NOT NULL,
      PRIMARY KEY (watchlist_id, alert_id)
    ) STRICT, WITHOUT ROWID;
    """

  /// The tables of declarations.
  ///
  /// Days are numbers of days since 1970-01-01. `replaced_on` is the day from which a later row of
  /// the same identity is known, so that "as known on day D" is one comparison.
  private static let intake = """
    CREATE TABLE input_file (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      table_name TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      byte_count INTEGER NOT NULL,
      rows INTEGER NOT NULL DEFAULT 0,
      accepted INTEGER NOT NULL DEFAULT 0,
      rejected INTEGER NOT NULL DEFAULT 0,
      duplicates INTEGER NOT NULL DEFAULT 0,
      repairs TEXT NOT NULL DEFAULT '',
      ignored_columns TEXT NOT NULL DEFAULT '',
      UNIQUE (name, sha256)
    ) STRICT;
    CREATE TABLE reject (
      file_id INTEGER NOT NULL REFERENCES input_file (id),
      row INTEGER NOT NULL,
      line INTEGER NOT NULL,
      column_name TEXT,
      reason TEXT NOT NULL,
      raw TEXT NOT NULL
    ) STRICT;
    CREATE INDEX reject_by_file ON reject (file_id);
    CREATE TABLE written_party (
      id INTEGER PRIMARY KEY,
      party_id TEXT, name TEXT, country TEXT, address TEXT
    ) STRICT;
    CREATE TABLE declaration (
      id INTEGER PRIMARY KEY,
      file_id INTEGER NOT NULL REFERENCES input_file (id),
      row INTEGER NOT NULL,
      source TEXT NOT NULL,
      declaration_id TEXT NOT NULL,
      line INTEGER NOT NULL,
      kind TEXT NOT NULL,
      status TEXT NOT NULL,
      date INTEGER NOT NULL,
      departed_on INTEGER,
      arrived_on INTEGER,
      shipper INTEGER NOT NULL REFERENCES written_party (id),
      consignee INTEGER NOT NULL REFERENCES written_party (id),
      end_user INTEGER REFERENCES written_party (id),
      forwarder INTEGER REFERENCES written_party (id),
      origin_country TEXT,
      departure_country TEXT NOT NULL,
      destination_country TEXT NOT NULL,
      transit_countries TEXT,
      mode TEXT,
      hs_code TEXT NOT NULL,
      description TEXT,
      model TEXT,
      control_code TEXT,
      permit_no TEXT,
      quantity REAL,
      quantity_unit TEXT,
      net_weight_kg REAL,
      value_usd REAL,
      nature TEXT,
      content_hash INTEGER NOT NULL,
      replaced_on INTEGER
    ) STRICT;
    CREATE INDEX declaration_by_identity ON declaration (declaration_id, source, line);
    """

  private static let registers = """
    CREATE TABLE party (
      party_id TEXT PRIMARY KEY, name TEXT NOT NULL, aliases TEXT, country TEXT, address TEXT,
      kind TEXT, industry TEXT, incorporated_on INTEGER, parent_id TEXT, owners TEXT,
      officers TEXT, phone TEXT
    ) STRICT;
    CREATE TABLE control (
      control_code TEXT NOT NULL, jurisdiction TEXT NOT NULL, family TEXT NOT NULL,
      hs_prefixes TEXT NOT NULL, description_terms TEXT, min_unit_value_usd REAL,
      in_force_from INTEGER, in_force_until INTEGER, citation TEXT
    ) STRICT;
    CREATE UNIQUE INDEX control_key ON control (
      control_code, jurisdiction, family, hs_prefixes, ifnull(in_force_from, 0));
    CREATE TABLE family (
      family TEXT PRIMARY KEY, hs_prefixes TEXT NOT NULL, unit_of_account TEXT NOT NULL,
      units_per_piece REAL NOT NULL, becomes TEXT, citation TEXT
    ) STRICT;
    CREATE TABLE permit (
      permit_no TEXT NOT NULL, control_code TEXT NOT NULL, exporter_id TEXT, consignee_id TEXT,
      end_user_id TEXT, destination_country TEXT, quantity REAL, quantity_unit TEXT,
      valid_from INTEGER, valid_until INTEGER, agency TEXT,
      PRIMARY KEY (permit_no, control_code)
    ) STRICT;
    CREATE TABLE listed_party (
      list_id TEXT NOT NULL, entry_id TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT,
      country TEXT, address TEXT, designated_on INTEGER, delisted_on INTEGER, citation TEXT,
      PRIMARY KEY (list_id, entry_id)
    ) STRICT;
    CREATE TABLE country_flow (
      month INTEGER NOT NULL, reporter TEXT NOT NULL, partner TEXT NOT NULL, flow TEXT NOT NULL,
      hs6 TEXT NOT NULL, value_usd REAL, net_weight_kg REAL, quantity REAL,
      PRIMARY KEY (month, reporter, partner, flow, hs6)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE outcome (
      source TEXT NOT NULL, declaration_id TEXT NOT NULL, line INTEGER NOT NULL,
      outcome TEXT NOT NULL, decided_on INTEGER NOT NULL,
      PRIMARY KEY (source, declaration_id, line, decided_on)
    ) STRICT;
    """

  private static let views = """
    CREATE VIEW v_declaration AS
      SELECT d.source, d.declaration_id, d.line, d.kind, d.status,
        date(d.date * 86400, 'unixepoch') AS date,
        date(d.replaced_on * 86400, 'unixepoch') AS replaced_on,
        s.party_id AS shipper_id, s.name AS shipper_name, s.country AS shipper_country,
        c.party_id AS consignee_id, c.name AS consignee_name, c.country AS consignee_country,
        d.departure_country, d.destination_country, d.hs_code, d.description, d.quantity,
        d.quantity_unit, d.net_weight_kg, d.value_usd, f.name AS file, d.row
      FROM declaration d
      JOIN written_party s ON s.id = d.shipper
      JOIN written_party c ON c.id = d.consignee
      JOIN input_file f ON f.id = d.file_id;
    CREATE VIEW v_party AS
      SELECT party_id, name, aliases, country, address, kind, industry,
        date(incorporated_on * 86400, 'unixepoch') AS incorporated_on, parent_id, owners,
        officers, phone
      FROM party;
    """
}
