/// Text for XML, HTML and DOT, with everything that could be taken for markup made harmless.
enum MarkupText {
  /// Text between tags or in a quoted attribute.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return result
  }

  /// A quoted DOT string: a label is read as plain text, never as HTML or as attributes.
  ///
  /// Graphviz reads no string of more than 16 KiB, so a long text is cut.
  static func dotString(_ text: String) -> String {
    var result = "\""
    for (position, scalar) in text.unicodeScalars.enumerated() {
      if position == longestLabel {
        result += "…"
        break
      }
      switch scalar {
      case "\"": result += "\\\""
      // A backslash starts an escape of labels (\N, \G), so it is doubled.
      case "\\": result += "\\\\"
      case "\n", "\r": result += " "
      // Graphviz reads &…; as an entity in any label.
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return result + "\""
  }

  private static let longestLabel = 500

  /// What XML 1.0 allows: no control characters but tab and line ends, no non-characters.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: true
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
