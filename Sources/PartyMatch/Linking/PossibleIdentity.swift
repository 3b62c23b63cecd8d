/// Two parties that may be one: an edge with a probability, never merged.
public struct PossibleIdentity: Hashable, Sendable {
  /// The key of the party that comes first by its letters.
  public let one: String
  /// The key of the other.
  public let other: String
  /// The probability that they are one, and every line that led to it.
  public let decision: MatchDecision
}

/// Two keys that were found to be one party by weights of evidence, and merged.
public struct WeighedIdentity: Hashable, Sendable {
  /// The key that stands for both.
  public let party: String
  /// The key of the first, by its letters, as it would be by itself.
  public let one: String
  /// The key of the other.
  public let other: String
  /// A name of the first.
  public let oneName: String
  /// A name of the other.
  public let otherName: String
  /// The lines that led to it.
  public let decision: MatchDecision
}
