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

  /// Writes a line for a person.
  static func note(_ line: String) {
    write(line + "\n", to: STDERR_FILENO)
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
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0: result += "\u{FFFD}"
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
