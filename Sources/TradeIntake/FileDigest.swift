import CCrypto

/// The SHA-256 digest of a file and its length.
public struct FileDigest: Hashable, Sendable {
  /// The digest as 64 lower-case hexadecimal digits.
  public var sha256: String
  /// The number of bytes on disk.
  public var byteCount: Int

  /// A digest from its parts.
  public init(sha256: String, byteCount: Int) {
    self.sha256 = sha256
    self.byteCount = byteCount
  }

  /// Reads a file from end to end and digests it.
  public static func of(_ path: String) throws(IntakeError) -> FileDigest {
    let stream: DiskFile
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    do throws(StreamFault) {
      stream = try DiskFile(path: path)
      while try stream.read(into: &piece, at: 0, atMost: piece.count) > 0 {}
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    return stream.digest
  }
}

/// A SHA-256 computation under way in libcrypto.
struct DigestInProgress: ~Copyable {
  private let context = EVP_MD_CTX_new()
  private var byteCount = 0

  init() {
    let isReady = EVP_DigestInit_ex(context, EVP_sha256(), nil)
    precondition(isReady == 1, "libcrypto has no SHA-256")
  }

  deinit { EVP_MD_CTX_free(context) }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    byteCount += bytes.count
  }

  /// The digest of everything so far; the computation starts anew.
  mutating func finish() -> FileDigest {
    var sum = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &sum, nil)
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
    defer { byteCount = 0 }
    return FileDigest(sha256: Self.hexadecimal(sum), byteCount: byteCount)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
