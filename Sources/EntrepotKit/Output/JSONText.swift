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
    case .number(let value): text += JSONBytes.plain(value)
    case .string(let value): text += Self.quoted(value)
    case .array(let values):
      Self.list(values, open: "[", close: "]", indent: indent, into: &text) { value, text, inner in
        value.append(to: &text, indent: inner)
      }
    case .object(let pairs):
      Self.list(pairs, open: "{", close: "}", indent: indent, into: &text) { pair, text, inner in
        text += Self.quoted(pair.0)
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

  private static func quoted(_ value: String) -> String {
    var bytes: [UInt8] = []
    JSONBytes.quote(value, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
