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
  /// Whether the files are CSV, JSON or XML.
  public var format = FileFormat.csv
  /// The element that holds one document, in XML.
  var document: String?
  /// Where in a document its rows are; empty where a document is a row.
  var rowPath: [String] = []
  /// Which rows are read; the others are of another kind and left out.
  var conditions: [RowCondition] = []
  /// Where each contract column comes from.
  var rules: [ColumnRule]

  init(name: String, files: [String], table: TradeTable, rules: [ColumnRule]) {
    self.name = name
    self.files = files
    self.table = table
    self.rules = rules
  }

  /// How a file is written.
  public enum FileFormat: String, CaseIterable, Sendable {
    /// Comma-separated values with a header.
    case csv
    /// One JSON object a line, or one array of objects.
    case json
    /// XML without a document type.
    case xml
  }

  /// A row is read only where a column says one of these words.
  struct RowCondition: Hashable, Sendable {
    let column: String
    let words: [String]
  }

  /// The keys of a profile.
  static let keys = [
    "name", "files", "table", "format", "document", "rows", "where", "columns",
  ]

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

  /// Every column or path of the file that the profile mentions, each once.
  var mentioned: [String] {
    var names: [String] = []
    let contract = Set(rules.map(\.column))
    func add(_ name: String) { if !names.contains(name) { names.append(name) } }
    for rule in rules {
      for name in rule.sources { add(name) }
      for case .value(let name) in rule.whenEmpty?.parts ?? [] where !contract.contains(name) {
        add(name)
      }
    }
    for condition in conditions { add(condition.column) }
    return names
  }
}
