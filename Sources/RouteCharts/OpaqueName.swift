/// Names for elements that say nothing about what they stand for.
enum OpaqueName {
  /// A stable name of a text: `prefix` and the text's 64-bit FNV-1a sum in hexadecimal.
  ///
  /// The same party has the same name in every drawing, so that two versions can be compared.
  static func of(_ text: String, prefix: String) -> String {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3  // wraps by definition
    }
    let digits = String(sum, radix: 16)
    return prefix + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
