/// How a word in Hangul, Han letters or kana agrees with one in another script.
///
/// A reading that comes to the same sounds is the word. One that differs in vowels only may be another
/// romanisation of it. Where Han letters write a foreign name syllable by syllable, the sounds that
/// Chinese cannot end a syllable with are missing: that counts for long names, and says little of two
/// syllables. Anything further apart says that the two are hardly one word.
enum ReadingComparison {
  /// Vowel differences that romanisations of one Hangul word have, in letters of distance a letter.
  private static let vowels = 0.13
  /// Vowel differences that a Chinese transcription has.
  private static let transcribedVowels = 0.15

  /// How two words of different scripts agree; nil where they do not.
  static func agreement(_ one: NameWord, _ other: NameWord, worth: Double) -> WordAgreement? {
    let syllables = max(one.local.count, other.local.count)
    let isHan = one.origin == .han || other.origin == .han
    var best: WordAgreement?
    func offer(_ agreement: WordAgreement) {
      if agreement.decibans > best?.decibans ?? -.infinity { best = agreement }
    }
    for reading in one.readings {
      for otherReading in other.readings where min(reading.count, otherReading.count) > 1 {
        let (key, otherKey) = (SoundKey.key(reading), SoundKey.key(otherReading))
        if key == otherKey {
          offer(WordAgreement(manner: .read, decibans: worth - 4))
          continue
        }
        let length = Double(max(key.count, otherKey.count))
        if consonants(key) == consonants(otherKey), !isHan,
          let distance = SpellingDistance.distance(
            key, otherKey, .transcribed, atMost: max(0.8, vowels * length))
        {
          offer(WordAgreement(manner: .near, decibans: max(worth - 4 - 6 * distance, -10)))
          continue
        }
        if isHan, let distance = transcription(reading, otherReading, one.origin, other.origin) {
          let least = syllables > 2 ? worth - 12 - 6 * distance : -2 - 6 * distance
          offer(WordAgreement(manner: .near, decibans: max(least, -10)))
          continue
        }
        if SpellingDistance.distance(key, otherKey, .transcribed, atMost: 0.22 * length) != nil {
          offer(WordAgreement(manner: .near, decibans: -10))
        }
      }
    }
    return best
  }

  /// How far two words are apart as Chinese writes foreign names; nil where too far.
  private static func transcription(
    _ one: [UInt8], _ other: [UInt8], _ origin: NameWord.Origin, _ otherOrigin: NameWord.Origin
  ) -> Double? {
    var best: Double?
    for key in keys(one, origin) {
      for otherKey in keys(other, otherOrigin) where consonants(key) == consonants(otherKey) {
        let length = Double(max(key.count, otherKey.count))
        let distance = SpellingDistance.distance(
          key, otherKey, .transcribed, atMost: max(0.5, transcribedVowels * length))
        if let distance { best = min(best ?? distance, distance) }
      }
    }
    return best
  }

  private static func keys(_ reading: [UInt8], _ origin: NameWord.Origin) -> [[UInt8]] {
    let velars = origin == .han ? TranscriptionKey.velars(pinyin: reading) : nil
    return ([reading] + [velars].compactMap(\.self)).map(TranscriptionKey.key)
  }

  private static func consonants(_ key: [UInt8]) -> [UInt8] {
    key.filter { SoundKey.soundClass($0) != SoundKey.vowelClass }
  }
}
