import DiversionRisk
import PartyMatch
import TradeModel

/// The measure of every line for every scored export, as CSV: for models of other kinds to learn from.
struct MeasureTable {
  private var table = CSVText(
    header: [
      "folder", "source", "declaration_id", "line", "date", "shipper", "consignee", "outcome",
      "decibans",
    ] + EvidenceLines.codes)

  /// Header and rows.
  var bytes: [UInt8] { table.bytes }

  /// Adds the exports of a folder, best first.
  ///
  /// - Parameters:
  ///   - ranking: the scored exports.
  ///   - measures: of each export, in the order of the lines; nil where a line cannot be checked.
  ///   - labels: what inspections found, by goods line.
  ///   - folder: the number of the trade folder, from 0; written from 1.
  mutating func add(
    _ ranking: ExportRanking, measures: [[Double?]], labels: [String: Bool], folder: Int
  ) {
    for (export, measures) in zip(ranking.exports, measures) {
      let movement = ranking.context.movements[export.subject.movement]
      let identity = export.identity
      let parties = [movement.shipper, movement.consignee].map { ranking.context.parties[$0].key }
      table.add(
        [
          String(folder + 1), identity.source, identity.declarationID, String(identity.line),
          movement.date.description, parties[0], parties[1],
          labels[identity.description].map { $0 ? "diverted" : "cleared" },
          RunWriter.number(export.decibans),
        ] + measures.map { $0.map(RunWriter.number) })
    }
  }
}
