public import TradeModel

/// Whether two descriptions are of one party: the sum of weights of evidence.
public enum PartyComparison {
  /// Decibans before anything is looked at: of pairs that are put forward at all, one in ten is one party.
  public static let prior = -10.0

  /// Compares two descriptions; the order of the two changes nothing.
  ///
  /// - Complexity: O(n · m) comparisons of names.
  public static func compare(_ one: PartyDescription, _ other: PartyDescription) -> MatchDecision {
    compare(ReadParty(one), ReadParty(other))
  }

  /// Compares two names, perhaps with their countries.
  public static func compare(
    _ name: String, _ other: String, country: CountryCode? = nil, otherCountry: CountryCode? = nil
  ) -> MatchDecision {
    compare(
      PartyDescription(names: [name], country: country),
      PartyDescription(names: [other], country: otherCountry))
  }

  static func compare(_ party: ReadParty, _ otherParty: ReadParty) -> MatchDecision {
    compareNaming(party, otherParty).decision
  }

  /// Compares two parties, and says which of their names agree best.
  static func compareNaming(
    _ party: ReadParty, _ otherParty: ReadParty
  ) -> (decision: MatchDecision, names: (one: String, other: String)?) {
    // One order, so that sums and words are the same either way.
    let (one, other) = otherParty < party ? (otherParty, party) : (party, otherParty)
    var lines = [MatchLine("prior", prior, "one pair in ten that is put forward is one party")]
    let (agreement, names) = names(one, other)
    lines += agreement
    lines += PartyAttributes.lines(one.description, other.description)
    return (
      MatchDecision(lines: lines),
      names.map { otherParty < party ? ($0.other, $0.one) : ($0.one, $0.other) }
    )
  }

  /// The lines of the two names that agree best, and those names.
  private static func names(
    _ one: ReadParty, _ other: ReadParty
  ) -> ([MatchLine], (one: String, other: String)?) {
    var best: [MatchLine] = []
    var names: (one: String, other: String)?
    var most = -Double.infinity
    for name in one.names {
      for otherName in other.names {
        let lines =
          otherName.written.unicodeScalars.lexicographicallyPrecedes(name.written.unicodeScalars)
          ? NameComparison.lines(otherName, name) : NameComparison.lines(name, otherName)
        let sum = lines.reduce(0) { $0 + $1.decibans }
        if sum > most { (most, best, names) = (sum, lines, (name.written, otherName.written)) }
      }
    }
    return (best, names)
  }
}

/// A description with its names read.
struct ReadParty: Sendable {
  let description: PartyDescription
  let names: [ReadName]

  init(_ description: PartyDescription) {
    self.description = description
    names = Array(Set(description.names)).sorted().map(ReadName.init)
  }

  static func < (one: Self, other: Self) -> Bool {
    let (names, others) = (one.names.map(\.written), other.names.map(\.written))
    if names != others { return names.lexicographicallyPrecedes(others) }
    return "\(one.description)" < "\(other.description)"
  }
}
