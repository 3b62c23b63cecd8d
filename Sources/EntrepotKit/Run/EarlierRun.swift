import Foundation
import TradeModel
import TradeStore

/// What an earlier run made of the parties, and whom it asked to look for.
struct EarlierRun {
  /// Keys by written party.
  var resolution: [WrittenParty: String] = [:]
  /// The earlier watchlist.
  var watchlist: [WatchlistRecord] = []

  /// The last run of an earlier day that a database remembers; nothing where there is none.
  init(before day: TradeDay, in store: TradeStore, written: [WrittenParty]) throws {
    watchlist = try store.watchlist(before: day)
    for (party, key) in zip(written, try store.resolution(before: day)) where !key.isEmpty {
      resolution[party] = key
    }
  }

  /// A run folder.
  init(folder: String) throws {
    _ = try RunReader(folder: folder)
    try CSVRows.visit(folder + "/party-names.csv") { cells in
      guard cells.count >= PartyNameTable.header.count else {
        throw RunError("\(folder)/party-names.csv: is damaged; name another earlier run")
      }
      guard cells[1] == PartyNameTable.Origin.filed.rawValue else { return }
      func known(_ text: String) -> String? { text.isEmpty ? nil : text }
      resolution[
        WrittenParty(
          id: known(cells[2]), name: known(cells[3]), country: CountryCode(cells[4]),
          address: known(cells[5]))] = cells[0]
    }
    try CSVRows.visit(folder + "/watchlist.csv") { cells in
      guard cells.count > 9, let decibans = Double(cells[7]),
        let band = RiskBand(rawValue: cells[8])
      else { throw RunError("\(folder)/watchlist.csv: is damaged; name another earlier run") }
      watchlist.append(
        WatchlistRecord(
          alertID: cells[1], kind: cells[2], key: cells[3], name: cells[4], decibans: decibans,
          band: band, isControl: cells[9] == "true"))
    }
    watchlist.sort { $0.alertID < $1.alertID }
  }
}
