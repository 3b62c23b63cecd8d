/// Cells of one row that are whole, not quoted, and followed by a comma: nearly all there are.
///
/// What the scanner does for a cell in several steps is one loop here; it reads twice as fast.
struct PlainCells {
  /// The cells of the row so far.
  var cells: [Cell]
  /// How many there really are.
  var count: Int
  /// The bits that are set in any byte.
  var bits: UInt8
  /// Where the first cell begins that was not taken.
  var next: Int

  /// Takes cells until one is of another kind or not complete.
  mutating func take(
    _ bytes: Span<UInt8>, row start: Int, upTo filled: Int, keeping limit: Int
  ) {
    while next < filled, bytes[next] != .quote {
      let (end, bits) = Self.end(of: bytes, from: next, upTo: filled)
      self.bits |= bits
      guard end < filled, bytes[end] == .comma else { return }
      if count < limit {
        cells.append(
          Cell(start: Int32(next - start), end: Int32(end - start), hasDoubledQuotes: false))
      }
      count += 1
      next = end + 1
    }
  }

  /// Where plain text ends, and the bits set in it; eight bytes at a time, which is three times as fast
  /// as one by one.
  private static func end(
    of bytes: Span<UInt8>, from start: Int, upTo filled: Int
  ) -> (end: Int, bits: UInt8) {
    let words = bytes.bytes
    var position = start
    var bits: UInt64 = 0
    while position + 8 <= filled {
      let word = UInt64(
        littleEndian: words.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
      let marks = word.markingBytesUpToComma
      guard marks != 0 else {
        bits |= word
        position += 8
        continue
      }
      // The lowest mark is exact; a borrow may set others above it.
      let plain = marks.trailingZeroBitCount / 8
      bits |= word & ((1 << UInt64(8 * plain)) - 1)
      position += plain
      guard bytes[position].isPlainText else { return (position, bits.anyByte) }
      bits |= UInt64(bytes[position])
      position += 1
    }
    while position < filled, bytes[position] > .comma || bytes[position].isPlainText {
      bits |= UInt64(bytes[position])
      position += 1
    }
    return (position, bits.anyByte)
  }
}

extension UInt64 {
  /// A high bit in each byte that is at most a comma, and perhaps in bytes above one of these.
  ///
  /// - SeeAlso: S. E. Anderson, *Bit Twiddling Hacks*, "Determine if a word has a byte less than n".
  fileprivate var markingBytesUpToComma: UInt64 {
    // The borrow that wraps around is what the trick is defined by.
    (self &- 0x2D2D_2D2D_2D2D_2D2D) & ~self & 0x8080_8080_8080_8080
  }

  /// The bits that are set in any of the eight bytes.
  fileprivate var anyByte: UInt8 {
    let half = self | self >> 32
    let quarter = half | half >> 16
    return UInt8(truncatingIfNeeded: quarter | quarter >> 8)
  }
}

extension UInt8 {
  /// Whether the byte neither ends a cell nor is NUL; only asked of bytes up to the comma.
  fileprivate var isPlainText: Bool {
    self != .comma && self != .lineFeed && self != .carriageReturn && self != 0
  }
}
