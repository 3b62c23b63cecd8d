import Foundation

/// Text that someone else wrote, made safe to draw while it still reads as filed.
///
/// Composed (NFC), controls and noncharacters gone, line breaks made spaces. Marks that reorder
/// text (U+202A–202E, U+2066–2069, U+200E, U+200F, U+061C) and invisible filler are taken out, so
/// the letters stand in the order in which they were filed; the tooltip says which were there.
struct FiledText {
  /// What is drawn.
  let visible: String
  /// Everything that was filed, for the tooltip.
  let full: String

  /// Cleans a text as filed.
  init(_ filed: String) {
    var shown = String.UnicodeScalarView()
    var hidden: [UInt32] = []
    var marks = 0
    for scalar in filed.precomposedStringWithCanonicalMapping.unicodeScalars {
      switch Self.treatment(of: scalar) {
      case .keep:
        marks = 0
        shown.append(scalar)
      case .mark:
        marks += 1
        // A tower of accents would climb into the label above.
        if marks <= Self.mostMarks { shown.append(scalar) }
      case .space:
        shown.append(" ")
      case .drop:
        continue
      case .dropAndTell:
        if !hidden.contains(scalar.value) { hidden.append(scalar.value) }
      }
    }
    let words = String(shown).split(separator: " ").joined(separator: " ")
    visible = words
    var told = words
    if words.utf8.count > Self.mostBytes {
      told = String(words.prefix(Self.mostBytes / 8)) + "… (\(words.count))"
    }
    if !hidden.isEmpty {
      let names = hidden.map { "U+" + String($0, radix: 16, uppercase: true) }
      told += " [" + names.joined(separator: " ") + "]"
    }
    full = told
  }

  private static let mostMarks = 3
  private static let mostBytes = 65_536

  private enum Treatment { case keep, mark, space, drop, dropAndTell }

  private static func treatment(of scalar: Unicode.Scalar) -> Treatment {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: return .space
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xE0000...0xE0FFF:
      return .dropAndTell
    default: break
    }
    if scalar.properties.isNoncharacterCodePoint { return .drop }
    switch scalar.properties.generalCategory {
    case .control, .surrogate: return .drop
    case .nonspacingMark, .enclosingMark: return .mark
    default: return .keep
    }
  }
}
