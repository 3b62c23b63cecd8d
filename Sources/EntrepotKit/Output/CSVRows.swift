/// Rows of a table that `CSVText` wrote, or of another whose lines end with LF or CR LF.
enum CSVRows {
  /// Visits every row after the header; a cell may hold line breaks.
  static func visit(_ path: String, _ visit: ([String]) throws -> Void) throws {
    var isHeader = true
    try visitAll(path) { cells in
      if !isHeader { try visit(cells) }
      isHeader = false
    }
  }

  /// Visits every row, the header first.
  static func visitAll(_ path: String, _ visit: ([String]) throws -> Void) throws {
    var open = ""
    try GzipLines.visit(path) { line in
      open += open.isEmpty ? String(line) : "\n" + line
      // An odd number of quotes means that a quoted cell goes on in the next line.
      guard open.utf8.count(where: { $0 == 0x22 }).isMultiple(of: 2) else { return true }
      try visit(cells(of: open))
      open = ""
      return true
    }
  }

  /// The cells of one row, without the carriage return of a row that ends with CR LF.
  static func cells(of row: String) -> [String] {
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var previousWasQuote = false
    var scalars = row.unicodeScalars[...]
    // In a whole row all quotes are closed, so a carriage return at its end is in no cell.
    if scalars.last == "\r" { scalars.removeLast() }
    for scalar in scalars {
      switch scalar {
      case "\"":
        // A second quote inside a quoted cell is a quote; the first may also be its end.
        if isQuoted, previousWasQuote { cell.append(scalar) }
        previousWasQuote = isQuoted && !previousWasQuote
        if !isQuoted { isQuoted = true }
        continue
      case "," where !isQuoted || previousWasQuote:
        cells.append(String(cell))
        cell = String.UnicodeScalarView()
        isQuoted = false
      default: cell.append(scalar)
      }
      previousWasQuote = false
    }
    cells.append(String(cell))
    // The guard against formulas is not part of the text.
    return cells.map { text in
      text.hasPrefix("'") && CSVText.guarded(String(text.dropFirst())) == text
        ? String(text.dropFirst()) : text
    }
  }
}
