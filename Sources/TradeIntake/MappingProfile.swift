import Foundation

/// How files in another layout become a table of the contract.
///
/// A profile is a YAML file; `MappingProfiles` in the documentation explains every key.
public struct MappingProfile: Hashable, Sendable {
  /// The profile's name.
  public let name: String
  /// Patterns of the file names it reads, with `*` and `?`; `.gz` may follow.
  public let files: [String]
  /// The table whose rows the files hold.
  public let table: TradeTable
  /// Where each contract column comes from.
  let rules: [ColumnRule]

  init(name: String, files: [String], table: TradeTable, rules: [ColumnRule]) {
    self.name = name
    self.files = files
    self.table = table
    self.rules = rules
  }

  /// The keys of a profile.
  static let keys = ["name", "files", "table", "columns"]
  /// The profiles that come with Entrepot.
  public static let builtInNames = ["korean-import-declarations"]

  /// A profile that comes with Entrepot, or nil where there is none of that name.
  public static func builtIn(named name: String) throws(IntakeError) -> MappingProfile? {
    guard builtInNames.contains(name) else { return nil }
    let yaml = String(
      decoding: PackageResources.korean_import_declarations_yml, as: UTF8.self)
    return try MappingProfile(yaml: yaml, file: "\(name).yml")
  }

  /// Reads a profile from a file.
  public init(path: String) throws(IntakeError) {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "there is no such file, or it may not be read")
    }
    guard let yaml = String(validating: bytes, as: UTF8.self) else {
      throw .unusableProfile(file: path, line: nil, key: "(file)", reason: "it is not UTF-8")
    }
    try self.init(yaml: yaml, file: path)
  }

  /// Whether the profile reads a file of this name.
  public func covers(_ fileName: String) -> Bool {
    let plain = fileName.hasSuffix(".gz") ? String(fileName.dropLast(3)) : fileName
    return files.contains { fnmatch($0, fileName, 0) == 0 || fnmatch($0, plain, 0) == 0 }
  }
}

/// Where the value of one contract column comes from.
struct ColumnRule: Hashable, Sendable {
  /// The keys of a rule, in the order in which they apply.
  static let keys = [
    "from", "constant", "when_empty", "date_format", "map", "multiply", "pad_left",
  ]

  /// The contract column.
  let column: String
  /// The headers under which a file may have the value; the first that is there counts.
  var from: [String] = []
  /// The same value for every row.
  var constant: String?
  /// What to write where the cell is empty.
  var whenEmpty: CellTemplate?
  /// How the file writes dates.
  var dateForm: DateForm?
  /// What other values become; those not listed stay.
  var map: [String: String] = [:]
  /// What a number is multiplied by.
  var multiply: Double?
  /// What a short value is filled up with on the left, and to which width.
  var padLeft: Padding?

  struct Padding: Hashable, Sendable {
    let width: Int
    let character: Character
  }

  /// Whether the value goes through as it is.
  var isPlain: Bool {
    whenEmpty == nil && dateForm == nil && map.isEmpty && multiply == nil && padLeft == nil
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

/// A way of writing dates, such as `DD/MM/YYYY`.
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

  /// The date as `YYYY-MM-DD`, or the text itself where it is not written in this form.
  func standard(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count == form.count else { return text }
    var year: [UInt8] = []
    var month: [UInt8] = []
    var day: [UInt8] = []
    for (letter, byte) in zip(form, bytes) {
      switch letter {
      case UInt8(ascii: "Y") where byte.isDigit: year.append(byte)
      case UInt8(ascii: "M") where byte.isDigit: month.append(byte)
      case UInt8(ascii: "D") where byte.isDigit: day.append(byte)
      case byte: continue
      default: return text
      }
    }
    return [year, month, day].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }
}
