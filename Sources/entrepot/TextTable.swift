/// A table aligned for a terminal; Hangul and Han letters take two places.
struct TextTable {
  private let headings: [String]
  private let isRightAligned: [Bool]
  private var rows: [[String]] = []

  /// A table whose headings end in `>` for columns of numbers.
  init(_ headings: [String]) {
    isRightAligned = headings.map { $0.hasSuffix(">") }
    self.headings = headings.map { $0.hasSuffix(">") ? String($0.dropLast()) : $0 }
  }

  mutating func add(_ cells: [String]) {
    rows.append(cells.map(Terminal.safe))
  }

  /// The table as lines, without trailing spaces.
  var lines: [String] {
    let widths = headings.indices.map { column in
      ([headings] + rows).map { Self.width(of: $0[column]) }.max() ?? 0
    }
    return ([headings] + rows).map { cells in
      let line = cells.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - Self.width(of: cells[column]))
        return isRightAligned[column] ? space + cells[column] : cells[column] + space
      }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// Places that a text takes in a terminal.
  static func width(of text: String) -> Int {
    text.reduce(0) { width, character in
      guard let scalar = character.unicodeScalars.first else { return width }
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        return width + 2
      default: return width + 1
      }
    }
  }

  /// A text cut to a width, with an ellipsis where something was cut.
  static func fitted(_ text: String, _ width: Int) -> String {
    guard Self.width(of: text) > width else { return text }
    var cut = ""
    for character in text {
      if Self.width(of: cut + String(character)) > width - 1 { break }
      cut.append(character)
    }
    return cut + "…"
  }
}
