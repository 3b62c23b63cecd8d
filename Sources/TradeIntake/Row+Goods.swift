import TradeModel

extension Row {
  /// A Harmonized System code that must be there: 6 to 10 digits, punctuation left out, a leading
  /// zero that a spreadsheet dropped put back.
  func requiredHSCode(
    _ column: Column, repairs: inout Repairs
  ) throws(RowFault) -> String {
    guard var range = range(column) else { throw RowFault(.missing, column) }
    var digits: [UInt8] = []
    if isPlainCode(range) { return String(decoding: bytes[range], as: UTF8.self) }
    if let whole = wholePart(range) {
      range = whole
      repairs.decimals(in: column)
    }
    for byte in bytes[range] {
      if byte.isDigit {
        digits.append(byte)
      } else if !byte.isHSPunctuation {
        throw RowFault(.hsNotDigits, column)
      }
    }
    switch digits.count {
    case 0: throw RowFault(.hsNotDigits, column)
    case 1..<5: throw RowFault(.hsTooShort, column)
    case 5, 7, 9:
      digits.insert(0x30, at: 0)
      repairs.lostLeadingZero(in: column)
    case 6, 8, 10: break
    default: throw RowFault(.hsTooLong, column)
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// A six-digit subheading that must be there.
  func requiredSubheading(
    _ column: Column, repairs: inout Repairs
  ) throws(RowFault) -> String {
    let code = try requiredHSCode(column, repairs: &repairs)
    guard code.utf8.count == 6 else { throw RowFault(.hsTooLong, column) }
    return code
  }

  /// Prefixes of Harmonized System codes, punctuation left out.
  func hsPrefixes(_ column: Column) throws(RowFault) -> [String] {
    var prefixes: [String] = []
    for text in list(column) {
      let digits = text.utf8.filter { !$0.isHSPunctuation }
      guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else {
        throw RowFault(.hsNotDigits, column)
      }
      guard digits.count <= 10 else { throw RowFault(.hsTooLong, column) }
      prefixes.append(String(decoding: digits, as: UTF8.self))
    }
    return prefixes
  }

  /// Whether a column holds 6, 8 or 10 digits and nothing else, as nearly all rows do.
  func isPlainHSCode(_ column: Column) -> Bool {
    guard let range = range(column) else { return false }
    return isPlainCode(range)
  }

  /// The digits before `.0` where a program took the code for a number, as in `8473302000.0`.
  ///
  /// No group of a code has one digit, so that this is not one; `84733020.00` may be one.
  private func wholePart(_ range: Range<Int>) -> Range<Int>? {
    guard range.count >= 8, bytes[range].suffix(2).elementsEqual([0x2E, 0x30]) else { return nil }
    let whole = range.dropLast(2)
    return bytes[whole].allSatisfy(\.isDigit) ? whole : nil
  }

  private func isPlainCode(_ range: Range<Int>) -> Bool {
    guard range.count == 6 || range.count == 8 || range.count == 10 else { return false }
    let digits = bytes.span.extracting(range)
    for position in digits.indices where !digits[position].isDigit { return false }
    return true
  }
}

extension UInt8 {
  /// What people write between the parts of a Harmonized System code.
  fileprivate var isHSPunctuation: Bool { self == 0x2E || self == 0x2D || self == 0x20 }
}
