/// Input that cannot be read at all; nothing of the file counts.
public enum IntakeError: Error, Hashable, Sendable {
  /// The path is no folder.
  case notAFolder(path: String)
  /// A file or folder cannot be opened or read.
  case unreadable(path: String, reason: String)
  /// The folder holds no declarations.
  case noDeclarations(path: String, found: [String])
  /// Both a file and its compressed twin are there.
  case sameFileTwice(path: String, names: [String])
  /// The file has no header.
  case emptyFile(file: String)
  /// The header lacks columns that every row must have.
  case missingColumns(file: String, columns: [String], found: [String])
  /// The header names a column twice.
  case duplicateColumn(file: String, column: String, positions: [Int])
  /// The header cannot be read.
  case unusableHeader(file: String, reason: String)
  /// Bytes that are not UTF-8, `byteOffset` bytes into the uncompressed file.
  case notUTF8(file: String, row: Int, column: String, byteOffset: Int, encoding: SuspectedEncoding)
  /// The gzip wrapping ends early or is damaged, after `row` rows.
  case damagedGzip(file: String, row: Int, reason: String)
  /// A quote that opens in `row` never closes.
  case unclosedQuote(file: String, row: Int, line: Int)
  /// A row longer than a row can be.
  case rowTooLong(file: String, row: Int, line: Int)
  /// A JSON object, or an XML document by the name of its element, that is larger than may be held in
  /// memory.
  case documentTooLarge(file: String, line: Int, element: String?)
  /// The file breaks off or is not written as its format demands.
  case damagedFile(file: String, line: Int, reason: String)
  /// The file declares a document type, and with it entities that may be bombs or lead elsewhere.
  case documentType(file: String, line: Int)
  /// A mapping profile that cannot be used.
  case unusableProfile(file: String, line: Int?, key: String, reason: String)

  /// What a file that is not UTF-8 may be instead.
  public enum SuspectedEncoding: Hashable, Sendable {
    case utf16
    case korean
    case gzip
    case unknown
  }
}

extension IntakeError: CustomStringConvertible {
  /// Rows and documents are held in memory up to so many MiB.
  private static let longestMebibytes = RowScanner.longestRow >> 20

  /// What is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .notAFolder(let path):
      "\(path): not a folder. Name a folder that holds declarations.csv."
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)."
    case .noDeclarations(let path, let found):
      "\(path): no declarations.csv, declarations.csv.gz or declarations-*.csv here "
        + (found.isEmpty ? "(the folder is empty)." : "(found \(Self.listed(found))).")
        + Self.namingHint(found)
    case .sameFileTwice(let path, let names):
      "\(path): \(names.joined(separator: " and ")) are the same file twice. Remove one of them."
    case .emptyFile(let file):
      "\(file):1: no header. The first row must name the columns."
    case .missingColumns, .duplicateColumn, .unusableHeader:
      headerDescription
    case .notUTF8(let file, let row, let column, let byteOffset, let encoding):
      "\(file):\(row):\(column): not UTF-8 at byte \(byteOffset). \(encoding.remedy(for: file))"
    case .damagedGzip(let file, let row, let reason):
      "\(file):\(row): the gzip file cannot be unpacked: \(reason). \(row) rows could be read. "
        + "Copy it again from where it came from; `gzip -t` tells whether it is whole."
    case .unclosedQuote(let file, let row, let line):
      "\(file):\(row): the quote that opens in this row (line \(line)) never closes. "
        + "Close it, or write a quote inside a quoted cell twice."
    case .rowTooLong(let file, let row, let line):
      "\(file):\(row): the row that starts on line \(line) is longer than "
        + "\(Self.longestMebibytes) MiB. "
        + "Look for a quote that is not closed, or line ends that are missing."
    case .documentTooLarge(let file, let line, let element):
      "\(file):\(line): the \(element.map { "element \($0)" } ?? "object") that starts on this line is "
        + "larger than \(Self.longestMebibytes) MiB, and it would be held in memory until it ends. "
        + (element == nil
          ? "Write one object for each declaration, each on a line of its own or all in one array."
          : "Split the file, or use a profile whose document is an element that holds one declaration.")
    case .damagedFile(let file, let line, let reason):
      "\(file):\(line): the file is damaged: \(reason). Copy it again from where it came from."
    case .documentType(let file, let line):
      "\(file):\(line): the file declares a document type (DTD), which may define entities; that "
        + "is refused. Ask for the file without it."
    case .unusableProfile(let file, let line, let key, let reason):
      "\(file)\(line.map { ":\($0)" } ?? ""): \(key): \(reason)."
    }
  }

  private var headerDescription: String {
    switch self {
    case .missingColumns(let file, let columns, let found):
      "\(file):1: missing required column \(columns.joined(separator: ", ")). "
        + "The header has \(Self.listed(found)).\(Self.layoutHint(file, found))"
    case .duplicateColumn(let file, let column, let positions):
      "\(file):1:\(column): the header names this column twice, as column "
        + positions.map(String.init).joined(separator: " and ") + ". Rename or remove one of them."
    case .unusableHeader(let file, let reason):
      "\(file):1: the header cannot be read: \(reason)."
    default: ""
    }
  }

  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }

  private static func namingHint(_ names: [String]) -> String {
    guard let near = names.first(where: { MeantTable.of($0) == .declarations }) else { return "" }
    if near.lowercased().hasSuffix(".zip") { return " If \(near) holds them, unpack it here." }
    return " If \(near) holds them, save it as declarations.csv, in small letters."
  }

  private static func layoutHint(_ file: String, _ names: [String]) -> String {
    if let sign = separator(names) { return " It looks separated by \(sign): save it with commas." }
    guard let table = MeantTable.of(file), ProfileSuggestion.tables.contains(table) else {
      return ""
    }
    return " If it is in another layout, `entrepot profile suggest` proposes how to read it."
  }

  /// What separates the columns of a header that is one cell; nil for any other.
  static func separator(_ names: [String]) -> String? {
    guard names.count == 1, let only = names.first else { return nil }
    return only.contains(";") ? "semicolons" : only.contains("\t") ? "tabs" : nil
  }
}

extension IntakeError.SuspectedEncoding {
  func remedy(for file: String) -> String {
    let isPacked = file.hasSuffix(".gz")
    let name = isPacked ? String(file.dropLast(3)) : file
    func conversion(from encoding: String) -> String {
      "`iconv -f \(encoding) -t UTF-8 \(name) > utf8.csv`" + (isPacked ? " after unpacking." : ".")
    }
    return switch self {
    case .utf16: "It is UTF-16; convert it: \(conversion(from: "UTF-16"))"
    case .korean: "It looks like CP949 (EUC-KR); convert it: \(conversion(from: "CP949"))"
    case .gzip: "It is gzip-compressed; name it \(file).gz."
    case .unknown:
      "Convert it from the encoding it was written in, such as "
        + conversion(from: "WINDOWS-1252")
    }
  }
}
