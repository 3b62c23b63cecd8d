import TradeModel
import TradeStore

/// What one source's goods lines know, counted.
struct SourceQuality {
  /// Goods lines as known on the as-of day.
  var rows = 0
  /// Rows that could not be used, by reason.
  var rejectReasons: [String: Int] = [:]
  /// Rows that said exactly what an earlier one had said.
  var repeated = 0
  /// What was mended, and how often.
  var repairs: [String: Int] = [:]
  /// How many of them were withdrawn or cancelled.
  var withdrawn = 0
  /// For each of `columns`, in how many rows it is empty.
  var missing = [Int](repeating: 0, count: columns.count)
  /// The first and the last day of acceptance.
  var firstDay = TradeDay(raw: .max)
  var lastDay = TradeDay(raw: .min)
  /// Rows whose value a kilogram is far from the median of their subheading.
  var outliers = 0

  /// Optional columns of declarations.csv, those of the parties last.
  static let columns = StoredDeclaration.optionalColumns.map(\.name) + partyColumns
  private static let partyColumns = [
    "shipper_id", "shipper_name", "shipper_address", "consignee_id", "consignee_name",
    "consignee_address",
  ]

  /// How often each code that the Harmonized System does not have was filed, by its first six digits.
  var unknownCodes: [Int32: Int] = [:]

  /// Takes account of what happened to rows on their way in.
  mutating func add(_ count: SourceCount) {
    switch count.kind {
    case .rejected: rejectReasons[count.reason, default: 0] += count.count
    case .repaired: repairs[count.reason, default: 0] += count.count
    case .repeated: repeated += count.count
    }
  }

  /// Counts a row.
  ///
  /// - Parameters:
  ///   - row: the goods line.
  ///   - parties: for each written party, whether its id, name and address are empty.
  mutating func count(_ row: StoredDeclaration, parties: [[Bool]]) {
    rows += 1
    if !row.status.movesGoods { withdrawn += 1 }
    firstDay = min(firstDay, row.date)
    lastDay = max(lastDay, row.date)
    var position = 0
    for column in StoredDeclaration.optionalColumns {
      if row.isMissing(column) { missing[position] += 1 }
      position += 1
    }
    for number in [row.shipperNumber, row.consigneeNumber] {
      for isMissing in parties[number] {
        if isMissing { missing[position] += 1 }
        position += 1
      }
    }
  }
}
