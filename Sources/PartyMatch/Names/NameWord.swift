/// One word of a name as it is compared.
struct NameWord: Hashable, Sendable {
  /// What a word says.
  enum Kind: String, Sendable {
    /// A word of this name.
    case plain
    /// A word that many companies share, by its canonical spelling.
    case trade
    /// A country or a city, by its canonical spelling.
    case place
    /// A number, in digits.
    case number
    /// One letter.
    case initial
  }

  /// The letters that a word was written in.
  enum Origin: Sendable {
    case latin, hangul, han, kana, other
    /// Vowels are not written.
    case abjad
  }

  /// What the word says.
  let kind: Kind
  /// The letters that it was written in.
  let origin: Origin
  /// The word in plain letters, canonical for words of trade, places and numbers.
  let text: String
  /// The word in plain letters, each way that it can be read, the usual one first.
  let readings: [[UInt8]]
  /// How each of the readings sounds.
  let sounds: [[UInt8]]
  /// The letters as written (Han letters simplified), where each is a syllable or has no Latin one.
  let local: [Unicode.Scalar]
  /// Decibans for agreeing on the word.
  let worth: Double
  /// Whether a particle before it says that it names a parent.
  var namesParent = false

  /// A word of this name, or one letter of it.
  init(plain letters: [UInt8], origin: Origin) {
    kind = letters.count == 1 ? .initial : .plain
    self.origin = origin
    text = String(decoding: letters, as: UTF8.self)
    readings = [letters] + (origin == .latin ? LocalReadings.asHeard(pinyin: letters) : [])
    sounds = readings.map(SoundKey.key)
    local = []
    worth =
      PersonalNames.common.contains(text)
      ? min(PersonalNames.commonWorth, Self.worth(letters: letters.count))
      : Self.worth(letters: letters.count)
  }

  /// A word in Hangul or Han letters, or in letters that have no Latin ones, that is no word of trade
  /// and no place.
  init(local letters: [Unicode.Scalar], origin: Origin) {
    kind = .plain
    self.origin = origin
    readings = LocalReadings.readings(of: letters, origin: origin)
    sounds = readings.map(SoundKey.key)
    text = String(decoding: readings.first ?? [], as: UTF8.self)
    local = letters
    worth =
      origin == .other
      ? Self.worth(letters: letters.count)
      : [0, 10, 24, 32][min(letters.count, 3)] + (letters.count > 3 ? 3 : 0)
  }

  /// A word of trade, a place or a number, by its canonical spelling.
  init(_ kind: Kind, _ canonical: String, written letters: [UInt8], worth: Double, origin: Origin) {
    self.kind = kind
    self.origin = origin
    text = canonical
    readings = [letters.isEmpty ? Array(canonical.utf8) : letters]
    sounds = readings.map(SoundKey.key)
    local = []
    self.worth = worth
  }

  /// Decibans for agreeing on a rare word of so many letters: a class of frequency.
  static func worth(letters: Int) -> Double {
    let worths: [Double] = [0, 3, 9, 15, 20, 25, 29, 32, 35]
    return worths[min(letters, worths.count - 1)]
  }

  /// The word as a person reads it.
  var shown: String {
    if local.isEmpty { return text }
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: local)
    return String(shown)
  }
}

/// How words in Hangul and Han letters are read in plain letters.
enum LocalReadings {
  /// Most readings of one word.
  static let most = 6

  /// The readings of a word: of Hangul the Revised Romanization, McCune–Reischauer and each syllable by
  /// itself; of Han letters pinyin, then both romanisations of their Korean reading.
  static func readings(of letters: [Unicode.Scalar], origin: NameWord.Origin) -> [[UInt8]] {
    switch origin {
    case .hangul:
      // People also write each syllable as it is said alone.
      return unique([
        Hangul.revised(letters), Hangul.mcCuneReischauer(letters),
        letters.flatMap { Hangul.revised([$0]) },
      ])
    case .han:
      var readings = mandarin(letters)
      if let korean = korean(letters) {
        readings += [Hangul.revised(korean), Hangul.mcCuneReischauer(korean)]
      }
      return unique(readings)
    default:
      var text = String.UnicodeScalarView()
      text.append(contentsOf: letters)
      return [LatinLetters.transliterated(String(text))]
    }
  }

  /// The Korean reading of Han letters; nil where a letter has none.
  static func korean(_ letters: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    let read = letters.compactMap(HanReadings.shared.korean)
    return read.count == letters.count ? read : nil
  }

  /// A word that may be pinyin with q, x and zh as Koreans and others hear them; none where it has none.
  static func asHeard(pinyin word: [UInt8]) -> [[UInt8]] {
    guard word.contains(0x71) || word.contains(0x78) || word.contains(0x7A) else { return [] }
    var heard: [UInt8] = []
    for (position, letter) in word.enumerated() {
      let next = position + 1 < word.count ? word[position + 1] : 0
      switch letter {
      case 0x71: heard += [0x63, 0x68]
      case 0x78: heard.append(0x73)
      case 0x7A where next == 0x68: heard.append(0x6A)
      case 0x68 where position > 0 && word[position - 1] == 0x7A: continue
      default: heard.append(letter)
      }
    }
    return heard == word ? [] : [heard]
  }

  private static func mandarin(_ letters: [Unicode.Scalar]) -> [[UInt8]] {
    var readings: [[UInt8]] = [[]]
    for letter in letters {
      let syllables = HanReadings.shared.mandarin(letter)
      if syllables.isEmpty { continue }
      readings = syllables.flatMap { syllable in readings.map { $0 + syllable } }
      if readings.count > most { readings.removeLast(readings.count - most) }
    }
    return readings
  }

  private static func unique(_ readings: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    for reading in readings where !reading.isEmpty && !result.contains(reading) {
      result.append(reading)
    }
    return result.isEmpty ? [[]] : result
  }
}
