/// Writes RFC 4180 with LF line ends, and keeps every cell text for a spreadsheet.
struct CSVText {
  private(set) var bytes: [UInt8] = []

  /// A table with its header.
  init(header: [String]) {
    add(header)
  }

  /// Rows of a table whose header is written already.
  init() {}

  /// The table as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Forgets the rows so far, which were written.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Adds a row; nil is an empty cell, which means "unknown".
  mutating func add(_ cells: [String?]) {
    var isFirst = true
    for cell in cells {
      if !isFirst { bytes.append(0x2C) }
      isFirst = false
      if let cell { append(cell) }
    }
    bytes.append(0x0A)
  }

  private mutating func append(_ cell: String) {
    var guarded = Self.guarded(cell)
    guarded.withUTF8 { text in
      let needsQuotes = text.contains { byte in
        byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D
      }
      guard needsQuotes else {
        bytes.append(contentsOf: text)
        return
      }
      bytes.append(0x22)
      for byte in text {
        if byte == 0x22 { bytes.append(0x22) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
  }

  /// A cell that a spreadsheet would run as a formula, made text.
  ///
  /// It gets an apostrophe in front, which spreadsheets show as text; plain numbers, negative ones
  /// included, are left alone. Text that was filed with apostrophes in front of such a character
  /// gets one as well, so that whoever takes one apostrophe off has the text as filed.
  static func guarded(_ cell: String) -> String {
    guard let first = cell.utf8.first(where: { $0 != 0x27 }),
      [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first), !isPlainNumber(cell)
    else { return cell }
    return "'" + cell
  }

  /// Whether a cell is digits with a sign, a point, an exponent: not `-inf`, not `+0x1F`.
  private static func isPlainNumber(_ cell: String) -> Bool {
    let isOfNumbers = cell.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
    }
    return isOfNumbers && Double(cell) != nil
  }
}
