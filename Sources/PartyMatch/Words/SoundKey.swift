/// A spelling reduced to how it sounds, whichever romanisation it is in.
///
/// Wade–Giles and pinyin, McCune–Reischauer and the Revised Romanization, German, French and English
/// spellings of one Russian or Arabic name mostly come to one key: Hsi and Xi, Qaddafi and Gaddafi.
enum SoundKey {
  /// The class of vowels.
  static let vowelClass: UInt8 = 1

  /// Which letters are heard as one another; 0 is a class of none.
  static func soundClass(_ letter: UInt8) -> UInt8 {
    // A switch needs no table that is made first: this is asked for each pair of letters.
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: vowelClass
    case 0x62, 0x70: 2  // b p
    case 0x64, 0x74: 3  // d t
    case 0x63, 0x67, 0x6B, 0x71: 4  // c g k q
    case 0x6A, 0x73, 0x78, 0x7A: 5  // j s x z
    case 0x6C, 0x72: 6  // l r
    case 0x66, 0x76, 0x77: 7  // f v w
    case 0x6D, 0x6E: 8  // m n
    default: 0
    }
  }

  /// Pairs of spellings, applied in order from left to right.
  private static let spellings: [(from: [UInt8], to: [UInt8])] = [
    ("tsch", "z"), ("sch", "s"), ("tch", "z"), ("hs", "s"), ("sh", "s"), ("zh", "z"), ("ch", "z"),
    ("tz", "z"), ("ts", "z"), ("dj", "z"), ("ph", "f"), ("kh", "h"), ("gh", "k"), ("ck", "k"),
    ("th", "t"), ("qu", "kw"), ("eo", "o"), ("eu", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("ie", "i"), ("ae", "e"), ("ai", "e"), ("ay", "e"), ("ei", "e"), ("ey", "e"), ("aw", "au"),
    ("ow", "au"), ("ij", "i"), ("iy", "i"), ("yi", "i"), ("yj", "i"), ("yy", "i"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// `spellings` by their first letter, in the same order.
  private static let spellingsByLetter: [[(from: [UInt8], to: [UInt8])]] = (0...255).map { letter in
    spellings.filter { Int($0.from[0]) == letter }
  }

  private static let letters: [UInt8] = {
    var letters = (0...255).map { UInt8($0) }
    for (from, to) in zip("bdgqcrxjwy".utf8, "ptkkklssvi".utf8) { letters[Int(from)] = to }
    letters[0x7A] = 0x73  // z, as s
    return letters
  }()

  /// The key of a word in plain letters; h is dropped inside, doubled letters are one.
  static func key(_ word: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(word.count)
    var position = 0
    while position < word.count {
      var sounds = word[position..<(position + 1)]
      var length = 1
      if let (from, to) = spellingsByLetter[Int(word[position])].first(where: {
        isThere($0.from, in: word, at: position)
      }) {
        sounds = to[...]
        length = from.count
      }
      for letter in sounds {
        let sound = letters[Int(letter)]
        if sound == 0x68, !key.isEmpty { continue }
        if sound != key.last || sound < 0x3A { key.append(sound) }
      }
      position += length
    }
    return key
  }

  private static func isThere(_ spelling: [UInt8], in word: [UInt8], at start: Int) -> Bool {
    guard start + spelling.count <= word.count else { return false }
    for place in spelling.indices where word[start + place] != spelling[place] { return false }
    return true
  }
}
