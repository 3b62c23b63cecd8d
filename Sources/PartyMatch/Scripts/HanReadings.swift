/// How Han letters are read: in Mandarin (pinyin without tones) and in Korean (a Hangul syllable).
///
/// Source: the Unihan database of Unicode, by tools/scripts/han_readings.py.
struct HanReadings: Sendable {
  /// The tables, read once.
  static let shared = HanReadings()

  private let mandarin: [Unicode.Scalar: [UInt8]]
  private let otherMandarin: [Unicode.Scalar: [UInt8]]
  private let korean: [Unicode.Scalar: Unicode.Scalar]
  private let simple: [Unicode.Scalar: Unicode.Scalar]

  private init() {
    var simple: [Unicode.Scalar: Unicode.Scalar] = [:]
    for pair in Self.simplified.split(whereSeparator: \.isWhitespace) {
      let scalars = Array(pair.unicodeScalars)
      simple[scalars[0]] = scalars[1]
    }
    var korean: [Unicode.Scalar: Unicode.Scalar] = [:]
    for group in Self.hangul.split(whereSeparator: \.isWhitespace) {
      let scalars = Array(group.unicodeScalars)
      for letter in scalars.dropFirst() { korean[letter] = scalars[0] }
    }
    // Korea writes traditional letters: a simplified one is read as the letter that it stands for.
    for (traditional, simplified) in simple.sorted(by: { $0.key < $1.key })
    where korean[simplified] == nil {
      korean[simplified] = korean[traditional]
    }
    mandarin = Self.syllables(Self.pinyin)
    otherMandarin = Self.syllables(Self.otherPinyin)
    self.simple = simple
    self.korean = korean
  }

  private static func syllables(_ table: String) -> [Unicode.Scalar: [UInt8]] {
    var result: [Unicode.Scalar: [UInt8]] = [:]
    for group in table.split(whereSeparator: \.isWhitespace) {
      let reading = Array(group.utf8.prefix { $0 < 0x80 })
      for letter in group.unicodeScalars where letter.value >= 0x80 { result[letter] = reading }
    }
    return result
  }

  /// The simplified form of a letter; itself where there is none.
  func simplified(_ letter: Unicode.Scalar) -> Unicode.Scalar { simple[letter] ?? letter }

  /// The Mandarin readings of a letter, the usual one first; none for a rare letter.
  func mandarin(_ letter: Unicode.Scalar) -> [[UInt8]] {
    [mandarin[letter], otherMandarin[letter]].compactMap(\.self)
  }

  /// The Hangul syllable that a letter is read as in Korean.
  func korean(_ letter: Unicode.Scalar) -> Unicode.Scalar? { korean[letter] }

  /// Whether a letter is a Han letter of the basic block.
  static func isHan(_ letter: Unicode.Scalar) -> Bool {
    (0x3400...0x9FFF).contains(letter.value) || (0x20000...0x3134F).contains(letter.value)
  }
}
