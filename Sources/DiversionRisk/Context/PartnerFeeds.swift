import PartyMatch
import TradeModel

/// Countries whose customs records come in: there, an export without its import is remarkable.
struct PartnerFeeds: Sendable {
  /// Share of movements into a country that have an import record there, 0 to 1.
  private let coverage: [CountryCode: Double]
  /// Movements accepted later than this may still be on their way into the records.
  let settledBy: TradeDay

  init(records: RecordColumns, movements: [Movement], asOf: TradeDay) {
    settledBy = asOf + -20
    var all: [CountryCode: Int] = [:]
    var seen: [CountryCode: Int] = [:]
    for movement in movements where movement.date <= settledBy {
      guard records.kind[Int(movement.record)] != .import else { continue }
      all[movement.to, default: 0] += 1
      if movement.mirrors.contains(where: { records.kind[Int($0)] == .import }) {
        seen[movement.to, default: 0] += 1
      }
    }
    coverage = all.reduce(into: [:]) { coverage, entry in
      coverage[entry.key] = Double(seen[entry.key] ?? 0) / Double(entry.value)
    }
  }

  /// Share of movements into a country whose arrival its records show; 0 where it sends none.
  func coverage(of country: CountryCode) -> Double { coverage[country] ?? 0 }
}
