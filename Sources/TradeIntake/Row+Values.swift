import TradeModel

/// What was mended while reading.
struct Repairs {
  /// How often each mend was made in rows that went in.
  private(set) var counts: [String: Int] = [:]
  /// The same by who recorded the row, where somebody did.
  private(set) var countsBySource: [String: [String: Int]] = [:]
  private var pending: [String] = []

  mutating func lostLeadingZero(in column: Column) {
    pending.append("\(column.name): lost leading zero")
  }

  mutating func decimals(in column: Column) {
    pending.append("\(column.name): decimals of a number left out")
  }

  /// Notes what a profile left out of a row.
  mutating func note(_ mends: [String]) {
    pending += mends
  }

  /// Counts rows of another kind, which never go in.
  mutating func countLeftOut(_ columns: String) {
    counts["\(columns): row of another kind left out", default: 0] += 1
  }

  /// Counts the mends of the row that has just gone in.
  mutating func accept(from source: @autoclosure () -> String?) {
    guard !pending.isEmpty else { return }
    for mend in pending { counts[mend, default: 0] += 1 }
    if let source = source() {
      for mend in pending { countsBySource[source, default: [:]][mend, default: 0] += 1 }
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Forgets the mends of the row that has just been rejected.
  mutating func discard() {
    pending.removeAll(keepingCapacity: true)
  }
}

extension Row {
  /// Where the text of a column lies; nil when unknown.
  func range(_ column: Column) -> Range<Int>? {
    column.position < 0 ? nil : range(ofCell: column.position)
  }

  /// A text as filed; nil when unknown.
  func text(_ column: Column) -> String? {
    column.position < 0 ? nil : text(ofCell: column.position)
  }

  /// A text that must be there.
  func requiredText(_ column: Column) throws(RowFault) -> String {
    guard let text = text(column) else { throw RowFault(.missing, column) }
    return text
  }

  /// The parts of a list, without surrounding white space; empty parts are left out.
  func list(_ column: Column) -> [String] {
    guard let text = text(column) else { return [] }
    return text.utf8.split(separator: 0x3B).compactMap { part in
      var part = part
      while part.first?.isWhiteSpace == true { part.removeFirst() }
      while part.last?.isWhiteSpace == true { part.removeLast() }
      return part.isEmpty ? nil : String(decoding: part, as: UTF8.self)
    }
  }

  /// One of a fixed set of words; nil when unknown.
  func choice<Choice: RawRepresentable>(
    _ column: Column, else reason: RowFault.Reason
  ) throws(RowFault) -> Choice? where Choice.RawValue == String {
    guard let text = text(column) else { return nil }
    guard let choice = Choice(rawValue: text) else { throw RowFault(reason, column) }
    return choice
  }

  /// One of a fixed set of words, which must be there.
  func requiredChoice<Choice: RawRepresentable>(
    _ column: Column, else reason: RowFault.Reason
  ) throws(RowFault) -> Choice where Choice.RawValue == String {
    guard let choice: Choice = try choice(column, else: reason) else {
      throw RowFault(.missing, column)
    }
    return choice
  }

  /// One of the words of a table; nil when unknown.
  func choice<Choice>(
    _ column: Column, from words: WordTable<Choice>, else reason: RowFault.Reason
  ) throws(RowFault) -> Choice? {
    guard let range = range(column) else { return nil }
    guard let choice = words[bytes.span.extracting(range)] else { throw RowFault(reason, column) }
    return choice
  }

  /// One of the words of a table, which must be there.
  func requiredChoice<Choice>(
    _ column: Column, from words: WordTable<Choice>, else reason: RowFault.Reason
  ) throws(RowFault) -> Choice {
    guard let choice = try choice(column, from: words, else: reason) else {
      throw RowFault(.missing, column)
    }
    return choice
  }

  /// A day; nil when unknown.
  func day(_ column: Column) throws(RowFault) -> TradeDay? {
    guard let range = range(column) else { return nil }
    let bytes = bytes.span.extracting(range)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = digits(bytes, 0..<4), let month = digits(bytes, 5..<7),
      let day = digits(bytes, 8..<10)
    else { throw RowFault(.badDateForm, column) }
    guard let date = TradeDay(year: year, month: month, day: day) else {
      throw RowFault(.impossibleDate, column)
    }
    return date
  }

  /// A day that must be there.
  func requiredDay(_ column: Column) throws(RowFault) -> TradeDay {
    guard let day = try day(column) else { throw RowFault(.missing, column) }
    return day
  }

  /// A month that must be there, as its first day.
  func requiredMonth(_ column: Column) throws(RowFault) -> TradeDay {
    guard let range = range(column) else { throw RowFault(.missing, column) }
    let bytes = bytes.span.extracting(range)
    guard bytes.count == 7, bytes[4] == 0x2D, let year = digits(bytes, 0..<4),
      let month = digits(bytes, 5..<7)
    else { throw RowFault(.badMonth, column) }
    guard let date = TradeDay(year: year, month: month, day: 1) else {
      throw RowFault(.impossibleDate, column)
    }
    return date
  }

  /// A country; nil when unknown.
  func country(_ column: Column) throws(RowFault) -> CountryCode? {
    guard let range = range(column) else { return nil }
    guard range.count == 2,
      let country = Countries.known(bytes[range.lowerBound], bytes[range.lowerBound + 1])
    else { throw RowFault(.notACountry, column) }
    return country
  }

  /// A country that must be there.
  func requiredCountry(_ column: Column) throws(RowFault) -> CountryCode {
    guard let country = try country(column) else { throw RowFault(.missing, column) }
    return country
  }

  /// Several countries, in order.
  func countries(_ column: Column) throws(RowFault) -> [CountryCode] {
    guard range(column) != nil else { return [] }
    var countries: [CountryCode] = []
    for text in list(column) {
      guard let country = CountryCode(text) else { throw RowFault(.notACountry, column) }
      countries.append(country)
    }
    return countries
  }

  /// A goods line number; 1 when unknown.
  func lineNumber(_ column: Column) throws(RowFault) -> Int32 {
    guard let range = range(column) else { return 1 }
    let bytes = bytes.span.extracting(range)
    let number: Double
    do throws(DecimalFault) { number = try decimal(bytes) } catch {
      throw RowFault(error == .notANumber ? .notANumber : .lineTooLarge, column)
    }
    guard number >= 1 else { throw RowFault(.lineBelowOne, column) }
    guard number <= Double(Int32.max) else { throw RowFault(.lineTooLarge, column) }
    guard let line = Int32(exactly: number) else { throw RowFault(.notWhole, column) }
    return line
  }

  /// Above this no amount of one row can be meant; whole sums stay exact below it.
  static var largestAmount: Double { 1e12 }
  /// Below this no amount can be meant but zero; quotients of amounts stay finite above it.
  static var smallestAmount: Double { 1e-9 }

  /// A number from zero up; nil when unknown.
  func amount(_ column: Column) throws(RowFault) -> Double? {
    guard let range = range(column) else { return nil }
    let number: Double
    do throws(DecimalFault) { number = try decimal(bytes.span.extracting(range)) } catch {
      throw RowFault(error == .notANumber ? .notANumber : .notFinite, column)
    }
    guard number >= 0 else { throw RowFault(.negative, column) }
    guard number > 0 else { return 0 }  // "-0" is zero
    guard number <= Self.largestAmount else { throw RowFault(.tooLarge, column) }
    guard number >= Self.smallestAmount else { throw RowFault(.tooSmall, column) }
    return number
  }

  private func digits(_ bytes: Span<UInt8>, _ positions: Range<Int>) -> Int? {
    var value = 0
    for position in positions {
      guard bytes[position].isDigit else { return nil }
      value = value * 10 + Int(bytes[position] & 0x0F)
    }
    return value
  }
}

/// Every country by its two letters, so that a cell costs a look-up and no string.
enum Countries {
  static func known(_ first: UInt8, _ second: UInt8) -> CountryCode? {
    let row = Int(first | 0x20) - 0x61
    let column = Int(second | 0x20) - 0x61
    guard (0..<26).contains(row), (0..<26).contains(column) else { return nil }
    return byLetters[row * 26 + column]
  }

  private static let byLetters: [CountryCode?] = {
    let letters: [UInt8] = Array(0x61...0x7A)
    return letters.flatMap { first in
      letters.map { second in CountryCode(String(decoding: [first, second], as: UTF8.self)) }
    }
  }()
}
