import Foundation

/// Letters of other alphabets in plain Latin ones.
enum LatinLetters {
  /// Letters that no decomposition takes apart.
  private static let whole: [Unicode.Scalar: String] = [
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "ŋ": "ng", "ħ": "h", "ŧ": "t", "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ʹ": "", "ʺ": "",
    "ʻ": "", "ʼ": "", "ʾ": "", "ʿ": "", "ʽ": "", "ˈ": "",
  ]

  /// The plain letters and digits of a word, in lower case; marks of all kinds go.
  static func plain(_ word: String) -> [UInt8] {
    var result: [UInt8] = []
    for scalar in word.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A: result.append(UInt8(scalar.value))
      default: if let letters = whole[scalar] { result += Array(letters.utf8) }
      }
    }
    return result
  }

  /// A word in any alphabet in plain Latin letters, by the rules of ICU (`Any-Latin`); empty where ICU
  /// has none.
  static func transliterated(_ word: String) -> [UInt8] {
    let isCyrillic = word.unicodeScalars.contains { (0x400...0x52F).contains($0.value) }
    let latin = word.applyingTransform(.toLatin, reverse: false) ?? ""
    guard isCyrillic else { return plain(latin) }
    var spelt = ""
    for scalar in latin.precomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      if let letters = cyrillic[scalar] {
        spelt += letters
      } else {
        spelt.unicodeScalars.append(scalar)
      }
    }
    return plain(spelt)
  }

  /// ICU follows ISO 9; people write Cyrillic names as they are heard.
  private static let cyrillic: [Unicode.Scalar: String] = [
    "j": "y", "č": "ch", "š": "sh", "ž": "zh", "ŝ": "shch", "â": "ya", "û": "yu", "ë": "yo",
    "c": "ts", "h": "kh", "è": "e", "ê": "e",
  ]
}
