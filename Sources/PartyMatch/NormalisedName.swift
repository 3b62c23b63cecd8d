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
    let folded = Self.folded(name)
    var words = Self.words(of: folded)
    LegalForms.strip(&words)
    text = words.map { LegalForms.abbreviations[$0] ?? $0 }.joined(separator: " ")
  }

  private static func folded(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
    return name.precomposedStringWithCompatibilityMapping.lowercased()
  }

  /// Splits at everything that is neither letter nor digit; an apostrophe joins ("int'l").
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in name.unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
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
}
