import TradeModel

/// Day by day: how many alerts, how steady the list, and what inspections found of them afterwards.
struct DaysTable {
  let table: EvaluationTable

  init(_ replay: Replay, truth: DivertedRows?) {
    var rows: [[EvaluationTable.Cell]] = []
    var before: Replay.Day?
    for day in replay.days {
      rows.append(Self.row(day, after: before, replay.findings, truth))
      before = day
    }
    table = EvaluationTable(
      "days", "What each day's list would have been, and what came of it",
      note:
        "Each day as known on it. Open alerts are those nobody had decided on; listed are the first of "
        + "them, as many as a day has places. List kept: of the last list, decided ones left out, what is "
        + "listed again. Later: by outcomes decided after that day, of open alerts; caught: the share of "
        + "all scored exports later found diverted that were open alerts.",
      columns: Self.columns + (truth == nil ? [] : Self.truthColumns), rows: rows)
  }

  private static let columns = [
    "as of", "scored", "alerts", "open", "new", "gone", "decided", "listed", "list kept",
    "later diverted", "later cleared", "hit rate", "caught",
  ]
  private static let truthColumns = [
    "true of listed", "precision of list", "true of open", "true in all", "recall",
  ]

  private static func row(
    _ day: Replay.Day, after before: Replay.Day?,
    _ findings: [DeclarationIdentity: Replay.Finding], _ truth: DivertedRows?
  ) -> [EvaluationTable.Cell] {
    let open = Set(day.open)
    let listed = Set(day.listed)
    func isDecided(_ identity: DeclarationIdentity) -> Bool {
      findings[identity].map { $0.decidedOn <= day.asOf } ?? false
    }
    let decided = before?.open.count(where: isDecided) ?? 0
    let gone = before?.open.count { !open.contains($0) && !isDecided($0) } ?? 0
    let stayed = before?.open.count(where: open.contains) ?? 0
    let stillListed = before?.listed.filter { !isDecided($0) } ?? []
    let later = day.open.compactMap { findings[$0] }
    let diverted = later.count(where: \.isDiverted)
    let laterInAll = day.exports.count { export in
      findings[export.identity].map { $0.isDiverted && $0.decidedOn > day.asOf } ?? false
    }
    var cells: [EvaluationTable.Cell] = [
      .text(day.asOf.description), .count(day.exports.count), .count(day.alerts),
      .count(day.open.count), before == nil ? .unknown : .count(day.open.count - stayed),
      before == nil ? .unknown : .count(gone), before == nil ? .unknown : .count(decided),
      .count(day.listed.count), share(stillListed.count(where: listed.contains), stillListed.count),
      .count(diverted), .count(later.count - diverted), share(diverted, later.count),
      share(diverted, laterInAll),
    ]
    if let truth {
      let inAll = day.exports.count { truth.contains($0.identity) && !isDecided($0.identity) }
      let trueListed = day.listed.count(where: truth.contains)
      let trueOpen = day.open.count(where: truth.contains)
      cells += [
        .count(trueListed), share(trueListed, day.listed.count), .count(trueOpen), .count(inAll),
        share(trueOpen, inAll),
      ]
    }
    return cells
  }

  private static func share(_ part: Int, _ whole: Int) -> EvaluationTable.Cell {
    whole == 0 ? .unknown : .number(Double(part) / Double(whole))
  }
}
