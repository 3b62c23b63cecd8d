import TradeModel

/// Numbers by which names that may be one party find each other: names that share none are never
/// compared.
///
/// A name is put under its consonants as they are heard, liquids, glides and h left out, with each
/// word of trade that it has: 菲沃赛元件有限公司, Filwolsae Components and 필월새컴포넌트 share p-s and
/// component.
/// What one script cannot write (Chinese has no final l, Hangul no f) is not in the number.
///
/// - SeeAlso: G. Papadakis et al., *Blocking and Filtering Techniques for Entity Resolution*, 2020.
struct NameBlocks {
  /// The numbers of the blocks that the name is in.
  private(set) var keys: [UInt64] = []
  /// The numbers of narrower blocks, for where a block is too full: vowels count too.
  private(set) var narrowKeys: [UInt64] = []
  /// Numbers that names share which differ by one slip.
  private(set) var slipKeys: [UInt64] = []
  /// The name without words of trade as it is heard, each way that it can be read.
  private(set) var sounds: [[UInt8]] = []

  /// Numbers of the rare words as they are heard.
  var wordKeys: [UInt64] {
    words.map { Self.hash($0, from: 0x9E37_79B9_7F4A_7C15) }
  }
  /// Every number but those of single words.
  var allKeys: [UInt64] { keys + narrowKeys + slipKeys }

  private var words: Set<[UInt8]> = []

  /// Most words of trade, and most readings, that make blocks of their own.
  private static let most = 4

  /// The blocks of a name in a country.
  ///
  /// - Parameters:
  ///   - name: the name.
  ///   - country: its country, as a number.
  ///   - withSlips: whether to give `slipKeys` too.
  init(_ name: NormalisedName, country: UInt16, withSlips: Bool = false) {
    if withSlips { slipKeys = FoldedName(name).hashesWithSlips(in: country) }
    let (cores, trades, plainWords) = Self.parts(of: name.text)
    if withSlips {
      words = Set(
        plainWords.map(TranscriptionKey.key).filter { $0.count >= PartyScreen.leastLetters })
    }
    var readings: Set<[UInt8]> = []
    var skeletons: Set<[UInt8]> = []
    for core in cores {
      // Hangul writes f and v as p and b, which sound alike.
      let sound = TranscriptionKey.key(core).map { $0 == 0x66 || $0 == 0x76 ? 0x70 : $0 }
      guard !sound.isEmpty else { continue }
      readings.insert(sound)
      for skeleton in Self.skeletons(of: core) { skeletons.insert(skeleton) }
    }
    sounds = readings.sorted { $0.lexicographicallyPrecedes($1) }
    let words = trades.isEmpty ? [""] : Array(trades.sorted().prefix(Self.most))
    for trade in words {
      let seed = Self.hash(trade.utf8, from: 0xCBF2_9CE4_8422_2325 ^ UInt64(country))
      for skeleton in skeletons { keys.append(Self.hash(skeleton, from: seed)) }
      for sound in readings { narrowKeys.append(Self.hash(sound, from: ~seed)) }
    }
  }

  /// The name without words of trade, each way that it can be read, and those words.
  private static func parts(
    of text: String
  ) -> (cores: [[UInt8]], trades: Set<String>, plainWords: [[UInt8]]) {
    var trades: Set<String> = []
    var cores: [[UInt8]] = [[]]
    var plainWords: [[UInt8]] = []
    let written = text.split(separator: " ").map(String.init)
    var position = 0
    while position < written.count {
      let word = written[position]
      let next = position + 1 < written.count ? written[position + 1] : ""
      position += 1
      if word.utf8.allSatisfy({ $0 < 0x80 }) {
        let letters = Array(word.utf8)
        if let (trade, count) = trade(word, before: next) {
          trades.insert(trade)
          position += count - 1
        } else {
          plainWords.append(letters)
          cores = cores.map { $0 + letters }
        }
        continue
      }
      for token in NameToken.tokens(of: word) {
        guard !token.local.isEmpty else {
          cores = cores.map { $0 + Array(token.plain.utf8) }
          continue
        }
        for part in LocalWords.words(of: token) {
          if part.kind == .trade {
            trades.insert(part.text)
          } else if part.kind != .place {
            var readings = part.readings
            if part.origin == .han, let pinyin = readings.first {
              readings[0] = TranscriptionKey.hisses(pinyin: pinyin) ?? pinyin
              if let velars = TranscriptionKey.velars(pinyin: pinyin) { readings.append(velars) }
            }
            cores = Array(cores.flatMap { core in readings.map { core + $0 } }.prefix(3 * most))
          }
        }
      }
    }
    if cores == [[]] { cores = [Array(text.utf8.filter { $0 != 0x20 })] }
    // Words in another order are one name all the same.
    let sorted = plainWords.sorted { $0.lexicographicallyPrecedes($1) }
    if plainWords.count > 1, sorted != plainWords { cores.append(sorted.flatMap(\.self)) }
    return (cores, trades, plainWords)
  }

  /// One spelling for a word of trade, and of how many words it is; nil for any other word.
  private static func trade(_ word: String, before next: String) -> (String, count: Int)? {
    // Dev is short for devices as for development.
    if word == "dev" || word == "devt" { return ("device", 1) }
    guard let (entry, count) = TradeWords.entry(of: word, before: next) else {
      return PlaceWords.latin[[word]] == nil ? nil : ("", 1)
    }
    return (entry.canonical == "development" ? "device" : entry.canonical, count)
  }

  /// The consonants of a word by class: q as kw and, in pinyin, as ch; w as a glide and, where it
  /// stands for a foreign v, as a lip; an x that does not begin the word as s and as ks.
  static func skeletons(of letters: [UInt8]) -> [[UInt8]] {
    guard letters.dropFirst().contains(0x78) else { return skeletons(ofOneX: letters) }
    return skeletons(ofOneX: letters) + skeletons(ofOneX: Hangul.withKS(letters))
  }

  private static func skeletons(ofOneX letters: [UInt8]) -> [[UInt8]] {
    let q: [UInt8] = letters.contains(0x71) ? [3, 4] : [3]
    let w: [UInt8] = letters.contains(0x77) ? [0, 1] : [0]
    return q.flatMap { q in w.map { w in skeleton(of: letters, q: q, w: w) } }
  }

  private static func skeleton(of letters: [UInt8], q: UInt8, w: UInt8) -> [UInt8] {
    var skeleton: [UInt8] = []
    var before: UInt8 = 0
    for (position, letter) in letters.enumerated() {
      defer { before = letter }
      let next = position + 1 < letters.count ? letters[position + 1] : 0
      if letter == before, letter > 0x39 { continue }
      // A g that ends ng, and the consonants that an s, c or t begins, are not heard by themselves.
      if letter == 0x67, before == 0x6E, !isVowel(next) { continue }
      var sound = classes[Int(letter)]
      if letter == 0x71 { sound = q }
      if letter == 0x77 { sound = w }
      if letter == 0x63, next == 0x68 || next == 0x69 || next == 0x65 { sound = 4 }
      if letter == 0x74, next == 0x73 || next == 0x7A { continue }
      if letter == 0x64, next == 0x6A || next == 0x7A { continue }
      if letter == 0x63, next == 0x6B { continue }
      if letter == 0x70, next == 0x68 { sound = 1 }
      if sound > 0 { skeleton.append(sound) }
    }
    return skeleton.isEmpty ? letters : skeleton
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
    default: false
    }
  }

  /// 1 lips, 2 teeth, 3 throat, 4 hisses, 5 nose; digits are themselves.
  private static let classes: [UInt8] = {
    var classes = [UInt8](repeating: 0, count: 256)
    for (number, group) in ["bpfv", "dt", "gkc", "jzsx", "mn"].enumerated() {
      for letter in group.utf8 { classes[Int(letter)] = UInt8(number + 1) }
    }
    for digit in 0x30...0x39 { classes[digit] = UInt8(digit) }
    return classes
  }()

  /// FNV-1a from a seed; wrapping is what this hash is defined by.
  private static func hash(_ bytes: some Sequence<UInt8>, from seed: UInt64) -> UInt64 {
    var hash = seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 29
  }
}

/// A spelling as it survives being written down in a script that has fewer sounds: `SoundKey` without
/// liquids, every nose one.
enum TranscriptionKey {
  /// The key of a word in plain letters.
  static func key(_ word: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    // W begins a syllable here and is never the end of a vowel.
    for letter in SoundKey.key(word.map { $0 == 0x77 ? 0x76 : $0 }) where letter != 0x6C {
      let sound: UInt8 = letter == 0x6D ? 0x6E : letter
      // A g that ends ng is written or not.
      if sound == 0x6B, key.last == 0x6E { continue }
      // Nuo and no, xiao and hyo: a vowel before o is a glide or none.
      if sound == 0x6F, let last = key.last, last == 0x75 || last == 0x61 { key.removeLast() }
      if sound != key.last { key.append(sound) }
    }
    return key
  }

  /// Pinyin with q as the ch that it is heard as, since elsewhere the letter is a k; nil where there is
  /// none.
  static func hisses(pinyin: [UInt8]) -> [UInt8]? {
    guard pinyin.contains(0x71) else { return nil }
    return pinyin.flatMap { $0 == 0x71 ? [0x63, 0x68] : [$0] }
  }

  /// Pinyin with j, q and x as the k and h that they once were, which is how they stand in foreign
  /// names: 加 jia in Canada, 希 xi in Hillary; nil where there are none.
  static func velars(pinyin: [UInt8]) -> [UInt8]? {
    var isOther = false
    let letters = pinyin.map { letter -> UInt8 in
      switch letter {
      case 0x6A, 0x71:
        isOther = true
        return 0x6B
      case 0x78:
        isOther = true
        return 0x68
      default: return letter
      }
    }
    return isOther ? letters : nil
  }
}
