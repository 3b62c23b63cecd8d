import Foundation

/// Where text goes: data to standard output, everything else to standard error.
enum Terminal {
  /// Whether a person is looking at standard output.
  static let isInteractive = isatty(STDOUT_FILENO) == 1
  /// Whether a person is looking at standard error.
  static let showsProgress = isatty(STDERR_FILENO) == 1

  /// Writes a line of data.
  static func print(_ line: String) {
    write(line + "\n", to: STDOUT_FILENO)
  }

  /// Writes a line of JSON; what could move the cursor or reorder the line is escaped.
  static func printJSON(_ line: String) {
    var result = ""
    for scalar in line.unicodeScalars {
      if isUnsafe(scalar) {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    print(result)
  }

  /// Writes a line for a person, or several; it may quote what was filed.
  static func note(_ lines: String) {
    let safeLines = lines.split(separator: "\n", omittingEmptySubsequences: false)
      .map { safe(String($0)) }
    write(safeLines.joined(separator: "\n") + "\n", to: STDERR_FILENO)
  }

  /// Writes data without adding anything.
  static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // Nobody reads any more: there is nobody to tell.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Text as it is safe to show: control characters and bidirectional overrides become visible, so
  /// that a filed name can neither move the cursor nor reorder the line.
  static func safe(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  /// Controls, ends of lines and paragraphs, and what changes the direction of text.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
