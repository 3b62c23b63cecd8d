public import PartyMatch
public import TradeModel

/// One movement of goods between two parties, whatever number of goods lines record it.
public struct Movement: Sendable {
  /// The goods line that stands for it, as a row of `RecordColumns`.
  public var record: Int32
  /// Other goods lines of the same movement.
  public var mirrors: [Int32]
  /// Who sends.
  public var shipper: PartyIndex
  /// Who receives.
  public var consignee: PartyIndex
  /// Where it starts.
  public var from: CountryCode
  /// Where it ends.
  public var to: CountryCode
  /// The family of the goods, -1 for none.
  public var family: Int16
  /// Whether they are the controlled goods of that family.
  public var grade: GoodsGrade
  /// Day of acceptance of the goods line that stands for it.
  public var date: TradeDay
  /// The first day that the goods can have left.
  public var departure: TradeDay
  /// The day the goods were there, or the day of departure where no record says.
  public var arrival: TradeDay
  /// Whether a record of the receiving side or of the carrier says when they arrived.
  public var isArrivalRecorded: Bool
  /// What the quantity counts.
  public var unit: UnitOfAccount
  /// How much, in the family's unit of account; nil where nothing says.
  public var quantity: FlowQuantity?
  /// Whether the quantity was not declared, or not believed.
  public var isEstimated: Bool
  /// Between what the quantity lies where it is estimated; nil where it was declared.
  public var limits: QuantityLimits?
  /// Pieces; NaN where nothing says.
  public var pieces: Double
  /// Value in US dollars; NaN where unknown.
  public var value: Double
  /// Net weight in kilograms; NaN where unknown.
  public var weight: Double
  /// The signature of the goods, where one is known.
  public var signature: GoodsSignature?
  /// US dollars a piece that such goods usually cost; NaN where unknown.
  public var referenceUnitValue: Double

  /// Whether they were filed as something else.
  public var cover: GoodsCover

  /// US dollars a kilogram as declared; NaN where unknown.
  public var pricePerKilogram: Double { value / weight }

  /// Whether the goods may be controlled ones: nothing says that they are ordinary.
  public var mayBeControlled: Bool { family >= 0 && grade != .ordinary }

  /// All goods lines of the movement, the one that stands for it first.
  public var records: [Int32] { [record] + mirrors }
}

/// Makes movements of goods lines.
///
/// A class, because copying two dozen columns for every closure that looks at one is slow.
final class MovementBuilder {
  let records: RecordColumns
  let reader: GoodsReader
  let catalogue: GoodsCatalogue
  private let origins: Set<CountryCode>
  /// Master bills of lading whose goods house bills record.
  private var masters: Set<Int32> = []

  init(
    records: RecordColumns, reader: GoodsReader, catalogue: GoodsCatalogue,
    origins: Set<CountryCode>
  ) {
    self.records = records
    self.reader = reader
    self.catalogue = catalogue
    self.origins = origins
  }

  /// The movements of goods of the families, in the order of their goods lines' identities.
  ///
  /// - Returns: the movements, and the pairs of goods lines, of whatever goods, that record one.
  func movements() -> (movements: [Movement], links: [MovementLink]) {
    let matches = MirrorMatching.matches(in: records)
    let (roots, links) = (matches.roots, matches.links)
    masters = matches.masters
    let rows = (0..<Int32(records.count)).filter {
      records.movesGoods(Int($0)) && records.kind[Int($0)] != .transit
    }.sorted { one, other in
      let (first, second) = (roots[Int(one)], roots[Int(other)])
      return first != second ? first < second : one < other
    }
    var movements: [Movement] = []
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, roots[Int(rows[end])] == roots[Int(rows[start])] { end += 1 }
      if let movement = movement(of: rows[start..<end]) { movements.append(movement) }
      start = end
    }
    let sorted = movements.sorted { one, other in
      let (first, second) = (Int(one.record), Int(other.record))
      if records.date[first] != records.date[second] {
        return records.date[first] < records.date[second]
      }
      return records.orderKey[first] < records.orderKey[second]
    }
    return (sorted, links)
  }

  /// The movement that some rows record, or nil where it moves goods of no family.
  private func movement(of all: ArraySlice<Int32>) -> Movement? {
    // A master bill may be of several house bills: its amounts and its parties are nobody's.
    let own = all.filter { !masters.contains($0) }
    let rows = own.isEmpty ? all : own[...]
    let ordered =
      rows.count == 1
      ? Array(rows)
      : rows.sorted { one, other in
        let (first, second) = (precedence(Int(one)), precedence(Int(other)))
        return first != second
          ? first < second : records.orderKey[Int(one)] < records.orderKey[Int(other)]
      }
    let readings = ordered.map { reader.read(Int($0), in: records) }
    // One record that calls the goods controlled is enough: the others may be hiding it.
    guard
      let telling = readings.firstIndex(where: { $0.family >= 0 && $0.grade == .controlled })
        ?? readings.firstIndex(where: { $0.family >= 0 }),
      let record = ordered.first
    else { return nil }
    let reading = readings[telling]
    let main = Int(record)
    let pieces =
      readings.first { !$0.pieces.isNaN && !$0.isEstimated } ?? readings.first { !$0.pieces.isNaN }
    let days = days(of: ordered)
    let unit = catalogue.unit(of: reading.family)
    let amount =
      unit == .pieces
      ? units(of: pieces, as: reading, standing: readings[0])
      : measured(ordered, as: readings, in: unit)
    let quantity = amount.flatMap { FlowQuantity(units: $0.amount) }
    return Movement(
      record: record,
      mirrors: ordered.dropFirst() + (own.isEmpty ? [] : all.filter(masters.contains)),
      shipper: records.shipper[main],
      consignee: records.consignee[main], from: records.from[main], to: records.to[main],
      family: reading.family, grade: reading.grade, date: TradeDay(raw: records.date[main]),
      departure: TradeDay(raw: days.departure), arrival: TradeDay(raw: days.arrival),
      isArrivalRecorded: days.isArrivalRecorded, unit: unit,
      quantity: quantity,
      isEstimated: amount?.isEstimated ?? true,
      limits: quantity.flatMap { limits(of: $0, amount, filings: filings(among: rows)) },
      pieces: pieces?.pieces ?? .nan, value: known(ordered, records.value),
      weight: unit == .pieces
        ? known(ordered, records.weight)
        : ordered.lazy.map { [records] in records.kilograms(Int($0)) }.first { !$0.isNaN } ?? .nan,
      signature: reading.signature,
      referenceUnitValue: reading.referenceUnitValue, cover: readings[0].cover)
  }

  /// How often the source that filed most rows of a movement filed it.
  private func filings(among rows: ArraySlice<Int32>) -> Int {
    guard rows.count > 1 else { return 1 }
    return Dictionary(grouping: rows) { records.source[Int($0)] }.values.map(\.count).max() ?? 1
  }

  /// The exporter's own customs row first, then other customs rows, then bills of lading.
  private func precedence(_ row: Int) -> Int {
    if records.bills[Int32(row)] != nil { return 3 }
    if records.kind[row] == .import { return 2 }
    return origins.contains(records.from[row]) ? 0 : 1
  }

  private func known(_ rows: [Int32], _ column: [Double]) -> Double {
    rows.lazy.map { column[Int($0)] }.first { !$0.isNaN } ?? .nan
  }

  private func days(
    of rows: [Int32]
  ) -> (departure: Int32, arrival: Int32, isArrivalRecorded: Bool) {
    let exports = rows.filter { records.kind[Int($0)] != .import }
    let imports = rows.filter { records.kind[Int($0)] == .import }
    let first = records.date[Int(rows[0])]
    let departure = exports.map { records.date[Int($0)] }.min() ?? first
    let arrivals =
      rows.map { records.arrived[Int($0)] }.filter { $0 != RecordColumns.unknownDay }
      + imports.map { records.date[Int($0)] }
    // An arrival before the departure is a typing error, and goods are never early.
    let arrival = arrivals.filter { $0 >= departure }.min()
    return (departure, max(arrival ?? departure, first), arrival != nil)
  }
}
