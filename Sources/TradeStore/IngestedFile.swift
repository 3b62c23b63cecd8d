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

  /// A row that could not be used.
  public init(
    file: String, row: Int, line: Int, column: String?, reason: String, raw: String
  ) {
    self.file = file
    self.row = row
    self.line = line
    self.column = column
    self.reason = reason
    self.raw = raw
  }
}
