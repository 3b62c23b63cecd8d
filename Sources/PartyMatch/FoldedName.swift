/// A normalised name without what transliteration and haste change: spaces, doubled letters, and the
/// vowels and consonants that romanisations write differently.
///
/// Korean 권 is written Kwon and Quen, 최 Choe and Choi, 리 Lee and Ri, Chinese 许 Xu and Hsu. Folding
/// gives such spellings one form; it never touches digits, nor names in other letters.
struct FoldedName: Hashable {
  /// The folded letters.
  let bytes: [UInt8]
  /// Whether the name is in plain letters, so that a slip of one letter may be forgiven.
  let isPlain: Bool

  /// A name shorter than this, folded, is too short to forgive a slip: too many others are as near.
  static let leastLetters = 8

  init(_ name: NormalisedName) {
    let letters = name.text.utf8.filter { $0 != 0x20 }
    isPlain = letters.allSatisfy { $0 < 0x80 }
    bytes = isPlain ? Self.fold(Array(letters)) : letters
  }

  /// Pairs of spellings, applied in order from left to right.
  private static let spellings: [(from: [UInt8], to: [UInt8])] = [
    ("quen", "kwon"), ("eo", "o"), ("oo", "u"), ("yu", "u"), ("yo", "o"), ("ai", "ae"),
    ("eun", "un"), ("r", "l"), ("g", "k"), ("x", "z"), ("j", "z"), ("q", "k"), ("ae", "e"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  private static func fold(_ letters: [UInt8]) -> [UInt8] {
    var letters = letters
    for (from, to) in spellings { replace(from, by: to, in: &letters) }
    var folded: [UInt8] = []
    folded.reserveCapacity(letters.count)
    for letter in letters where letter != folded.last || isDigit(letter) { folded.append(letter) }
    return folded
  }

  private static func replace(_ from: [UInt8], by to: [UInt8], in letters: inout [UInt8]) {
    guard let first = from.first, letters.contains(first) else { return }
    if from.count == 1 {
      for position in letters.indices where letters[position] == first {
        letters[position] = to[0]
      }
      return
    }
    var result: [UInt8] = []
    result.reserveCapacity(letters.count)
    var position = 0
    while position < letters.count {
      if letters[position] == first, letters[position...].starts(with: from) {
        result += to
        position += from.count
      } else {
        result.append(letters[position])
        position += 1
      }
    }
    letters = result
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// A number for the name in a country.
  func hash(in country: UInt16) -> UInt64 {
    Self.hash(bytes[...], [], in: country)
  }

  /// Numbers for the name and for each way to leave one letter out, in a country.
  ///
  /// None for names that are too short or in other letters. Two names that differ by one slip share
  /// a number.
  ///
  /// Digits are never left out: plant 1 is not plant 2.
  func hashesWithSlips(in country: UInt16) -> [UInt64] {
    guard isPlain, bytes.count >= Self.leastLetters else { return [] }
    var hashes = [hash(in: country)]
    hashes.reserveCapacity(bytes.count + 1)
    for position in bytes.indices where !Self.isDigit(bytes[position]) {
      hashes.append(Self.hash(bytes[..<position], bytes[(position + 1)...], in: country))
    }
    return hashes
  }

  private static func hash(
    _ head: ArraySlice<UInt8>, _ tail: ArraySlice<UInt8>, in country: UInt16
  ) -> UInt64 {
    // FNV-1a; wrapping is what this hash is defined by.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(country)
    for byte in head { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in tail { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
