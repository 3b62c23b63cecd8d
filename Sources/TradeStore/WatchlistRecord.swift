import GRDB
public import TradeModel

/// A line of a watchlist as it was handed out.
public struct WatchlistRecord: Hashable, Sendable {
  /// Stays the same for the same party or route, run after run.
  public var alertID: String
  /// `party` or `route`.
  public var kind: String
  /// Party key or route id.
  public var key: String
  /// What a reader should see.
  public var name: String
  /// The score in decibans.
  public var decibans: Double
  /// The band of the score.
  public var band: RiskBand
  /// Whether it was drawn at random, as a control.
  public var isControl: Bool

  /// A line of a watchlist.
  public init(
    alertID: String, kind: String, key: String, name: String, decibans: Double, band: RiskBand,
    isControl: Bool
  ) {
    self.alertID = alertID
    self.kind = kind
    self.key = key
    self.name = name
    self.decibans = decibans
    self.band = band
    self.isControl = isControl
  }
}

extension TradeStore {
  /// The last watchlist of a day before the one given; empty where there is none.
  public func watchlist(before day: TradeDay) throws(StoreError) -> [WatchlistRecord] {
    try read("read the last watchlist") { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT e.* FROM watchlist_entry e WHERE e.watchlist_id = (
            SELECT id FROM watchlist WHERE as_of < ? ORDER BY as_of DESC, id DESC LIMIT 1)
          ORDER BY e.alert_id
          """, arguments: [day.raw]
      ).map { row in
        WatchlistRecord(
          alertID: row["alert_id"], kind: row["kind"], key: row["key"], name: row["name"],
          decibans: row["decibans"], band: RiskBand(rawValue: row["band"]) ?? .low,
          isControl: row["is_control"])
      }
    }
  }

  /// Adds a watchlist; one of the same run is there already and stays as it is.
  public func add(
    _ watchlist: [WatchlistRecord], run runID: String, asOf day: TradeDay
  ) throws(StoreError) {
    do {
      try queue.write { database in
        try database.execute(
          sql: "INSERT OR IGNORE INTO watchlist (run_id, as_of) VALUES (?, ?)",
          arguments: [runID, day.raw])
        guard database.changesCount > 0 else { return }
        let number = database.lastInsertedRowID
        for entry in watchlist {
          try database.execute(
            sql: "INSERT INTO watchlist_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
              number, entry.alertID, entry.kind, entry.key, entry.name, entry.decibans,
              entry.band.rawValue, entry.isControl,
            ])
        }
      }
    } catch {
      throw StoreError(error, doing: "store the watchlist", path: queue.path)
    }
  }
}
