import TradeModel

extension MovementBuilder {
  /// More units of account than anybody moves at once are not believed; the sum of all movements is
  /// then far below what whole numbers hold.
  private static let mostUnits = 1e9

  /// Pieces as units of account.
  ///
  /// - Parameters:
  ///   - counted: the reading whose pieces are taken; nil where none has any.
  ///   - reading: what the goods are.
  ///   - standing: the reading of the goods line that stands for the movement.
  /// - Returns: the units, NaN where they are more than anybody believes; nil where there are none.
  func units(
    of counted: GoodsReading?, as reading: GoodsReading, standing: GoodsReading
  ) -> MeasuredAmount? {
    guard let counted else { return nil }
    let units = catalogue.unitsPerPiece(
      family: reading.family, weightPerPiece: reading.signature?.weightPerPiece)
    let amount = counted.pieces * units.units
    var measured = MeasuredAmount(declared: amount <= Self.mostUnits ? amount : .nan)
    // Whether it is anything but what the goods line that stands for the movement declares.
    measured.isEstimated =
      units.isInferred || counted.isEstimated || counted.pieces != standing.pieces
      || standing.declaredFamily != reading.family
    measured.isRanged = counted.isEstimated
    measured.least = counted.fewestPieces * units.units
    measured.most = counted.mostPieces * units.units
    return measured
  }

  /// Kilograms or US dollars: what a record declares, the one that stands for the movement first, else
  /// the first estimate.
  ///
  /// - Parameters:
  ///   - rows: the goods lines of the movement, the one that stands for it first.
  ///   - readings: what each of them moves.
  ///   - unit: the unit of account.
  /// - Returns: the amount; nil where nothing says.
  func measured(
    _ rows: [Int32], as readings: [GoodsReading], in unit: UnitOfAccount
  ) -> MeasuredAmount? {
    let amounts = zip(rows, readings).map { row, reading in
      unit == .dollars
        ? reader.dollars(of: Int(row), in: records)
        : reader.kilograms(of: Int(row), as: reading, in: records)
    }
    let known = amounts.indices.filter { amounts[$0].amount <= Self.mostUnits }
    guard let chosen = known.first(where: { !amounts[$0].isEstimated }) ?? known.first else {
      return nil
    }
    var amount = amounts[chosen]
    amount.isEstimated = amount.isEstimated || chosen != 0
    return amount
  }

  /// The limits of a quantity that no record of the movement declares, or that one source filed twice
  /// and that may after all be two.
  func limits(
    of quantity: FlowQuantity, _ amount: MeasuredAmount?, filings: Int
  ) -> QuantityLimits? {
    guard let amount, amount.isRanged || filings > 1,
      let least = FlowQuantity(units: amount.least),
      let most = FlowQuantity(units: min(amount.most * Double(filings), Self.mostUnits))
    else { return nil }
    return QuantityLimits(least: least, most: most, around: quantity)
  }
}
