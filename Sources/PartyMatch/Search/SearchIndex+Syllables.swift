import Foundation

extension SearchIndex {
  /// Suffixes that begin with a Hangul word but for one syllable, which may be any other.
  ///
  /// A wrong syllable is up to three wrong letters, too many to walk the tree for. The rest of the word
  /// is looked up whole: what stands before the syllable or what follows it, whichever fewer suffixes
  /// begin with, and the other part is looked for beside it.
  ///
  /// - Complexity: O(syllables × suffixes of the rarer part) time.
  func rangesWithoutOneSyllable(_ word: SearchLetters, in letters: Range<Int>) -> [SearchRange] {
    let starts = word.starts.filter(letters.contains)
    guard starts.count > 2 else { return [] }
    var found: Set<Int> = []
    for (place, start) in starts.enumerated() where place > 0 {
      let end = place + 1 < starts.count ? starts[place + 1] : letters.upperBound
      let head = Array(word.bytes[letters.lowerBound..<start])
      let tail = Array(word.bytes[end..<letters.upperBound])
      let (heads, tails) = (range(of: head), tail.isEmpty ? nil : range(of: tail))
      if let tails, tails.count < heads.count {
        found.formUnion(heads.isEmpty ? [] : suffixes(before: tails, beginningWith: head))
      } else if heads.count <= Self.mostLookedThrough {
        for suffix in heads where isTail(tail, near: head.count, ofSuffix: suffix) {
          found.insert(suffix)
        }
      }
    }
    return found.sorted().map { SearchRange(suffixes: $0..<$0 + 1, slips: 1) }
  }

  /// Most suffixes that are looked through for the other part.
  private static let mostLookedThrough = 60_000
  /// The letters of a syllable.
  private static let syllable = 2...5

  /// Whether a tail stands one syllable after so many letters of a suffix.
  private func isTail(_ tail: [UInt8], near start: Int, ofSuffix suffix: Int) -> Bool {
    let bytes = data.bytes
    let first = counts.letterBytes + Self.number(suffix, at: counts.suffixStart, in: bytes) + start
    return Self.syllable.contains { gap in
      // A form ends with a zero, which no tail has.
      guard first + gap <= counts.nameBytes, isSyllable(first..<first + gap, in: bytes),
        first + gap + tail.count <= counts.nameBytes
      else { return false }
      return tail.indices.allSatisfy { bytes[letter: first + gap + $0] == tail[$0] }
    }
  }

  /// Whether letters are one syllable: a consonant, vowels, and perhaps consonants.
  private func isSyllable(_ place: Range<Int>, in bytes: RawSpan) -> Bool {
    var letters = place.map { bytes[letter: $0] }[...]
    guard let first = letters.popFirst(), (0x01...0x13).contains(first) else { return false }
    let vowels = letters.prefix { (0x14...0x21).contains($0) }.count
    return vowels > 0 && letters.dropFirst(vowels).allSatisfy { (0x01...0x13).contains($0) }
  }

  /// The suffixes that begin with a head, one syllable before those of a range.
  private func suffixes(before tails: Range<Int>, beginningWith head: [UInt8]) -> Set<Int> {
    guard tails.count <= Self.mostLookedThrough else { return [] }
    let bytes = data.bytes
    var places: [Int] = []
    for suffix in tails {
      let tail = Self.number(suffix, at: counts.suffixStart, in: bytes)
      for gap in Self.syllable where tail >= gap + head.count {
        let start = tail - gap - head.count
        let isThere = head.indices.allSatisfy {
          bytes[letter: counts.letterBytes + start + $0] == head[$0]
        }
        guard isThere else { continue }
        let first = counts.letterBytes + start + head.count
        if isSyllable(first..<first + gap, in: bytes) { places.append(start) }
      }
    }
    guard !places.isEmpty else { return [] }
    let wanted = Set(places)
    var found: Set<Int> = []
    for suffix in range(of: head)
    where wanted.contains(Self.number(suffix, at: counts.suffixStart, in: bytes)) {
      found.insert(suffix)
    }
    return found
  }
}
