import Foundation

/// Rows of a table by the names of its columns, compressed or not.
enum NamedRows {
  /// Visits the cells of the columns asked for, in that order.
  ///
  /// - Parameters:
  ///   - path: the file, or what it is called without `.gz`.
  ///   - columns: names of columns.
  ///   - remedy: what to do where a column is missing.
  ///   - visit: takes the cells of a row.
  /// - Throws: `RunError` where the file or a column is missing.
  static func visit(
    _ path: String, columns: [String], orElse remedy: String? = nil,
    _ visit: ([String]) throws -> Void
  ) throws {
    let files = FileManager.default
    let place = files.fileExists(atPath: path) ? path : path + ".gz"
    guard files.fileExists(atPath: place) else {
      throw RunError("\(path): is not there, and no .gz of it either")
    }
    var places: [Int]?
    try CSVRows.visitAll(place) { cells in
      guard let known = places else {
        places = try columns.map { name in
          guard let column = cells.firstIndex(of: name) else {
            throw RunError(
              "\(place): has no column \(name)" + (remedy.map { "; " + $0 } ?? ""))
          }
          return column
        }
        return
      }
      try visit(known.map { $0 < cells.count ? cells[$0] : "" })
    }
  }
}
