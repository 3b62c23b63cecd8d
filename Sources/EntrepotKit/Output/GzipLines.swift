import CZlib
import Foundation

/// Reads a text file line by line, compressed or not, without holding it in memory.
enum GzipLines {
  /// Visits lines until the visitor says that it has what it wanted.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - visit: takes a line without its end; returns false to stop.
  /// - Throws: `RunError` for a file that is missing or damaged, and whatever the visitor throws.
  static func visit(_ path: String, _ visit: (Substring) throws -> Bool) throws {
    guard let file = gzopen(path, "rb") else {
      throw RunError("\(path): cannot be opened; is this a whole run folder?")
    }
    defer { gzclose(file) }
    var rest: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = chunk.withUnsafeMutableBytes { gzread(file, $0.baseAddress, UInt32($0.count)) }
      guard count >= 0 else { throw RunError("\(path): is damaged; run again to replace it") }
      if count == 0 { break }
      rest += chunk[..<Int(count)]
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: 0x0A) {
        let line = String(decoding: rest[start..<end], as: UTF8.self)
        guard try visit(line[...]) else { return }
        start = end + 1
      }
      rest.removeSubrange(..<start)
    }
    if !rest.isEmpty { _ = try visit(String(decoding: rest, as: UTF8.self)[...]) }
  }
}
