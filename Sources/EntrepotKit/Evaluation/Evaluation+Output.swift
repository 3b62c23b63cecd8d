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
        "<h2>\(MarkupText.escaped(table.title))</h2>\n<p>\(MarkupText.escaped(table.note))</p>\n"
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
      border-bottom: 1px solid #ddd } td.n { text-align: right; font-variant-numeric: tabular-nums }
      svg { max-width: 100%; height: auto } svg text { font: 11px sans-serif; fill: #333 }
      </style></head><body>
      \(body)</body></html>

      """
  }

  private static func markup(of table: EvaluationTable) -> String {
    var text = "<table><tr>"
    for column in table.columns { text += "<th>\(MarkupText.escaped(column))</th>" }
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
      PlotSVG.bars(
        Self.numbers(table, label: 0, value: 2, other: 3),
        legend: "filled: observed; outlined: expected")
    case "typologies":
      PlotSVG.bars(Self.numbers(table, label: 0, value: 4), legend: "share in the top 1 %")
    case "ablation":
      PlotSVG.bars(
        Self.numbers(table, label: 0, value: 1), legend: "area under precision–recall without")
    case "sensitivity":
      PlotSVG.bars(Self.numbers(table, label: 0, value: 1), legend: "area under precision–recall")
    default: ""
    }
  }

  private static func numbers(
    _ table: EvaluationTable, label: Int, value: Int, other: Int? = nil
  ) -> [PlotSVG.Bar] {
    table.rows.map { row in
      PlotSVG.Bar(
        label: row[label].text, value: row[value].number ?? 0,
        outline: other.flatMap { row[$0].number })
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
