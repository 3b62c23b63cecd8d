/// A JSON value whose objects keep the order in which they were written.
///
/// Output files are compared byte for byte, and read by people: the order is part of them.
enum JSONText {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The value on one line.
  var line: String {
    var text = ""
    append(to: &text)
    return text
  }

  /// The value over several lines, two spaces a level.
  var indented: String {
    var text = ""
    append(to: &text, indent: 0)
    return text + "\n"
  }

  static func optional(_ value: String?) -> Self { value.map(Self.string) ?? .null }
  static func optional(_ value: Double?) -> Self { value.map(Self.number) ?? .null }

  private func append(to text: inout String, indent: Int? = nil) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += Self.plain(value)
    case .string(let value): Self.quote(value, into: &text)
    case .array(let values):
      Self.list(values, open: "[", close: "]", indent: indent, into: &text) { value, text, inner in
        value.append(to: &text, indent: inner)
      }
    case .object(let pairs):
      Self.list(pairs, open: "{", close: "}", indent: indent, into: &text) { pair, text, inner in
        Self.quote(pair.0, into: &text)
        text += inner == nil ? ":" : ": "
        pair.1.append(to: &text, indent: inner)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element], open: String, close: String, indent: Int?, into text: inout String,
    _ append: (Element, inout String, Int?) -> Void
  ) {
    text += open
    let inner = indent.map { $0 + 2 }
    for (position, element) in elements.enumerated() {
      if position > 0 { text += "," }
      if let inner { text += "\n" + String(repeating: " ", count: inner) }
      append(element, &text, inner)
    }
    if let indent, !elements.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
    text += close
  }

  /// The shortest digits that read back as the same number; JSON has no infinities.
  private static func plain(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // Harmless where a page embeds the text in a script or an attribute.
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{7F}": escape(scalar, into: &text)
      case _ where scalar.value < 0x20: escape(scalar, into: &text)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  private static func escape(_ scalar: Unicode.Scalar, into text: inout String) {
    let digits = String(scalar.value, radix: 16)
    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
