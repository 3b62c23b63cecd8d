import TradeModel

/// JSON written straight into bytes: for the files that have a line for every export.
struct JSONBytes {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Starts over, keeping the space.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  mutating func object(_ body: (inout Self) -> Void) {
    wrap(0x7B, 0x7D, body)
  }

  mutating func array(_ body: (inout Self) -> Void) {
    wrap(0x5B, 0x5D, body)
  }

  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(0x22)
    bytes.append(0x3A)
    needsComma = false
  }

  mutating func string(_ value: String) {
    separate()
    Self.quote(value, into: &bytes)
    needsComma = true
  }

  /// A goods line as explanations cite it, `SOURCE/ID/LINE`.
  mutating func citation(_ identity: DeclarationIdentity) {
    separate()
    bytes.append(0x22)
    Self.escape(identity.source, into: &bytes)
    bytes.append(0x2F)
    Self.escape(identity.declarationID, into: &bytes)
    bytes.append(0x2F)
    bytes.append(contentsOf: String(identity.line).utf8)
    bytes.append(0x22)
    needsComma = true
  }

  mutating func number(_ value: Double) {
    raw(Self.plain(value))
  }

  mutating func integer(_ value: Int) {
    raw(String(value))
  }

  mutating func bool(_ value: Bool) {
    raw(value ? "true" : "false")
  }

  mutating func null() {
    raw("null")
  }

  mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  private mutating func wrap(_ open: UInt8, _ close: UInt8, _ body: (inout Self) -> Void) {
    separate()
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  /// The shortest digits that read back as the same number; JSON has no infinities.
  static func plain(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }

  /// Appends a quoted string; what a page could take for markup is escaped as well.
  static func quote(_ value: String, into bytes: inout [UInt8]) {
    bytes.append(0x22)
    escape(value, into: &bytes)
    bytes.append(0x22)
  }

  /// Bytes are looked at, not characters: every explanation of a run passes here, and arrows and
  /// quotation marks begin with the byte that the ends of lines of JavaScript begin with.
  private static func escape(_ value: String, into bytes: inout [UInt8]) {
    var value = value
    value.withUTF8 { text in
      var copied = 0
      var place = 0
      while place < text.count {
        guard let length = lengthOfSpecial(at: place, in: text) else {
          place += 1
          continue
        }
        bytes.append(contentsOf: text[copied..<place])
        escape(text[place..<(place + length)], into: &bytes)
        place += length
        copied = place
      }
      bytes.append(contentsOf: text[copied...])
    }
  }

  /// How many bytes the character at a place has, if it must be escaped; nil for all others.
  private static func lengthOfSpecial(
    at place: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    switch text[place] {
    case 0..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x5C, 0x7F: 1
    // U+2028 and U+2029, which end a line in JavaScript.
    case 0xE2 where text[place + 1] == 0x80 && text[place + 2] & 0xFE == 0xA8: 3
    default: nil
    }
  }

  private static func escape(
    _ character: Slice<UnsafeBufferPointer<UInt8>>, into bytes: inout [UInt8]
  ) {
    switch character[character.startIndex] {
    case 0x22: bytes += [0x5C, 0x22]
    case 0x5C: bytes += [0x5C, 0x5C]
    case 0x0A: bytes += [0x5C, 0x6E]
    case 0x0D: bytes += [0x5C, 0x72]
    case 0x09: bytes += [0x5C, 0x74]
    default:
      for scalar in String(decoding: character, as: UTF8.self).unicodeScalars {
        let digits = String(scalar.value, radix: 16)
        bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      }
    }
  }
}
