import CCrypto
import Foundation

/// Sums of bytes in memory.
enum Digest {
  /// SHA-256 in 64 lower-case hexadecimal digits.
  static func sha256(of data: Data) -> String {
    var sum = [UInt8](repeating: 0, count: 32)
    let isDone = data.withUnsafeBytes { bytes in
      EVP_Digest(bytes.baseAddress, bytes.count, &sum, nil, EVP_sha256(), nil)
    }
    precondition(isDone == 1, "libcrypto has no SHA-256")
    return sum.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
