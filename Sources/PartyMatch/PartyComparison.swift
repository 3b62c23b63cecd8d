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
    // One order, so that sums and words are the same either way.
    let (one, other) = otherParty < party ? (otherParty, party) : (party, otherParty)
    var lines = [MatchLine("prior", prior, "one pair in ten that is put forward is one party")]
    lines += names(one, other)
    lines += PartyAttributes.lines(one.description, other.description)
    return MatchDecision(lines: lines)
  }

  /// The lines of the two names that agree best.
  private static func names(_ one: ReadParty, _ other: ReadParty) -> [MatchLine] {
    var best: [MatchLine] = []
    var most = -Double.infinity
    for name in one.names {
      for otherName in other.names {
        let lines =
          otherName.written.unicodeScalars.lexicographicallyPrecedes(name.written.unicodeScalars)
          ? NameComparison.lines(otherName, name) : NameComparison.lines(name, otherName)
        let sum = lines.reduce(0) { $0 + $1.decibans }
        if sum > most { (most, best) = (sum, lines) }
      }
    }
    return best
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
