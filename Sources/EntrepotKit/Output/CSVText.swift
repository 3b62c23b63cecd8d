/// Writes RFC 4180 with LF line ends, and keeps every cell text for a spreadsheet.
struct CSVText {
  private(set) var text = ""

  /// A table with its header.
  init(header: [String]) {
    add(header)
  }

  /// Rows of a table whose header is written already.
  init() {}

  /// Adds a row; nil is an empty cell, which means "unknown".
  mutating func add(_ cells: [String?]) {
    var isFirst = true
    for cell in cells {
      if !isFirst { text += "," }
      isFirst = false
      if let cell { append(cell) }
    }
    text += "\n"
  }

  private mutating func append(_ cell: String) {
    let guarded = Self.guarded(cell)
    let needsQuotes = guarded.utf8.contains { byte in
      byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D
    }
    guard needsQuotes else {
      text += guarded
      return
    }
    text += "\""
    for character in guarded.unicodeScalars {
      if character == "\"" { text += "\"" }
      text.unicodeScalars.append(character)
    }
    text += "\""
  }

  /// A cell that a spreadsheet would run as a formula gets an apostrophe in front, which
  /// spreadsheets show as text; plain numbers, negative ones included, are left alone.
  static func guarded(_ cell: String) -> String {
    guard let first = cell.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first),
      Double(cell) == nil
    else { return cell }
    return "'" + cell
  }
}
