import Foundation

/// A text as it is searched: letters of one byte or more, without case, accents, spaces or marks.
///
/// Plain letters and digits stand for themselves. A Hangul syllable is written as the keys by which it
/// is typed, one byte each, so that what is half typed is a prefix of what it becomes: 하, 한 and 한ㅂ of
/// 한빛. Consonants are the same at both ends of a syllable, and letters of two keys (ㅘ, ㄳ) are two, as
/// they are typed. Everything else is UTF-8.
struct SearchLetters {
  /// The letters.
  private(set) var bytes: [UInt8] = []
  /// Where a search may begin: at each word, each run of digits, each syllable or Han letter.
  private(set) var starts: [Int] = []
  /// Where words end; parallel to nothing, sorted.
  private(set) var wordEnds: [Int] = []
  /// The initial consonants of the Hangul syllables, as letters that nothing else uses.
  private(set) var initials: [UInt8] = []

  /// Texts beyond this are cut: nobody types so much.
  static let mostLetters = 240

  private enum Script {
    case separator
    case letter
    case digit
    case syllable
    case other
  }

  init(_ text: String) {
    var previous = Script.separator
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in text.utf8 where bytes.count < Self.mostLetters { add(plain: byte, &previous) }
    } else {
      // Letters of Hangul typed alone are taken as they are: folding would join them to what is beside.
      var run = String.UnicodeScalarView()
      for scalar in text.unicodeScalars {
        guard (0x3131...0x3163).contains(scalar.value) else {
          run.append(scalar)
          continue
        }
        add(folding: &run, &previous)
        if bytes.count < Self.mostLetters { add(scalar, &previous) }
      }
      add(folding: &run, &previous)
    }
    if previous != .separator { wordEnds.append(bytes.count) }
  }

  /// The words, each as its letters.
  var words: [ArraySlice<UInt8>] {
    var start = 0
    return wordEnds.compactMap { end in
      defer { start = end }
      return start < end ? bytes[start..<end] : nil
    }
  }

  /// Adds text without case and width, and forgets it.
  private mutating func add(folding run: inout String.UnicodeScalarView, _ previous: inout Script) {
    let folded = String(run).precomposedStringWithCompatibilityMapping.lowercased()
    for scalar in folded.unicodeScalars where bytes.count < Self.mostLetters {
      add(scalar, &previous)
    }
    run.removeAll(keepingCapacity: true)
  }

  private mutating func add(plain byte: UInt8, _ previous: inout Script) {
    switch byte {
    case 0x30...0x39: add([byte], .digit, &previous)
    case 0x61...0x7A: add([byte], .letter, &previous)
    case 0x41...0x5A: add([byte + 0x20], .letter, &previous)
    // An apostrophe joins ("int'l").
    case 0x27: break
    default: endWord(&previous)
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar, _ previous: inout Script) {
    switch scalar.value {
    case 0..<0x80: add(plain: UInt8(scalar.value), &previous)
    case 0xAC00...0xD7A3:
      let number = Int(scalar.value) - 0xAC00
      let initial = number / 588
      add(
        [Self.consonant(initial)] + Self.vowels[number % 588 / 28] + Self.finals[number % 28],
        .syllable, &previous)
      initials.append(Self.initial(initial))
    case 0x3131...0x3163:
      add(Self.typed[Int(scalar.value) - 0x3131], .syllable, &previous)
    // Marks that decomposing an accented letter left over.
    case 0x300...0x36F, 0x2019: break
    default:
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
        if !scalar.properties.isDefaultIgnorableCodePoint { endWord(&previous) }
        return
      }
      // Cyrillic and other alphabets have words; Han letters and kana are words by themselves.
      if scalar.value < 0x2E80 {
        add(Array(String(Self.unaccented(scalar)).utf8), .letter, &previous)
      } else {
        add(Array(String(scalar).utf8), .other, &previous)
      }
    }
  }

  /// A letter without its accents.
  private static func unaccented(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? scalar
  }

  private mutating func add(_ letters: [UInt8], _ script: Script, _ previous: inout Script) {
    // In scripts without spaces, every letter may be where somebody begins.
    if script != previous || script == .syllable || script == .other { starts.append(bytes.count) }
    bytes += letters
    previous = script
  }

  private mutating func endWord(_ previous: inout Script) {
    if previous != .separator { wordEnds.append(bytes.count) }
    previous = .separator
  }
}

extension SearchLetters {
  /// The initial consonants that a word consists of, where it consists of nothing else.
  static func initials(of word: ArraySlice<UInt8>) -> [UInt8]? {
    guard word.allSatisfy({ (0x01...0x13).contains($0) }) else { return nil }
    return word.map { initial(Int($0) - 1) }
  }

  /// Whether letters are initial consonants.
  static func areInitials(_ letters: some Sequence<UInt8>) -> Bool {
    letters.allSatisfy { (0x22...0x2F).contains($0) || (0x3A...0x3E).contains($0) }
  }

  /// The letter of a consonant, by its place among the 19 initials of Unicode.
  private static func consonant(_ place: Int) -> UInt8 { UInt8(place + 0x01) }

  /// The letter of a consonant that stands for its whole syllable.
  private static func initial(_ place: Int) -> UInt8 {
    UInt8(place < 14 ? 0x22 + place : 0x3A + place - 14)
  }

  private static func vowel(_ place: Int) -> UInt8 { UInt8(place + 0x14) }

  /// ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ by the keys that type them.
  private static let vowels: [[UInt8]] = [
    [0], [1], [2], [3], [4], [5], [6], [7], [8], [8, 0], [8, 1], [8, 13], [9], [10], [10, 4],
    [10, 5], [10, 13], [11], [12], [12, 13], [13],
  ].map { $0.map(vowel) }

  /// Final consonants, none first, by the keys that type them.
  private static let finals: [[UInt8]] = [
    [], [0], [1], [0, 9], [2], [2, 12], [2, 18], [3], [5], [5, 0], [5, 6], [5, 7], [5, 9],
    [5, 16], [5, 17], [5, 18], [6], [7], [7, 9], [9], [10], [11], [12], [14], [15], [16], [17],
    [18],
  ].map { $0.map(consonant) }

  /// The letters from ㄱ (U+3131) to ㅣ (U+3163) as they are typed alone.
  private static let typed: [[UInt8]] =
    ([
      [0], [1], [0, 9], [2], [2, 12], [2, 18], [3], [4], [5], [5, 0], [5, 6], [5, 7], [5, 9],
      [5, 16], [5, 17], [5, 18], [6], [7], [8], [7, 9], [9], [10], [11], [12], [13], [14], [15],
      [16], [17], [18],
    ] as [[Int]]).map { $0.map(consonant) } + vowels
}
