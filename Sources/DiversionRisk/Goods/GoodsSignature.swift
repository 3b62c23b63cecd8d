import TradeModel

/// What goods of one description usually are: their heading, weight and price by the piece.
public struct GoodsSignature: Hashable, Sendable {
  /// The commonest six-digit subheading.
  public var hs6: Int32
  /// The family that such goods are usually declared in, -1 for none.
  public var family: Int16
  /// Median kilograms a piece.
  public var weightPerPiece: Double
  /// Median US dollars a piece.
  public var valuePerPiece: Double
  /// How many rows it was learnt from.
  public var rowCount: Int
}

/// The signatures of all descriptions and models that occur often enough.
///
/// Learnt from the folder itself, as known on the as-of day: what a thing weighs and costs is the
/// best witness to what it is. The median of 20 rows or more withstands wrong units and wrong codes.
public struct GoodsSignatures: Sendable {
  /// Rows that a description needs before its signature counts.
  public static let leastRows = 20
  private var byText: [Int32: GoodsSignature] = [:]

  /// Learns the signatures of the descriptions and models in a table.
  ///
  /// - Complexity: O(n log n).
  public init(learningFrom records: RecordColumns) {
    var samples: [(text: Int32, row: Int32)] = []
    for row in 0..<records.count
    where !records.quantity[row].isNaN && !records.weight[row].isNaN
      && records.unit[row] != .measure
    {
      if records.description[row] >= 0 { samples.append((records.description[row], Int32(row))) }
      if records.model[row] >= 0 { samples.append((records.model[row], Int32(row))) }
    }
    samples.sort { $0.text != $1.text ? $0.text < $1.text : $0.row < $1.row }
    var start = 0
    while start < samples.count {
      var end = start
      while end < samples.count, samples[end].text == samples[start].text { end += 1 }
      if end - start >= Self.leastRows {
        byText[samples[start].text] = Self.signature(of: samples[start..<end].map(\.row), records)
      }
      start = end
    }
  }

  /// The signature of a row's description, else of its model.
  public func signature(of row: Int, in records: RecordColumns) -> GoodsSignature? {
    byText[records.description[row]] ?? byText[records.model[row]]
  }

  private static func signature(of rows: [Int32], _ records: RecordColumns) -> GoodsSignature {
    var headings: [Int32: Int] = [:]
    var families: [Int16: Int] = [:]
    var weights: [Double] = []
    var values: [Double] = []
    for row in rows.map(Int.init) {
      headings[records.hs6[row], default: 0] += 1
      families[records.family[row], default: 0] += 1
      let pieces = records.quantity[row] * (records.unit[row] == .thousand ? 1000 : 1)
      weights.append(records.weight[row] / pieces)
      if !records.value[row].isNaN { values.append(records.value[row] / pieces) }
    }
    return GoodsSignature(
      hs6: commonest(headings) ?? 0, family: commonest(families) ?? -1,
      weightPerPiece: median(weights), valuePerPiece: median(values),
      rowCount: rows.count)
  }
}

/// The key with the highest count, the lowest of several; nil for none.
func commonest<Key: Comparable>(_ counts: [Key: Int]) -> Key? {
  counts.max { one, other in
    one.value != other.value ? one.value < other.value : one.key > other.key
  }?.key
}

/// The middle value, or the mean of the two in the middle; NaN for none.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
