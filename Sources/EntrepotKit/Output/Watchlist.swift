import DiversionRisk
import PartyMatch
import TradeModel
import TradeStore

/// The daily list: as many routes and parties as can be looked at, and some drawn at random.
///
/// The random controls make the hit rate of the list unbiased: without them nobody learns what the
/// score overlooks. They are drawn by a hash of the as-of day and the key, so that the same run
/// draws the same ones.
struct Watchlist {
  /// A line of the list.
  struct Entry {
    let record: WatchlistRecord
    let country: String?
    let probability: Double
    let reasons: String
  }

  let entries: [Entry]

  /// Chooses whom to look for.
  ///
  /// - Parameters:
  ///   - analysis: what was worked out.
  ///   - settings: how many places there are, and from which band on.
  ///   - asOf: the day.
  ///   - moves: how parties of the earlier run became those of this one.
  ///   - earlier: the earlier list: a party on it keeps the number of its alert under another key.
  init(
    _ analysis: Analysis, settings: AnalysisSettings, asOf: TradeDay,
    following moves: PartyMoves = PartyMoves(), of earlier: [WatchlistRecord] = []
  ) {
    let controls = Int((Double(settings.capacityPerDay) * settings.randomControlShare).rounded())
    let kept = Self.alertIDs(of: earlier, following: moves)
    let candidates = Self.candidates(analysis).map { $0.keeping(kept[$0.record.key]) }
    let ranked = candidates.filter { $0.record.band >= settings.alertBand }
      .sorted { one, other in
        one.record.decibans != other.record.decibans
          ? one.record.decibans > other.record.decibans
          : one.record.alertID < other.record.alertID
      }
    let chosen = Array(ranked.prefix(max(0, settings.capacityPerDay - controls)))
    let taken = Set(chosen.map(\.record.alertID))
    let drawn = candidates.filter { !taken.contains($0.record.alertID) }
      .map { (draw: StableHash.value("\(asOf)|\($0.record.alertID)"), entry: $0) }
      .sorted { one, other in
        one.draw != other.draw
          ? one.draw < other.draw : one.entry.record.alertID < other.entry.record.alertID
      }
      .prefix(controls)
    entries = chosen + drawn.map { $0.entry.asControl }
  }

  /// The number of the alert that each party had before, by the key that it has now; where several
  /// became one, that of the key that stays, else the first.
  private static func alertIDs(
    of earlier: [WatchlistRecord], following moves: PartyMoves
  ) -> [String: String] {
    var numbers: [String: String] = [:]
    for record in earlier.sorted(by: { $0.key < $1.key }) where record.kind == "party" {
      let key = moves.key(of: record.key)
      if key == record.key || numbers[key] == nil { numbers[key] = record.alertID }
    }
    return numbers
  }

  private static func candidates(_ analysis: Analysis) -> [Entry] {
    let routes = analysis.routes.map { route in
      entry(
        kind: "route", key: route.routeID,
        name: route.parties.map(\.name).joined(separator: " → "), country: nil,
        ScoreSummary(route.assessment))
    }
    let parties = analysis.parties.compactMap { scored -> Entry? in
      guard let score = scored.score else { return nil }
      let party = analysis.context.parties[scored.party]
      return entry(
        kind: "party", key: party.key, name: party.name, country: party.country?.code, score)
    }
    return routes + parties
  }

  private static func entry(
    kind: String, key: String, name: String, country: String?, _ score: ScoreSummary
  ) -> Entry {
    Entry(
      record: WatchlistRecord(
        alertID: "A-" + StableHash.hex("\(kind)|\(key)"), kind: kind, key: key, name: name,
        decibans: score.decibans, band: score.band, isControl: false),
      country: country, probability: score.probability, reasons: score.reasons)
  }

  /// The list as `watchlist.csv`.
  var table: String {
    var table = CSVText(header: [
      "rank", "alert_id", "kind", "key", "name", "country", "probability", "decibans", "band",
      "control", "top_reasons",
    ])
    for (position, entry) in entries.enumerated() {
      let record = entry.record
      table.add([
        String(position + 1), record.alertID, record.kind, record.key, record.name,
        entry.country, RunWriter.number(entry.probability), RunWriter.number(record.decibans),
        record.band.rawValue, record.isControl ? "true" : "false", entry.reasons,
      ])
    }
    return table.text
  }

  /// What changed against the last list, as `watchlist-delta.csv`.
  ///
  /// A party that has another key now is compared with itself under the earlier one.
  func deltaTable(
    since previous: [WatchlistRecord], following moves: PartyMoves = PartyMoves()
  ) -> String {
    let before = Dictionary(
      previous.map { ($0.alertID, $0) }, uniquingKeysWith: { first, _ in first })
    let now = Set(entries.map(\.record.alertID))
    var table = CSVText(header: [
      "alert_id", "change", "kind", "key", "name", "decibans_before", "decibans", "band_before",
      "band", "moved",
    ])
    for entry in entries {
      let record = entry.record
      let old = before[record.alertID]
      let change =
        switch old {
        case nil: "new"
        case let old? where record.band > old.band: "raised"
        case let old? where record.band < old.band: "lowered"
        default: "unchanged"
        }
      table.add([
        record.alertID, change, record.kind, record.key, record.name,
        old.map { RunWriter.number($0.decibans) }, RunWriter.number(record.decibans),
        old?.band.rawValue, record.band.rawValue,
        old.flatMap { $0.key == record.key ? nil : $0.key },
      ])
    }
    for old in previous where !now.contains(old.alertID) {
      table.add([
        old.alertID, "expired", old.kind, old.key, old.name, RunWriter.number(old.decibans), nil,
        old.band.rawValue, nil,
        old.kind == "party" && moves.key(of: old.key) != old.key ? moves.key(of: old.key) : nil,
      ])
    }
    return table.text
  }
}

extension Watchlist.Entry {
  /// The same line with the number that the alert had before, where it had one.
  fileprivate func keeping(_ alertID: String?) -> Self {
    guard record.kind == "party", let alertID else { return self }
    var record = record
    record.alertID = alertID
    return Self(record: record, country: country, probability: probability, reasons: reasons)
  }

  /// The same line as one that was drawn at random.
  fileprivate var asControl: Self {
    var record = record
    record.isControl = true
    return Self(record: record, country: country, probability: probability, reasons: reasons)
  }
}
