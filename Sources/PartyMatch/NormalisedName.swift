import Foundation

/// A company name reduced to what tells it apart from others.
///
/// Case, width, accents of composition, punctuation, legal form and common abbreviations go; word
/// order stays. Two spellings with one normalised name in one country are taken for one party.
public struct NormalisedName: Hashable, Sendable {
  /// The reduced name: words in lower case, separated by one space; empty if nothing is left.
  public let text: String

  /// Reduces a name as filed.
  public init(_ name: String) {
    var words = Self.plainWords(of: name) ?? Self.words(of: Self.folded(name))
    LegalForms.strip(&words)
    var text = ""
    for word in words {
      if !text.isEmpty { text += " " }
      text += LegalForms.abbreviations[word] ?? word
    }
    self.text = text
  }

  /// The words of a name in plain letters, in lower case; nil where it has any other.
  ///
  /// Nine names in ten are plain; looking up the Unicode properties of each letter costs thirty times
  /// as much as comparing bytes.
  private static func plainWords(of name: String) -> [String]? {
    var words: [String] = []
    var word: [UInt8] = []
    word.reserveCapacity(24)
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: word.append(byte)
      case 0x41...0x5A: word.append(byte + 0x20)
      case 0x27: continue
      case 0..<0x80:
        if !word.isEmpty {
          words.append(String(decoding: word, as: UTF8.self))
          word.removeAll(keepingCapacity: true)
        }
      default: return nil
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static func folded(_ name: String) -> String {
    name.precomposedStringWithCompatibilityMapping.lowercased()
  }

  /// Splits at everything that is neither letter nor digit; an apostrophe joins ("int'l").
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in name.unicodeScalars {
      if isPartOfWord(scalar) {
        word.unicodeScalars.append(scalar)
      } else if scalar == "'" || scalar == "\u{2019}"
        || scalar.properties.isDefaultIgnorableCodePoint
      {
        continue
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A, 0x41...0x5A, 0xAC00...0xD7A3, 0x4E00...0x9FFF: true
    case 0..<0x80: false
    default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }
}
