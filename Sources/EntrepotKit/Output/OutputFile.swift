import Foundation

/// A file that is being written through a buffer.
final class OutputFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isClosed = false

  /// Creates the file; one that is there already is an error.
  init(path: String) throws(RunError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard descriptor >= 0 else { throw OutputFile.failure(path, "created") }
    buffer.reserveCapacity(Self.bufferSize + 4096)
  }

  deinit {
    if !isClosed { Foundation.close(descriptor) }
  }

  /// Adds text.
  func write(_ text: String) throws(RunError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Adds bytes as they are.
  func write(_ bytes: [UInt8]) throws(RunError) {
    buffer += bytes
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes what is left and closes the file; only then is it whole.
  func close() throws(RunError) {
    try flush()
    isClosed = true
    guard Foundation.close(descriptor) == 0 else { throw OutputFile.failure(path, "closed") }
  }

  /// Writes a whole file.
  static func write(_ text: String, to path: String) throws(RunError) {
    let file = try OutputFile(path: path)
    try file.write(text)
    try file.close()
  }

  /// Writes a whole file.
  static func write(_ bytes: [UInt8], to path: String) throws(RunError) {
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.close()
  }

  /// Makes a folder.
  static func makeFolder(_ path: String) throws(RunError) {
    guard mkdir(path, 0o755) == 0 else { throw failure(path, "made") }
  }

  private static let bufferSize = 1 << 20

  private func flush() throws(RunError) {
    try put(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: [UInt8]) throws(RunError) {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
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
