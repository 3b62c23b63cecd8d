/// Eight bytes at a time: which of them are of some kind, as a high bit in each that is.
///
/// The sums of seven bits each cannot carry into the next byte, so every mark is exact.
///
/// - SeeAlso: S. E. Anderson, *Bit Twiddling Hacks*, "Determine if a word has a zero byte".
extension UInt64 {
  private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Marks the bytes that are a comma.
  var marksOfCommas: UInt64 { marksOfZeros(self ^ 0x2C2C_2C2C_2C2C_2C2C) }

  /// Marks quotes and the bytes below 16, line feeds, carriage returns and NUL among them.
  var marksOfQuotesAndControls: UInt64 {
    let below = ~((self & Self.lowBits &+ 0x7070_7070_7070_7070) | self) & Self.highBits
    return below | marksOfZeros(self ^ 0x2222_2222_2222_2222)
  }

  /// Whether all bytes are ASCII.
  var isASCII: Bool { self & Self.highBits == 0 }

  /// The bits that are set in any of the eight bytes.
  var anyByte: UInt8 {
    let half = self | self >> 32
    let quarter = half | half >> 16
    return UInt8(truncatingIfNeeded: quarter | quarter >> 8)
  }

  private func marksOfZeros(_ word: UInt64) -> UInt64 {
    ~((word & Self.lowBits &+ Self.lowBits) | word) & Self.highBits
  }
}

extension Span<UInt8> {
  /// Eight bytes as one number, the first of them lowest.
  func word(at position: Int) -> UInt64 {
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
  }
}
