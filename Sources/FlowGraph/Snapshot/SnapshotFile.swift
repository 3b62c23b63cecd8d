import Synchronization

/// An open snapshot file: its table of columns, and which of its blocks were checked.
///
/// Opening reads and checks the header, the table and the list of checksums, which are a few
/// thousandths of the file. The columns themselves are checked block by block before the first
/// reading of each block, so no byte is used that was not checked, and none is checked twice.
final class SnapshotFile: Sendable {
  let path: String
  /// What the file was made from: 32 bytes that mean something to whoever made it.
  let origin: [UInt8]
  /// The largest numbers of the index, by which its columns are packed.
  let extent: IndexExtent
  let entries: [SnapshotEntry]
  private let bytes: ColumnBytes
  private let dataStart: Int
  private let checksums: [UInt64]
  private let isConfirmed: Mutex<[Bool]>

  init(opening path: String) throws(SnapshotError) {
    let bytes = try ColumnBytes(mapping: path)
    self.path = path
    self.bytes = bytes
    dataStart = try Self.checkedDataStart(of: bytes.raw, path: path)
    let raw = bytes.raw
    origin = (32..<64).map { unsafe raw.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
    let numbers = (0..<6).map { Int64(bitPattern: raw.number(at: 64 + 8 * $0)) }
    guard let extent = IndexExtent(numbers) else {
      throw .badChecksum(path: path, part: "the header")
    }
    self.extent = extent
    let count = Int(raw.number(at: 8) >> 32)
    var entries: [SnapshotEntry] = []
    for index in 0..<count {
      let start = SnapshotLayout.headerLength + index * SnapshotLayout.entryLength
      guard
        let entry = SnapshotEntry(
          raw.extracting(start..<(start + SnapshotLayout.entryLength))),
        entry.offset >= dataStart, entry.offset % SnapshotLayout.alignment == 0,
        entry.length <= bytes.count - entry.offset
      else { throw .badChecksum(path: path, part: "the table of columns") }
      entries.append(entry)
    }
    self.entries = entries
    let blockCount = SnapshotLayout.blockCount(of: bytes.count - dataStart)
    let firstChecksum = SnapshotLayout.headerLength + count * SnapshotLayout.entryLength
    checksums = (0..<blockCount).map { raw.number(at: firstChecksum + $0 * 8) }
    isConfirmed = Mutex([Bool](repeating: false, count: blockCount))
  }

  /// Checks everything before the columns and says where these begin.
  private static func checkedDataStart(
    of raw: RawSpan, path: String
  ) throws(SnapshotError) -> Int {
    guard raw.byteCount >= SnapshotLayout.headerLength else {
      throw raw.byteCount >= 8 && raw.number(at: 0) == SnapshotLayout.magic
        ? .wrongLength(
          path: path, expected: UInt64(SnapshotLayout.headerLength),
          found: UInt64(raw.byteCount))
        : .foreign(path: path)
    }
    guard raw.number(at: 0) == SnapshotLayout.magic else { throw .foreign(path: path) }
    let version = UInt32(truncatingIfNeeded: raw.number(at: 8))
    guard version == SnapshotLayout.version else {
      throw .wrongVersion(path: path, found: version, known: SnapshotLayout.version)
    }
    guard raw.number(at: 16) == UInt64(raw.byteCount) else {
      throw .wrongLength(
        path: path, expected: raw.number(at: 16), found: UInt64(raw.byteCount))
    }
    let columnCount = Int(raw.number(at: 8) >> 32)
    let dataStart = raw.number(at: 24)
    guard dataStart <= UInt64(raw.byteCount), dataStart % UInt64(SnapshotLayout.alignment) == 0,
      SnapshotLayout.dataStart(
        columnCount: columnCount, dataLength: raw.byteCount - Int(dataStart)) == Int(dataStart),
      checksum(ofHead: raw.extracting(0..<Int(dataStart)))
        == raw.number(at: SnapshotLayout.checksumOffset)
    else { throw .badChecksum(path: path, part: "the header") }
    return Int(dataStart)
  }

  /// The checksum of all before the columns, without the eight bytes in which it stands.
  static func checksum(ofHead head: RawSpan) -> UInt64 {
    let end = SnapshotLayout.checksumOffset
    let before = Checksum.of(head.extracting(0..<end))
    return before ^ Checksum.of(head.extracting((end + 8)..<head.byteCount))
  }

  /// A column of the file, of `count` elements where that is given, not yet checked.
  func column<Element: BitwiseCopyable & Sendable>(
    _ name: String, count: Int? = nil
  ) throws(SnapshotError) -> Column<Element> {
    guard let entry = entries.first(where: { $0.name == name }),
      entry.width == MemoryLayout<Element>.stride, count == nil || entry.count == count
    else { throw .wrongColumn(path: path, name: name) }
    return Column(in: bytes, offset: entry.offset, count: entry.count, file: self)
  }

  /// Checks the blocks of a range of bytes that were not checked before, on all cores.
  func confirm(_ range: Range<Int>) throws(SnapshotError) {
    let first = (range.lowerBound - dataStart) / SnapshotLayout.blockLength
    let blocks = first..<SnapshotLayout.blockCount(of: range.upperBound - dataStart)
    let open = isConfirmed.withLock { isConfirmed in blocks.filter { !isConfirmed[$0] } }
    guard !open.isEmpty else { return }
    let isRight = Parallel.map(count: open.count) { index in
      let start = dataStart + open[index] * SnapshotLayout.blockLength
      let end = min(start + SnapshotLayout.blockLength, bytes.count)
      return bytes.checksum(start..<end) == checksums[open[index]]
    }
    if let bad = isRight.firstIndex(of: false) {
      throw .badChecksum(path: path, part: part(inBlock: open[bad]))
    }
    isConfirmed.withLock { isConfirmed in for block in open { isConfirmed[block] = true } }
  }

  /// Checks every byte of the columns.
  func confirmAll() throws(SnapshotError) {
    if bytes.count > dataStart { try confirm(dataStart..<bytes.count) }
  }

  private func part(inBlock block: Int) -> String {
    let start = dataStart + block * SnapshotLayout.blockLength
    let end = start + SnapshotLayout.blockLength
    let names = entries.filter { $0.offset < end && $0.offset + $0.length > start }.map(\.name)
    return names.isEmpty ? "the padding" : names.joined(separator: " or ")
  }
}
