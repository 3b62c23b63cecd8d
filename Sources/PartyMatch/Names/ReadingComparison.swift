/// How a word in Hangul, Han letters or kana agrees with one in another script.
///
/// A reading that comes to the same sounds is the word. One that differs in vowels only may be another
/// romanisation of it. Where Han letters write a foreign name syllable by syllable, the sounds that
/// Chinese cannot end a syllable with are missing: that counts for long names, and says little of two
/// syllables. Anything further apart says that the two are hardly one word.
enum ReadingComparison {
  /// Vowel differences that romanisations of one Hangul word have, in letters of distance a letter.
  private static let vowels = 0.13
  /// Vowel differences that a Chinese transcription has, in letters of distance a letter.
  private static let transcribedVowels = 0.15
  /// Most vowel differences of a Chinese transcription: two vowels for others.
  ///
  /// Names in Han letters have few vowels, so that many names are three away.
  private static let mostTranscribed = 0.8

  /// How two words of different scripts agree; nil where they do not.
  static func agreement(_ one: NameWord, _ other: NameWord, worth: Double) -> WordAgreement? {
    let syllables = max(one.local.count, other.local.count)
    let isHan = one.origin == .han || other.origin == .han
    var best: WordAgreement?
    func offer(_ agreement: WordAgreement) {
      if agreement.decibans > best?.decibans ?? -.infinity { best = agreement }
    }
    let transcribed = isHan ? transcriptions(one) : []
    let otherTranscribed = isHan ? transcriptions(other) : []
    for reading in one.readings.indices {
      for otherReading in other.readings.indices
      where min(one.readings[reading].count, other.readings[otherReading].count) > 1 {
        let (key, otherKey) = (one.sounds[reading], other.sounds[otherReading])
        if key == otherKey {
          offer(WordAgreement(manner: .read, decibans: worth - 4))
          continue
        }
        let length = Double(max(key.count, otherKey.count))
        if let distance = hangulDistance(one, reading, other, otherReading) {
          offer(WordAgreement(manner: .near, decibans: max(worth - 6 - 6 * distance, -10)))
          continue
        }
        if !isHan, haveSameConsonants(key, otherKey),
          let distance = SpellingDistance.distance(
            key, otherKey, .transcribed, atMost: max(0.8, vowels * length))
        {
          offer(WordAgreement(manner: .near, decibans: max(worth - 4 - 6 * distance, -10)))
          continue
        }
        if isHan,
          let distance = transcription(transcribed[reading], otherTranscribed[otherReading])
        {
          let least = syllables > 2 ? worth - 12 - 15 * distance : -2 - 6 * distance
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

  /// How far a word in Hangul is from one with letters that Hangul has not: 필립스, Philips; 볼보,
  /// Volvo; 폭스콘, Foxconn; nil where too far, and for other words.
  private static func hangulDistance(
    _ one: NameWord, _ reading: Int, _ other: NameWord, _ otherReading: Int
  ) -> Double? {
    guard (one.origin == .hangul) != (other.origin == .hangul) else { return nil }
    let isFirst = one.origin == .hangul
    let hangul = isFirst ? one.sounds[reading] : other.sounds[otherReading]
    let foreign = isFirst ? other.readings[otherReading] : one.readings[reading]
    guard let written = Hangul.spelling(ofForeign: foreign).map(SoundKey.key),
      haveSameConsonants(hangul, written)
    else { return nil }
    return SpellingDistance.distance(
      hangul, written, .transcribed,
      atMost: max(0.8, vowels * Double(max(hangul.count, written.count))))
  }

  /// How far two words are apart as Chinese writes foreign names; nil where too far.
  private static func transcription(_ keys: [[UInt8]], _ otherKeys: [[UInt8]]) -> Double? {
    var best: Double?
    for key in keys {
      for otherKey in otherKeys where haveSameConsonants(key, otherKey) {
        let length = Double(max(key.count, otherKey.count))
        let distance = SpellingDistance.distance(
          key, otherKey, .transcribed,
          atMost: min(max(0.5, transcribedVowels * length), mostTranscribed))
        if let distance { best = min(best ?? distance, distance) }
      }
    }
    return best
  }

  /// For each reading of a word, how it is heard by those who write another script.
  private static func transcriptions(_ word: NameWord) -> [[[UInt8]]] {
    word.readings.map { reading in
      guard word.origin == .han else { return [TranscriptionKey.key(reading)] }
      let others = [
        TranscriptionKey.hisses(pinyin: reading), TranscriptionKey.velars(pinyin: reading),
      ]
      return ([reading] + others.compactMap(\.self)).map(TranscriptionKey.key)
    }
  }

  private static func haveSameConsonants(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    var (place, otherPlace) = (0, 0)
    while true {
      while place < one.count, isVowel(one[place]) { place += 1 }
      while otherPlace < other.count, isVowel(other[otherPlace]) { otherPlace += 1 }
      guard place < one.count, otherPlace < other.count else {
        return place == one.count && otherPlace == other.count
      }
      guard one[place] == other[otherPlace] else { return false }
      place += 1
      otherPlace += 1
    }
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    SoundKey.soundClass(letter) == SoundKey.vowelClass
  }
}
