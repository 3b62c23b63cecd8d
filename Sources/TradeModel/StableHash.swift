/// A 64-bit hash that is the same on every machine and in every run.
///
/// FNV-1a; good for identifiers of some million things, not for security.
public enum StableHash {
  /// Sixteen hexadecimal digits.
  public static func hex(_ text: String) -> String {
    let digits = String(value(text), radix: 16, uppercase: true)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The number itself.
  public static func value(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 {
      // Wrapping is what this hash is defined by.
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return hash
  }
}
