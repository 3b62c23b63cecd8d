import DiversionRisk
import Foundation
import PartyMatch
import TradeModel
import TradeStore

/// Writes the tables of a run folder.
struct RunWriter {
  let analysis: Analysis
  let folder: String

  var context: RiskContext { analysis.context }

  func writeDeclarations() throws(RunError) {
    var table = try TableFile(
      path: folder + "/declarations.csv",
      header: [
        "source", "declaration_id", "line", "probability", "decibans", "low", "high", "band",
        "rank", "top_reasons", "route_ids", "date", "shipper", "consignee", "family", "value_usd",
      ])
    for (position, export) in analysis.exports.enumerated() {
      let score = export.score
      let movement = context.movements[export.subject.movement]
      try table.add([
        export.identity.source, export.identity.declarationID, String(export.identity.line),
        Self.number(score.probability), Self.number(score.decibans), Self.number(score.low),
        Self.number(score.high), score.band.rawValue, String(position + 1), score.reasons,
        export.routeIDs.joined(separator: ";"),
        TradeDay(raw: context.records.date[export.subject.row]).description,
        context.parties[movement.shipper].key, context.parties[movement.consignee].key,
        context.catalogue.families[Int(movement.family)].code,
        export.valueUSD.map(Self.number),
      ])
    }
    try table.close()
  }

  func writeParties() throws(RunError) {
    var table = CSVText(header: [
      "party", "name", "country", "probability", "decibans", "band", "rank", "listed",
      "top_reasons",
    ])
    for (position, scored) in analysis.parties.enumerated() {
      let party = context.parties[scored.party]
      table.add([
        party.key, party.name, party.country?.code,
        scored.score.map { Self.number($0.probability) },
        scored.score.map { Self.number($0.decibans) },
        scored.score?.band.rawValue, String(position + 1),
        scored.isListed ? "true" : "false", scored.score?.reasons,
      ])
    }
    try OutputFile.write(table.text, to: folder + "/parties.csv")
  }

  /// Rows that could not be used; returned are how many, by file and reason.
  func writeRejects(
    of files: [IngestedFile], from store: TradeStore
  ) throws -> [String: [String: Int]] {
    var table = CSVText(header: ["file", "row", "line", "column", "reason", "raw"])
    var counts: [String: [String: Int]] = [:]
    for file in files {
      for reject in try store.rejects(of: file) {
        counts[file.name, default: [:]][reject.reason, default: 0] += 1
        table.add([
          reject.file, String(reject.row), String(reject.line), reject.column, reject.reason,
          reject.raw,
        ])
      }
    }
    try OutputFile.write(table.text, to: folder + "/rejects.csv")
    return counts
  }

  /// The shortest digits that read back as the same number.
  static func number(_ value: Double) -> String { "\(value)" }
}

extension Assessment {
  /// How many reasons tables show.
  static let shownReasons = 3

  /// The strongest lines that fired, strongest first, in words.
  func topReasons(_ count: Int = shownReasons) -> String {
    strongest(count).map(\.text.english).joined(separator: " | ")
  }

  /// The strongest lines that fired, strongest first.
  private func strongest(_ count: Int) -> [EvidenceLine] {
    lines.enumerated().filter { $0.element.outcome == .fired && $0.element.decibans > 0 }
      .sorted { one, other in
        one.element.decibans != other.element.decibans
          ? one.element.decibans > other.element.decibans : one.offset < other.offset
      }
      .prefix(count).map(\.element)
  }
}
