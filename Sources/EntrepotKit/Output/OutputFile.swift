import CZlib
import Foundation

/// A file that is being written through a buffer, plain or compressed.
final class OutputFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Kept at one address: zlib checks that its state has not moved.
  private var compressor: UnsafeMutablePointer<z_stream>?
  private var isClosed = false

  /// Creates the file; one that is there already is an error.
  init(path: String, compressed: Bool = false) throws(RunError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard descriptor >= 0 else { throw OutputFile.failure(path, "created") }
    buffer.reserveCapacity(Self.bufferSize + 4096)
    guard compressed else { return }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window plus 16: a gzip header, which zlib writes without name and time.
    guard
      deflateInit2_(
        stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else {
      stream.deallocate()
      throw RunError("\(path): zlib cannot start compressing; out of memory?")
    }
    compressor = stream
  }

  deinit {
    if !isClosed { Foundation.close(descriptor) }
    if let compressor {
      deflateEnd(compressor)
      compressor.deallocate()
    }
  }

  /// Adds text.
  func write(_ text: String) throws(RunError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush(finish: false) }
  }

  /// Writes what is left and closes the file; only then is it whole.
  func close() throws(RunError) {
    try flush(finish: true)
    isClosed = true
    guard Foundation.close(descriptor) == 0 else { throw OutputFile.failure(path, "closed") }
  }

  /// Writes a whole file.
  static func write(_ text: String, to path: String, compressed: Bool = false) throws(RunError) {
    let file = try OutputFile(path: path, compressed: compressed)
    try file.write(text)
    try file.close()
  }

  /// Makes a folder.
  static func makeFolder(_ path: String) throws(RunError) {
    guard mkdir(path, 0o755) == 0 else { throw failure(path, "made") }
  }

  private static let bufferSize = 1 << 20

  private func flush(finish: Bool) throws(RunError) {
    if let compressor {
      try put(Self.deflated(buffer, by: compressor, finish: finish))
    } else {
      try put(buffer)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func deflated(
    _ bytes: [UInt8], by stream: UnsafeMutablePointer<z_stream>, finish: Bool
  ) throws(RunError) -> [UInt8] {
    var output: [UInt8] = []
    var input = bytes
    var status = Z_OK
    input.withUnsafeMutableBufferPointer { bytes in
      stream.pointee.next_in = bytes.baseAddress
      stream.pointee.avail_in = UInt32(bytes.count)
      repeat {
        output += [UInt8](unsafeUninitializedCapacity: 1 << 18) { space, count in
          stream.pointee.next_out = space.baseAddress
          stream.pointee.avail_out = UInt32(space.count)
          status = deflate(stream, finish ? Z_FINISH : Z_NO_FLUSH)
          count = space.count - Int(stream.pointee.avail_out)
        }
      } while stream.pointee.avail_out == 0
    }
    guard status >= 0 || status == Z_BUF_ERROR else {
      throw RunError("zlib cannot compress (status \(status)); run again")
    }
    return output
  }

  private func put(_ bytes: [UInt8]) throws(RunError) {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        throw OutputFile.failure(path, "written")
      }
      start += written
    }
  }

  static func failure(_ path: String, _ verb: String) -> RunError {
    let code = errno
    let mend =
      switch code {
      case ENOSPC, EDQUOT: "free some space there, or choose another place with --out"
      case EACCES, EPERM, EROFS: "choose a place with --out where you may write"
      case ENOENT, ENOTDIR: "make its parent folder first"
      default: "check the place given with --out"
      }
    return RunError("\(path): cannot be \(verb): \(String(cString: strerror(code))); \(mend)")
  }
}
