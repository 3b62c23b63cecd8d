/// How two words agree, and what that is worth.
struct WordAgreement: Hashable, Sendable {
  /// In what way.
  enum Manner: Int, Sendable {
    case exact, alike, read, near, short, initial, acronym
  }

  /// In what way.
  let manner: Manner
  /// The weight of evidence.
  let decibans: Double
}

/// Compares one word of a name with one of another.
enum WordComparison {
  /// How two words agree; nil where they do not.
  static func agreement(_ one: NameWord, _ other: NameWord) -> WordAgreement? {
    if one.kind == .number || other.kind == .number {
      return one.kind == other.kind && one.text == other.text
        ? WordAgreement(manner: .exact, decibans: one.worth) : nil
    }
    if one.kind == other.kind, one.kind == .place || one.kind == .trade, one.text == other.text {
      return WordAgreement(manner: .exact, decibans: min(one.worth, other.worth))
    }
    if one.kind == .initial || other.kind == .initial { return initial(one, other) }
    if !one.local.isEmpty, !other.local.isEmpty { return local(one, other) }
    return shortened(one, other) ?? spelling(one, other)
  }

  private static func initial(_ one: NameWord, _ other: NameWord) -> WordAgreement? {
    guard one.kind == .plain || one.kind == .initial,
      other.kind == .plain || other.kind == .initial, let first = one.readings.first?.first,
      first == other.readings.first?.first
    else { return nil }
    let isBoth = one.kind == other.kind
    return WordAgreement(manner: isBoth ? .exact : .initial, decibans: isBoth ? 6 : 4)
  }

  // MARK: Hangul and Han letters

  /// Words in letters of the East: one letter is one syllable, so that one letter is much.
  private static func local(_ one: NameWord, _ other: NameWord) -> WordAgreement? {
    let worth = min(one.worth, other.worth)
    if one.local == other.local { return WordAgreement(manner: .exact, decibans: worth) }
    if one.origin != other.origin {
      let korean = (koreanReading(one), koreanReading(other))
      if let first = korean.0, let second = korean.1, first == second {
        return WordAgreement(manner: .read, decibans: worth - 3)
      }
      return spelling(one, other)
    }
    guard min(one.local.count, other.local.count) > 4 else { return nil }
    let slips = slips(one.local, other.local)
    return slips == 1 ? WordAgreement(manner: .near, decibans: worth - 18) : nil
  }

  /// The word in Hangul, by the reading of Han letters, with initial ㄹ and ㄴ as the South writes them.
  private static func koreanReading(_ word: NameWord) -> [Unicode.Scalar]? {
    let letters =
      word.origin == .hangul ? word.local : LocalReadings.korean(word.local) ?? []
    return letters.isEmpty ? nil : Hangul.withSouthernInitials(letters)
  }

  private static func slips(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
    var above = Array(0...other.count)
    for (row, letter) in one.enumerated() {
      var current = [row + 1]
      for column in other.indices {
        current.append(
          min(
            above[column] + (letter == other[column] ? 0 : 1), above[column + 1] + 1,
            current[column] + 1))
      }
      above = current
    }
    return above[other.count]
  }

  // MARK: Plain letters

  /// A clerk's shortening of a word of trade: its first letter, then some of its letters in order.
  private static func shortened(_ one: NameWord, _ other: NameWord) -> WordAgreement? {
    let (short, long) =
      one.readings[0].count < other.readings[0].count ? (one, other) : (other, one)
    let (letters, word) = (short.readings[0], Array(long.text.utf8))
    guard long.kind == .trade, short.kind == .plain, short.origin == .latin, letters.count > 1,
      word.count > letters.count + 1, letters.first == word.first,
      letters.last == word.last || word.starts(with: letters)
    else { return nil }
    var rest = word[...]
    for letter in letters {
      guard let found = rest.firstIndex(of: letter) else { return nil }
      rest = rest[(found + 1)...]
    }
    return WordAgreement(manner: .short, decibans: long.worth - 3)
  }

  /// Words in plain letters, or read in them: the nearest of all their readings.
  static func spelling(_ one: NameWord, _ other: NameWord) -> WordAgreement? {
    if one.text == other.text, one.origin == .latin, other.origin == .latin {
      return WordAgreement(manner: .exact, decibans: min(one.worth, other.worth))
    }
    // A word of trade that is only nearly one is a word like any other.
    let worth =
      one.kind == other.kind && one.kind == .plain
      ? min(one.worth, other.worth)
      : NameWord.worth(letters: min(one.readings[0].count, other.readings[0].count))
    if let lists = PersonalNames.alike[one.text], let others = PersonalNames.alike[other.text],
      !lists.isDisjoint(with: others)
    {
      return WordAgreement(manner: .alike, decibans: max(worth - 5, 6))
    }
    if one.origin != other.origin, isSyllabic(one) || isSyllabic(other) {
      return ReadingComparison.agreement(one, other, worth: worth)
    }
    var best: Double?
    for reading in one.readings {
      for otherReading in other.readings {
        guard let distance = distance(reading, otherReading, one.origin, other.origin) else {
          continue
        }
        best = min(best ?? distance, distance)
      }
    }
    guard let best else { return nil }
    return weighed(best, worth: worth, isRead: one.origin != .latin || other.origin != .latin)
  }

  /// Whether a word was written in letters that are syllables.
  private static func isSyllabic(_ word: NameWord) -> Bool {
    word.origin == .hangul || word.origin == .han || word.origin == .kana
  }

  private static func distance(
    _ one: [UInt8], _ other: [UInt8], _ origin: NameWord.Origin, _ otherOrigin: NameWord.Origin
  ) -> Double? {
    let length = max(one.count, other.count)
    guard min(one.count, other.count) > 1 else { return nil }
    // Letters written by the same rules on both sides are compared as they stand.
    if origin == otherOrigin || (origin == .latin && otherOrigin == .latin) {
      let limit = allowed(letters: length)
      if let distance = SpellingDistance.plain(one, other, atMost: limit) {
        if distance > 0.5, soundsAlike(one, other) { return 0.5 }
        return distance
      }
      let nearSound = SpellingDistance.plain(
        SoundKey.key(one), SoundKey.key(other), atMost: length > 4 ? 0.7 : 0)
      return nearSound.map { 0.7 + $0 / 2 }
    }
    let costs: SpellingDistance.Costs =
      origin == .abjad || otherOrigin == .abjad ? .withoutVowels : .transcribed
    return SpellingDistance.distance(
      SoundKey.key(one), SoundKey.key(other), costs, atMost: 0.22 * Double(length))
  }

  private static func soundsAlike(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    let key = SoundKey.key(one)
    return key.count > 1 && key == SoundKey.key(other)
  }

  /// How many letters may be wrong in a word of so many.
  static func allowed(letters: Int) -> Double {
    switch letters {
    case ...1: 0
    case 2: 0.7
    case 3...4: 1
    case 5: 1.4
    case 6...7: 1.7
    case 8...10: 2
    default: 2
    }
  }

  /// What an agreement with a distance is worth.
  static func weighed(_ distance: Double, worth: Double, isRead: Bool) -> WordAgreement {
    if isRead {
      return WordAgreement(
        manner: distance < 0.5 ? .read : .near, decibans: max(worth - 4 - 6 * distance, -10))
    }
    if distance == 0 { return WordAgreement(manner: .exact, decibans: worth) }
    return WordAgreement(manner: .near, decibans: max(worth - 5 - 6 * distance, -10))
  }
}
