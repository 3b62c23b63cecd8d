/// How two words agree, and what that is worth.
struct WordAgreement: Hashable, Sendable {
  /// In what way.
  enum Manner: Int, Sendable {
    case exact, alike, read, heard, near, far, short, initial, acronym, cut, backwards

    /// The name of the line.
    var line: String {
      switch self {
      case .exact: "name.word"
      case .alike: "name.alike"
      case .read: "name.reading"
      case .heard, .near, .far: "name.spelling"
      case .short: "name.short"
      case .initial: "name.initial"
      case .acronym: "name.acronym"
      case .cut: "name.cut"
      case .backwards: "name.backwards"
      }
    }

    /// What was found of two words, for people.
    func words(_ one: String, _ other: String) -> String {
      switch self {
      case .exact: "\(one) on both sides"
      case .alike: "\(one) and \(other) are forms of one name"
      case .read: "\(one) is read as \(other)"
      case .heard: "\(one) and \(other) sound alike"
      case .near: "\(one) and \(other) are spelt nearly alike"
      case .far: "\(one) and \(other) are spelt a little alike"
      case .short: "\(one) and \(other): one shortens the other"
      case .initial: "\(one) and \(other) share an initial"
      case .acronym: "\(one) and \(other): first letters of the other"
      case .cut: "\(one) and \(other): one is cut off at the end"
      case .backwards: "\(one) is \(other) written backwards"
      }
    }
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
    if let lists = PersonalNames.lists(of: one.text),
      let others = PersonalNames.lists(of: other.text), !lists.isDisjoint(with: others)
    {
      return WordAgreement(manner: .alike, decibans: max(worth - 5, 6))
    }
    if isBackwards(one, other) { return WordAgreement(manner: .backwards, decibans: worth - 8) }
    if one.origin != other.origin, isSyllabic(one) || isSyllabic(other) {
      return ReadingComparison.agreement(one, other, worth: worth)
    }
    var best: Double?
    for reading in one.readings.indices {
      for otherReading in other.readings.indices {
        guard let distance = distance(one, reading, other, otherReading) else { continue }
        best = min(best ?? distance, distance)
      }
    }
    guard let best else { return nil }
    return weighed(best, worth: worth, isRead: one.origin != .latin || other.origin != .latin)
  }

  /// Names written backwards, as some who hide do.
  private static func isBackwards(_ one: NameWord, _ other: NameWord) -> Bool {
    one.origin == .latin && other.origin == .latin && one.text.utf8.count > 3
      && one.text.utf8.count == other.text.utf8.count
      && one.text.utf8.elementsEqual(other.text.utf8.reversed())
  }

  /// The last word of a name that a form cut off, against the whole word.
  ///
  /// Forms take 35 letters of a name, some 30.
  static func cut(_ word: NameWord, _ whole: NameWord) -> WordAgreement? {
    let (letters, all) = (word.readings[0], whole.readings[0])
    guard word.origin == .latin, whole.origin == .latin, word.kind == .plain, letters.count > 1,
      letters.count < all.count, all.starts(with: letters)
    else { return nil }
    return WordAgreement(manner: .cut, decibans: NameWord.worth(letters: letters.count) - 3)
  }

  /// Whether a word was written in letters that are syllables.
  private static func isSyllabic(_ word: NameWord) -> Bool {
    word.origin == .hangul || word.origin == .han || word.origin == .kana
  }

  private static func distance(
    _ word: NameWord, _ reading: Int, _ otherWord: NameWord, _ otherReading: Int
  ) -> Double? {
    let (one, other) = (word.readings[reading], otherWord.readings[otherReading])
    let (sound, otherSound) = (word.sounds[reading], otherWord.sounds[otherReading])
    let length = max(one.count, other.count)
    guard min(one.count, other.count) > 1 else { return nil }
    // Letters written by the same rules on both sides are compared as they stand.
    if word.origin == otherWord.origin {
      let limit = allowed(letters: length)
      if let distance = SpellingDistance.plain(one, other, atMost: limit) {
        if distance > soundsAlike, sound.count > 1, sound == otherSound { return soundsAlike }
        return distance
      }
      let nearSound = SpellingDistance.plain(
        sound, otherSound, atMost: length > 4 ? 0.7 : 0)
      return nearSound.map { 0.7 + $0 / 2 }
    }
    let costs: SpellingDistance.Costs =
      word.origin == .abjad || otherWord.origin == .abjad ? .withoutVowels : .transcribed
    return SpellingDistance.distance(sound, otherSound, costs, atMost: 0.22 * Double(length))
  }

  /// The distance of two spellings that sound the same.
  private static let soundsAlike = 0.5

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
    // Who writes one letter wrong seldom writes a second wrong in the same word; other words that are
    // two letters away are many.
    let slips = 6 * distance + 14 * max(0, distance - 1)
    return WordAgreement(
      manner: distance <= soundsAlike ? .heard : distance <= 1 ? .near : .far,
      decibans: max(worth - 5 - slips, -10))
  }
}
