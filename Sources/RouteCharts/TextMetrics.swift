/// How wide text will be, without asking the fonts of this machine.
///
/// Advance widths of Noto Sans CJK KR in thousandths of the size; other fonts of the stack are close
/// enough for the slack that is added. This is what makes a drawing the same bytes on every machine.
enum TextMetrics {
  /// The width of a text set in one line.
  static func width(of text: String, size: Double, bold: Bool = false) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars {
      thousandths += advance(of: scalar, bold: bold)
    }
    return Double(thousandths) * size / 1000 * slack
  }

  /// Breaks a text into at most `most` lines of a width, at spaces where there are any; what does
  /// not fit is cut with an ellipsis.
  static func wrapped(
    _ text: String, into width: Double, most: Int, size: Double, bold: Bool = false
  ) -> [String] {
    let room = Int(width * 1000 / size / slack)
    var lines: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      let end = lineEnd(of: rest, room: room, bold: bold)
      if end == rest.endIndex {
        lines.append(String(rest))
        break
      }
      if lines.count == most - 1 {
        lines.append(cut(rest, room: room, bold: bold))
        break
      }
      lines.append(trimmed(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    return lines
  }

  /// Sets parts one after another with `·` between them, and breaks only between parts where each
  /// fits a line; what does not fit is cut with an ellipsis.
  static func flowed(_ parts: [String], into width: Double, most: Int, size: Double) -> [String] {
    var lines: [String] = []
    for part in parts {
      if let last = lines.last {
        let longer = last + " · " + part
        if self.width(of: longer, size: size) <= width {
          lines[lines.count - 1] = longer
          continue
        }
      }
      lines += wrapped(part, into: width, most: most, size: size)
    }
    guard lines.count > most else { return lines }
    let kept = lines[..<(most - 1)]
    return kept + [cut(lines[(most - 1)...].joined(separator: " · "), into: width, size: size)]
  }

  /// A text in one line of a width, cut with an ellipsis where it is longer.
  static func cut(_ text: String, into width: Double, size: Double, bold: Bool = false) -> String {
    wrapped(text, into: width, most: 1, size: size, bold: bold).first ?? ""
  }

  private static let slack = 1.03

  private static func lineEnd(of text: Substring, room: Int, bold: Bool) -> String.Index {
    var used = 0
    var lastBreak: String.Index?
    for place in text.indices {
      let character = text[place]
      used += advance(of: character, bold: bold)
      if used > room {
        return lastBreak ?? (place == text.startIndex ? text.index(after: place) : place)
      }
      if character == " " { lastBreak = text.index(after: place) }
    }
    return text.endIndex
  }

  private static func cut(_ text: Substring, room: Int, bold: Bool) -> String {
    var used = ellipsisAdvance
    var kept = ""
    for character in text {
      used += advance(of: character, bold: bold)
      if used > room { break }
      kept.append(character)
    }
    return trimmed(kept[...]) + "…"
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func advance(of character: Character, bold: Bool) -> Int {
    character.unicodeScalars.reduce(0) { $0 + advance(of: $1, bold: bold) }
  }

  private static func advance(of scalar: Unicode.Scalar, bold: Bool) -> Int {
    let value = scalar.value
    if (0x20...0x7E).contains(value) {
      return Int((bold ? boldASCII : regularASCII)[Int(value) - 0x20])
    }
    switch value {
    case 0xAC00...0xD7A3: return 923  // Hangul syllables
    case 0xB7: return 590  // middle dot
    case 0x2460...0x24FF, 0x2190...0x21FF, 0x2580...0x25FF, 0x2026: return 1060
    case 0x1160...0x11FF, 0xFE00...0xFE0F, 0x200C...0x200D: return 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0x20000...0x3FFFF:
      return 1000
    case 0x1F000...0x1FAFF: return 1250
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    case .uppercaseLetter: return bold ? 760 : 720
    default: return bold ? 660 : 620
    }
  }

  private static let ellipsisAdvance = 1060

  private static let regularASCII: [Int16] = [
    225, 321, 473, 555, 555, 923, 682, 277, 338, 338, 464, 555, 277, 344, 277, 390, 555, 555, 555,
    555, 555, 555, 555, 555, 555, 555, 277, 277, 555, 555, 555, 473, 945, 600, 659, 609, 689, 591,
    554, 690, 727, 292, 489, 644, 540, 810, 720, 741, 629, 741, 637, 578, 596, 719, 582, 878, 569,
    528, 584, 338, 195, 338, 555, 563, 608, 562, 614, 488, 622, 554, 322, 563, 608, 277, 277, 555,
    285, 923, 608, 605, 621, 622, 390, 465, 352, 608, 518, 803, 495, 516, 473, 338, 270, 338, 555,
  ]
  private static let boldASCII: [Int16] = [
    225, 367, 577, 593, 593, 960, 742, 323, 375, 375, 509, 593, 324, 365, 322, 390, 593, 593, 593,
    593, 593, 593, 593, 593, 593, 593, 323, 324, 593, 593, 593, 517, 1005, 637, 682, 616, 712, 613,
    583, 720, 757, 330, 527, 682, 577, 855, 750, 770, 666, 770, 682, 608, 620, 750, 628, 915, 629,
    574, 599, 375, 195, 375, 593, 570, 622, 592, 643, 495, 643, 576, 360, 600, 638, 307, 307, 607,
    315, 967, 638, 620, 643, 643, 435, 495, 396, 638, 577, 863, 562, 576, 510, 375, 292, 375, 593,
  ]
}
