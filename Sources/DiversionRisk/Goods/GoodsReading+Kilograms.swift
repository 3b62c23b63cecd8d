import Foundation
import TradeModel

extension GoodsReader {
  /// How many kilograms a row moves: its net weight, else what gross weight, pieces or value make of it.
  ///
  /// - Parameters:
  ///   - row: position in `records`.
  ///   - reading: what the row moves.
  ///   - records: the table.
  /// - Returns: the kilograms.
  func kilograms(
    of row: Int, as reading: GoodsReading, in records: RecordColumns
  ) -> MeasuredAmount {
    let net = records.kilograms(row)
    let packing = MirrorMatching.packing
    if !net.isNaN {
      // Carriers weigh goods with their packing, whatever the column is called.
      return records.bills[Int32(row)] == nil
        ? MeasuredAmount(declared: net)
        : MeasuredAmount(estimate: net, between: net * exp(-packing.upperBound), and: net)
    }
    let gross = records.grossWeight[row]
    if !gross.isNaN {
      let middle = (packing.lowerBound + packing.upperBound) / 2
      return MeasuredAmount(
        estimate: gross * exp(-middle), between: gross * exp(-packing.upperBound),
        and: gross * exp(-packing.lowerBound))
    }
    if let signature = reading.signature, signature.weightPerPiece > 0, !reading.pieces.isNaN {
      return MeasuredAmount(
        estimate: reading.pieces * signature.weightPerPiece,
        between: reading.fewestPieces * signature.weightSpread.low,
        and: reading.mostPieces * signature.weightSpread.high)
    }
    let known = reading.signature.flatMap { $0.valuePerKilogram > 0 ? $0 : nil }
    let usual = known ?? price(ofFamily: reading.family)
    guard let usual, usual.valuePerKilogram > 0 else { return MeasuredAmount(declared: .nan) }
    return MeasuredAmount(
      estimate: records.value[row] / usual.valuePerKilogram,
      between: records.value[row] / usual.priceSpread.high,
      and: records.value[row] / usual.priceSpread.low)
  }

  /// How much a row moves in US dollars: its value, which stands for the goods as far as prices agree.
  func dollars(of row: Int, in records: RecordColumns) -> MeasuredAmount {
    let value = records.value[row]
    return MeasuredAmount(
      estimate: value, between: (value / Self.believedFactor).rounded(),
      and: (value * Self.believedFactor).rounded())
  }
}
