import TradeModel

/// Whether goods are the controlled ones of their family.
public enum GoodsGrade: UInt8, Sendable {
  /// Nothing points to controlled goods, and something points to ordinary ones.
  case ordinary
  /// Unit value, declared control number or description point to controlled goods.
  case controlled
  /// Neither description, model nor value says.
  case unknown
}

/// Whether goods that weigh and cost what controlled goods do were filed as something else.
public enum GoodsCover: UInt8, Comparable, Sendable {
  /// Nothing of the kind.
  case none
  /// Weight and value by the piece fit controlled goods, and the line does not say what it is.
  case unnamed
  /// Weight and value by the piece fit controlled goods, and the line calls them something else.
  case named

  /// Compares how much is covered up.
  public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// What a goods line most likely moves, after its units and code were weighed against its signature.
public struct GoodsReading: Sendable {
  /// The family of the goods; -1 for goods of none.
  public var family: Int16
  /// The family of the code as filed; -1 for none.
  public var declaredFamily: Int16
  /// Whether they are the controlled ones.
  public var grade: GoodsGrade
  /// How many pieces; NaN where nothing says.
  public var pieces: Double
  /// Whether the pieces were not declared, or not believed.
  public var isEstimated: Bool
  /// Hardly fewer pieces: those declared, or what the heaviest or dearest of such goods would be.
  public var fewestPieces: Double
  /// Hardly more pieces.
  public var mostPieces: Double
  /// The signature of the description or model, where one is known.
  public var signature: GoodsSignature?
  /// US dollars a piece: the signature's, else the row's own; NaN where unknown.
  public var referenceUnitValue: Double
  /// Whether the signature was found by weight and value, under a heading of another kind.
  public var cover: GoodsCover
}

/// Reads goods lines against catalogue and signatures.
public struct GoodsReader: Sendable {
  private let catalogue: GoodsCatalogue
  private let signatures: GoodsSignatures
  private let prices: KilogramPrices
  /// A declared quantity is believed within this factor of what the weight says.
  static let believedFactor = 1.7
  /// So many times the usual US dollars a kilogram, goods are not what their description says.
  static let outOfSignature = 10.0

  /// A reader over a catalogue and what a folder says of goods.
  ///
  /// - Parameters:
  ///   - catalogue: families and controls.
  ///   - signatures: what pieces weigh and cost.
  ///   - prices: what families cost by the kilogram that are not counted in pieces.
  public init(
    catalogue: GoodsCatalogue, signatures: GoodsSignatures,
    prices: KilogramPrices = KilogramPrices()
  ) {
    self.catalogue = catalogue
    self.signatures = signatures
    self.prices = prices
  }

  /// What a row most likely moves.
  ///
  /// - Parameters:
  ///   - row: position in `records`.
  ///   - records: the table.
  /// - Returns: the reading.
  public func read(_ row: Int, in records: RecordColumns) -> GoodsReading {
    let declared = records.family[row]
    var signature =
      signatures.signature(of: row, in: records)
      ?? uncountedSignature(of: row, declared: declared, in: records)
    var cover = GoodsCover.none
    if isCoverPossible(row, declared: declared, signature, in: records),
      let hidden = signatures.controlledFit(row, in: records)
    {
      signature = hidden
      cover = records.description[row] >= 0 ? .named : .unnamed
    } else if let hidden = uncountedCover(of: row, in: records) {
      signature = hidden
      cover = .unnamed
    } else if signature == nil, declared >= 0 {
      signature = signatures.nearest(to: row, in: records)
    }
    let known = signature?.family ?? -1
    let family = known >= 0 ? known : declared
    let count = count(of: row, in: records, signature: signature, family: family)
    let own = records.value[row] / count.amount
    let reference = signature.map(\.valuePerPiece).flatMap { $0.isNaN ? nil : $0 } ?? own
    var reading = GoodsReading(
      family: family, declaredFamily: declared, grade: .unknown, pieces: count.amount,
      isEstimated: count.isEstimated, fewestPieces: count.least, mostPieces: count.most,
      signature: signature, referenceUnitValue: reference, cover: cover)
    reading.grade = grade(of: reading, row: row, in: records)
    return reading
  }

  /// The signature of a description of which nobody knows what a piece is, where the family that it
  /// belongs to is not counted in pieces.
  private func uncountedSignature(
    of row: Int, declared: Int16, in records: RecordColumns
  ) -> GoodsSignature? {
    guard let signature = prices.signature(of: row, in: records) else { return nil }
    let family = signature.family >= 0 ? signature.family : declared
    return family >= 0 && catalogue.unit(of: family) != .pieces ? signature : nil
  }

  /// The controlled goods whose price by the kilogram a row has, where neither is counted in pieces.
  ///
  /// Price alone says less than weight and price by the piece.
  private func uncountedCover(of row: Int, in records: RecordColumns) -> GoodsSignature? {
    guard records.unit[row] == .measure || records.quantity[row].isNaN,
      let hidden = prices.controlledFit(row, in: records),
      catalogue.unit(of: hidden.family) != .pieces
    else { return nil }
    return hidden
  }

  /// Whether a line may name something that it is not: of no family by code and words, or in a family
  /// as ordinary goods at many times their price by the kilogram.
  private func isCoverPossible(
    _ row: Int, declared: Int16, _ signature: GoodsSignature?, in records: RecordColumns
  ) -> Bool {
    guard let signature, signature.family >= 0 else { return declared < 0 }
    guard let least = catalogue.leastControlledUnitValue(family: signature.family),
      signature.valuePerPiece < least
    else { return false }
    let usual = signature.valuePerPiece / signature.weightPerPiece
    // A missing amount is NaN, which is above nothing.
    return records.value[row] / records.weight[row] >= Self.outOfSignature * usual
  }

  /// The declared count where the weight bears it out, in pieces or in thousands; else the count
  /// that the weight, then the value, points to.
  private func count(
    of row: Int, in records: RecordColumns, signature known: GoodsSignature?, family: Int16
  ) -> MeasuredAmount {
    let declared = records.quantity[row]
    let weight = records.weight[row]
    // Goods of one family differ too much to doubt a declared count by them, and where they are not
    // accounted for in pieces, no count of theirs is needed that is a guess.
    let isDeclared = records.unit[row] == .piece && !declared.isNaN
    let isCounted = family < 0 || catalogue.unit(of: family) == .pieces
    let signature =
      known ?? (isDeclared || !isCounted ? nil : signatures.signature(ofFamily: family))
    if let signature, !weight.isNaN, signature.weightPerPiece > 0 {
      let expected = weight / signature.weightPerPiece
      let candidates = [declared, declared * 1000, declared / 1000].filter { !$0.isNaN }
      let nearest = candidates.min { distance($0, expected) < distance($1, expected) }
      let standing = nearest.flatMap { distance($0, expected) < Self.believedFactor ? $0 : nil }
      // Pieces as declared are not an estimate; a repaired thousand is.
      if let standing, standing == declared, records.unit[row] != .measure {
        return MeasuredAmount(declared: declared)
      }
      return MeasuredAmount(
        estimate: standing ?? expected, between: weight / signature.weightSpread.high,
        and: weight / signature.weightSpread.low)
    }
    if records.unit[row] == .piece, !declared.isNaN { return MeasuredAmount(declared: declared) }
    guard let signature, signature.valuePerPiece > 0 else {
      return MeasuredAmount(estimate: .nan, between: .nan, and: .nan)
    }
    let value = records.value[row]
    return MeasuredAmount(
      estimate: value / signature.valuePerPiece, between: value / signature.valueSpread.high,
      and: value / signature.valueSpread.low)
  }

  /// How far apart two amounts are, as a factor of at least 1.
  private func distance(_ one: Double, _ other: Double) -> Double {
    one > other ? one / other : other / one
  }

  /// What a family usually costs by the kilogram.
  func price(ofFamily family: Int16) -> GoodsSignature? { prices.signature(ofFamily: family) }

  private func grade(
    of reading: GoodsReading, row: Int, in records: RecordColumns
  ) -> GoodsGrade {
    guard reading.family >= 0 else { return .ordinary }
    let controls = catalogue.controls(of: reading.family)
    if controls.isEmpty { return .ordinary }
    if records.controlCode[row] >= 0 {
      let declared = records.texts[Int(records.controlCode[row])]
      if controls.contains(where: { $0.controlCode == declared }) { return .controlled }
    }
    // Goods that turn out to be of another family than filed have no code of that family to go by.
    if reading.family == reading.declaredFamily,
      catalogue.coversByCode(family: reading.family, hs6: records.hs6[row])
    {
      return .controlled
    }
    if let least = catalogue.leastControlledUnitValue(family: reading.family),
      !reading.referenceUnitValue.isNaN
    {
      return reading.referenceUnitValue >= least ? .controlled : .ordinary
    }
    if let grade = gradeByWeight(of: reading, row: row, in: records) { return grade }
    guard records.description[row] >= 0 else { return .unknown }
    let description = records.texts[Int(records.description[row])]
    if catalogue.describesControlledGoods(description, family: reading.family) {
      return .controlled
    }
    // Without a price, words that do not name controlled goods do not clear them either.
    return reading.referenceUnitValue.isNaN ? .unknown : .ordinary
  }
  /// The grade of goods of a family that is not counted in pieces: by what others that are described so
  /// are declared as, and by the price of a kilogram.
  ///
  /// What costs less than nearly all goods that are called controlled is none of them. What costs as
  /// much need not be one, but is where no description says otherwise.
  private func gradeByWeight(
    of reading: GoodsReading, row: Int, in records: RecordColumns
  ) -> GoodsGrade? {
    guard catalogue.unit(of: reading.family) != .pieces else { return nil }
    if reading.cover != .none || prices.areCalledControlled(row, in: records) { return .controlled }
    guard let controlled = prices.priceOfControlled(family: reading.family) else { return nil }
    let usual = reading.signature?.valuePerKilogram ?? .nan
    let price = usual.isNaN ? records.pricePerKilogram(row) : usual
    // The usual price of a description is far less uncertain than that of one line.
    let least = usual.isNaN ? controlled.low / Self.believedFactor : controlled.low
    if price < least { return .ordinary }
    let isLikely = price >= controlled.low && price <= controlled.high
    return isLikely && records.description[row] < 0 ? .controlled : nil
  }
}
