/// Which words of two names belong together.
struct NameAlignment: Sendable {
  /// Words of one name that agree with words of the other.
  struct Pair: Sendable {
    let one: Range<Int>
    let other: Range<Int>
    let agreement: WordAgreement
  }

  /// Agreeing words, in the order of the first name.
  private(set) var pairs: [Pair] = []
  /// Positions of words of the first name that agree with none.
  private(set) var restOfOne: [Int] = []
  /// Positions of words of the second name that agree with none.
  private(set) var restOfOther: [Int] = []

  /// Most words of a name that are looked at; later ones only count as extra words.
  static let mostWords = 16
  /// Most words that may be written together as one.
  private static let mostJoined = 4

  /// Aligns two names: the strongest agreements first, each word once.
  ///
  /// - Complexity: O(w² · l²) time for w words of l letters.
  init(_ one: ReadName, _ other: ReadName) {
    if let pair = Self.whole(one, other) {
      pairs = [pair]
    } else {
      let words = Array(one.words.prefix(Self.mostWords))
      let others = Array(other.words.prefix(Self.mostWords))
      var candidates = Self.candidates(words, others)
      if let cut = Self.cut(one, other) { candidates.append(cut) }
      let (taken, otherTaken) = choose(&candidates)
      restOfOne = one.words.indices.filter { $0 >= Self.mostWords || taken & 1 << $0 == 0 }
      restOfOther = other.words.indices.filter { $0 >= Self.mostWords || otherTaken & 1 << $0 == 0 }
    }
  }

  /// Takes the strongest candidates, each word once; returns the words taken on both sides, a bit each.
  private mutating func choose(_ candidates: inout [Pair]) -> (UInt32, UInt32) {
    var (taken, otherTaken): (UInt32, UInt32) = (0, 0)
    candidates.sort(by: Self.isStronger)
    for pair in candidates {
      let (words, others) = (Self.bits(pair.one), Self.bits(pair.other))
      guard taken & words == 0, otherTaken & others == 0 else { continue }
      pairs.append(pair)
      taken |= words
      otherTaken |= others
    }
    pairs.sort { $0.one.lowerBound < $1.one.lowerBound }
    return (taken, otherTaken)
  }

  private static func bits(_ range: Range<Int>) -> UInt32 {
    (1 << range.upperBound) - (1 << range.lowerBound)
  }

  /// Fewest letters of a name that a form may have cut off.
  private static let leastCut = 30

  /// The last word of a long name against the word in its place, of which it is the beginning.
  private static func cut(_ one: ReadName, _ other: ReadName) -> Pair? {
    for (name, whole) in [(one, other), (other, one)] {
      let last = name.words.count - 1
      guard last > 1, last < whole.words.count, last < mostWords, name.written.count >= leastCut,
        let agreement = WordComparison.cut(name.words[last], whole.words[last])
      else { continue }
      return Pair(one: last..<(last + 1), other: last..<(last + 1), agreement: agreement)
    }
    return nil
  }

  private static func isStronger(_ one: Pair, _ other: Pair) -> Bool {
    let (first, second) = (one.agreement.decibans, other.agreement.decibans)
    if first != second { return first > second }
    // Words in the same place first, then the earlier.
    let (near, far) = (
      abs(one.one.lowerBound - one.other.lowerBound),
      abs(other.one.lowerBound - other.other.lowerBound)
    )
    if near != far { return near < far }
    return (one.one.lowerBound, one.other.lowerBound)
      < (other.one.lowerBound, other.other.lowerBound)
  }

  private static func candidates(_ words: [NameWord], _ others: [NameWord]) -> [Pair] {
    var candidates: [Pair] = []
    // A word that stands in both names is no run of others written together.
    var (exact, otherExact): (UInt32, UInt32) = (0, 0)
    for (position, word) in words.enumerated() {
      for (otherPosition, other) in others.enumerated() {
        guard let agreement = WordComparison.agreement(word, other) else { continue }
        if agreement.manner == .exact {
          exact |= 1 << position
          otherExact |= 1 << otherPosition
        }
        candidates.append(
          Pair(
            one: position..<(position + 1), other: otherPosition..<(otherPosition + 1),
            agreement: agreement))
      }
    }
    for (position, word) in words.enumerated() where exact & 1 << position == 0 {
      for (run, agreement) in joined(word, in: others) {
        candidates.append(Pair(one: position..<(position + 1), other: run, agreement: agreement))
      }
    }
    for (otherPosition, other) in others.enumerated() where otherExact & 1 << otherPosition == 0 {
      for (run, agreement) in joined(other, in: words) {
        candidates.append(
          Pair(one: run, other: otherPosition..<(otherPosition + 1), agreement: agreement))
      }
    }
    return candidates
  }

  /// Runs of words that, written together, are the word, or of which it is the first letters.
  private static func joined(
    _ word: NameWord, in others: [NameWord]
  ) -> [(Range<Int>, WordAgreement)] {
    guard word.kind == .plain || word.kind == .trade, others.count > 1 else { return [] }
    var found: [(Range<Int>, WordAgreement)] = []
    let longest = word.readings.map(\.count).max() ?? 0
    for start in 0..<(others.count - 1) {
      var letters: [UInt8] = others[start].readings[0]
      var initials: [UInt8] = letters.prefix(1).map(\.self)
      for end in (start + 1)..<min(start + mostJoined, others.count) {
        letters += others[end].readings[0]
        initials += others[end].readings[0].prefix(1)
        let run = start..<(end + 1)
        let isOwn = others[run].allSatisfy { $0.kind == .plain || $0.kind == .initial }
        if word.origin == .latin, initials.count > 1, word.readings[0] == initials,
          others[run].allSatisfy({ $0.kind != .number })
        {
          found.append(
            (run, WordAgreement(manner: .acronym, decibans: 4 * Double(initials.count))))
        }
        guard longest > 2, abs(letters.count - longest) < 4 else { continue }
        let together = NameWord(
          plain: letters,
          origin: others[run].first { $0.origin != .latin }?.origin ?? .latin)
        guard let agreement = WordComparison.spelling(word, together),
          isOwn || agreement.manner == .exact
        else { continue }
        found.append((run, agreement))
      }
    }
    return found
  }

  /// Names that are one but for where they are parted, or of which one is the first letters of the other.
  private static func whole(_ one: ReadName, _ other: ReadName) -> Pair? {
    let all = (one.words.indices, other.words.indices)
    let worth = NameWord.worth(letters: min(one.whole.count, other.whole.count))
    if !one.whole.isEmpty, one.whole == other.whole,
      one.words.map(\.text) != other.words.map(\.text)
    {
      return Pair(
        one: all.0, other: all.1, agreement: WordAgreement(manner: .exact, decibans: worth))
    }
    for (short, long) in [(one, other), (other, one)]
    where short.words.count == 1 && long.initials.count > 2
      && short.words[0].readings[0] == long.initials && short.words[0].origin == .latin
    {
      return Pair(
        one: all.0, other: all.1,
        agreement: WordAgreement(
          manner: .acronym, decibans: 8 + 4 * Double(min(long.initials.count, 6))))
    }
    return nil
  }
}
