import FlowGraph
import Foundation
import TradeModel
import TradeStore

/// A source opened for a question about routes: the columns beside a database where they are of its
/// present state, else everything worked out anew.
public struct RouteOpening {
  let source: any RouteSource
  /// What to say of the columns, where they could not be used; nil where they were, or there are none
  /// to be had.
  public let note: String?

  /// Opens a trade folder or a database.
  ///
  /// Columns that are missing, damaged, of an earlier state of the database, or of another day or
  /// configuration than is asked for, are made anew.
  ///
  /// - Parameters:
  ///   - path: a trade folder, or a database that `entrepot run --database` kept.
  ///   - asOf: the day as known on which everything is seen, `YYYY-MM-DD`; nil for the last one.
  ///   - config: an analysis configuration; nil for the defaults.
  ///   - ranking: by what the routes will be chosen; scores are never in the columns.
  /// - Throws: `RunError`, and what reading a folder or a database throws.
  public init(
    at path: String, asOf: String?, config: String?, ranking: RouteInquiry.Ranking
  ) throws {
    var isFolder: ObjCBool = false
    guard ranking != .score,
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
    else {
      source = try KnownTrade(at: path, asOf: asOf, config: config)
      note = nil
      return
    }
    let store = try TradeStore(path: path)
    let settings = try config.map { try AnalysisSettings(file: $0) } ?? AnalysisSettings()
    let reason: String
    do {
      let origin = try TradeSnapshot.origin(of: store, settings: settings)
      let snapshot = try TradeSnapshot(beside: path, origin: origin)
      if (asOf.map(TradeDay.init(iso:)) ?? snapshot.facts.lastDay) == snapshot.asOf {
        source = try SnapshotTrade(
          snapshot, settings: settings, path: TradeSnapshot.path(beside: path))
        note = nil
        return
      }
      reason = "\(TradeSnapshot.path(beside: path)): of \(snapshot.asOf), another day than is asked"
    } catch let error as SnapshotError {
      reason = error.reason
    }
    let trade = try KnownTrade(at: path, asOf: asOf, config: config)
    source = trade
    do {
      try trade.keepColumns(beside: path)
      note = reason + "; the columns were made anew"
    } catch let error as SnapshotError {
      note = reason + "; \(error)"
    }
  }
}
