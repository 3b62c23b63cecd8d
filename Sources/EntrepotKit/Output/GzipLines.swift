import CZlib
import Foundation

/// Reads a text file line by line, compressed or not, without holding it in memory.
enum GzipLines {
  /// Visits lines until the visitor says that it has what it wanted.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - visit: takes a line without its end; returns false to stop.
  /// - Throws: `RunError` for a file that is missing or damaged, naming the line at which the
  ///   visitor gave up.
  static func visit(_ path: String, _ visit: (Substring) throws -> Bool) throws {
    guard let file = gzopen(path, "rb") else {
      throw RunError("\(path): cannot be opened; is this a whole run folder?")
    }
    defer { gzclose(file) }
    var number = 0
    func visitNext(_ line: ArraySlice<UInt8>) throws(RunError) -> Bool {
      number += 1
      do {
        return try visit(String(decoding: line, as: UTF8.self)[...])
      } catch let error as RunError {
        throw error
      } catch {
        let reason = error is DecodingError ? "it is not as a run writes it" : "\(error)"
        throw RunError("\(path):\(number): is damaged: \(reason); run again to replace it")
      }
    }
    var rest: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = chunk.withUnsafeMutableBytes { gzread(file, $0.baseAddress, UInt32($0.count)) }
      guard count >= 0 else { throw RunError("\(path): is damaged; run again to replace it") }
      if count == 0 {
        // A compressed file that ends early reads like a short one; only the status tells.
        var status = Z_OK
        gzerror(file, &status)
        guard status == Z_OK else { throw RunError("\(path): ends early; run again to replace it") }
        break
      }
      rest += chunk[..<Int(count)]
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: 0x0A) {
        guard try visitNext(rest[start..<end]) else { return }
        start = end + 1
      }
      rest.removeSubrange(..<start)
    }
    if !rest.isEmpty { _ = try visitNext(rest[...]) }
  }
}
