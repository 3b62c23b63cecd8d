/// Where the value of one contract column comes from.
struct ColumnRule: Hashable, Sendable {
  /// The keys of a rule, in the order in which they apply.
  static let keys = [
    "from", "from_all", "constant", "when_empty", "extract", "date_format", "map", "multiply",
    "pad_left", "or_unknown",
  ]

  /// The contract column.
  let column: String
  /// Where a file may have the value; the first that is there counts.
  var from: [String] = []
  /// Where a file has parts of a list; all of them count.
  var fromAll: [String] = []
  /// The same value for every row.
  var constant: String?
  /// What to write where the cell is empty.
  var whenEmpty: CellTemplate?
  /// A regular expression; what its first group matches is the value.
  var extract: String?
  /// How the file writes dates.
  var dateForms: [DateForm] = []
  /// What other values become; those not listed stay.
  var map: [String: String] = [:]
  /// What a number is multiplied by.
  var multiply: Multiplier?
  /// What a short value is filled up with on the left, and to which width.
  var padLeft: Padding?
  /// Whether a value that the contract cannot use is left out, not the whole row.
  var orUnknown = false

  struct Padding: Hashable, Sendable {
    let width: Int
    let character: Character
  }

  /// The columns of the file that the rule reads, without those of its template.
  var sources: [String] { from + fromAll + (multiply?.by ?? []) }

  /// Whether the value goes through as it is.
  var isPlain: Bool {
    whenEmpty == nil && extract == nil && dateForms.isEmpty && map.isEmpty && multiply == nil
      && padLeft == nil
  }
}

/// What a number is multiplied by: always the same, or by what another column says.
struct Multiplier: Hashable, Sendable {
  /// The keys of a factor that depends on another column.
  static let keys = ["by", "factors", "when_empty"]

  /// The columns that choose the factor, such as a currency; none where it is always the same.
  var by: [String] = []
  /// The factor for each word of that column.
  var factors: [String: Double] = [:]
  /// The factor where that column is empty or there is none; nil leaves the number out.
  var otherwise: Double?

  /// The factor for a word; nil where there is none.
  func factor(for word: String?) -> Double? {
    guard let word else { return otherwise }
    return factors[word]
  }
}

/// A text with places for other values of the row, such as `seller unknown ({declaration_id})`.
struct CellTemplate: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    case words(String)
    case value(of: String)
  }

  let parts: [Part]

  /// Reads a template; nil where braces do not match.
  init?(_ text: String) {
    var parts: [Part] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else { return nil }
      let name = rest[rest.index(after: open)..<close]
      guard !name.isEmpty, !name.contains("{") else { return nil }
      if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
      parts.append(.value(of: String(name)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.words(String(rest))) }
    self.parts = parts
  }
}

/// A way of writing dates, such as `DD/MM/YYYY` or `YYYYMMDDhhmmss`.
struct DateForm: Hashable, Sendable {
  private let form: [UInt8]

  /// Reads a form; nil unless year, month and day each stand in it once.
  init?(_ text: String) {
    let form = Array(text.utf8)
    func count(_ letter: Character) -> Int { form.count { $0 == letter.asciiValue } }
    guard text.contains("YYYY"), text.contains("MM"), text.contains("DD"), count("Y") == 4,
      count("M") == 2, count("D") == 2
    else { return nil }
    self.form = form
  }

  /// The date as `YYYY-MM-DD`, or nil where the text is not written in this form.
  func standard(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count == form.count else { return nil }
    var year: [UInt8] = []
    var month: [UInt8] = []
    var day: [UInt8] = []
    for (letter, byte) in zip(form, bytes) {
      switch letter {
      case UInt8(ascii: "Y") where byte.isDigit: year.append(byte)
      case UInt8(ascii: "M") where byte.isDigit: month.append(byte)
      case UInt8(ascii: "D") where byte.isDigit: day.append(byte)
      // The time of day is not kept: declarations are about days.
      case UInt8(ascii: "h") where byte.isDigit, UInt8(ascii: "m") where byte.isDigit,
        UInt8(ascii: "s") where byte.isDigit:
        continue
      case byte: continue
      default: return nil
      }
    }
    return [year, month, day].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }
}
