import Foundation

/// Suffixes that begin with a word that was typed, or nearly so.
struct SearchRange {
  let suffixes: Range<Int>
  /// How many letters differ.
  let slips: Int
}

extension SearchIndex {
  /// Parties by what somebody has typed so far.
  ///
  /// Every word typed must begin at a word of the name, at a syllable or at a Han letter; typed without
  /// spaces, the whole may. Where fewer than `limit` parties agree and none has the whole name, words of
  /// four letters or more may differ from the name in one letter, of eight or more in two. Consonants
  /// alone are initial consonants of Hangul syllables.
  ///
  /// - Parameters:
  ///   - text: what was typed; identifiers with or without their marks.
  ///   - limit: how many parties at most.
  /// - Returns: the parties, best first: fewest slips, whole names, beginnings of names, shorter names,
  ///   then the order of the parties in the index. Each once, with its best name.
  public func search(_ text: String, limit: Int) -> [SearchHit] {
    let typed = SearchLetters(text)
    guard limit > 0, !typed.bytes.isEmpty else { return [] }
    var best = BestForms(capacity: limit)
    for slips in [false, true] {
      collect(typed.words, of: typed, forgivingSlips: slips, into: &best)
      if typed.words.count > 1 {
        collect([typed.bytes[...]], of: typed, forgivingSlips: slips, into: &best)
      }
      // What was typed in one script may be a name in another.
      for text in slips || best.isFull ? [] : SearchReadings.texts(of: text) {
        let read = SearchLetters(text)
        collect(read.words, of: read, forgivingSlips: false, isReading: true, into: &best)
        if read.words.count > 1 {
          collect([read.bytes[...]], of: read, forgivingSlips: false, isReading: true, into: &best)
        }
      }
      if best.isFull || best.ranked.contains(where: \.isWhole) { break }
    }
    return best.ranked.map { hit(form: $0.form, rank: $0) }
  }

  private func hit(form: Int, rank: FormRank) -> SearchHit {
    let bytes = data.bytes
    let isInitials = SearchLetters.areInitials(letters(ofForm: form))
    let kind = Self.number(form, at: counts.formKind, in: bytes)
    let isReading = rank.isReading
    return SearchHit(
      party: party(rank.party), name: name(ofForm: form),
      kind: SearchName.Kind(rawValue: UInt8(kind) & 7) ?? .filed,
      manner: isReading
        ? .reading
        : isInitials
          ? .initials : rank.isWhole ? .whole : rank.isBeginning ? .beginning : .words,
      slips: rank.slips)
  }

  /// The letters of a form without its end.
  private func letters(ofForm form: Int) -> Data {
    let bytes = data.bytes
    let start = counts.letterBytes + Self.number(form, at: counts.formLetters, in: bytes)
    let end = counts.letterBytes + Self.number(form + 1, at: counts.formLetters, in: bytes) - 1
    return data[data.startIndex + start..<data.startIndex + end]
  }

  /// Adds the forms in which every word occurs.
  private func collect(
    _ words: [ArraySlice<UInt8>], of typed: SearchLetters, forgivingSlips: Bool,
    isReading: Bool = false, into best: inout BestForms
  ) {
    var ranges: [[SearchRange]] = []
    for word in words {
      let sought = SearchLetters.initials(of: word) ?? Array(word)
      let exact = SearchRange(suffixes: range(of: sought), slips: 0)
      let slips = forgivingSlips ? Self.slipsAllowed(in: sought) : 0
      var found =
        slips == 0 ? [exact] : NearSearch(self, sought: sought, slips: slips).ranges()
      if forgivingSlips, SearchLetters.initials(of: word) == nil {
        found += rangesWithoutOneSyllable(typed, in: word.startIndex..<word.endIndex)
      }
      ranges.append(found.filter { !$0.suffixes.isEmpty })
      if ranges.last?.isEmpty ?? true { return }
    }
    // The rarest word proposes, the others agree.
    let order = ranges.indices.sorted { one, other in
      ranges[one].reduce(0) { $0 + $1.suffixes.count }
        < ranges[other].reduce(0) { $0 + $1.suffixes.count }
    }
    let others = order.dropFirst().map { slipsByForm(ranges[$0]) }
    let bytes = data.bytes
    for range in ranges[order[0]] {
      for suffix in range.suffixes {
        let form = Self.number(suffix, at: counts.suffixForm, in: bytes)
        var slips = range.slips
        var isThere = true
        for other in others {
          let found = other[form]
          if found == .max { isThere = false } else { slips += Int(found) }
        }
        guard isThere else { continue }
        let start = Self.number(suffix, at: counts.suffixStart, in: bytes)
        let first = Self.number(form, at: counts.formLetters, in: bytes)
        let count = Self.number(form + 1, at: counts.formLetters, in: bytes) - 1 - first
        var rank = FormRank(
          form: form, party: 0, slips: slips,
          isWhole: words.count == 1 && words[0].count == count && start == first && slips == 0,
          isBeginning: start == first, letterCount: count, isReading: isReading)
        // A short text agrees with a hundred thousand names, most not worth two more looks.
        guard best.mayTake(rank) else { continue }
        rank.party = Self.number(form, at: counts.formParty, in: bytes)
        if Self.number(form, at: counts.formKind, in: bytes) & 8 != 0 { rank.isReading = true }
        best.offer(rank)
      }
    }
  }

  /// For each form the fewest slips with which a word occurs in it; 255 where it does not.
  private func slipsByForm(_ ranges: [SearchRange]) -> [UInt8] {
    var slips = [UInt8](repeating: .max, count: counts.forms)
    let bytes = data.bytes
    for range in ranges {
      for suffix in range.suffixes {
        let form = Self.number(suffix, at: counts.suffixForm, in: bytes)
        slips[form] = min(slips[form], UInt8(range.slips))
      }
    }
    return slips
  }

  /// How many letters of a word may be wrong.
  static func slipsAllowed(in word: [UInt8]) -> Int {
    // Initial consonants are too few to be wrong about, and digits say what they say.
    if SearchLetters.areInitials(word) || word.contains(where: { (0x30...0x39).contains($0) }) {
      return 0
    }
    return word.count < 4 ? 0 : word.count < 8 ? 1 : 2
  }

  /// The suffixes that begin with some letters.
  func range(of sought: [UInt8]) -> Range<Int> {
    let bytes = data.bytes
    func first(_ isBeyond: (Int) -> Bool) -> Int {
      var low = 0
      var high = counts.suffixes
      while low < high {
        let middle = (low + high) / 2
        if isBeyond(order(ofSuffix: middle, and: sought, in: bytes)) {
          high = middle
        } else {
          low = middle + 1
        }
      }
      return low
    }
    return first { $0 >= 0 }..<first { $0 > 0 }
  }

  /// Whether a suffix stands before (-1), at (0) or after (1) the suffixes with some letters.
  private func order(ofSuffix suffix: Int, and sought: [UInt8], in bytes: RawSpan) -> Int {
    let start = counts.letterBytes + Self.number(suffix, at: counts.suffixStart, in: bytes)
    for place in sought.indices {
      let letter = bytes[letter: start + place]
      if letter != sought[place] { return letter < sought[place] ? -1 : 1 }
    }
    return 0
  }
}

extension RawSpan {
  /// The byte at an offset.
  subscript(letter offset: Int) -> UInt8 {
    // Checked for its bounds; every byte is a number.
    unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}

/// How good a form is.
struct FormRank: Comparable {
  let form: Int
  var party: Int
  let slips: Int
  let isWhole: Bool
  let isBeginning: Bool
  let letterCount: Int
  /// Whether what was typed, or the form, is a reading in other letters.
  var isReading: Bool

  static func < (one: Self, other: Self) -> Bool {
    if one.slips != other.slips { return one.slips < other.slips }
    if one.isReading != other.isReading { return other.isReading }
    if one.isWhole != other.isWhole { return one.isWhole }
    if one.isBeginning != other.isBeginning { return one.isBeginning }
    if one.letterCount != other.letterCount { return one.letterCount < other.letterCount }
    return one.form < other.form
  }
}

/// The best form of each of the best parties, few enough to be kept in a list.
private struct BestForms {
  private let capacity: Int
  /// Sorted, each party once.
  private(set) var ranked: [FormRank] = []

  init(capacity: Int) {
    self.capacity = capacity
    ranked.reserveCapacity(capacity + 1)
  }

  var isFull: Bool { ranked.count == capacity }

  /// Whether a form that is at best so good is better than the worst of the list, or the list not full.
  func mayTake(_ rank: FormRank) -> Bool {
    guard isFull, let worst = ranked.last else { return true }
    return rank < worst
  }

  mutating func offer(_ rank: FormRank) {
    guard mayTake(rank) else { return }
    if let known = ranked.firstIndex(where: { $0.party == rank.party }) {
      guard rank < ranked[known] else { return }
      ranked.remove(at: known)
    }
    let place = ranked.firstIndex { rank < $0 } ?? ranked.endIndex
    ranked.insert(rank, at: place)
    if ranked.count > capacity { ranked.removeLast() }
  }
}
