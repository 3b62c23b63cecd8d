/// Weights of evidence of two names.
///
/// - SeeAlso: I. P. Fellegi and A. B. Sunter, *A Theory for Record Linkage*, 1969.
enum NameComparison {
  /// Most that the agreeing words of one name are worth together: words of a name come together.
  static let most = 40.0
  /// The weight of a word on each side that the other has not, by what the words say.
  enum Contradiction {
    static let names = -45.0
    static let places = -42.0
    static let trades = -34.0
    static let mixed = -30.0
    static let numbers = -30.0
    static let initials = -30.0
    static let least = -90.0
  }

  /// The lines of two names, the prior left out.
  static func lines(_ one: ReadName, _ other: ReadName) -> [MatchLine] {
    guard !one.words.isEmpty, !other.words.isEmpty else {
      return [MatchLine("name", -10, "one of the names has no letters")]
    }
    let alignment = NameAlignment(one, other)
    var lines = agreements(alignment, one, other)
    lines += differences(alignment, one, other)
    lines += parents(alignment, one, other)
    if alignment.restOfOne.isEmpty, alignment.restOfOther.isEmpty {
      let isNear = alignment.pairs.contains { $0.agreement.manner == .near }
      // One word that is only nearly another is little to go by.
      let isLittle = isNear && alignment.pairs.count == 1
      lines.append(
        MatchLine(
          "name.whole", isLittle ? 0 : isNear ? 4 : 8, "nothing is left over on either side"))
    }
    if let line = forms(one, other) { lines.append(line) }
    return lines
  }

  // MARK: Agreement

  private static func agreements(
    _ alignment: NameAlignment, _ one: ReadName, _ other: ReadName
  ) -> [MatchLine] {
    var lines: [MatchLine] = []
    var sum = 0.0
    for pair in alignment.pairs {
      let (first, second) = (shown(one, pair.one), shown(other, pair.other))
      let words: String
      let name: String
      switch pair.agreement.manner {
      case .exact: (name, words) = ("name.word", "\(first) on both sides")
      case .alike:
        (name, words) = ("name.alike", "\(first) and \(second) are forms of one name")
      case .read: (name, words) = ("name.reading", "\(first) is read as \(second)")
      case .near: (name, words) = ("name.spelling", "\(first) and \(second) are spelt nearly alike")
      case .short: (name, words) = ("name.short", "\(first) and \(second): one shortens the other")
      case .initial: (name, words) = ("name.initial", "\(first) and \(second) share an initial")
      case .acronym:
        (name, words) = ("name.acronym", "\(first) and \(second): first letters of the other")
      }
      lines.append(MatchLine(name, pair.agreement.decibans, words))
      sum += pair.agreement.decibans
    }
    if sum > most {
      lines.append(
        MatchLine("name.together", most - sum, "words of one name come together, not by chance"))
    }
    return lines
  }

  private static func shown(_ name: ReadName, _ range: Range<Int>) -> String {
    name.words[range].map(\.shown).joined(separator: " ")
  }

  // MARK: Difference

  private static func differences(
    _ alignment: NameAlignment, _ one: ReadName, _ other: ReadName
  ) -> [MatchLine] {
    var rest = alignment.restOfOne.map { one.words[$0] }
    var otherRest = alignment.restOfOther.map { other.words[$0] }
    var lines: [MatchLine] = []
    var sum = 0.0
    let isCompany = one.isCompany || other.isCompany
    for kind in [NameWord.Kind.number, .place, .plain, .trade, .initial] {
      while let position = rest.firstIndex(where: { $0.kind == kind }) {
        // Like against like where there is like, else against the first that is left.
        guard
          let there = otherRest.firstIndex(where: { $0.kind == kind })
            ?? (kind == .number ? nil : otherRest.firstIndex { $0.kind != .number })
        else { break }
        let (word, opposite) = (rest.remove(at: position), otherRest.remove(at: there))
        let weight = max(
          contradiction(word, opposite), Contradiction.least - sum)
        sum += weight
        lines.append(
          MatchLine(
            "name.difference", weight, "\(word.shown) on one side, \(opposite.shown) on the other"))
      }
    }
    let hasAgreed = alignment.pairs.filter { $0.agreement.decibans >= 8 }.count
    for (word, name) in rest.map({ ($0, one) }) + otherRest.map({ ($0, other) }) {
      let weight = extra(word, isCompany: isCompany, agreed: hasAgreed)
      lines.append(
        MatchLine("name.extra", weight, "\(word.shown) only in \(name.written)"))
    }
    return lines
  }

  private static func contradiction(_ one: NameWord, _ other: NameWord) -> Double {
    switch (one.kind, other.kind) {
    case (.number, .number): Contradiction.numbers
    case (.place, .place): Contradiction.places
    case (.trade, .trade): Contradiction.trades
    case (.initial, _), (_, .initial): Contradiction.initials
    case (.plain, .plain): Contradiction.names
    default: Contradiction.mixed
    }
  }

  /// A word that one name has and the other has not: persons leave names out, companies of one group
  /// differ by a word.
  private static func extra(_ word: NameWord, isCompany: Bool, agreed: Int) -> Double {
    switch word.kind {
    case .number: isCompany ? -26 : -14
    case .initial: -2
    case .place: isCompany ? -32 : -8
    case .trade: -32
    case .plain: isCompany ? -32 : agreed > 1 ? -3 : -9
    }
  }

  /// Two names that give each other's parent: Salman bin Muhammad and Muhammad bin Salman.
  private static func parents(
    _ alignment: NameAlignment, _ one: ReadName, _ other: ReadName
  ) -> [MatchLine] {
    let swapped = alignment.pairs.filter { pair in
      pair.one.count == 1 && pair.other.count == 1
        && one.words[pair.one.lowerBound].namesParent
          != other.words[pair.other.lowerBound].namesParent
    }
    guard swapped.contains(where: { one.words[$0.one.lowerBound].namesParent }),
      swapped.contains(where: { other.words[$0.other.lowerBound].namesParent })
    else { return [] }
    return [MatchLine("name.parent", -45, "parent and child change places")]
  }

  // MARK: Legal forms

  private static func forms(_ one: ReadName, _ other: ReadName) -> MatchLine? {
    guard !one.forms.isEmpty, !other.forms.isEmpty else { return nil }
    let pairs = one.forms.flatMap { form in other.forms.map { (form, $0) } }
    if !Set(one.forms).isDisjoint(with: other.forms) {
      return MatchLine("name.form", 2, "the same legal form")
    }
    if let pair = pairs.first(where: { !$0.0.isCompatible(with: $0.1) }) {
      return MatchLine(
        "name.form", -32,
        "legal forms of one law that differ: \(pair.0.kind.rawValue), \(pair.1.kind.rawValue)")
    }
    return MatchLine("name.form", 0, "legal forms that are written for one another")
  }
}
