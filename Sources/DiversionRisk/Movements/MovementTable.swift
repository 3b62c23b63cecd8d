public import TradeModel

/// The movements of a folder, and which row belongs to which.
public struct MovementTable: Sendable {
  /// The movements of goods of the families, by date and identity.
  public let movements: [Movement]
  /// Pairs of goods lines of any goods that record one movement, or may.
  public let links: [MovementLink]
  /// For each row of the records, its movement; -1 for none.
  public let movementOfRow: [Int32]

  /// Finds the movements in a table of goods lines.
  ///
  /// - Complexity: O(n log n) for rows, times the rows of one party pair within a voyage.
  public init(
    records: RecordColumns, reader: GoodsReader, catalogue: GoodsCatalogue,
    origins: [CountryCode]
  ) {
    (movements, links) = MovementBuilder(
      records: records, reader: reader, catalogue: catalogue, origins: Set(origins)
    ).movements()
    var movementOfRow = [Int32](repeating: -1, count: records.count)
    for (number, movement) in movements.enumerated() {
      for row in movement.records { movementOfRow[Int(row)] = Int32(number) }
    }
    self.movementOfRow = movementOfRow
  }
}
