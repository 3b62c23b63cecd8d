/// Reads one JSON value into a field tree, as RFC 8259 has it.
///
/// Numbers are kept as filed: `8473302000` stays ten digits, `1e3` stays `1e3`. The elements of an
/// array are values of the same field. `null` is unknown.
///
/// - Complexity: O(bytes) time.
struct JSONCells {
  /// What is wrong with the text; where it is does not matter, a bad line is shown whole.
  struct Fault: Error {}

  /// Objects inside objects are followed down to this depth.
  static let deepest = 64

  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var depth = 0
  private var text: [UInt8] = []

  /// A reader of one value.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Reads an object with nothing behind it.
  mutating func read(into tree: inout FieldTree) throws(Fault) {
    skipSpace()
    guard peek() == 0x7B else { throw Fault() }
    try readObject(into: &tree)
    skipSpace()
    guard position == bytes.endIndex else { throw Fault() }
  }

  private func peek() -> UInt8? {
    position < bytes.endIndex ? bytes[position] : nil
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
    }
  }

  private mutating func expect(_ byte: UInt8) throws(Fault) {
    guard peek() == byte else { throw Fault() }
    position += 1
  }

  private mutating func readObject(into tree: inout FieldTree) throws(Fault) {
    depth += 1
    guard depth <= Self.deepest else { throw Fault() }
    try expect(0x7B)
    skipSpace()
    if peek() == 0x7D {
      position += 1
      depth -= 1
      return
    }
    while true {
      skipSpace()
      try readString()
      let name = String(decoding: text, as: UTF8.self)
      skipSpace()
      try expect(0x3A)
      try readValue(of: name, into: &tree)
      skipSpace()
      guard peek() == 0x2C else { break }
      position += 1
    }
    try expect(0x7D)
    depth -= 1
  }

  /// Reads what stands behind a name: one value, or the elements of an array one by one.
  private mutating func readValue(of name: String, into tree: inout FieldTree) throws(Fault) {
    skipSpace()
    guard peek() == 0x5B else {
      tree.enter(name)
      try readSingle(into: &tree)
      tree.leave()
      return
    }
    depth += 1
    guard depth <= Self.deepest else { throw Fault() }
    position += 1
    skipSpace()
    if peek() == 0x5D {
      position += 1
      depth -= 1
      return
    }
    while true {
      try readValue(of: name, into: &tree)
      skipSpace()
      guard peek() == 0x2C else { break }
      position += 1
    }
    try expect(0x5D)
    depth -= 1
  }

  private mutating func readSingle(into tree: inout FieldTree) throws(Fault) {
    switch peek() ?? 0 {
    case 0x7B: try readObject(into: &tree)
    case 0x22:
      try readString()
      tree.take(text)
    case 0x2D, 0x30...0x39: tree.take(try readNumber())
    case 0x74: tree.take(try readWord("true"))
    case 0x66: tree.take(try readWord("false"))
    default: _ = try readWord("null")
    }
  }

  private mutating func readWord(_ word: StaticString) throws(Fault) -> ArraySlice<UInt8> {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.endIndex, bytes[position..<end].elementsEqual(word.description.utf8) else {
      throw Fault()
    }
    defer { position = end }
    return bytes[position..<end]
  }

  private mutating func readNumber() throws(Fault) -> ArraySlice<UInt8> {
    let start = position
    if peek() == 0x2D { position += 1 }
    if peek() == 0x30 {
      position += 1
    } else {
      try skipDigits()
    }
    if peek() == 0x2E {
      position += 1
      try skipDigits()
    }
    if peek().map({ $0 | 0x20 }) == 0x65 {
      position += 1
      if peek() == 0x2B || peek() == 0x2D { position += 1 }
      try skipDigits()
    }
    return bytes[start..<position]
  }

  private mutating func skipDigits() throws(Fault) {
    guard let first = peek(), first.isDigit else { throw Fault() }
    while let byte = peek(), byte.isDigit { position += 1 }
  }

  /// Reads a string into `text`.
  private mutating func readString() throws(Fault) {
    try expect(0x22)
    text.removeAll(keepingCapacity: true)
    while let byte = peek() {
      position += 1
      switch byte {
      case 0x22: return
      case 0x5C: try readEscape()
      case 0..<0x20: throw Fault()
      default: text.append(byte)
      }
    }
    throw Fault()
  }

  private mutating func readEscape() throws(Fault) {
    guard let letter = peek() else { throw Fault() }
    position += 1
    switch letter {
    case 0x22, 0x5C, 0x2F: text.append(letter)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75: try readUnicodeEscape()
    default: throw Fault()
    }
  }

  private mutating func readUnicodeEscape() throws(Fault) {
    var code = try readFourDigits()
    if (0xD800..<0xDC00).contains(code) {
      try expect(0x5C)
      try expect(0x75)
      let low = try readFourDigits()
      guard (0xDC00..<0xE000).contains(low) else { throw Fault() }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    // NUL would end texts in other programs; half a pair is no character.
    guard code != 0, let scalar = Unicode.Scalar(code) else { throw Fault() }
    text.append(contentsOf: Character(scalar).utf8)
  }

  private mutating func readFourDigits() throws(Fault) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw Fault()
      }
      code = code << 4 + UInt32(digit)
      position += 1
    }
    return code
  }
}
