import CZlib
import Foundation

/// A zip archive in memory: the same files give the same bytes.
///
/// Entries are sorted by name and all carry the first day that the format knows, 1980-01-01; nothing
/// tells when, where or by whom the archive was made.
struct ZipArchive {
  /// The files, by name.
  private(set) var files: [String: Data] = [:]

  /// Most bytes that reading an archive may unpack.
  static let mostBytes = 512 << 20
  private static let mostFiles = 10_000

  /// An empty archive.
  init() {}

  /// Adds a file.
  mutating func add(_ name: String, _ data: Data) {
    files[name] = data
  }

  /// The archive's bytes.
  func data() throws(RunError) -> Data {
    var archive = Data()
    var directory = Data()
    for (name, content) in files.sorted(by: { $0.key < $1.key }) {
      let packed = try Deflate.packed(content)
      let isPacked = packed.count < content.count
      let stored = isPacked ? packed : content
      let place = archive.count
      var head = Data()
      // Version 2.0, bit 11: the name is UTF-8.
      head.append(words: [20, 0x0800, isPacked ? 8 : 0, 0, Self.day])
      head.append(long: Deflate.checksum(content))
      head.append(long: UInt32(stored.count))
      head.append(long: UInt32(content.count))
      head.append(words: [UInt16(name.utf8.count), 0])
      archive.append(long: 0x0403_4B50)
      archive.append(head)
      archive.append(contentsOf: name.utf8)
      archive.append(stored)
      directory.append(long: 0x0201_4B50)
      directory.append(words: [20])
      directory.append(head)
      directory.append(words: [0, 0, 0])
      directory.append(long: 0)
      directory.append(long: UInt32(place))
      directory.append(contentsOf: name.utf8)
    }
    let start = archive.count
    archive.append(directory)
    archive.append(long: 0x0605_4B50)
    archive.append(words: [0, 0, UInt16(files.count), UInt16(files.count)])
    archive.append(long: UInt32(directory.count))
    archive.append(long: UInt32(start))
    archive.append(words: [0])
    return archive
  }

  /// 1980-01-01 as MS-DOS has it.
  private static let day: UInt16 = 0x0021

  /// Reads an archive, trusting nothing that it says.
  init(reading data: Data) throws(RunError) {
    let bytes = [UInt8](data)
    guard let end = Self.end(of: bytes) else {
      throw RunError("is not a zip archive, or is cut short")
    }
    let count = Int(bytes.word(end + 10))
    var place = Int(bytes.long(end + 16))
    var unpacked = 0
    guard count <= Self.mostFiles else { throw RunError("holds more than \(Self.mostFiles) files") }
    for _ in 0..<count {
      guard place + 46 <= bytes.count, bytes.long(place) == 0x0201_4B50 else {
        throw RunError("has a damaged directory")
      }
      let nameLength = Int(bytes.word(place + 28))
      let rest = Int(bytes.word(place + 30)) + Int(bytes.word(place + 32))
      guard place + 46 + nameLength + rest <= bytes.count else {
        throw RunError("has a damaged directory")
      }
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      unpacked += Int(bytes.long(place + 24))
      guard unpacked <= Self.mostBytes else {
        throw RunError("would unpack to more than \(Self.mostBytes >> 20) MiB")
      }
      guard files[name] == nil else { throw RunError("holds \(name) twice") }
      files[name] = try Self.file(name, entry: place, in: bytes)
      place += 46 + nameLength + rest
    }
  }

  private static func file(
    _ name: String, entry: Int, in bytes: [UInt8]
  ) throws(RunError) -> Data {
    let method = bytes.word(entry + 10)
    let (packed, size) = (Int(bytes.long(entry + 20)), Int(bytes.long(entry + 24)))
    let head = Int(bytes.long(entry + 42))
    guard head + 30 <= bytes.count, bytes.long(head) == 0x0403_4B50 else {
      throw RunError("\(name): has a damaged head")
    }
    let start = head + 30 + Int(bytes.word(head + 26)) + Int(bytes.word(head + 28))
    guard start + packed <= bytes.count else { throw RunError("\(name): is cut short") }
    let stored = Data(bytes[start..<(start + packed)])
    let content: Data
    switch method {
    case 0: content = stored
    case 8:
      guard let unpacked = Deflate.unpacked(stored, count: size) else {
        throw RunError("\(name): cannot be unpacked")
      }
      content = unpacked
    default: throw RunError("\(name): is packed in a way that is not known")
    }
    guard content.count == size, Deflate.checksum(content) == bytes.long(entry + 16) else {
      throw RunError("\(name): is damaged: its check sum differs")
    }
    return content
  }

  /// Where the record at the end begins.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let earliest = max(0, bytes.count - 22 - 0xFFFF)
    return stride(from: bytes.count - 22, through: earliest, by: -1).first {
      bytes.long($0) == 0x0605_4B50
    }
  }
}

/// Raw deflate and CRC-32, by zlib.
private enum Deflate {
  static func checksum(_ data: Data) -> UInt32 {
    data.withUnsafeBytes { bytes in
      UInt32(
        truncatingIfNeeded: crc32(
          0, bytes.bindMemory(to: UInt8.self).baseAddress, uInt(bytes.count)))
    }
  }

  static func packed(_ data: Data) throws(RunError) -> Data {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw RunError("zlib cannot start compressing; out of memory?") }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, uLong(data.count))) + 16
    var input = [UInt8](data)
    var status = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: room) { space, count in
      input.withUnsafeMutableBufferPointer { bytes in
        stream.next_in = bytes.baseAddress
        stream.avail_in = uInt(bytes.count)
        stream.next_out = space.baseAddress
        stream.avail_out = uInt(space.count)
        status = deflate(&stream, Z_FINISH)
      }
      count = space.count - Int(stream.avail_out)
    }
    guard status == Z_STREAM_END else { throw RunError("zlib cannot compress (status \(status))") }
    return Data(output)
  }

  static func unpacked(_ data: Data, count wanted: Int) -> Data? {
    var stream = z_stream()
    guard
      inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    var input = [UInt8](data)
    var status = Z_OK
    // One byte more, so that more than was promised is noticed.
    let output = [UInt8](unsafeUninitializedCapacity: wanted + 1) { space, count in
      input.withUnsafeMutableBufferPointer { bytes in
        stream.next_in = bytes.baseAddress
        stream.avail_in = uInt(bytes.count)
        stream.next_out = space.baseAddress
        stream.avail_out = uInt(space.count)
        status = inflate(&stream, Z_FINISH)
      }
      count = space.count - Int(stream.avail_out)
    }
    return status == Z_STREAM_END && output.count == wanted ? Data(output) : nil
  }
}

extension Data {
  fileprivate mutating func append(words: [UInt16]) {
    for word in words { append(contentsOf: [UInt8(word & 255), UInt8(word >> 8)]) }
  }

  fileprivate mutating func append(long: UInt32) {
    append(words: [UInt16(long & 0xFFFF), UInt16(long >> 16)])
  }
}

extension [UInt8] {
  fileprivate func word(_ place: Int) -> UInt16 {
    UInt16(self[place]) | UInt16(self[place + 1]) << 8
  }

  fileprivate func long(_ place: Int) -> UInt32 {
    UInt32(word(place)) | UInt32(word(place + 2)) << 16
  }
}
