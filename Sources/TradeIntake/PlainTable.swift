import Foundation

/// Rows of any CSV file, cell by cell, for tables that are no part of a trade folder.
public enum PlainTable {
  /// One row that can be used.
  public struct Entry: Sendable {
    /// The row in the file; the header is row 1.
    public let number: Int
    /// The cells; nil where one is empty.
    public let cells: [String?]
  }

  /// Visits the header, then every row.
  ///
  /// - Parameters:
  ///   - path: the file, compressed if its name ends in `.gz`; `-` is standard input.
  ///   - header: gets the names of the columns as filed.
  ///   - row: gets each row that has as many cells as the header.
  /// - Returns: what is wrong with the rows that have not, in order.
  /// - Throws: `IntakeError` where the file cannot be read; what the closures throw.
  public static func visit(
    _ path: String, header: ([String]) throws -> Void, row: (Entry) throws -> Void
  ) throws -> [String] {
    let name = path == "-" ? "standard input" : path
    let stream: any ByteStream
    do throws(StreamFault) {
      if path == "-" {
        stream = StandardInput()
      } else {
        let disk = try DiskFile(path: path)
        stream = path.hasSuffix(".gz") ? Gunzip(disk, pieceSize: 1 << 16) : disk
      }
    } catch {
      throw IntakeError.unreadable(path: name, reason: error.reason)
    }
    var scanner = RowScanner(stream, file: name, pieceSize: 1 << 16)
    try header(scanner.readHeader().filed)
    var faults: [String] = []
    while try scanner.next() {
      do throws(RowFault) {
        try scanner.checkShape()
      } catch {
        faults.append("\(name):\(scanner.rowNumber): \(error.reason.rawValue)")
        continue
      }
      let cells = scanner.row.cells.indices.map { scanner.row.text(ofCell: $0) }
      try row(Entry(number: scanner.rowNumber, cells: cells))
    }
    return faults
  }
}

/// Standard input, whatever it is connected to.
private final class StandardInput: ByteStream {
  /// Nothing lies on disk.
  let digest = FileDigest(sha256: "", byteCount: 0)

  func read(
    into piece: inout [UInt8], at offset: Int, atMost limit: Int
  ) throws(StreamFault) -> Int {
    let count = piece.withUnsafeMutableBytes { bytes in
      let free = UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + limit])
      var count: Int
      repeat {
        count = Foundation.read(STDIN_FILENO, free.baseAddress, free.count)
      } while count < 0 && errno == EINTR
      return count
    }
    guard count >= 0 else {
      throw StreamFault(kind: .unreadable, reason: String(cString: strerror(errno)))
    }
    return count
  }
}
