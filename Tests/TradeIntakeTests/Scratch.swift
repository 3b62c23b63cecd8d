import Foundation

@testable import TradeIntake

/// A folder that lasts as long as its owner.
final class Scratch {
  let path: String

  init() throws {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("intake-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    path = place.path
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      print("cannot remove \(path): \(error)")
    }
  }

  /// Writes a file and says where it is.
  @discardableResult
  func write(_ bytes: some Collection<UInt8>, to name: String) throws -> String {
    let place = "\(path)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: place))
    return place
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: true)
  }
}

/// Bytes in memory, handed out in pieces.
final class MemoryStream: ByteStream {
  private var rest: ArraySlice<UInt8>
  let digest = FileDigest(sha256: "", byteCount: 0)

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  func read(
    into piece: inout [UInt8], at offset: Int, atMost limit: Int
  ) throws(StreamFault) -> Int {
    let taken = rest.prefix(limit)
    for (index, byte) in taken.enumerated() { piece[offset + index] = byte }
    rest = rest.dropFirst(taken.count)
    return taken.count
  }
}

/// What reading one file gave.
struct Reading {
  var records: [(row: Int, record: TradeRecord)] = []
  var rejects: [Reject] = []
  var report: FileReport

  /// Reads bytes as a file of a table.
  init(
    _ bytes: some Collection<UInt8>, as table: TradeTable, named name: String? = nil,
    profile: MappingProfile? = nil, pieceSize: Int = 1 << 20
  ) throws {
    let scratch = try Scratch()
    let name = name ?? "\(table.rawValue).csv"
    let path = try scratch.write(bytes, to: name)
    try self.init(
      TradeFile(table: table, name: name, path: path, profile: profile), pieceSize: pieceSize)
  }

  /// Reads text as a file of a table.
  init(_ text: String, as table: TradeTable, profile: MappingProfile? = nil) throws {
    try self.init(text.utf8, as: table, profile: profile)
  }

  init(_ file: TradeFile, pieceSize: Int = 1 << 20) throws {
    var records: [(row: Int, record: TradeRecord)] = []
    var rejects: [Reject] = []
    report = try TradeReader(file: file, pieceSize: pieceSize).read {
      records.append(($0, $1))
    } reject: {
      rejects.append($0)
    }
    self.records = records
    self.rejects = rejects
  }
}

/// Gzip without compression: enough to test the unwrapping.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var rest = bytes[...]
  repeat {
    let block = rest.prefix(0xFFFF)
    rest = rest.dropFirst(block.count)
    packed.append(rest.isEmpty ? 1 : 0)
    packed += littleEndian(UInt32(block.count)).prefix(2)
    packed += littleEndian(~UInt32(block.count)).prefix(2)
    packed += block
  } while !rest.isEmpty
  return packed + littleEndian(checkSum(bytes)) + littleEndian(UInt32(bytes.count))
}

private func littleEndian(_ number: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

/// CRC-32 as gzip wants it, bit by bit.
private func checkSum(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~0) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
      sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1
    }
  }
}
