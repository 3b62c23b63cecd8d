/// A file as the store remembers it.
public struct IngestedFile: Hashable, Sendable {
  /// The file's name within its folder.
  public var name: String
  /// The table it fills, such as `declarations`.
  public var table: String
  /// SHA-256 of its bytes as they lie on disk, in hexadecimal.
  public var sha256: String
  /// Its size in bytes.
  public var byteCount: Int
  /// Rows read, without the header.
  public var rows: Int
  /// Rows that went in.
  public var accepted: Int
  /// Rows that could not be used.
  public var rejected: Int
  /// Accepted rows that said exactly what an earlier row had said.
  public var duplicates: Int
  /// What was repaired, and how often.
  public var repairs: [String: Int]
  /// Columns that nothing reads.
  public var ignoredColumns: [String]
  /// What was repaired, and how often, by who recorded the row; only on the way in.
  public var repairsBySource: [String: [String: Int]] = [:]

  /// A file that has not been read yet.
  public init(name: String, table: String, sha256: String, byteCount: Int) {
    self.name = name
    self.table = table
    self.sha256 = sha256
    self.byteCount = byteCount
    rows = 0
    accepted = 0
    rejected = 0
    duplicates = 0
    repairs = [:]
    ignoredColumns = []
  }
}

/// A row that could not be used, and why.
public struct RejectedRow: Hashable, Sendable {
  /// The file's name within its folder.
  public var file: String
  /// The row; the header is row 1.
  public var row: Int
  /// The physical line at which the row starts.
  public var line: Int
  /// The column at fault, where it is one.
  public var column: String?
  /// What is wrong with it.
  public var reason: String
  /// The row as filed.
  public var raw: String
  /// Who recorded it, where that can be read; only on the way in.
  public var source: String?

  /// A row that could not be used.
  public init(
    file: String, row: Int, line: Int, column: String?, reason: String, raw: String,
    source: String? = nil
  ) {
    self.file = file
    self.row = row
    self.line = line
    self.column = column
    self.reason = reason
    self.raw = raw
    self.source = source
  }
}

/// Why some rows of a file could not be used.
public struct RejectReason: Hashable, Sendable {
  /// The column at fault, where it is one.
  public var column: String?
  /// What is wrong.
  public var reason: String
  /// How many rows it is wrong with.
  public var count: Int
  /// The first of them; the header is row 1.
  public var firstRow: Int
}

/// What happened to how many rows of one source on their way in.
public struct SourceCount: Hashable, Sendable {
  /// What can happen to a row.
  public enum Kind: String, Sendable {
    /// It could not be used.
    case rejected
    /// It went in, and something of it was mended.
    case repaired
    /// It said exactly what an earlier row had said.
    case repeated
  }

  /// Who recorded the rows; nil where the rows do not say.
  public var source: String?
  /// What happened to them.
  public var kind: Kind
  /// Why, or what was mended.
  public var reason: String
  /// How many they are.
  public var count: Int
}
