import Foundation

/// Why bytes could not be had.
struct StreamFault: Error {
  enum Kind {
    case unreadable
    case damagedGzip
  }

  let kind: Kind
  let reason: String
}

/// Bytes that come piece by piece.
protocol ByteStream: AnyObject {
  /// Fills up to `limit` bytes of `piece` from `offset`, and says how many came; 0 is the end.
  func read(
    into piece: inout [UInt8], at offset: Int, atMost limit: Int
  ) throws(StreamFault) -> Int
  /// The digest of the file as it lies on disk, once the end is reached.
  var digest: FileDigest { get }
}

/// A regular file, read from front to back and digested on the way.
final class DiskFile: ByteStream {
  private let descriptor: Int32
  private var sum = DigestInProgress()
  private(set) var digest = FileDigest(sha256: "", byteCount: 0)

  init(path: String) throws(StreamFault) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw StreamFault(kind: .unreadable, reason: Self.systemMessage())
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw StreamFault(kind: .unreadable, reason: "it is not a regular file")
    }
  }

  deinit { close(descriptor) }

  func read(
    into piece: inout [UInt8], at offset: Int, atMost limit: Int
  ) throws(StreamFault) -> Int {
    let descriptor = descriptor
    let count = piece.withUnsafeMutableBytes { bytes in
      let free = UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + limit])
      var count: Int
      repeat {
        count = Foundation.read(descriptor, free.baseAddress, free.count)
      } while count < 0 && errno == EINTR
      if count > 0 { sum.update(UnsafeRawBufferPointer(rebasing: free[..<count])) }
      return count
    }
    guard count >= 0 else {
      throw StreamFault(kind: .unreadable, reason: Self.systemMessage())
    }
    if count == 0, digest.sha256.isEmpty { digest = sum.finish() }
    return count
  }

  private static func systemMessage() -> String { String(cString: strerror(errno)) }
}
