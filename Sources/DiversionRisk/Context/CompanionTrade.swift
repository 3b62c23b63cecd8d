import PartyMatch
public import TradeModel

/// Goods lines of other goods that belong to the trade in controlled ones: over-priced companions
/// that bring a payment home, and lots that went on under another name at another price.
///
/// Found once over all records, before full rows are read, so that findings can cite them.
public struct CompanionTrade: Sendable {
  /// A line priced at this many times the usual value, or more, is over-priced.
  static let timesUsual = 4.0
  /// Weights are the same within this share (typology T20).
  static let sameWeight = 0.02
  /// A party that sends more lots than this within the dwell window matches some weight by chance.
  static let mostLots = 20

  /// An export that was declared at several times what such goods usually cost.
  struct OverpricedLine: Sendable {
    let row: Int32
    let day: TradeDay
    /// US dollars above the usual value.
    let excess: Double
  }

  /// The onward lot of the weight of a lot received whose price differs most.
  struct SameWeight: Sendable {
    let row: Int32
    /// US dollars a kilogram, the larger over the smaller.
    let factor: Double
  }

  /// What a search for lots of the same weight came to.
  enum WeightSearch: Sendable {
    case noWeight
    case nothingSent
    case tooManyLots(Int)
    case none
    case found(SameWeight)
  }

  private struct Lane: Hashable {
    let exporter: PartyIndex
    let to: CountryCode
  }

  private let overpriced: [Lane: [OverpricedLine]]
  private let searches: [WeightSearch]

  /// Looks through all records.
  ///
  /// - Parameters:
  ///   - records: every goods line known.
  ///   - table: the movements found in them.
  ///   - signatures: what goods usually weigh and cost.
  ///   - settings: origins and the dwell window.
  /// - Complexity: O(rows + movements × lots sent within a dwell window).
  public init(
    records: RecordColumns, movements table: MovementTable, signatures: GoodsSignatures,
    settings: AnalysisSettings
  ) {
    let origins = Set(settings.origins)
    overpriced = Self.overpriced(records, signatures, origins)
    searches = WeightMatching(records: records, settings: settings, origins: origins)
      .searches(for: table.movements)
  }

  /// Rows that findings may cite although they are of no family.
  public var rows: Set<Int32> {
    var rows = Set(overpriced.values.joined().map(\.row))
    for case .found(let match) in searches { rows.insert(match.row) }
    return rows
  }

  /// Over-priced lines of an exporter to a country, by date and identity.
  func overpriced(from exporter: PartyIndex, to country: CountryCode) -> [OverpricedLine] {
    overpriced[Lane(exporter: exporter, to: country)] ?? []
  }

  /// What was found of the weight of a movement's lot.
  func sameWeight(as movement: Int) -> WeightSearch { searches[movement] }

  private static func overpriced(
    _ records: RecordColumns, _ signatures: GoodsSignatures, _ origins: Set<CountryCode>
  ) -> [Lane: [OverpricedLine]] {
    var found: [Lane: [OverpricedLine]] = [:]
    for row in 0..<records.count
    where records.movesGoods(row) && records.kind[row] == .export
      && origins.contains(records.from[row]) && records.unit[row] != .measure
    {
      let pieces = records.quantity[row]
      guard let signature = signatures.signature(of: row, in: records) else { continue }
      let usual = signature.valuePerPiece * pieces
      // A missing amount is NaN, which is above nothing.
      guard records.value[row] >= timesUsual * usual else { continue }
      let lane = Lane(exporter: records.shipper[row], to: records.to[row])
      found[lane, default: []].append(
        OverpricedLine(
          row: Int32(row), day: TradeDay(raw: records.date[row]),
          excess: records.value[row] - usual))
    }
    return found.mapValues { lines in
      lines.sorted { one, other in
        one.day != other.day
          ? one.day < other.day
          : records.orderKey[Int(one.row)] < records.orderKey[Int(other.row)]
      }
    }
  }
}

/// Looks for lots that left a consignee with the weight of a lot that it received.
private struct WeightMatching {
  let records: RecordColumns
  let settings: AnalysisSettings
  let origins: Set<CountryCode>

  /// What moved between two parties on a day under one heading: filing in parts changes nothing.
  private struct LotKey: Hashable {
    let shipper: PartyIndex
    let consignee: PartyIndex
    let day: Int32
    let heading: Int32
  }

  private struct Lot {
    var row: Int32
    let day: Int32
    let from: CountryCode
    let to: PartyIndex
    var weight: Double
    var value: Double
  }

  func searches(for movements: [Movement]) -> [CompanionTrade.WeightSearch] {
    var received: [LotKey: (weight: Double, value: Double)] = [:]
    var receivers: Set<PartyIndex> = []
    func key(_ movement: Movement) -> LotKey {
      LotKey(
        shipper: movement.shipper, consignee: movement.consignee, day: movement.date.raw,
        heading: Int32(movement.family))
    }
    func isLooked(_ movement: Movement) -> Bool {
      movement.mayBeControlled && origins.contains(movement.from)
        && !settings.destinationsOfConcern.contains(movement.to)
    }
    for movement in movements where isLooked(movement) {
      receivers.insert(movement.consignee)
      let known = received[key(movement)] ?? (0, 0)
      received[key(movement)] = (known.weight + movement.weight, known.value + movement.value)
    }
    let sent = lots(sentBy: receivers)
    return movements.map { movement in
      guard isLooked(movement) else { return .none }
      guard let lot = received[key(movement)], lot.weight > 0, lot.value > 0 else {
        return .noWeight
      }
      return search(
        sent[movement.consignee] ?? [], for: lot, from: movement.to, arrived: movement.arrival.raw)
    }
  }

  private func lots(sentBy parties: Set<PartyIndex>) -> [PartyIndex: [Lot]] {
    var lots: [LotKey: Lot] = [:]
    for row in 0..<records.count
    where records.movesGoods(row) && records.kind[row] != .import
      && records.kind[row] != .transit && parties.contains(records.shipper[row])
    {
      let key = LotKey(
        shipper: records.shipper[row], consignee: records.consignee[row], day: records.date[row],
        heading: records.hs6[row])
      if var lot = lots[key] {
        lot.weight += records.weight[row]
        lot.value += records.value[row]
        if records.orderKey[row] < records.orderKey[Int(lot.row)] { lot.row = Int32(row) }
        lots[key] = lot
      } else {
        lots[key] = Lot(
          row: Int32(row), day: records.date[row], from: records.from[row],
          to: records.consignee[row], weight: records.weight[row], value: records.value[row])
      }
    }
    var sent: [PartyIndex: [Lot]] = [:]
    for (key, lot) in lots { sent[key.shipper, default: []].append(lot) }
    return sent
  }

  private func search(
    _ sent: [Lot], for lot: (weight: Double, value: Double), from place: CountryCode,
    arrived: Int32
  ) -> CompanionTrade.WeightSearch {
    let last = arrived + Int32(settings.maximumDwellDays)
    let within = sent.filter { $0.from == place && $0.day >= arrived && $0.day <= last }
    if within.isEmpty { return .nothingSent }
    if within.count > CompanionTrade.mostLots { return .tooManyLots(within.count) }
    var best: CompanionTrade.SameWeight?
    for candidate in within
    where abs(candidate.weight / lot.weight - 1) <= CompanionTrade.sameWeight {
      let change = (candidate.value / candidate.weight) / (lot.value / lot.weight)
      guard change > 0 else { continue }
      let match = CompanionTrade.SameWeight(row: candidate.row, factor: max(change, 1 / change))
      let isBetter =
        best.map { known in
          match.factor != known.factor
            ? match.factor > known.factor
            : records.orderKey[Int(match.row)] < records.orderKey[Int(known.row)]
        } ?? true
      if isBetter { best = match }
    }
    return best.map { .found($0) } ?? .none
  }
}
