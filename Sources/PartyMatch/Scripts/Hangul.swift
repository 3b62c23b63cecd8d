/// Hangul syllables in Latin letters.
///
/// - SeeAlso: *Romanization of Korean*, Ministry of Culture and Tourism, Notice 2000-8; G. M. McCune and
///   E. O. Reischauer, *The Romanization of the Korean Language*, 1939.
enum Hangul {
  /// Whether a letter is a whole Hangul syllable.
  static func isSyllable(_ letter: Unicode.Scalar) -> Bool {
    (0xAC00...0xD7A3).contains(letter.value)
  }

  /// The position of the initial consonant, the vowel and the final consonant (0 for none).
  private struct Parts {
    let initial: Int
    let vowel: Int
    var final: Int

    init(_ letter: Unicode.Scalar) {
      let number = Int(letter.value - 0xAC00)
      initial = number / 588
      vowel = number % 588 / 28
      final = number % 28
    }
  }

  private static let initials = words("g kk n d tt r m b pp s ss - j jj ch k t p h")
  private static let vowels = words(
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
  // As pronounced at the end of a word; a cluster keeps its first or its stronger part.
  private static let finals = words(
    "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
  // Before a vowel the final consonant opens the next syllable.
  private static let linked = words(
    "- g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p h")

  private static let mcCuneInitials = words("k kk n t tt r m p pp s ss - ch tch ch k t p h")
  private static let mcCuneVoiced = words("g kk n d tt r m b pp s ss - j tch ch k t p h")
  private static let mcCuneVowels = words(
    "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i")

  private static func words(_ text: String) -> [[UInt8]] {
    text.split(separator: " ").map { $0 == "-" ? [] : Array($0.utf8) }
  }

  private static let silent = 11
  private static let nasals: Set<Int> = [2, 6]
  private static let liquid = 5

  /// The Revised Romanization of a run of syllables, in lower case, with the changes of sound that it
  /// writes: linking, nasals before nasals, and doubled l.
  static func revised(_ syllables: some Collection<Unicode.Scalar>) -> [UInt8] {
    var text: [UInt8] = []
    let parts = syllables.map(Parts.init)
    for (position, part) in parts.enumerated() {
      let before = position > 0 ? parts[position - 1].final : 0
      // ㄴㄹ and ㄹㄴ are said ll, ㄹ after ㅁ and ㅇ is said n.
      switch (before, part.initial) {
      case (8, liquid), (4, liquid), (8, 2): text.append(0x6C)
      case (16, liquid), (21, liquid): text.append(0x6E)
      default: text += initials[part.initial]
      }
      text += vowels[part.vowel]
      guard part.final != 0 else { continue }
      let next = position + 1 < parts.count ? parts[position + 1].initial : nil
      text += final(part.final, before: next)
    }
    return text
  }

  private static func final(_ final: Int, before next: Int?) -> [UInt8] {
    guard let next else { return finals[final] }
    if next == silent { return linked[final] }
    if final == 4, next == liquid { return [0x6C] }
    guard nasals.contains(next) else { return finals[final] }
    switch finals[final] {
    case [0x6B]: return [0x6E, 0x67]
    case [0x74]: return [0x6E]
    case [0x70]: return [0x6D]
    default: return finals[final]
    }
  }

  /// McCune–Reischauer without its breves and apostrophes, in lower case: consonants are voiced between
  /// vowels and after n, l, m, ng.
  static func mcCuneReischauer(_ syllables: some Collection<Unicode.Scalar>) -> [UInt8] {
    var text: [UInt8] = []
    let parts = syllables.map(Parts.init)
    let sonorants: Set<Int> = [0, 4, 8, 16, 21]
    for (position, part) in parts.enumerated() {
      let before = position > 0 ? parts[position - 1].final : nil
      switch (before, part.initial) {
      case (8, liquid), (4, liquid), (8, 2): text.append(0x6C)
      case (16, liquid), (21, liquid): text.append(0x6E)
      case (.some(let final), silent) where final != 0 && final != 21: break
      case (.some(let final), let initial) where sonorants.contains(final):
        text += mcCuneVoiced[initial]
      case (_, let initial): text += mcCuneInitials[initial]
      }
      text += mcCuneVowels[part.vowel]
      guard part.final != 0 else { continue }
      let next = position + 1 < parts.count ? parts[position + 1].initial : nil
      text += final(part.final, before: next)
    }
    return text
  }
}

extension Hangul {
  /// A word in plain letters with those for which Hangul has no sign as it writes them: f and ph as p,
  /// v as b, an x that does not begin the word as ks; nil for a word that has none.
  static func spelling(ofForeign word: [UInt8]) -> [UInt8]? {
    var written: [UInt8] = []
    for (position, letter) in withKS(word).enumerated() {
      switch letter {
      case 0x66: written.append(0x70)
      case 0x76: written.append(0x62)
      case 0x68 where position > 0 && written.last == 0x70: continue
      default: written.append(letter)
      }
    }
    return written == word ? nil : written
  }

  /// A word with ks for each x that does not begin it.
  static func withKS(_ word: [UInt8]) -> [UInt8] {
    word.prefix(1) + word.dropFirst().flatMap { $0 == 0x78 ? [0x6B, 0x73] : [$0] }
  }

  /// Syllables with ㄹ and ㄴ at the beginning of a word as the South writes them: 리 and 이, 녀 and 여.
  static func withSouthernInitials(_ syllables: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard let first = syllables.first, isSyllable(first) else { return syllables }
    let number = first.value - 0xAC00
    let (initial, vowel) = (number / 588, number % 588 / 28)
    // ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ: the vowels before which both fall silent.
    let isBeforeI = [2, 3, 6, 7, 12, 17, 20].contains(vowel)
    let written: UInt32 =
      switch initial {
      case 5: isBeforeI ? 11 : 2
      case 2: isBeforeI ? 11 : 2
      default: initial
      }
    guard let letter = Unicode.Scalar(0xAC00 + written * 588 + number % 588) else {
      return syllables
    }
    return [letter] + syllables.dropFirst()
  }
}
