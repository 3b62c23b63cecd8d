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
    var value = value
    value.withUTF8 { text in
      if text.contains(where: isSpecial) {
        var escaped: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
          append(scalar, to: &escaped)
        }
        bytes += escaped
      } else {
        bytes.append(contentsOf: text)
      }
    }
    bytes.append(0x22)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    // 0xE2 begins U+2028 and U+2029, which end a line in JavaScript.
    case 0..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x5C, 0x7F, 0xE2: true
    default: false
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar {
    case "\"": bytes += [0x5C, 0x22]
    case "\\": bytes += [0x5C, 0x5C]
    case "\n": bytes += [0x5C, 0x6E]
    case "\r": bytes += [0x5C, 0x72]
    case "\t": bytes += [0x5C, 0x74]
    case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{7F}", "\u{0}"..<"\u{20}":
      let digits = String(scalar.value, radix: 16)
      bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    default: bytes += Array(String(scalar).utf8)
    }
  }
}
