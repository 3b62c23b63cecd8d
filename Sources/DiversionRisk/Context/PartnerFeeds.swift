import PartyMatch
import TradeModel

/// Countries whose customs records come in: there, an export without its import is remarkable.
struct PartnerFeeds: Sendable {
  /// Share of movements into a country that have an import record there, 0 to 1.
  private let coverage: [CountryCode: Double]
  /// Movements accepted later than this may still be on their way into the records.
  let settledBy: TradeDay

  /// What a country's records show of what was sent to a party there.
  struct Arrivals: Sendable {
    /// Movements that were sent long enough ago to be in the records.
    var settled: [Int32] = []
    /// How many of them have an import record.
    var arrivedCount = 0
  }

  private struct Place: Hashable {
    let consignee: PartyIndex
    let country: CountryCode
  }

  private let arrivals: [Place: Arrivals]
  /// Countries whose own import declarations of goods of the families come in.
  let importsCovered: Set<CountryCode>

  init(records: RecordColumns, movements: [Movement], asOf: TradeDay) {
    settledBy = asOf + -20
    importsCovered = Set(
      movements.lazy.flatMap { movement in
        movement.records.filter { records.kind[Int($0)] == .import }.map { _ in movement.to }
      })
    var all: [CountryCode: Int] = [:]
    var seen: [CountryCode: Int] = [:]
    var arrivals: [Place: Arrivals] = [:]
    for (number, movement) in movements.enumerated() where movement.date <= settledBy {
      guard records.kind[Int(movement.record)] != .import else { continue }
      let hasArrived = movement.mirrors.contains { records.kind[Int($0)] == .import }
      all[movement.to, default: 0] += 1
      if hasArrived { seen[movement.to, default: 0] += 1 }
      guard movement.mayBeControlled else { continue }
      let place = Place(consignee: movement.consignee, country: movement.to)
      arrivals[place, default: Arrivals()].settled.append(Int32(number))
      if hasArrived { arrivals[place, default: Arrivals()].arrivedCount += 1 }
    }
    self.arrivals = arrivals
    coverage = all.reduce(into: [:]) { coverage, entry in
      coverage[entry.key] = Double(seen[entry.key] ?? 0) / Double(entry.value)
    }
  }

  /// Share of movements into a country whose arrival its records show; 0 where it sends none.
  func coverage(of country: CountryCode) -> Double { coverage[country] ?? 0 }

  /// What a country's records show of goods that may be controlled and were sent to a party there.
  func arrivals(of consignee: PartyIndex, in country: CountryCode) -> Arrivals {
    arrivals[Place(consignee: consignee, country: country)] ?? Arrivals()
  }
}
