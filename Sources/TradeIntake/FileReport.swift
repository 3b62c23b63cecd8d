/// What came out of reading one file.
public struct FileReport: Hashable, Sendable {
  /// The file's name within its folder.
  public var name: String
  /// The table it belongs to.
  public var table: TradeTable
  /// The digest of the file as it lies on disk, compressed or not.
  public var digest: FileDigest
  /// Rows after the header, blank lines not counted.
  public var rows = 0
  /// Rows that went in.
  public var accepted = 0
  /// Rows that did not.
  public var rejected = 0
  /// What was mended on the way in and how often, such as `hs_code: lost leading zero`.
  public var repairs: [String: Int] = [:]
  /// The same by who recorded the row, for files of declarations.
  public var repairsBySource: [String: [String: Int]] = [:]
  /// Columns of the file that no contract column is read from, as the header spells them.
  public var ignoredColumns: [String] = []
  /// Optional contract columns that the file does not have; their values are unknown.
  public var missingColumns: [String] = []

  /// A report on a file of which no row has been read.
  public init(name: String, table: TradeTable, digest: FileDigest) {
    self.name = name
    self.table = table
    self.digest = digest
  }
}
