import Foundation

/// A run of letters as written, before anything is known about it.
struct NameToken: Hashable, Sendable {
  /// In plain letters; empty for Hangul, Han letters, kana and letters that have no Latin ones.
  var plain: String
  /// Hangul, Han letters (simplified), kana and letters that have no Latin ones.
  var local: [Unicode.Scalar]
  /// The letters that it was written in.
  let origin: NameWord.Origin

  /// The runs of letters of a name.
  ///
  /// Apostrophes join, `&` is "and", `%` is "percent", everything else separates.
  static func tokens(of name: String) -> [NameToken] {
    var tokens: [NameToken] = []
    var run = String.UnicodeScalarView()
    var isLocalRun = false
    func flush() {
      if run.isEmpty { return }
      if isLocalRun {
        tokens.append(local(Array(run)))
      } else {
        tokens += latin(String(run))
      }
      run = String.UnicodeScalarView()
    }
    let letters =
      name.utf8.allSatisfy { $0 < 0x80 } ? name : name.precomposedStringWithCompatibilityMapping
    for scalar in letters.unicodeScalars {
      if isApostrophe(scalar) || scalar.properties.isDefaultIgnorableCodePoint { continue }
      let isLocal = isLocalLetter(scalar)
      guard isLocal || isLetter(scalar) else {
        flush()
        if let word = signs[scalar] {
          tokens.append(NameToken(plain: word, local: [], origin: .latin))
        }
        continue
      }
      if isLocal != isLocalRun { flush() }
      isLocalRun = isLocal
      run.append(scalar)
    }
    flush()
    return tokens
  }

  /// Signs that are read as words.
  private static let signs: [Unicode.Scalar: String] = ["&": "and", "+": "and", "%": "percent"]

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x2018, 0x2019, 0x60, 0xB4, 0x2BB...0x2BF: true
    default: false
    }
  }

  private static func isLocalLetter(_ scalar: Unicode.Scalar) -> Bool {
    Hangul.isSyllable(scalar) || HanReadings.isHan(scalar) || isKana(scalar)
  }

  private static func isKana(_ scalar: Unicode.Scalar) -> Bool {
    (0x3041...0x30FA).contains(scalar.value) || scalar.value == 0x30FC
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
    case 0..<0x80: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber: return true
    default: return scalar.properties.isAlphabetic
    }
  }

  private static func local(_ run: [Unicode.Scalar]) -> NameToken {
    let origin: NameWord.Origin =
      run.allSatisfy(Hangul.isSyllable)
      ? .hangul : run.allSatisfy(HanReadings.isHan) ? .han : .kana
    return NameToken(plain: "", local: run.map(HanReadings.shared.simplified), origin: origin)
  }

  /// A word in an alphabet; a legal form in capitals that hangs on small letters (SiemensAG) is parted.
  private static func latin(_ word: String) -> [NameToken] {
    let needsRules = word.unicodeScalars.contains {
      $0.value >= 0x250 && $0.properties.isAlphabetic
    }
    if needsRules {
      let isAbjad = word.unicodeScalars.contains { (0x590...0x74F).contains($0.value) }
      let plain = String(decoding: LatinLetters.transliterated(word), as: UTF8.self)
      // Khmer and others have no rules: their letters are compared as they stand.
      return plain.isEmpty
        ? [NameToken(plain: "", local: Array(word.unicodeScalars), origin: .other)]
        : [NameToken(plain: plain, local: [], origin: isAbjad ? .abjad : .other)]
    }
    var parts = [word]
    if let small = word.lastIndex(where: \.isLowercase) {
      let tail = word[word.index(after: small)...]
      if tail.count > 1, tail.allSatisfy(\.isUppercase),
        LegalFormTable.forms[[tail.lowercased()]] != nil
      {
        parts = [String(word[...small]), String(tail)]
      }
    }
    return parts.map { String(decoding: LatinLetters.plain($0), as: UTF8.self) }
      .filter { !$0.isEmpty }.map { NameToken(plain: $0, local: [], origin: .latin) }
  }
}
