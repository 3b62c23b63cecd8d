import DiversionRisk
import PartyMatch
import TradeModel

/// The movements of a run as rows of `movements.csv.gz`: the legs that the attribution saw.
///
/// Whoever has them can work out every flow, bound and cut of the run again without its database.
enum MovementRows {
  static let header = [
    "source", "declaration_id", "line", "date", "shipper", "consignee", "from", "to", "family",
    "controlled", "departed", "arrived", "quantity", "estimated", "value_usd", "mirrors",
    "quantity_low", "quantity_high",
  ]
  /// Rows that are compressed together.
  private static let rowsTogether = 20_000

  /// Writes the file.
  static func write(_ context: RiskContext, to path: String) throws(RunError) {
    let file = try OutputFile(path: path)
    var table = CSVText(header: header)
    for (number, movement) in context.movements.enumerated() {
      add(movement, in: context, to: &table)
      if (number + 1) % rowsTogether == 0 {
        try file.write(GzipMember.compressed(table.bytes))
        table.removeAll()
      }
    }
    // An empty member would do no harm, and an empty file would not be gzip.
    try file.write(GzipMember.compressed(table.bytes))
    try file.close()
  }

  private static func add(
    _ movement: Movement, in context: RiskContext, to table: inout CSVText
  ) {
    guard let identity = context.identity(of: movement.record) else {
      preconditionFailure("the goods line of a movement was not read")
    }
    table.add([
      identity.source, identity.declarationID, String(identity.line), movement.date.description,
      context.parties[movement.shipper].key, context.parties[movement.consignee].key,
      movement.from.code, movement.to.code, context.catalogue.families[Int(movement.family)].code,
      movement.mayBeControlled ? "true" : "false", movement.departure.description,
      movement.arrival.description, movement.quantity?.description,
      movement.isEstimated ? "true" : "false",
      movement.value.isNaN ? nil : RunWriter.number(movement.value),
      movement.mirrors.compactMap { context.identity(of: $0) }.sorted()
        .map(\.description).joined(separator: ";"),
      movement.limits?.least.description, movement.limits?.most.description,
    ])
  }
}
