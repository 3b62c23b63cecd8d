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
  /// Kilograms a piece of nine in ten such goods.
  public var weightSpread: PieceSpread
  /// US dollars a piece of nine in ten such goods.
  public var valueSpread: PieceSpread
  /// How many rows it was learnt from.
  public var rowCount: Int
  /// Whether it is that of goods nearby in value and weight, for want of a known description.
  public var isNearest = false
  /// Median US dollars a kilogram, of goods of which nobody knows what a piece is; NaN for others.
  public var ownPrice = Double.nan
  /// US dollars a kilogram of nine in ten such goods.
  public var ownPriceSpread: PieceSpread?

  /// US dollars a kilogram that such goods usually cost; NaN where unknown.
  public var valuePerKilogram: Double {
    ownPrice.isNaN ? valuePerPiece / weightPerPiece : ownPrice
  }

  /// US dollars a kilogram between which nine in ten of such goods lie.
  var priceSpread: PieceSpread {
    ownPriceSpread
      ?? PieceSpread(
        low: valueSpread.low / weightSpread.high, high: valueSpread.high / weightSpread.low)
  }
}

/// Between what nine in ten pieces of some goods lie, in kilograms or US dollars; NaN where unknown.
public struct PieceSpread: Hashable, Sendable {
  /// One in twenty is below.
  public var low: Double
  /// One in twenty is above.
  public var high: Double

  /// The spread of some amounts a piece.
  init(of amounts: [Double]) {
    guard !amounts.isEmpty else {
      (low, high) = (.nan, .nan)
      return
    }
    let sorted = amounts.sorted()
    let outside = sorted.count / 20
    (low, high) = (sorted[outside], sorted[sorted.count - 1 - outside])
  }

  /// A spread between two amounts.
  init(low: Double, high: Double) {
    (self.low, self.high) = (low, high)
  }

  /// Makes room for another.
  mutating func cover(_ other: PieceSpread) {
    low = Double.minimum(low, other.low)
    high = Double.maximum(high, other.high)
  }
}

/// The signatures of all descriptions and models that occur often enough.
///
/// Learnt from the folder itself, as known on the as-of day: what a thing weighs and costs is the
/// best witness to what it is. The median of 20 rows or more withstands wrong units and wrong codes.
public struct GoodsSignatures: Sendable {
  /// Rows that a description needs before its signature counts.
  public static let leastRows = 20
  private var byText: [Int32: GoodsSignature] = [:]
  private var byHeading: [Int32: [GoodsSignature]] = [:]
  private var byFamily: [Int16: GoodsSignature] = [:]
  private var controlled: [Fit] = []

  /// A signature with the logarithms that comparisons need.
  private struct Fit {
    let signature: GoodsSignature
    let weight: Double
    let value: Double
  }

  /// Weight a piece of goods under cover fits within this factor, as a natural logarithm.
  static let coverWeightTolerance = 0.3
  /// Value a piece of goods under cover fits within this factor, as a natural logarithm.
  static let coverValueTolerance = 0.35
  /// The nearest signature of a heading is farther than this from goods of another kind.
  static let nearestWithin = 1.5

  /// Learns the signatures of the descriptions and models in a table.
  ///
  /// - Parameters:
  ///   - records: every goods line known.
  ///   - catalogue: families and controls, which say what goods under cover are looked for.
  /// - Complexity: O(n log n).
  public init(learningFrom records: RecordColumns, catalogue: GoodsCatalogue) {
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
        let signature = Self.signature(of: samples[start..<end].map(\.row), records)
        byText[samples[start].text] = signature
        byHeading[signature.hs6, default: []].append(signature)
      }
      start = end
    }
    byFamily = Self.families(of: samples.map(\.row), records)
    // Text numbers follow the order of rows; weights and values do not.
    byHeading = byHeading.mapValues { $0.sorted(by: Self.precedes) }
    controlled = byHeading.values.joined().filter { signature in
      guard signature.family >= 0, signature.weightPerPiece > 0,
        let least = catalogue.leastControlledUnitValue(family: signature.family)
      else { return false }
      return signature.valuePerPiece >= least
    }.map {
      Fit(
        signature: $0, weight: logarithm($0.weightPerPiece), value: logarithm($0.valuePerPiece))
    }.sorted { Self.precedes($0.signature, $1.signature) }
  }

  private static func precedes(_ one: GoodsSignature, _ other: GoodsSignature) -> Bool {
    if one.weightPerPiece != other.weightPerPiece {
      return one.weightPerPiece < other.weightPerPiece
    }
    if one.valuePerPiece != other.valuePerPiece { return one.valuePerPiece < other.valuePerPiece }
    return one.hs6 != other.hs6 ? one.hs6 < other.hs6 : one.rowCount < other.rowCount
  }

  /// The controlled goods whose weight and value by the piece a row fits, under whatever heading.
  public func controlledFit(_ row: Int, in records: RecordColumns) -> GoodsSignature? {
    guard records.unit[row] != .measure else { return nil }
    let pieces = records.quantity[row]
    let weight = logarithm(records.weight[row] / pieces)
    let value = logarithm(records.value[row] / pieces)
    // A missing amount is NaN, which is near to nothing.
    let near = controlled.filter {
      abs($0.weight - weight) < Self.coverWeightTolerance
        && abs($0.value - value) < Self.coverValueTolerance
    }
    return near.min { one, other in
      abs(one.weight - weight) + abs(one.value - value)
        < abs(other.weight - weight) + abs(other.value - value)
    }?.signature
  }

  /// The goods of a row's heading that it is nearest to by value and weight, where any is near.
  public func nearest(to row: Int, in records: RecordColumns) -> GoodsSignature? {
    let pieces = records.unit[row] == .measure ? .nan : records.quantity[row]
    let weight = records.weight[row]
    let value = records.value[row]
    guard !(value / weight).isNaN || !(value / pieces).isNaN || !(weight / pieces).isNaN else {
      return nil
    }
    func distance(_ one: Double, _ other: Double) -> Double {
      let distance = abs(logarithm(one / other))
      return distance.isNaN ? 0 : distance
    }
    var nearest: (signature: GoodsSignature, distance: Double)?
    var spreads: [(weight: PieceSpread, value: PieceSpread)] = []
    for signature in byHeading[records.hs6[row]] ?? [] {
      let apart =
        distance(value / weight, signature.valuePerPiece / signature.weightPerPiece)
        + 0.5 * min(3, distance(value / pieces, signature.valuePerPiece))
        + 0.5 * min(3, distance(weight / pieces, signature.weightPerPiece))
      guard apart < Self.nearestWithin else { continue }
      spreads.append((signature.weightSpread, signature.valueSpread))
      if apart < nearest?.distance ?? Self.nearestWithin { nearest = (signature, apart) }
    }
    return nearest.map { found in
      var signature = found.signature
      signature.isNearest = true
      // It may be any of those that are near.
      for spread in spreads {
        signature.weightSpread.cover(spread.weight)
        signature.valueSpread.cover(spread.value)
      }
      return signature
    }
  }

  /// The signature of a row's description, else of its model.
  public func signature(of row: Int, in records: RecordColumns) -> GoodsSignature? {
    byText[records.description[row]] ?? byText[records.model[row]]
  }

  /// What goods of a family usually weigh and cost, for rows of which nothing better is known.
  public func signature(ofFamily family: Int16) -> GoodsSignature? { byFamily[family] }

  /// The signatures of whole families, learnt from samples; a row may be among them twice.
  private static func families(
    of samples: [Int32], _ records: RecordColumns
  ) -> [Int16: GoodsSignature] {
    let rows = Set(samples.filter { records.family[Int($0)] >= 0 })
    return Dictionary(grouping: rows) { records.family[Int($0)] }
      .filter { $0.value.count >= leastRows }
      .mapValues { signature(of: $0, records) }
  }

  private static func signature(of rows: [Int32], _ records: RecordColumns) -> GoodsSignature {
    var headings: [Int32: Int] = [:]
    var families: [Int16: Int] = [:]
    var weights: [Double] = []
    var values: [Double] = []
    for row in rows.map(Int.init) {
      headings[records.hs6[row], default: 0] += 1
      families[records.family[row], default: 0] += 1
      let pieces = records.quantity[row]
      weights.append(records.weight[row] / pieces)
      if !records.value[row].isNaN { values.append(records.value[row] / pieces) }
    }
    let weightPerPiece = median(weights)
    // A count in another unit says nothing of how much pieces differ.
    let counted = rows.map(Int.init).filter { row in
      let ratio = records.weight[row] / records.quantity[row] / weightPerPiece
      return ratio < GoodsReader.believedFactor && ratio > 1 / GoodsReader.believedFactor
    }
    return GoodsSignature(
      hs6: commonest(headings) ?? 0, family: commonest(families) ?? -1,
      weightPerPiece: weightPerPiece, valuePerPiece: median(values),
      weightSpread: PieceSpread(of: counted.map { records.weight[$0] / records.quantity[$0] }),
      valueSpread: PieceSpread(
        of: counted.filter { !records.value[$0].isNaN }
          .map { records.value[$0] / records.quantity[$0] }),
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
