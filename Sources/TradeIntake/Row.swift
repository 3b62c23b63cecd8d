/// Where the text of one cell lies, counted from the start of its row.
struct Cell {
  var start: Int32
  var end: Int32
  /// Whether quotes inside the text are written twice.
  var hasDoubledQuotes: Bool
}

/// One row of a file: its bytes and where its cells lie in them.
struct Row {
  /// Bytes that hold the row, and more.
  var bytes: [UInt8]
  /// Where the row starts in `bytes`.
  var start = 0
  /// The length of the row without its line end.
  var length = 0
  /// The cells, as many as the header has at most.
  var cells: [Cell] = []
  /// How many cells there really are.
  var cellCount = 0
}

extension Row {
  /// Where the text of a cell lies in `bytes`, without surrounding white space; nil when empty.
  func range(ofCell position: Int) -> Range<Int>? {
    let cell = cells[position]
    guard cell.start < cell.end else { return nil }
    var lower = start + Int(cell.start)
    var upper = start + Int(cell.end)
    let bytes = bytes.span
    while lower < upper, bytes[lower].isWhiteSpace { lower += 1 }
    while lower < upper, bytes[upper - 1].isWhiteSpace { upper -= 1 }
    return lower < upper ? lower..<upper : nil
  }

  /// The text of a cell, without surrounding white space; nil when empty.
  func text(ofCell position: Int) -> String? {
    guard let range = range(ofCell: position) else { return nil }
    guard cells[position].hasDoubledQuotes else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    return String(decoding: undoubled(range), as: UTF8.self)
  }

  /// The bytes of a cell with every doubled quote written once.
  func undoubled(_ range: Range<Int>) -> [UInt8] {
    var single: [UInt8] = []
    single.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      single.append(byte)
      let isDoubled =
        byte == .quote && index + 1 < range.upperBound && bytes[index + 1] == .quote
      index += isDoubled ? 2 : 1
    }
    return single
  }

  /// The row as filed; NUL bytes are shown as U+2400, which every tool can display.
  var raw: String {
    let filed = bytes[start..<start + length]
    guard filed.contains(0) else { return String(decoding: filed, as: UTF8.self) }
    return String(
      decoding: filed.flatMap { $0 == 0 ? [0xE2, 0x90, 0x80] : [$0] }, as: UTF8.self)
  }

  /// Whether nothing but white space stands in the row.
  var isBlank: Bool {
    guard cellCount == 1 else { return false }
    return bytes[start..<start + length].allSatisfy { $0.isWhiteSpace }
  }
}

extension UInt8 {
  static let quote: UInt8 = 0x22
  static let comma: UInt8 = 0x2C
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D

  /// ASCII white space: tab, line feed, vertical tab, form feed, carriage return, space.
  var isWhiteSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

  /// `0` to `9`.
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
