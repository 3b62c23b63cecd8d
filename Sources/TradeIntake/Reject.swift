/// A row that cannot be used, and why.
public struct Reject: Hashable, Sendable {
  /// The file's name within its folder.
  public var file: String
  /// The row's number among the rows of the file; the header is row 1, blank lines do not count.
  public var row: Int
  /// The physical line on which the row starts, from 1.
  public var line: Int
  /// The column at fault, as the file's header spells it; nil where the whole row is at fault.
  public var column: String?
  /// What is wrong, in the words of `InputFormats`.
  public var reason: String
  /// Who recorded the row, where a row of declarations says so all the same.
  public var source: String?
  /// The row as filed, without its line end; a NUL byte is shown as U+2400.
  public var raw: String

  /// A rejected row.
  public init(
    file: String, row: Int, line: Int, column: String?, reason: String, source: String? = nil,
    raw: String
  ) {
    self.file = file
    self.row = row
    self.line = line
    self.column = column
    self.reason = reason
    self.source = source
    self.raw = raw
  }
}
