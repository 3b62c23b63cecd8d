import TradeModel

/// What goods cost by the kilogram: for families of which too few lines say how many pieces they move.
///
/// Learnt like the signatures of pieces, from 20 rows or more of a description, model or family.
public struct KilogramPrices: Sendable {
  private var byText: [Int32: GoodsSignature] = [:]
  private var byFamily: [Int16: GoodsSignature] = [:]
  /// For each family, what nine in ten of its goods cost that are called controlled.
  private var controlled: [Int16: PieceSpread] = [:]
  /// Descriptions and models of goods of which enough lines declare a control number of their family.
  private var calledControlled: Set<Int32> = []
  /// What goods so called cost by the kilogram, in order of price.
  private var controlledGoods: [GoodsSignature] = []

  /// The share of the lines of a description from which it is one of controlled goods: many declare no
  /// number, ordinary goods next to never one.
  static let leastCalledControlled = 0.05

  /// No prices.
  public init() {}

  /// Learns the prices of the descriptions and models in a table, and of its families.
  ///
  /// - Parameters:
  ///   - records: every goods line known.
  ///   - catalogue: families and controls.
  /// - Complexity: O(n log n).
  public init(learningFrom records: RecordColumns, catalogue: GoodsCatalogue) {
    var samples: [(text: Int32, row: Int32)] = []
    var families: [Int16: [Int32]] = [:]
    for row in 0..<records.count {
      let (description, model) = (records.description[row], records.model[row])
      if description >= 0 { samples.append((description, Int32(row))) }
      if model >= 0, model != description { samples.append((model, Int32(row))) }
      if records.family[row] >= 0 { families[records.family[row], default: []].append(Int32(row)) }
    }
    samples.sort { $0.text != $1.text ? $0.text < $1.text : $0.row < $1.row }
    var start = 0
    while start < samples.count {
      var end = start
      while end < samples.count, samples[end].text == samples[start].text { end += 1 }
      if end - start >= GoodsSignatures.leastRows {
        let rows = samples[start..<end].map(\.row)
        let signature = GoodsSignature(weighing: rows, records)
        byText[samples[start].text] = signature
        let called = Self.calledControlled(rows, family: signature.family, records, catalogue)
        if Double(called.count) >= Self.leastCalledControlled * Double(rows.count) {
          calledControlled.insert(samples[start].text)
          if signature.family >= 0, signature.ownPrice > 0 { controlledGoods.append(signature) }
        }
      }
      start = end
    }
    // Text numbers follow the order of rows; prices do not.
    controlledGoods.sort { one, other in
      (one.ownPrice, one.hs6, one.rowCount) < (other.ownPrice, other.hs6, other.rowCount)
    }
    for (family, rows) in families where rows.count >= GoodsSignatures.leastRows {
      byFamily[family] = GoodsSignature(weighing: rows, records)
      controlled[family] = Self.priceOfControlled(family, rows, records, catalogue)
    }
  }

  /// The signature of a row's description, else of its model.
  func signature(of row: Int, in records: RecordColumns) -> GoodsSignature? {
    byText[records.description[row]] ?? byText[records.model[row]]
  }

  /// What goods of a family usually cost, for rows of which nothing better is known.
  func signature(ofFamily family: Int16) -> GoodsSignature? { byFamily[family] }

  /// Whether goods of a row's description, or model, are declared under a control number often enough.
  func areCalledControlled(_ row: Int, in records: RecordColumns) -> Bool {
    calledControlled.contains(records.description[row])
      || calledControlled.contains(records.model[row])
  }

  /// US dollars a kilogram of nine in ten lines of a family that declare one of its control numbers or,
  /// where fewer than 20 do, that its controls describe; nil where fewer than 20 are either.
  func priceOfControlled(family: Int16) -> PieceSpread? { controlled[family] }

  /// The goods, called controlled, whose price by the kilogram a row fits although goods of its
  /// description usually cost far less.
  func controlledFit(_ row: Int, in records: RecordColumns) -> GoodsSignature? {
    guard let usual = signature(of: row, in: records)?.ownPrice,
      !areCalledControlled(row, in: records)
    else { return nil }
    let price = records.pricePerKilogram(row)
    // What is not known is NaN, which is above nothing and near to nothing.
    guard price >= GoodsReader.outOfSignature * usual else { return nil }
    return controlledGoods.map { (signature: $0, apart: abs(logarithm(price / $0.ownPrice))) }
      .filter { $0.apart < GoodsSignatures.coverValueTolerance }
      .min { $0.apart < $1.apart }?.signature
  }

  private static func calledControlled(
    _ rows: [Int32], family: Int16, _ records: RecordColumns, _ catalogue: GoodsCatalogue
  ) -> [Int32] {
    guard family >= 0 else { return [] }
    let codes = Set(catalogue.controls(of: family).map(\.controlCode))
    return rows.filter {
      let code = records.controlCode[Int($0)]
      return code >= 0 && codes.contains(records.texts[Int(code)])
    }
  }

  private static func priceOfControlled(
    _ family: Int16, _ rows: [Int32], _ records: RecordColumns, _ catalogue: GoodsCatalogue
  ) -> PieceSpread? {
    let priced = rows.filter { records.pricePerKilogram(Int($0)) > 0 }
    let declared = calledControlled(priced, family: family, records, catalogue)
    let described = priced.filter { row in
      let description = records.description[Int(row)]
      return description >= 0
        && catalogue.describesControlledGoods(records.texts[Int(description)], family: family)
    }
    let telling = [declared, described].first { $0.count >= GoodsSignatures.leastRows }
    return telling.map { PieceSpread(of: $0.map { records.pricePerKilogram(Int($0)) }) }
  }
}

extension GoodsSignature {
  /// The signature of goods of which nobody knows what a piece is.
  fileprivate init(weighing rows: [Int32], _ records: RecordColumns) {
    var headings: [Int32: Int] = [:]
    var families: [Int16: Int] = [:]
    for row in rows.map(Int.init) {
      headings[records.hs6[row], default: 0] += 1
      families[records.family[row], default: 0] += 1
    }
    let prices = rows.map { records.pricePerKilogram(Int($0)) }.filter { $0 > 0 }
    let isKnown = prices.count >= GoodsSignatures.leastRows
    self.init(
      hs6: commonest(headings) ?? 0, family: commonest(families) ?? -1, weightPerPiece: .nan,
      valuePerPiece: .nan, weightSpread: PieceSpread(of: []), valueSpread: PieceSpread(of: []),
      rowCount: isKnown ? prices.count : rows.count)
    ownPrice = isKnown ? median(prices) : .nan
    ownPriceSpread = PieceSpread(of: isKnown ? prices : [])
  }
}

extension RecordColumns {
  /// US dollars a kilogram of a row; NaN where either is unknown.
  func pricePerKilogram(_ row: Int) -> Double { value[row] / kilograms(row) }
}
