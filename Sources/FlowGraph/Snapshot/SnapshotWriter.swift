#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes columns into a snapshot file, which appears under its name only when it is whole.
struct SnapshotWriter {
  /// A column that waits to be written.
  private struct Pending {
    var entry: SnapshotEntry
    var piece: any SnapshotPiece
  }

  private var pending: [Pending] = []
  private let origin: [UInt8]
  private let extent: IndexExtent

  /// Writes columns of an index of some extent, made from `origin`.
  init(origin: [UInt8], extent: IndexExtent) {
    precondition(origin.count == 32, "an origin has 32 bytes, got \(origin.count)")
    self.origin = origin
    self.extent = extent
  }

  /// Adds a column.
  mutating func add<Element>(_ name: String, _ column: Column<Element>) {
    precondition(pending.allSatisfy { $0.entry.name != name }, "two columns named \(name)")
    let entry = SnapshotEntry(
      name: name, offset: 0, count: column.count, width: MemoryLayout<Element>.stride)
    pending.append(Pending(entry: entry, piece: column))
  }

  /// Writes the file.
  consuming func write(to path: String) throws(SnapshotError) {
    let partial = "\(path).\(getpid()).partial"
    let file = unsafe open(partial, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .cannotWrite(path: path, reason: ColumnBytes.reason()) }
    do throws(SnapshotError) {
      try fill(file, path: path)
      guard unsafe rename(partial, path) == 0 else {
        throw .cannotWrite(path: path, reason: ColumnBytes.reason())
      }
      close(file)
    } catch {
      close(file)
      unsafe unlink(partial)
      throw error
    }
  }

  private mutating func fill(_ file: Int32, path: String) throws(SnapshotError) {
    var length = 0
    for index in pending.indices {
      pending[index].entry.offset = length
      length = SnapshotLayout.aligned(length + pending[index].entry.length)
    }
    let dataStart = SnapshotLayout.dataStart(columnCount: pending.count, dataLength: length)
    for index in pending.indices { pending[index].entry.offset += dataStart }
    guard ftruncate(file, off_t(dataStart + length)) == 0 else {
      throw .cannotWrite(path: path, reason: ColumnBytes.reason())
    }
    for column in pending {
      try Self.put(column.piece, at: column.entry.offset, into: file, path: path)
    }
    let checksums = try Self.checksums(of: file, from: dataStart, length: length, path: path)
    let head = head(dataStart: dataStart, length: length, checksums: checksums)
    try Self.put(Column(head), at: 0, into: file, path: path)
  }

  private func head(dataStart: Int, length: Int, checksums: [UInt64]) -> [UInt8] {
    var head: [UInt8] = []
    head.append(number: SnapshotLayout.magic)
    head.append(number: UInt64(SnapshotLayout.version) | UInt64(pending.count) << 32)
    head.append(number: UInt64(dataStart + length))
    head.append(number: UInt64(dataStart))
    head += origin
    for number in extent.numbers { head.append(number: UInt64(bitPattern: number)) }
    head += [UInt8](repeating: 0, count: SnapshotLayout.headerLength - head.count)
    for column in pending { head += column.entry.bytes }
    for checksum in checksums { head.append(number: checksum) }
    head += [UInt8](repeating: 0, count: dataStart - head.count)
    let checksum = unsafe SnapshotFile.checksum(ofHead: head.span.bytes)
    var number: [UInt8] = []
    number.append(number: checksum)
    head.replaceSubrange(
      SnapshotLayout.checksumOffset..<(SnapshotLayout.checksumOffset + 8), with: number)
    return head
  }

  /// Writes the bytes of a column, on all cores.
  private static func put(
    _ piece: any SnapshotPiece, at offset: Int, into file: Int32, path: String
  ) throws(SnapshotError) {
    let pieceLength = 1 << 22
    let count = (piece.byteCount + pieceLength - 1) / pieceLength
    let failures = Parallel.map(count: count) { index -> String? in
      var place = index * pieceLength
      let end = min(place + pieceLength, piece.byteCount)
      while place < end {
        let written = piece.write(place..<end, to: file, at: offset + place)
        if written <= 0 { return ColumnBytes.reason() }
        place += written
      }
      return nil
    }
    if let reason = failures.compactMap({ $0 }).first {
      throw .cannotWrite(path: path, reason: reason)
    }
  }

  /// The checksums of the blocks, of the bytes that the system says are in the file.
  private static func checksums(
    of file: Int32, from start: Int, length: Int, path: String
  ) throws(SnapshotError) -> [UInt64] {
    guard length > 0 else { return [] }
    let bytes = try ColumnBytes(mapping: file, path: path)
    return Parallel.map(count: SnapshotLayout.blockCount(of: length)) { block in
      let first = start + block * SnapshotLayout.blockLength
      return bytes.checksum(first..<min(first + SnapshotLayout.blockLength, start + length))
    }
  }
}

/// A column of any kind, as bytes.
private protocol SnapshotPiece: Sendable {
  var byteCount: Int { get }
  /// Writes some of the bytes at an offset of a file; how many, or below zero on failure.
  func write(_ range: Range<Int>, to file: Int32, at offset: Int) -> Int
}

extension Column: SnapshotPiece {
  fileprivate var byteCount: Int { count * MemoryLayout<Element>.stride }

  fileprivate func write(_ range: Range<Int>, to file: Int32, at offset: Int) -> Int {
    unsafe raw.extracting(range).withUnsafeBytes {
      unsafe pwrite(file, $0.baseAddress, $0.count, off_t(offset))
    }
  }
}
