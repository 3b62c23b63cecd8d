/// A table that is written while it grows: ten million rows never wait in memory together.
struct TableFile {
  private let file: OutputFile
  private var table: CSVText
  private static let waitingBytes = 1 << 16

  /// Creates the file.
  ///
  /// - Parameters:
  ///   - path: the file; one that is there already is an error.
  ///   - header: the names of the columns.
  /// - Throws: `RunError` where it cannot be made.
  init(path: String, header: [String]) throws(RunError) {
    file = try OutputFile(path: path)
    table = CSVText(header: header)
  }

  /// Adds a row; nil is an empty cell, which means "unknown".
  mutating func add(_ cells: [String?]) throws(RunError) {
    table.add(cells)
    guard table.bytes.count > Self.waitingBytes else { return }
    try file.write(table.bytes)
    table.removeAll()
  }

  /// Writes what is left and closes the file; only then is it whole.
  mutating func close() throws(RunError) {
    try file.write(table.bytes)
    table.removeAll()
    try file.close()
  }
}
