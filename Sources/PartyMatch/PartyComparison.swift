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
    let (one, other, isTurned) = ordered(party, otherParty)
    let best =
      one.names.count == 1 && other.names.count == 1
      ? (one.names[0], other.names[0]) : bestNames(one, other).names
    var lines = [priorLine]
    if let best { lines += nameLines(best.0, best.1, inWords: true) }
    lines += PartyAttributes.lines(one, other)
    let names = best.map { ($0.0.written, $0.1.written) }
    return (
      MatchDecision(lines: lines),
      names.map { isTurned ? (one: $0.1, other: $0.0) : (one: $0.0, other: $0.1) }
    )
  }

  /// The sum of the lines of a comparison, without the lines.
  static func decibans(_ party: ReadParty, _ otherParty: ReadParty) -> Double {
    let (one, other, _) = ordered(party, otherParty)
    // Added line by line, as a decision adds them: the sums are then equal to the last bit.
    var sum = prior
    for line in bestNames(one, other).lines { sum += line.decibans }
    for line in PartyAttributes.lines(one, other) { sum += line.decibans }
    return sum
  }

  private static let priorLine = MatchLine(
    "prior", prior, "one pair in ten that is put forward is one party")

  /// One order, so that sums and words are the same either way.
  private static func ordered(
    _ party: ReadParty, _ other: ReadParty
  ) -> (ReadParty, ReadParty, isTurned: Bool) {
    other < party ? (other, party, true) : (party, other, false)
  }

  /// The two names that agree best, and their lines without words.
  private static func bestNames(
    _ one: ReadParty, _ other: ReadParty
  ) -> (names: (one: ReadName, other: ReadName)?, lines: [MatchLine]) {
    var best: (one: ReadName, other: ReadName)?
    var bestLines: [MatchLine] = []
    var most = -Double.infinity
    for name in one.names {
      for otherName in other.names {
        let lines = nameLines(name, otherName, inWords: false)
        let sum = lines.reduce(0) { $0 + $1.decibans }
        if sum > most { (most, best, bestLines) = (sum, (name, otherName), lines) }
      }
    }
    return (best, bestLines)
  }

  private static func nameLines(
    _ name: ReadName, _ other: ReadName, inWords: Bool
  ) -> [MatchLine] {
    other.written.unicodeScalars.lexicographicallyPrecedes(name.written.unicodeScalars)
      ? NameComparison.lines(other, name, inWords: inWords)
      : NameComparison.lines(name, other, inWords: inWords)
  }
}

/// A description with its names and addresses read.
struct ReadParty: Sendable {
  let description: PartyDescription
  let names: [ReadName]
  let addresses: [ReadAddress]

  init(_ description: PartyDescription) {
    self.description = description
    names = Array(Set(description.names)).sorted().map(ReadName.init)
    addresses = description.addresses.map(ReadAddress.init)
  }

  static func < (one: Self, other: Self) -> Bool {
    for (name, otherName) in zip(one.names, other.names) where name.written != otherName.written {
      return name.written < otherName.written
    }
    if one.names.count != other.names.count { return one.names.count < other.names.count }
    return "\(one.description)" < "\(other.description)"
  }
}
