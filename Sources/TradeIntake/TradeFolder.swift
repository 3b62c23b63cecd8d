import Foundation

/// One file of a trade folder and the table it belongs to.
public struct TradeFile: Hashable, Sendable {
  /// The table whose rows it holds.
  public let table: TradeTable
  /// The file's name within its folder.
  public let name: String
  /// Where the file lies.
  public let path: String
  /// How its columns become those of the contract; nil where they already are.
  public let profile: MappingProfile?

  /// A file of a table.
  public init(table: TradeTable, name: String, path: String, profile: MappingProfile? = nil) {
    self.table = table
    self.name = name
    self.path = path
    self.profile = profile
  }

  /// Whether the file is gzip-compressed, as its name says.
  var isCompressed: Bool { name.hasSuffix(".gz") }
}

/// The files of a trade folder, in the order in which they are read.
///
/// The order is that of the tables, then of the names with numbers compared as numbers, so that
/// `declarations-10.csv` comes after `declarations-9.csv`. It decides which of two rows with the
/// same identity is the later.
public struct TradeFolder: Hashable, Sendable {
  /// The files to read.
  public let files: [TradeFile]
  /// The names of everything else in the folder, which is left alone.
  public let ignored: [String]
  /// Those of them that hold tables, as their beginnings show, whatever their names say.
  private let tabular: Set<String>

  /// What to say of files that are left alone although they seem to be meant for a table.
  public var warnings: [String] {
    ignored.compactMap { name in
      guard let table = MeantTable.of(name)?.rawValue else {
        return tabular.contains(name)
          ? "\(name) is left alone: it seems to hold a table, but its name is that of none and no "
            + "profile covers it; rename it after its table, or name its profile with --profile"
          : nil
      }
      let reason =
        Self.contractTable(of: name) == nil
        ? "files of \(table) are called \(table).csv, \(table).csv.gz or \(table)-*.csv, in small "
          + "letters; rename it if it is one" : "it is a folder"
      return "\(name) is left alone: \(reason)"
    }
  }

  /// Looks into a folder.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - profiles: How to read files in other layouts. Of several that cover a name the first
  ///     counts; then come the layout of the contract and the profiles that come with Entrepot.
  /// - Throws: Where there is no such folder, it holds no declarations, or a file twice.
  public init(path: String, profiles: [MappingProfile] = []) throws(IntakeError) {
    let names = try Self.names(in: path)
    let builtIn = try MappingProfile.builtIn()
    var files: [TradeFile] = []
    var ignored: [String] = []
    var tabular: Set<String> = []
    for name in names {
      let place = (path as NSString).appendingPathComponent(name)
      let contractTable = Self.contractTable(of: name)
      let candidates = contractTable == nil ? profiles + builtIn : profiles
      let profile = candidates.first { $0.covers(name) }
      if let table = profile?.table ?? contractTable, !Self.isFolder(place) {
        files.append(TradeFile(table: table, name: name, path: place, profile: profile))
      } else {
        ignored.append(name)
        if !Self.isFolder(place), MeantTable.isTabular(place) { tabular.insert(name) }
      }
    }
    guard files.contains(where: { $0.table == .declarations }) else {
      throw .noDeclarations(
        path: path,
        found: names.map { name in
          Self.isFolder((path as NSString).appendingPathComponent(name)) ? name + "/" : name
        })
    }
    for (stem, twins) in Dictionary(grouping: files, by: { stem(of: $0.name) })
    where twins.count > 1 && !stem.isEmpty {
      throw .sameFileTwice(path: path, names: twins.map(\.name).sorted())
    }
    self.files = files.sorted(by: Self.isReadBefore)
    self.ignored = ignored
    self.tabular = tabular
  }

  private static func names(in path: String) throws(IntakeError) -> [String] {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw .notAFolder(path: path)
    }
    do {
      return try files.contentsOfDirectory(atPath: path).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
    } catch {
      throw .unreadable(path: path, reason: "its contents cannot be listed")
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The table that a file name belongs to, or nil for a name that is none of the contract's.
  private static func contractTable(of name: String) -> TradeTable? {
    guard name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") else { return nil }
    let stem = stem(of: name)
    return TradeTable.allCases.first {
      stem == $0.rawValue || stem.hasPrefix($0.rawValue + "-")
    }
  }

  private static func isReadBefore(_ one: TradeFile, _ other: TradeFile) -> Bool {
    if one.table != other.table {
      let order = TradeTable.allCases
      return order.firstIndex(of: one.table) ?? 0 < order.firstIndex(of: other.table) ?? 0
    }
    return precedesNumerically(stem(of: one.name), stem(of: other.name))
  }
}

/// The table that a name nearly names.
enum MeantTable {
  /// How files end that people keep tables in.
  private static let endings: Set = [
    "csv", "gz", "json", "jsonl", "ods", "parquet", "tsv", "txt", "xls", "xlsx", "xml", "zip",
  ]

  /// Whether a file begins as a table does: a header of several columns, or a list of JSON objects.
  ///
  /// A file that cannot be opened is none that anybody can read.
  static func isTabular(_ path: String) -> Bool {
    let name = path.lowercased()
    guard let handle = FileHandle(forReadingAtPath: path),
      let start = try? handle.read(upToCount: 4096)
    else { return false }
    let text = String(decoding: start, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    let header = text.prefix { !$0.isNewline }
    if name.hasSuffix(".csv") { return header.contains(",") || header.contains(";") }
    if name.hasSuffix(".tsv") { return header.contains("\t") }
    if name.hasSuffix(".jsonl") { return header.first == "{" }
    if name.hasSuffix(".json") {
      return text.first == "[" && text.dropFirst().first { !$0.isWhitespace } == "{"
    }
    return ["xlsx", "xls", "ods", "parquet"].contains { name.hasSuffix("." + $0) && !start.isEmpty }
  }

  /// The table whose files are called almost so: in capitals, with another ending or separator.
  static func of(_ name: String) -> TradeTable? {
    let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    guard let stem = parts.first, let ending = parts.last, parts.count > 1,
      endings.contains(String(ending))
    else { return nil }
    return TradeTable.allCases.first { table in
      guard stem.hasPrefix(table.rawValue) else { return false }
      guard let next = stem.dropFirst(table.rawValue.count).first else { return true }
      return !next.isLetter
    }
  }
}

/// A file name without `.csv` or `.csv.gz`.
private func stem(of name: String) -> String {
  var stem = Substring(name)
  if stem.hasSuffix(".gz") { stem = stem.dropLast(3) }
  if stem.hasSuffix(".csv") { stem = stem.dropLast(4) }
  return String(stem)
}

/// Whether one name stands before another when runs of digits are compared as numbers; names that
/// are equal in that sense (`a-1`, `a-01`) are ordered by their bytes.
func precedesNumerically(_ one: String, _ other: String) -> Bool {
  var left = Substring(one).utf8
  var right = Substring(other).utf8
  while let first = left.first, let second = right.first {
    if first.isDigit, second.isDigit {
      let numbers = (takeNumber(&left), takeNumber(&right))
      if numbers.0.count != numbers.1.count { return numbers.0.count < numbers.1.count }
      if numbers.0 != numbers.1 { return numbers.0.lexicographicallyPrecedes(numbers.1) }
    } else if first != second {
      return first < second
    } else {
      left.removeFirst()
      right.removeFirst()
    }
  }
  if left.isEmpty != right.isEmpty { return left.isEmpty }
  return one.utf8.lexicographicallyPrecedes(other.utf8)
}

/// Takes a run of digits off the front, without its leading zeros.
private func takeNumber(_ text: inout Substring.UTF8View) -> [UInt8] {
  let run = text.prefix(while: \.isDigit)
  text = text.dropFirst(run.count)
  return Array(run.drop { $0 == 0x30 })
}
