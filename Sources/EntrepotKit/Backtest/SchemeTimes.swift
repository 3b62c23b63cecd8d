import TradeModel

/// The diverted goods lines of an invented world, whatever their day.
struct DivertedRows {
  /// The planted scheme of each, by goods line.
  private var schemes: [String: Int] = [:]

  /// Reads the folder of the truth.
  ///
  /// - Throws: `RunError` naming a file or column that is missing.
  init(path: String) throws {
    let columns = ["source", "declaration_id", "line", "diverted", "scheme_id"]
    try NamedRows.visit(path + "/truth_declarations.csv", columns: columns) { cells in
      guard cells[3] == "1" else { return }
      schemes["\(cells[0])/\(cells[1])/\(cells[2])"] = Int(cells[4]) ?? -1
    }
  }

  /// Whether the goods of a line were diverted.
  func contains(_ identity: DeclarationIdentity) -> Bool { scheme(of: identity) != nil }

  /// The scheme that diverted the goods of a line; nil for honest trade.
  func scheme(of identity: DeclarationIdentity) -> Int? { schemes[identity.description] }
}

/// How long planted schemes went on before the first alert, replayed day by day.
struct SchemeTimes {
  /// A scheme as far as the replayed days saw it.
  private struct Scheme {
    var firstShipped: TradeDay
    var firstAlert: TradeDay?
    /// Diverted exports accepted up to the first alert, or to the end.
    var shippedBefore = 0
  }

  let table: EvaluationTable

  init(_ replay: Replay, truth: DivertedRows) {
    var schemes: [Int: Scheme] = [:]
    for day in replay.days {
      let open = Set(day.open)
      var count: [Int: Int] = [:]
      var alerted: Set<Int> = []
      for export in day.exports {
        guard let number = truth.scheme(of: export.identity) else { continue }
        count[number, default: 0] += 1
        var scheme = schemes[number] ?? Scheme(firstShipped: export.shipped)
        scheme.firstShipped = min(scheme.firstShipped, export.shipped)
        schemes[number] = scheme
        if open.contains(export.identity) { alerted.insert(number) }
      }
      for (number, exports) in count where schemes[number]?.firstAlert == nil {
        schemes[number]?.shippedBefore = exports
        if alerted.contains(number) { schemes[number]?.firstAlert = day.asOf }
      }
    }
    let start = replay.days.first?.asOf ?? TradeDay(raw: 0)
    let begun = schemes.values.filter { $0.firstShipped > start }
    let found = begun.filter { $0.firstAlert != nil }
    let waits = Waits(
      found.compactMap { scheme in scheme.firstAlert.map { $0 - scheme.firstShipped } })
    let exports = Waits(found.map(\.shippedBefore))
    let older = schemes.values.filter { $0.firstShipped <= start }
    table = EvaluationTable(
      "schemes", "How long planted schemes go on before an alert",
      note:
        "Schemes that begin after the first replayed day; of older ones nobody can say when they would "
        + "first have been raised. Days count to the replayed day.",
      columns: ["figure", "value"],
      rows: [
        [.text("schemes that begin"), .count(begun.count)],
        [.text("with an alert"), .count(found.count)],
        [
          .text("share with an alert"),
          begun.isEmpty ? .unknown : .number(Double(found.count) / Double(begun.count)),
        ],
        [.text("median days from first shipment to first alert"), waits.median],
        [.text("days from first shipment to first alert, nine in ten"), waits.ninth],
        [.text("median exports diverted up to the first alert"), exports.median],
        [.text("older schemes"), .count(older.count)],
        [.text("older schemes with an alert"), .count(older.count { $0.firstAlert != nil })],
      ])
  }
}
