/// A stretch of text inside a cell, and what is worth knowing about it.
struct Passage {
  var length = 0
  /// The bits that are set in any byte; 0x80 among them means that it is not all ASCII.
  var allBits: UInt8 = 0
  var hasNul = false
  var lineFeeds = 0

  /// Text up to the next comma, line feed or carriage return.
  init(ofBareText bytes: Span<UInt8>) {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte <= .comma {
        if byte == .comma || byte == .lineFeed || byte == .carriageReturn {
          length = index
          return
        }
        if byte == 0 { hasNul = true }
      }
      allBits |= byte
    }
    length = bytes.count
  }

  /// Text up to the next quote.
  init(ofQuotedText bytes: Span<UInt8>) {
    var first = 0
    while first + 8 <= bytes.count {
      let word = bytes.word(at: first)
      guard word.marksOfQuotesAndControls == 0 else { break }
      allBits |= word.anyByte
      first += 8
    }
    for index in first..<bytes.count {
      let byte = bytes[index]
      if byte <= .quote {
        if byte == .quote {
          length = index
          return
        }
        if byte == .lineFeed { lineFeeds += 1 }
        if byte == 0 { hasNul = true }
      }
      allBits |= byte
    }
    length = bytes.count
  }
}
