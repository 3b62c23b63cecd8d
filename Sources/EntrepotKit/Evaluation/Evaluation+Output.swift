import TradeModel

extension Evaluation {
  /// Everything as JSON, keys in reading order.
  public var json: String {
    var pairs: [(String, JSONText)] = [
      ("run_id", .string(runID)), ("as_of", .string(asOf.description)),
    ]
    for table in tables { pairs.append((table.key, table.json)) }
    return JSONText.object(pairs).indented
  }

  /// A page that stands alone: no script, no style sheet, no picture from elsewhere.
  public var html: String {
    var body = "<h1>Evaluation of run \(MarkupText.escaped(runID))</h1>\n"
    body +=
      "<p>As of \(MarkupText.escaped(asOf.description)). Measured against an invented world, whose "
      + "truth is known; real trade is not like it in every way.</p>\n"
    for table in tables {
      body +=
        "<h2>\(MarkupText.escaped(table.title))</h2>\n<p>\(Self.prose(table.note))</p>\n"
      body += picture(of: table)
      body += Self.markup(of: table)
    }
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Evaluation</title>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <style>
      body { font: 15px/1.45 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222 }
      table { border-collapse: collapse; margin: 1em 0 } td, th { padding: .2em .7em; text-align: left;
      border-bottom: 1px solid #ddd; vertical-align: bottom } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
      svg { max-width: 100%; height: auto } svg text { font: 11px sans-serif; fill: #333 }
      </style></head><body>
      \(body)</body></html>

      """
  }

  /// A note with its commands set apart.
  private static func prose(_ note: String) -> String {
    note.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map { position, part in
        let text = MarkupText.escaped(String(part))
        return position.isMultiple(of: 2) ? text : "<code>\(text)</code>"
      }.joined()
  }

  private static func markup(of table: EvaluationTable) -> String {
    var text = "<table><tr>"
    for (number, column) in table.columns.enumerated() {
      let isText = table.rows.contains { row in
        if case .text = row[number] { true } else { false }
      }
      text += "<th\(isText ? "" : " class=\"n\"")>\(MarkupText.escaped(column))</th>"
    }
    text += "</tr>\n"
    for row in table.rows {
      text += "<tr>"
      for cell in row {
        if case .text(let words) = cell {
          text += "<td>\(MarkupText.escaped(words))</td>"
        } else {
          text += "<td class=\"n\">\(MarkupText.escaped(cell.text))</td>"
        }
      }
      text += "</tr>\n"
    }
    return text + "</table>\n"
  }

  /// The picture that belongs to a table, if any.
  private func picture(of table: EvaluationTable) -> String {
    switch table.key {
    case "figures": PlotSVG.curve(curve, level: prevalence)
    case "calibration":
      // The last row is a sum of others.
      PlotSVG.bars(
        table.rows.dropLast().map { row in
          PlotSVG.Bar(
            label: row[0].text, value: row[2].number ?? 0, outline: row[3].number,
            note: "\(row[2].text) of \(row[3].text)")
        }, legend: "filled: observed; outlined: expected")
    case "typologies":
      PlotSVG.bars(
        Self.bars(table, value: 5, interval: 6), legend: "share in the top 1 %, and its interval")
    case "ablation":
      PlotSVG.bars(
        Array(Self.bars(table, value: 2).dropFirst()),
        legend: "area under precision–recall lost without the group")
    case "sensitivity":
      PlotSVG.bars(Self.bars(table, value: 1), legend: "area under precision–recall")
    default: ""
    }
  }

  /// A bar for each row, labelled by its first cell.
  ///
  /// `value` is the column of what is drawn, `interval` that of its low end, with the high end beside it.
  private static func bars(
    _ table: EvaluationTable, value: Int, interval: Int? = nil
  ) -> [PlotSVG.Bar] {
    table.rows.map { row in
      let ends = interval.map { [row[$0].number, row[$0 + 1].number].compactMap { $0 } } ?? []
      return PlotSVG.Bar(
        label: row[0].text, value: row[value].number ?? 0,
        interval: ends.count == 2 ? ends[0]...ends[1] : nil)
    }
  }
}

extension EvaluationTable.Cell {
  /// The cell as a number, if it is one.
  var number: Double? {
    switch self {
    case .number(let number): number
    case .count(let count): Double(count)
    case .text, .unknown: nil
    }
  }
}
