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
  ///
  /// - Parameters:
  ///   - one: a name.
  ///   - other: the other name.
  ///   - inWords: whether the lines say what was found; most are only added up, and writing the words
  ///     takes longer than finding them.
  /// - Returns: a line for each word that agrees or differs, and for the legal forms.
  static func lines(_ one: ReadName, _ other: ReadName, inWords: Bool) -> [MatchLine] {
    guard !one.words.isEmpty, !other.words.isEmpty else {
      return [MatchLine("name", -10, "one of the names has no letters")]
    }
    let alignment = NameAlignment(one, other)
    var lines: [MatchLine] = []
    lines.reserveCapacity(8)
    addAgreements(alignment, one, other, inWords, to: &lines)
    addDifferences(alignment, one, other, inWords, to: &lines)
    lines += parents(alignment, one, other)
    if alignment.restOfOne.isEmpty, alignment.restOfOther.isEmpty {
      lines.append(
        MatchLine(
          "name.whole", whole(alignment.pairs, of: one), "nothing is left over on either side"))
    }
    if let line = forms(one, other) { lines.append(line) }
    return lines
  }

  /// What it is worth that nothing is left over.
  private static func whole(_ pairs: [NameAlignment.Pair], of name: ReadName) -> Double {
    if !pairs.contains(where: { [.heard, .near, .far].contains($0.agreement.manner) }) { return 8 }
    // One word that is only nearly another is little to go by, unless it is heard as the other; with
    // more than one slip in it, words that many share make it no more.
    if pairs.count == 1, pairs[0].agreement.manner == .near { return 0 }
    let own = pairs.filter { name.words[$0.one.lowerBound].kind == .plain }
    return own.allSatisfy { $0.agreement.manner == .far } ? 0 : 4
  }

  // MARK: Agreement

  private static func addAgreements(
    _ alignment: NameAlignment, _ one: ReadName, _ other: ReadName, _ inWords: Bool,
    to lines: inout [MatchLine]
  ) {
    var sum = 0.0
    for pair in alignment.pairs {
      let manner = pair.agreement.manner
      lines.append(
        MatchLine(
          manner.line, pair.agreement.decibans,
          inWords ? manner.words(shown(one, pair.one), shown(other, pair.other)) : ""))
      sum += pair.agreement.decibans
    }
    if sum > most {
      lines.append(
        MatchLine("name.together", most - sum, "words of one name come together, not by chance"))
    }
  }

  private static func shown(_ name: ReadName, _ range: Range<Int>) -> String {
    name.words[range].map(\.shown).joined(separator: " ")
  }

  // MARK: Difference

  private static func addDifferences(
    _ alignment: NameAlignment, _ one: ReadName, _ other: ReadName, _ inWords: Bool,
    to lines: inout [MatchLine]
  ) {
    if alignment.restOfOne.isEmpty, alignment.restOfOther.isEmpty { return }
    var rest = alignment.restOfOne.map { one.words[$0] }
    var otherRest = alignment.restOfOther.map { other.words[$0] }
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
            "name.difference", weight,
            inWords ? "\(word.shown) on one side, \(opposite.shown) on the other" : ""))
      }
    }
    let hasAgreed = alignment.pairs.filter { $0.agreement.decibans >= 8 }.count
    for (word, name) in rest.map({ ($0, one) }) + otherRest.map({ ($0, other) }) {
      let weight = extra(word, isCompany: isCompany, agreed: hasAgreed)
      lines.append(
        MatchLine("name.extra", weight, inWords ? "\(word.shown) only in \(name.written)" : ""))
    }
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
